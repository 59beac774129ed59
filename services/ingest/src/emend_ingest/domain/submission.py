"""A submission, and what a record on ``asr.transcript.submitted.v1`` is.

Two kinds of record are taken: an Avro ``TranscriptSubmitted`` in Confluent framing (first byte
0), and a vendor's own file untouched, described by headers:

==================  ============================================================================
``content-type``    anything but Avro; ``application/json``, ``text/vtt`` …; not needed
``asr-format``      the format's name; recognised by content where missing
``transcript-id``   the transcript's id; derived from the content where missing
``asr-title``       a title, UTF-8
``asr-language``    a BCP 47 tag
``asr-profile``     the post-processing profile; ``lecture`` where missing
``asr-vocabulary``  a vocabulary of the submitter's own; none where missing
``asr-sequence``    of a live stream: the fragment's number, from 0
``asr-last``        of a live stream: ``true`` on the final fragment, ``false`` on the others
``asr-offset-ms``   of a live stream: where the fragment begins in the recording
==================  ============================================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from emend_events import TranscriptSubmitted
from emend_ingest.domain.identity import (
    as_said,
    check_id,
    content_hash,
    submission_id,
    transcript_id_of,
)
from emend_ingest.domain.refusal import Code, Refused, shown

AVRO_MAGIC = 0
AVRO_CONTENT_TYPES = frozenset(
    {"application/vnd.confluent.avro", "avro/binary", "application/avro"}
)
HEADERS = (
    *("content-type", "asr-format", "transcript-id", "asr-title", "asr-language"),
    *("asr-profile", "asr-vocabulary", "asr-sequence", "asr-last", "asr-offset-ms"),
)
DEFAULT_PROFILE = "lecture"
MAX_TITLE_CHARACTERS = 500
MAX_NUMBER = 2**31 - 1
"""Sequences and milliseconds fit a database's plain integer."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,7}")
_PROFILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")
_UNSTORABLE = re.compile(r"[\0\ud800-\udfff]")
_WHOLE_NUMBER = re.compile(r"[0-9]{1,10}")


@dataclass(frozen=True, slots=True)
class Submission:
    """What the submitter said about the content."""

    event_id: UUID
    transcript_id: str
    submitted_at: datetime
    format: str | None = None
    title: str | None = None
    language: str | None = None
    profile: str = DEFAULT_PROFILE
    sequence: int = 0
    last: bool = True
    offset_ms: int = 0
    vocabulary: str | None = None

    @property
    def cause(self) -> UUID:
        """What the ids of all that comes of it are derived from; other wishes give another."""
        return as_said(
            self.event_id,
            *(self.format, self.title, self.language, self.profile, self.vocabulary),
            *(self.last, self.offset_ms),
        )

    @property
    def is_fragment(self) -> bool:
        """Whether this is a piece of a live stream rather than a whole transcript."""
        return self.sequence > 0 or not self.last


@dataclass(frozen=True, slots=True)
class Arrival:
    """A submission with its content, inline or by reference."""

    submission: Submission
    content: bytes = b""
    content_uri: str | None = None


def identify(
    value: bytes,
    headers: Mapping[str, str],
    submitted_at: datetime,
    decode: Callable[[bytes], TranscriptSubmitted],
) -> Arrival:
    """Tell what a record is.

    Args:
        value: the record's value.
        headers: those of ``HEADERS`` that the record has.
        submitted_at: the record's time, for a vendor's body, which has none of its own.
        decode: reads Avro in Confluent framing; what it raises passes through.

    Raises:
        Refused: ``empty``, or ``bad_header``.
    """
    if not value:
        raise Refused(Code.EMPTY, "The record is empty", "Send the recogniser's output.")
    if _is_avro(value, headers.get("content-type", "")):
        return _from_event(decode(value))
    return _from_body(value, headers, submitted_at)


def check(submission: Submission) -> None:
    """Refuse what the submitter said where nothing downstream could carry it.

    Raises:
        Refused: ``bad_id``, ``bad_title``, ``bad_language``, ``bad_profile``,
            ``bad_vocabulary``, ``bad_sequence``, ``bad_offset``.
    """
    check_id(submission.transcript_id)
    title, language, profile = submission.title, submission.language, submission.profile
    if title is not None and (len(title) > MAX_TITLE_CHARACTERS or _UNSTORABLE.search(title)):
        hint = f"Use at most {MAX_TITLE_CHARACTERS} characters, none of them NUL."
        raise Refused(Code.BAD_TITLE, f"The title {shown(title)} cannot be kept", hint)
    if language and not _LANGUAGE.fullmatch(language):
        hint = "Use a BCP 47 tag such as en, en-IN or sa-Latn."
        raise Refused(Code.BAD_LANGUAGE, f"{shown(language)} is no language tag", hint)
    if not _PROFILE.fullmatch(profile):
        hint = "Use a profile's name, such as lecture."
        raise Refused(Code.BAD_PROFILE, f"{shown(profile)} cannot name a profile", hint)
    vocabulary = submission.vocabulary
    if vocabulary is not None and not _PROFILE.fullmatch(vocabulary):
        hint = "Use a vocabulary's name, such as cardiology or cardiology@2."
        raise Refused(Code.BAD_VOCABULARY, f"{shown(vocabulary)} cannot name a vocabulary", hint)
    if not 0 <= submission.sequence <= MAX_NUMBER:
        hint = "Number a stream's fragments 0, 1, 2 …"
        reason = f"The sequence number {submission.sequence} is out of range"
        raise Refused(Code.BAD_SEQUENCE, reason, hint)
    if not 0 <= submission.offset_ms <= MAX_NUMBER:
        reason = f"The offset of {submission.offset_ms} ms is out of range"
        raise Refused(Code.BAD_OFFSET, reason, "Count from the recording's start.")


def _is_avro(value: bytes, content_type: str) -> bool:
    # UTF-16 text can begin with a zero byte too; a content type that says so is believed.
    kind = content_type.partition(";")[0].strip().lower()
    return value[0] == AVRO_MAGIC and (not kind or kind in AVRO_CONTENT_TYPES)


def _from_event(event: TranscriptSubmitted) -> Arrival:
    submission = Submission(
        event_id=event.event_id,
        transcript_id=event.transcript_id,
        submitted_at=event.submitted_at,
        format=event.format or None,
        title=event.title or None,
        language=event.language or None,
        profile=event.profile or DEFAULT_PROFILE,
        sequence=event.sequence,
        last=event.last,
        offset_ms=event.offset_ms,
        vocabulary=event.vocabulary or None,
    )
    return Arrival(submission, event.content, None if event.content else event.content_uri)


def _from_body(body: bytes, headers: Mapping[str, str], submitted_at: datetime) -> Arrival:
    sha256 = content_hash(body)
    transcript_id = headers.get("transcript-id") or transcript_id_of(sha256)
    sequence = _number(headers, "asr-sequence")
    submission = Submission(
        event_id=submission_id(transcript_id, sha256, sequence),
        transcript_id=transcript_id,
        submitted_at=submitted_at,
        format=headers.get("asr-format") or None,
        title=headers.get("asr-title") or None,
        language=headers.get("asr-language") or None,
        profile=headers.get("asr-profile") or DEFAULT_PROFILE,
        sequence=sequence,
        last=_truth(headers, "asr-last"),
        offset_ms=_number(headers, "asr-offset-ms"),
        vocabulary=headers.get("asr-vocabulary") or None,
    )
    return Arrival(submission, body)


def _number(headers: Mapping[str, str], name: str) -> int:
    text = headers.get(name, "0").strip()
    if not _WHOLE_NUMBER.fullmatch(text):
        reason = f"The header {name} is {shown(text)}, not a whole number from 0 to {MAX_NUMBER}"
        raise Refused(Code.BAD_HEADER, reason, "Write it in digits, or leave the header out.")
    return int(text)


def _truth(headers: Mapping[str, str], name: str) -> bool:
    text = headers.get(name, "true").strip().lower()
    if text not in {"true", "false"}:
        reason = f"The header {name} is {shown(text)}, not true or false"
        raise Refused(Code.BAD_HEADER, reason, "Write false on all but a stream's last fragment.")
    return text == "true"
