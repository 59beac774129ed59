"""How long to wait before trying again."""

from __future__ import annotations

FIRST_SECONDS = 0.1
LIMIT_SECONDS = 10.0


def backoff_seconds(attempt: int, jitter: float = 0.5) -> float:
    """Return the wait before attempt ``attempt + 1``: doubling from 0.1 s, at most 10 s.

    ``jitter`` in 0..1 spreads the wait over its upper half, so that many waiting for the same
    dependency do not return together.
    """
    full = min(FIRST_SECONDS * 2.0 ** min(attempt, 20), LIMIT_SECONDS)
    return full * (0.5 + jitter / 2)
