"""Why a submission is refused: a stable word for programs, a sentence for people."""

from __future__ import annotations

from enum import StrEnum

from emend_transcript import FormatError


class Code(StrEnum):
    """The causes found here; those of ``emend_transcript.FormatError`` stand beside them."""

    ALREADY_SUBMITTED = "already_submitted"
    BAD_FORM = "bad_form"
    BAD_HEADER = "bad_header"
    BAD_ID = "bad_id"
    BAD_LANGUAGE = "bad_language"
    BAD_OFFSET = "bad_offset"
    BAD_PROFILE = "bad_profile"
    BAD_VOCABULARY = "bad_vocabulary"
    BAD_SEQUENCE = "bad_sequence"
    BAD_TITLE = "bad_title"
    CONTENT_DAMAGED = "content_damaged"
    CONTENT_MISSING = "content_missing"
    EMPTY = "empty"
    FOREIGN_CONTENT = "foreign_content"
    FRAGMENT_TOO_LARGE = "fragment_too_large"
    ID_TAKEN = "id_taken"
    TOO_LARGE = "too_large"
    UNDECODABLE = "undecodable"
    UNKNOWN_SCHEMA = "unknown_schema"


class Refused(Exception):  # noqa: N818 - it names what became of the submission
    """The submission can never become a transcript, however often it is tried.

    Attributes:
        code: a ``Code`` or one of ``emend_transcript``'s, for programs.
        reason: a sentence for people, with the value at fault.
        hint: what the submitter can do about it.
        location: where in the content: a JSON path, a line, a byte; may be empty.
    """

    def __init__(self, code: str, reason: str, hint: str = "", location: str = "") -> None:
        self.code = str(code)
        self.reason = reason
        self.hint = hint
        self.location = location
        super().__init__(code, reason, hint, location)

    def __str__(self) -> str:
        place = f" ({self.location})" if self.location else ""
        return f"{self.code}: {self.reason}{place}"


def refused_format(error: FormatError) -> Refused:
    """Return the refusal that an unreadable format amounts to."""
    return Refused(error.code, error.reason, error.hint, error.location)


def shown(value: str, limit: int = 60) -> str:
    """Return a value as a message may show it: quoted, on one line and not too long."""
    return repr(value if len(value) <= limit else f"{value[: limit - 1]}…")
