"""Rows of a start, an end and a text: Whisper's TSV, whisper.cpp's CSV, Audacity's labels.

Sources: openai-whisper ``--output_format tsv`` (also faster-whisper's and WhisperX's commands): a
head ``start end text``, then milliseconds as whole numbers; where a fork writes fractions, they are
seconds. whisper.cpp ``--output-csv``: the same with commas, texts in quotation marks, and a
``speaker`` where it tells them; other values with commas are not taken for it. Audacity, "Importing
and Exporting Labels": tabs, seconds with a fraction, no head; lines that begin with a backslash are
frequencies. Each row is a segment; its time is divided by characters.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from emend_transcript._errors import ErrorCode, FormatError, quoted
from emend_transcript._json import label
from emend_transcript._source import Group, Source, Spoken
from emend_transcript._times import milliseconds

_HEADS = (("start", "end", "text"), ("start", "end", "speaker", "text"))
_QUOTED = re.compile(r'\s*\d+\s*,\s*\d+\s*,[^"]{0,100}"')
_HINT = "Write each line as: start, a tab, end, a tab, text."


class _Row(NamedTuple):
    number: int
    fields: Sequence[str]


def matches(text: str) -> bool:
    """The head of Whisper's files, or a first row of two fractions and a text."""
    first = next((row.fields for row in _rows(text[:10_000])), ("",))
    return _head(first) is not None or (
        len(first) == len(_HEADS[0]) and all("." in one and _is_number(one) for one in first[:2])
    )


def read(text: str) -> Source:
    """Read the rows.

    Raises:
        FormatError: ``bad_caption`` with the line that has another form, ``bad_time``.
    """
    rows = list(_rows(text))
    head = _head(rows[0].fields) if rows else None
    body = rows[1:] if head else rows
    names = head or _HEADS[0]
    seconds = any("." in one for row in body for one in row.fields[:2])
    return Source(groups=[_group(row, names, 1 if seconds else 1000) for row in body])


def _rows(text: str) -> Iterator[_Row]:
    lines = text.replace("\r\n", "\n").split("\n")
    first, second = [*filter(str.strip, lines[:100]), "", ""][:2]
    if _head(first.split(",")) and _QUOTED.match(second):
        yield from _quoted_rows(lines)
        return
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("\\"):
            yield _Row(number, line.split("\t", len(_HEADS[0]) - 1))


def _quoted_rows(lines: Sequence[str]) -> Iterator[_Row]:
    """Yield rows, each with its first line's number: a text may hold line breaks."""
    reader = csv.reader((f"{line}\n" for line in lines), skipinitialspace=True)
    number = 1
    try:
        for row in reader:
            if row:
                yield _Row(number, row)
            number = reader.line_num + 1
    except csv.Error as error:
        reason = f"This is no row of comma-separated values: {error}"
        place = f"line {reader.line_num}"
        raise FormatError(ErrorCode.BAD_CAPTION, reason, place, _HINT) from None


def _head(fields: Sequence[str]) -> Sequence[str] | None:
    names = tuple(field.strip().strip('"').lower() for field in fields)
    return names if names in _HEADS else None


def _is_number(text: str) -> bool:
    return text.strip().replace(".", "", 1).isdecimal()


def _group(row: _Row, names: Sequence[str], per_second: int) -> Group:
    place = f"line {row.number}"
    if len(row.fields) < len(names) - 1 or not all(map(_is_number, row.fields[:2])):
        reason = f"This is no row of times and text: {quoted(' '.join(row.fields))}"
        raise FormatError(ErrorCode.BAD_CAPTION, reason, place, _HINT)
    start, end = (milliseconds(one.strip(), per_second, place) for one in row.fields[:2])
    about = dict(zip(names, row.fields, strict=False))
    speaker = label(about.get("speaker"), place)
    words = [
        Spoken(word, speaker=speaker, location=place, glued=False)
        for word in about.get("text", "").split()
    ]
    return Group(words, start, end, place)
