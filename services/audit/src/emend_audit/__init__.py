"""The audit log: what was done, by whom, provable to outsiders."""
