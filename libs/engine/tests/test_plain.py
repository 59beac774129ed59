"""The plain functions: text in, text out."""

from __future__ import annotations

from emend_engine.plain import remove_disfluencies


def test_disfluencies_go_and_lines_stay() -> None:
    assert remove_disfluencies("um the the gita\n\nuh yes") == "the gita\n\nyes"
