"""Keeps a library that says the same thing a hundred times a second from drowning the log."""

from __future__ import annotations

import logging

PAUSE_SECONDS = 10.0
"""A line is not repeated sooner; the next one says how many were left out."""

TALKATIVE = ("aiokafka",)
"""Libraries that log every attempt to reach a broker that is away."""


class RepeatFilter(logging.Filter):
    """Lets a talkative library's line pass once in ten seconds.

    Lines are alike if they come from the same place, whatever values they carry.
    """

    def __init__(self) -> None:
        super().__init__()
        self._last: dict[tuple[str, int], float] = {}
        self._left_out: dict[tuple[str, int], int] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Say whether the line passes; count it if not."""
        if not record.name.startswith(TALKATIVE):
            return True
        place = (record.pathname, record.lineno)
        if record.created - self._last.get(place, -PAUSE_SECONDS) < PAUSE_SECONDS:
            self._left_out[place] = self._left_out.get(place, 0) + 1
            return False
        self._last[place] = record.created
        if left_out := self._left_out.pop(place, 0):
            record.msg = f"{record.msg} ({left_out} like it left out)"
        return True
