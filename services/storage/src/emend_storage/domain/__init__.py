"""What storing means: which parts are taken, which are refused, when a transcript is complete."""
