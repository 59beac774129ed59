"""Words, tokens and changes as they travel.

Words and tokens are columns: parallel lists, one entry per word. The figures behind that
choice are in ``tests/bench/README.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Milliseconds = Annotated[int, Field(ge=0)]


class Record(BaseModel):
    """A value inside an event."""

    model_config = ConfigDict(frozen=True, allow_inf_nan=False, use_attribute_docstrings=True)


class WordColumns(Record):
    """The words of a part; every list has one entry per word, or none where it says so."""

    text: list[str]
    start_ms: list[int]
    end_ms: list[int]
    confidence: list[float] = []
    """Between 0 and 1, or -1 for a word without; empty where the recogniser gave none."""
    flags: list[int] = []
    """Bits of ``emend_transcript.WordFlag``; empty where every word's are 0."""

    @model_validator(mode="after")
    def _columns_are_parallel(self) -> Self:
        _require_parallel(len(self.text), self.start_ms, self.end_ms)
        _require_parallel(len(self.text), *filter(None, (self.confidence, self.flags)))
        _require_within("start_ms", self.start_ms, 0, None)
        _require_within("end_ms", self.end_ms, 0, None)
        _require_within("confidence", self.confidence, -1, 1)
        return self


class SegmentRecord(Record):
    """A stretch of speech by one speaker; ``first`` and ``last`` index the part's words."""

    start_ms: Milliseconds
    end_ms: Milliseconds
    first: int
    last: int
    speaker: str | None = None
    channel: int | None = None
    language: str | None = None


class CorrectedSegment(SegmentRecord):
    """A segment with its corrected text, ready to show."""

    text: str = ""


class TokenColumns(Record):
    """The published tokens of a part; every list has one entry per token."""

    text: list[str]
    first: list[int]
    last: list[int]
    glued: list[bool]
    kind: list[str]

    @model_validator(mode="after")
    def _columns_are_parallel(self) -> Self:
        _require_parallel(len(self.text), self.first, self.last, self.glued, self.kind)
        return self


class TokenRecord(Record):
    """One token inside a change."""

    text: str
    first: int
    last: int
    glued: bool = False
    kind: str = "word"


class ChangeRecord(Record):
    """One edit: the tokens ``before`` at position ``at`` became ``after``."""

    sequence: int
    stage: str
    rule: str
    version: int
    at: int
    first: int
    last: int
    before: list[TokenRecord]
    after: list[TokenRecord]
    confidence: float | None = None
    alternatives: list[str] = []
    reason: str = ""


def _require_parallel(length: int, *columns: Sequence[object]) -> None:
    wrong = [len(column) for column in columns if len(column) != length]
    if wrong:
        message = f"columns of {wrong} entries beside one of {length}"
        raise ValueError(message)


def _require_within(
    name: str, column: list[int] | list[float], least: float, most: float | None
) -> None:
    # Bounds on the list's items would make pydantic keep one error for each of a million.
    if column and (min(column) < least or (most is not None and max(column) > most)):
        message = f"{name} holds {min(column)} to {max(column)}, allowed {least} to {most or '…'}"
        raise ValueError(message)
