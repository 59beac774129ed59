"""Rows of a start, an end and a text with tabs between: Whisper's TSV, Audacity's labels.

Sources: openai-whisper ``--output_format tsv`` (also faster-whisper's and WhisperX's commands):
a head ``start end text``, then milliseconds as whole numbers; where a fork writes fractions, they
are seconds. Audacity, "Importing and Exporting Labels": seconds with a fraction, no head; lines
that begin with a backslash are frequencies. Each row is a segment; its time is divided by
characters.
"""

from __future__ import annotations

from collections.abc import Iterator

from emend_transcript._errors import ErrorCode, FormatError, quoted
from emend_transcript._source import Group, Source, Spoken
from emend_transcript._times import milliseconds

_HEAD = ("start", "end", "text")
_COLUMNS = 3
_HINT = "Write each line as: start, a tab, end, a tab, text."


def matches(text: str) -> bool:
    """The head of Whisper's file, or a first row of two fractions and a text."""
    _, first = next(_rows(text[:10_000]), (0, [""]))
    return _is_head(first) or (
        len(first) == _COLUMNS and all("." in one and _is_number(one) for one in first[:2])
    )


def read(text: str) -> Source:
    """Read the rows.

    Raises:
        FormatError: ``bad_caption`` with the line that has another form, ``bad_time``.
    """
    rows = list(_rows(text))
    body = rows[1:] if rows and _is_head(rows[0][1]) else rows
    seconds = any("." in one for _, fields in body for one in fields[:2])
    return Source(
        groups=[_group(fields, f"line {number}", 1 if seconds else 1000) for number, fields in body]
    )


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if line.strip() and not line.startswith("\\"):
            yield number, line.split("\t", _COLUMNS - 1)


def _is_head(fields: list[str]) -> bool:
    return tuple(field.strip().lower() for field in fields) == _HEAD


def _is_number(text: str) -> bool:
    return text.strip().replace(".", "", 1).isdecimal()


def _group(fields: list[str], place: str, per_second: int) -> Group:
    if len(fields) < _COLUMNS - 1 or not all(map(_is_number, fields[:2])):
        reason = f"This is no row of times and text: {quoted(' '.join(fields))}"
        raise FormatError(ErrorCode.BAD_CAPTION, reason, place, _HINT)
    start, end = (milliseconds(one.strip(), per_second, place) for one in fields[:2])
    text = fields[2] if len(fields) == _COLUMNS else ""
    return Group([Spoken(word, location=place, glued=False) for word in text.split()],
                 start, end, place)  # fmt: skip
