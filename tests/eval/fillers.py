"""Fillers, repeats, broken-off words and loops: sentences that came out right."""

from __future__ import annotations

from emend_engine.plain import remove_disfluencies
from tests.eval.fluency import split_rows
from tests.eval.rows import Row


def measure() -> list[Row]:
    """Measure every class; what must stay is measured with the corrections."""
    return list(split_rows("fillers", remove_disfluencies, with_bare=False))
