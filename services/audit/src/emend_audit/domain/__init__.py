"""What stands in the log, and what of it is sealed; pure."""
