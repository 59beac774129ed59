"""Profanity: sentences masked right, and words that only look profane."""

from __future__ import annotations

from emend_engine.plain import mask_profanity
from tests.eval.fluency import fluent_rows, split_rows
from tests.eval.rows import Row


def measure() -> list[Row]:
    """Measure every class as written, and speed and false edits on ordinary sentences."""
    return [
        *split_rows("profanity", mask_profanity, with_bare=False),
        *fluent_rows("profanity", mask_profanity),
    ]
