"""The fixtures of the bus's tests: a cluster of their own, and the ways in and out."""

from tests.support.bus import kafka, results, running, submit

__all__ = ["kafka", "results", "running", "submit"]
