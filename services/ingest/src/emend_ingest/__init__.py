"""Takes raw transcripts in, recognises, validates, cuts into parts or rejects."""
