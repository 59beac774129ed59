"""Speed and memory, measured; never asserted in a timed test."""
