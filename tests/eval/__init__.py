"""How well each stage of the engine does on sentences of our own; ``make eval``."""
