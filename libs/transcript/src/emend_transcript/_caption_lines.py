"""What a caption is made of: unbreakable units, how far two lines reach, where to break them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from emend_transcript._derive import token_times_ms
from emend_transcript._model import Token, Words

LINE_CHARACTERS = 42
LINES = 2
PAUSE_MS = 1_500
"""A silence as long as this always ends a caption."""

_SENTENCE_ENDS = (".", "?", "!", "…", "।", "॥", "。", "؟")
_CLAUSE_ENDS = (",", ";", ":", "–", "—", "،", "、")  # noqa: RUF001 - the dash between clauses
_BREATH_MS = 300
_OPENERS = """
and but or nor so yet because although though while when where which who that if as with for from
into of in on at by to about after before until than
"""
_PHRASE_OPENERS = frozenset(_OPENERS.split())
"""Before these a phrase may well end."""


class Unit(NamedTuple):
    """Tokens with no space between them, which stay on one line."""

    text: str
    start_ms: int
    end_ms: int
    glued: bool
    """No space stands before it: a piece of something longer than a line."""
    quality: float
    """How well a caption or a line ends after it."""


def units_of(tokens: Sequence[Token], words: Words) -> list[Unit]:
    """Return a turn's units; white space and control characters within them are gone."""
    units: list[Unit] = []
    for token in tokens:
        text = _clean(token.text)
        if not text:
            continue
        start_ms, end_ms = token_times_ms(token, words)
        last = units[-1] if units else None
        if last and token.glued and len(last.text) + len(text) <= LINE_CHARACTERS:
            end_ms = max(last.end_ms, end_ms)
            units[-1] = Unit(last.text + text, last.start_ms, end_ms, last.glued, 0.0)
        else:
            glued = token.glued and last is not None
            units.append(Unit(text, start_ms, max(start_ms, end_ms), glued, 0.0))
    following = [*units[1:], None][: len(units)]
    return [
        unit._replace(quality=_quality(unit, after))
        for unit, after in zip(units, following, strict=True)
    ]


def reach(units: Sequence[Unit], start: int, max_ms: int) -> int:
    """Return the end of the most units that fit into two lines, ``max_ms`` and one breath."""
    line, width = 1, 0
    for at in range(start, len(units)):
        unit = units[at]
        if at > start and (
            unit.end_ms - units[start].start_ms > max_ms
            or unit.start_ms - units[at - 1].end_ms >= PAUSE_MS
        ):
            return at
        grown = width + len(unit.text) + (1 if width and not unit.glued else 0)
        if width and grown > LINE_CHARACTERS:
            line, grown = line + 1, len(unit.text)
            if line > LINES:
                return at
        width = grown
    return len(units)


def break_lines(units: Sequence[Unit]) -> tuple[str, ...]:
    """Return one line, or two of like length that part where a phrase ends."""
    whole = _joined(units)
    if len(whole) <= LINE_CHARACTERS or len(units) == 1:
        return (whole,)
    splits = [(_joined(units[:at]), _joined(units[at:]), at) for at in range(1, len(units))]

    def cost(split: tuple[str, str, int]) -> tuple[int, float]:
        upper, lower, at = split
        excess = max(len(upper) - LINE_CHARACTERS, 0) + max(len(lower) - LINE_CHARACTERS, 0)
        return excess, abs(len(upper) - len(lower)) - 12 * units[at - 1].quality

    upper, lower, _ = min(splits, key=cost)
    return upper, lower


def _joined(units: Sequence[Unit]) -> str:
    rest = (unit.text if unit.glued else f" {unit.text}" for unit in units[1:])
    return "".join((units[0].text, *rest))


def _clean(text: str) -> str:
    printable = (character if character.isprintable() else " " for character in text)
    return text if text.isprintable() and " " not in text else " ".join("".join(printable).split())


def _quality(unit: Unit, after: Unit | None) -> float:
    if after is None or after.start_ms - unit.end_ms >= PAUSE_MS:
        return 3.0
    bare = unit.text.rstrip("\"')]}»”’")  # noqa: RUF001 - quotation marks are meant
    if bare.endswith(_SENTENCE_ENDS):
        return 3.0
    if bare.endswith(_CLAUSE_ENDS):
        return 2.0
    breath = 0.5 if after.start_ms - unit.end_ms >= _BREATH_MS else 0.0
    return breath + (0.7 if after.text.lower() in _PHRASE_OPENERS else 0.0)
