"""Compares the policy ``plain`` with premove-itn, and names each class of differences.

``uv run --group oracles python -m tests.eval.itn_premove``: the sentences are those of the
comparison with nemo. Where both write otherwise, the first reason that makes them equal is
counted; what no reason explains is printed. Without the group it says so and ends well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import pairwise
from typing import Any, NamedTuple

from emend_engine.plain import to_written
from tests.eval.itn_sentences import PATTERNS, as_recognised, sentences

_PER_CLASS = 110
_DIGITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_ENDINGS = ("st", "nd", "rd", *("th",) * 6)
_SMALL = {word: str(value) for value, word in enumerate(_DIGITS, 1)} | {
    word: f"{value}{ending}"
    for value, (word, ending) in enumerate(zip(_PLACES, _ENDINGS, strict=True), 1)
}
_UNITS = {
    "miles": "mi", "square miles": "sq mi", "square mi": "sq mi", "ounces": "oz", "ounce": "oz",
    "pounds": "lb", "feet": "ft", "foot": "ft", "inches": "in", "hours": "h", "minutes": "min",
    "seconds": "s", "yards": "yd", "hectares": "ha",
}  # fmt: skip
_SHORT = {
    "for example": "e.g.", "mister": "mr.", "saint": "st.", "doctor": "dr.", "et cetera": "etc.",
    "that is": "i.e.", "versus": "vs.", "mrs": "mrs.",
}  # fmt: skip


class Difference(NamedTuple):
    """A sentence as said, as premove-itn writes it, and as it is written here."""

    said: str
    theirs: str
    ours: str


Explains = Callable[[Difference], bool]


def main() -> None:
    """Run the command line."""
    try:
        premove: Any = import_module("premove_itn")
    except ImportError as error:
        print(f"skipped: {error}; the oracles come with: uv sync --group oracles")
        return
    for kind in PATTERNS:
        said = list(_said(kind))
        outcomes = [Difference(text, _written(premove, text), to_written(text)) for text in said]
        differ = [outcome for outcome in outcomes if outcome.theirs != outcome.ours]
        print(f"{kind}: {len(said) - len(differ)} of {len(said)} agree")
        reasons = Counter(map(_reason, differ))
        for reason, count in reasons.most_common():
            print(f"  {count} differ: {reason or 'no reason known'}")
        for outcome in differ:
            if not _reason(outcome):
                print(f"  {outcome.said!r}: premove {outcome.theirs!r}, here {outcome.ours!r}")


def _said(kind: str) -> Iterator[str]:
    for cased in (False, True):
        texts = sentences(kind, _PER_CLASS, 1)
        yield from dict.fromkeys(as_recognised(texts, 1) if cased else texts)


def _written(premove: Any, said: str) -> str:
    """Return what premove-itn writes; nothing where it fails."""
    try:
        return premove.normalize_sentence(said)
    except Exception:  # noqa: BLE001 - another's program, which may fail in any way
        return ""


def _reason(difference: Difference) -> str:
    return next((reason for reason, explains in _REASONS if explains(difference)), "")


def _runs_together(difference: Difference) -> bool:
    """Whether words that it leaves alone have lost the space between them."""
    words = [word for word in difference.said.split() if word in difference.ours.split()]
    return any(
        len(left + right) > 4 and f"{left}{right}" in difference.theirs  # noqa: PLR2004 - not "a" and "t"
        and f"{left}{right}" not in difference.ours
        for left, right in pairwise(words)
    )  # fmt: skip


def _alike(*normalisers: Callable[[str], str]) -> Explains:
    """Return whether both texts are one after these rewritings."""

    def explains(difference: Difference) -> bool:
        theirs, ours = difference.theirs.lower(), difference.ours.lower()
        for normalise in normalisers:
            theirs, ours = normalise(theirs), normalise(ours)
        return theirs == ours

    return explains


def _replacing(table: dict[str, str]) -> Callable[[str], str]:
    pattern = re.compile(r"\b(" + "|".join(sorted(table, key=len, reverse=True)) + r")\b")
    return lambda text: pattern.sub(lambda match: table[match[0]], text)


def _without(pattern: str, instead: str = "") -> Callable[[str], str]:
    return lambda text: re.sub(pattern, instead, text)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _same_figures(difference: Difference) -> bool:
    return _digits(difference.theirs).lstrip("0") == _digits(difference.ours).lstrip("0")


def _is_cut(difference: Difference) -> bool:
    """Whether one number here is several there: "-720 3" for -723, "833 thousand 594"."""
    return bool(re.search(r"\d (?:thousand )?\d", difference.theirs)) and not re.search(
        r"\d \d", difference.ours
    )


def _is_left(difference: Difference) -> bool:
    return difference.theirs == difference.said


def _is_kept(difference: Difference) -> bool:
    return difference.ours == difference.said


_small = _replacing(_SMALL)
_units = _replacing(_UNITS)
_short = _replacing(_SHORT)
_zero = _without(r"(?<![\d.])0(?=\.)")
_times = _without(r"(?<!\d)0(?=\d:)")
_eras = _without(r"(?<=\d) (?=(?:bce?|ad|ce)\b)")
_percent = _without(r"(?<=\d) (?=%)")
_cents = _without(r"\$0?\.(\d\d)\b", r"\1 cents")
_day = _without(r"(?:the )?(\d+)(?:st|nd|rd|th) of", r"\1")
_letters = _without(r"(?<=\b[a-z]) (?=[a-z]\b)")
_joined = _without(r"(?<=\b[a-z]) (?=\d)")
_grouping = _without(r"(?<=\d)[ -](?=\d)")
_clock = _without(r"\b(\d+):00(?! [ap]\.m)", r"\1 o'clock")

_REASONS: tuple[tuple[str, Explains], ...] = (
    ("it writes one to nine, and first to ninth, in figures", _alike(_small)),
    ("it writes no zero before a point", _alike(_small, _zero)),
    ("it writes signs for miles, feet, ounces, hours, and small letters", _alike(_small, _units)),
    ("it has a space before %, or none before an era", _alike(_small, _percent, _eras)),
    ("it writes 09:00 for 9:00 and for nine o'clock", _alike(_small, _times, _clock, _times)),
    ("it writes cents as dollars", _alike(_small, _cents)),
    ("it writes the day without its ending: 6 october", _alike(_small, _day)),
    ("it shortens mister, saint, for example", _alike(_small, _short)),
    ("it runs the words of a sentence together", _runs_together),
    ("it leaves letters and digits of a code apart", _alike(_small, _letters, _joined, _letters)),
    ("it groups the same digits in fours", _alike(_small, _grouping)),
    ("it leaves all words as they are", _is_left),
    ("it writes what is a guess here", _is_kept),
    ("it cuts a number in several", _is_cut),
    ("it writes the same figures in another form", _same_figures),
    ("it reads other figures", lambda difference: bool(_digits(difference.theirs))),
)
"""What premove-itn does otherwise; the first that explains a difference is its reason."""


if __name__ == "__main__":
    main()
