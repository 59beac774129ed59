"""Full-text search over the segments, and the snippets that show where the words stand.

English stems, no stop words, no diacritics: ``teachings`` finds ``teaching``, ``gita`` finds
``Gītā``, and ``who am I`` can be searched for. Other languages are found by their exact forms
and whatever the English stemmer makes of them, which is the same on both sides.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from emend_database import Pool, Record

CANDIDATES = 1_000
"""Only so many of the newest matches are ranked: ranking all of a common word takes seconds."""

SNIPPET_CHARACTERS = 240
_START, _STOP = "\x02", "\x03"

_QUERY = "SELECT websearch_to_tsquery('speech', fold($1))::text"
_SEARCH = """
    WITH query AS (SELECT $1::tsquery AS wanted),
    candidate AS (
        SELECT segment.*, to_tsvector('speech', fold(segment.text)) AS vector
        FROM segments AS segment, query
        WHERE to_tsvector('speech', fold(segment.text)) @@ query.wanted
            AND ($2::bigint IS NULL OR segment.transcript = $2)
        ORDER BY segment.transcript DESC, segment.sequence, segment.position
        LIMIT $3
    ),
    ranked AS (
        SELECT *, ts_rank_cd(vector, query.wanted, 1) AS rank, count(*) OVER () AS matches
        FROM candidate, query
        ORDER BY rank DESC, transcript DESC, sequence, position
        OFFSET $4 LIMIT $5
    )
    SELECT ranked.*, transcripts.id, transcripts.title,
        ts_headline('speech', fold(ranked.text), ranked.wanted,
            'HighlightAll=true, StartSel="' || $6 || '", StopSel="' || $7 || '"') AS marked
    FROM ranked JOIN transcripts ON transcripts.key = ranked.transcript
    ORDER BY rank DESC, transcript DESC, sequence, position
"""


@dataclass(frozen=True, slots=True)
class Page:
    """Which hits are asked for."""

    offset: int
    limit: int


async def parse_query(pool: Pool, text: str) -> str | None:
    """Return the query in PostgreSQL's form; none if it holds no word to look for.

    A query of nothing but exclusions would match almost everything, so it counts as none.
    """
    query = await pool.fetchval(_QUERY, text)
    wanted = query and await pool.fetchval("SELECT querytree($1::tsquery)", query)
    return query if wanted and wanted != "T" else None


async def search(pool: Pool, query: str, transcript: int | None, page: Page) -> list[Record]:
    """Return the best hits; each says in ``matches`` how many there are, up to a limit."""
    return await pool.fetch(
        _SEARCH, query, transcript, CANDIDATES, page.offset, page.limit, _START, _STOP
    )


def snippet(text: str, marked: str) -> str:
    """Return the piece of a segment around its first hit as HTML: escaped, hits in ``<mark>``.

    Args:
        text: the segment.
        marked: the same without diacritics, hits between the two control characters.
    """
    marks = list(_marks(text, marked))
    if not marks:
        return html.escape(_cut(text, 0))
    start = max(0, marks[0][0] - SNIPPET_CHARACTERS // 3)
    start = start if start == 0 else _next_word(text, start, marks[0][0])
    end = min(len(text), start + SNIPPET_CHARACTERS)
    pieces: list[str] = ["… " if start else ""]
    position = start
    for first, last in marks:
        if last > end:
            break
        pieces += [html.escape(text[position:first]), "<mark>", html.escape(text[first:last])]
        pieces.append("</mark>")
        position = last
    pieces += [html.escape(text[position:end]), " …" if end < len(text) else ""]
    return "".join(pieces)


def fold(text: str) -> str:
    """Return Latin letters without their diacritics, as the database's function does."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(c for c in decomposed if not "\u0300" <= c <= "\u036f")


def _marks(text: str, marked: str) -> Iterator[tuple[int, int]]:
    """Yield where in the text the marked pieces stand.

    The folded text is walked beside the original: each original character stands for as many
    folded ones as folding makes of it alone.
    """
    position = opened = 0
    debt = 0
    for character in marked:
        if character == _START:
            position = _past_combining(text, position)
            opened = position
        elif character == _STOP:
            position = _past_combining(text, position)
            yield opened, position
        elif debt:
            debt -= 1
        else:
            position = _past_combining(text, position)
            debt = len(fold(text[position : position + 1])) - 1
            position += 1


def _past_combining(text: str, position: int) -> int:
    while position < len(text) and "\u0300" <= text[position] <= "\u036f":
        position += 1
    return position


def _next_word(text: str, start: int, limit: int) -> int:
    space = text.find(" ", start, limit)
    return space + 1 if space >= 0 else start


def _cut(text: str, start: int) -> str:
    piece = text[start : start + SNIPPET_CHARACTERS]
    return piece if len(piece) == len(text) - start else f"{piece} …"
