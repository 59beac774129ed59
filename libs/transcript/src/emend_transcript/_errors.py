"""The package's errors, as one tree.

TranscriptError
├── FormatError            the content cannot become a transcript
├── ReplayError            a change does not fit what the earlier changes left
├── OtherTokensError       every change fits, yet they lead to other tokens
└── UnknownRenditionError  nothing is rendered under this name
"""

from __future__ import annotations

import reprlib
from collections.abc import Iterable
from enum import StrEnum

from emend_transcript._model import Change, Token


class ErrorCode(StrEnum):
    """Why content was refused; stable, for programs. People read the reason."""

    BAD_CAPTION = "bad_caption"
    """A caption file's line is not what it must be; the location names it."""
    BAD_TEXT = "bad_text"
    """Text that no database or codec can carry: NUL, half a surrogate pair."""
    BAD_TIME = "bad_time"
    """A time that cannot be: backwards, negative, NaN, beyond the recording's end."""
    NO_TIMES = "no_times"
    """Text without any time to place it."""
    NO_WORDS = "no_words"
    NOT_JSON = "not_json"
    RECOGNISER_FAILED = "recogniser_failed"
    """The recogniser itself reports an error, or is not finished."""
    TOO_DEEP = "too_deep"
    TOO_LONG = "too_long"
    """A single word longer than any language has."""
    UNKNOWN_FORMAT = "unknown_format"
    WRONG_ENCODING = "wrong_encoding"
    """Not UTF-8."""
    WRONG_TYPE = "wrong_type"
    """A field holds something else than its format says."""


class TranscriptError(Exception):
    """Anything that this package refuses."""


class FormatError(TranscriptError):
    """The content cannot become a transcript, however often it is tried.

    Attributes:
        code: the cause, for programs.
        reason: a sentence for people, with the value at fault.
        location: where, as a JSON path (``$.segments[3].start``) or ``line 12``; may be empty.
        hint: what to do about it; may be empty.
    """

    def __init__(self, code: ErrorCode, reason: str, location: str = "", hint: str = "") -> None:
        self.code = code
        self.reason = reason
        self.location = location
        self.hint = hint
        super().__init__(code, reason, location, hint)

    def __str__(self) -> str:
        """Join the parts that are there: ``reason (location). Hint.``."""
        place = f" ({self.location})" if self.location else ""
        text = f"{self.reason.removesuffix('.')}{place}."
        return f"{text} {self.hint}" if self.hint else text


class ReplayError(TranscriptError):
    """A change does not fit the tokens that the earlier changes left.

    Attributes:
        change: the change at fault.
        found: the tokens that stand where it says its ``before`` stands.
    """

    def __init__(self, change: Change, found: tuple[Token, ...]) -> None:
        self.change = change
        self.found = found
        super().__init__(change, found)

    def __str__(self) -> str:
        """Name the change, what it expected and what stands there."""
        expected = " ".join(token.text for token in self.change.before)
        found = " ".join(token.text for token in self.found)
        return (
            f"change {self.change.sequence} ({self.change.rule}) replaces {expected!r} "
            f"at {self.change.at}, but {found!r} stands there"
        )


class OtherTokensError(TranscriptError):
    """The changes lead from the words to other tokens than those published."""


class UnknownRenditionError(TranscriptError):
    """No rendition has this name or extension."""

    def __init__(self, wanted: str, known: Iterable[str]) -> None:
        super().__init__(f"no rendition {wanted!r}; the known ones are {', '.join(known)}")
        self.wanted = wanted


def quoted(value: object, limit: int = 60) -> str:
    """Return a value as an error message may show it: on one line and not too long."""
    is_text = isinstance(value, str | bytes)
    text = repr(value[: limit + 1]) if is_text else reprlib.repr(value)
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
