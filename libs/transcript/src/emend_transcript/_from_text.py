"""Makes words of plain text, for whoever has no recogniser's file: one voice, invented times."""

from __future__ import annotations

from emend_transcript._errors import FormatError
from emend_transcript._model import Segment, Transcript, Word, WordFlag
from emend_transcript._split import Piece, split

_WORD_MS = 300
"""How long a word of average length is spoken; only the order of the times means anything."""

_MARK, _GLUED = int(WordFlag.MARK), int(WordFlag.GLUED)
_INTERPOLATED = int(WordFlag.INTERPOLATED)
_CLOSING = ".,;:!?"


def from_text(text: str, language: str | None = None) -> Transcript:
    """Return the words of a text as one segment; no text is refused, and an empty one has none.

    Joining the words gives the text back with its white space made single. A word that a
    recogniser's file could not carry (beyond 2,000 characters, with NUL) stays whole, but
    for the marks after it.
    """
    words: list[Word] = []
    for run in text.split():
        for number, piece in enumerate(_pieces(run)):
            start_ms = len(words) * _WORD_MS
            flags = _INTERPOLATED | (_MARK if piece.mark else 0) | (_GLUED if number else 0)
            words.append(Word(len(words), piece.text, start_ms, start_ms + _WORD_MS, flags=flags))
    end_ms = len(words) * _WORD_MS
    segments = (Segment(0, end_ms, 0, len(words) - 1, language=language),) if words else ()
    return Transcript(tuple(words), segments, "text", language=language)


def _pieces(run: str) -> tuple[Piece, ...]:
    try:
        return split(run)
    except FormatError:
        word = run.rstrip(_CLOSING) or run
        marks = (Piece(mark, mark=True, glued=True) for mark in run[len(word) :])
        return (Piece(word, mark=False, glued=False), *marks)
