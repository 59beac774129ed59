"""What the stage ``pii`` is made of: a line of text to search, its cues, one module per family."""
