"""The stages, one module each: a function of tokens and context that proposes edits."""
