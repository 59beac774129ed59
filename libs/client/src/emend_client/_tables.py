"""Terms in tables: CSV, and the tables and lists of phrases that AWS Transcribe takes."""

from __future__ import annotations

import csv
import io
import re
from typing import Any, NamedTuple

from emend_client._errors import FileProblem

_TEXT_COLUMNS = frozenset(("text", "term", "phrase", "word", "content"))
_SEPARATORS = (",", ";", "\t")


class Rows(NamedTuple):
    """The rows of a table, and the line on which each ends."""

    rows: list[dict[str, Any]]
    lines: list[int]


def read_table(file: str, text: str) -> Rows:
    """Return the rows of a table parted by commas, semicolons or tabs; empty ones are left out.

    Raises:
        FileProblem: no column is named ``text``, or a row has more cells than the first; with
            its line.
    """
    header = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=header.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    found = Rows([], [])
    try:
        if _TEXT_COLUMNS.isdisjoint(_letters(name) for name in reader.fieldnames or ()):
            columns = separator.join(("text", "display_as", "sounds_like"))
            problem = f"no column is named text; write {columns!r} above the terms"
            raise FileProblem(file, "no_columns", problem, location="line 1")
        _read(file, reader, found)
    except csv.Error as error:
        location = f"line {reader.line_num}"
        raise FileProblem(file, "not_csv", f"it is no table: {error}", location=location) from None
    return found


def read_list(text: str) -> Rows:
    """Return the phrases of a list, one a line; empty lines and those that begin with ``#`` go."""
    lines = enumerate(map(str.strip, text.splitlines()), 1)
    said = [(number, line) for number, line in lines if line and not line.startswith("#")]
    return Rows([{"text": line} for _, line in said], [number for number, _ in said])


def _read(file: str, reader: csv.DictReader[str], found: Rows) -> None:
    for row in reader:
        cells: dict[Any, Any] = row
        if cells.pop(None, None):
            problem = "it has more cells than the first line; put quotes around a text with commas"
            raise FileProblem(file, "too_many_cells", problem, location=f"line {reader.line_num}")
        if any(cells.values()):
            found.rows.append(cells)
            found.lines.append(reader.line_num)


def _letters(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())
