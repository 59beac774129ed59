"""Corrections and restarts: sentences mended whole, and fluent words that were changed."""

from __future__ import annotations

from emend_engine.plain import remove_disfluencies
from tests.eval.fluency import fluent_rows, split_rows
from tests.eval.rows import Row


def measure() -> list[Row]:
    """Measure our disfluent sentences as written and bare, and sentences that must stay."""
    return [
        *split_rows("corrections", remove_disfluencies, with_bare=True),
        *fluent_rows("corrections", remove_disfluencies),
    ]
