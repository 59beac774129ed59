"""What taking in a transcript means: pure functions over immutable values.

No broker, database, file, clock, randomness, environment or logging: everything is decided by
the arguments, so the same submission gives the same parts with the same ids.
"""
