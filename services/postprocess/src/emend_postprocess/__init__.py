"""Turns each received part into a corrected one, exactly once."""
