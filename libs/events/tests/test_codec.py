"""The codec's promises that need no example: framing, ids, what cannot be written."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from emend_events import (
    Codec,
    EncodeError,
    Event,
    NotFramed,
    Source,
    Topic,
    TranscriptReceived,
    UnexpectedSchema,
    current_schema,
    derive_id,
    framed_schema_id,
    segments_to_records,
    words_to_columns,
)
from emend_transcript import Segment, Word

PARENT = UUID("7c8e4f10-3f3b-5a53-8f6a-0d6a3a3b2e01")
NOW = datetime(2026, 11, 24, 9, 30, 0, 123456, tzinfo=UTC)


def received(*words: Word, speaker: str | None = None) -> TranscriptReceived:
    """Return the event of a part in which one speaker says these words."""
    end = words[-1].end_ms if words else 0
    segments = [Segment(0, end, 0, len(words) - 1, speaker)] if words else []
    return TranscriptReceived(
        event_id=PARENT,
        transcript_id="t-1",
        submitted_at=NOW,
        sequence=0,
        last=True,
        profile="lecture",
        source=Source(
            format="whisper", content_sha256="9f", content_bytes=2, content_uri="originals/9f"
        ),
        words=words_to_columns(words),
        segments=segments_to_records(segments),
    )


spoken = st.lists(
    st.builds(
        Word,
        index=st.just(0),
        text=st.text(st.characters(exclude_categories=("Cs",))),
        start_ms=st.integers(0, 2**40),
        end_ms=st.integers(0, 2**40),
        confidence=st.none() | st.floats(0, 1),
        flags=st.integers(0, 15),
    )
)


@given(words=spoken, speaker=st.none() | st.text(st.characters(exclude_categories=("Cs",))))
def test_what_is_written_is_read(words: list[Word], speaker: str | None) -> None:
    event = received(*words, speaker=speaker)
    assert Codec().decode(Codec().encode(event), TranscriptReceived) == event


def test_a_message_begins_with_zero_and_the_schema_id() -> None:
    data = Codec().encode(received())
    assert data[:5] == bytes([0, 0, 0, 0, current_schema(Topic.RECEIVED).id])
    assert framed_schema_id(data) == current_schema(Topic.RECEIVED).id


def test_bytes_without_a_frame_have_no_schema_id() -> None:
    with pytest.raises(NotFramed, match="7b 22"):
        framed_schema_id(b'{"words": []}')


def test_an_event_is_not_read_as_another() -> None:
    class TranscriptReceived(Event):
        """A namesake that no topic carries."""

    with pytest.raises(EncodeError, match="no topic carries"):
        Codec().encode(TranscriptReceived(event_id=PARENT))
    from emend_events import TranscriptRejected  # noqa: PLC0415 - beside its namesake

    data = Codec().encode(received())
    with pytest.raises(UnexpectedSchema, match=r"asr\.transcript\.received\.v1"):
        Codec().decode(data, TranscriptRejected)


def test_a_value_beyond_the_schema_is_refused_with_its_event() -> None:
    event = received(Word(0, "Om", 0, 2**70))
    with pytest.raises(EncodeError, match="TranscriptReceived"):
        Codec().encode(event)


def test_a_time_without_a_zone_is_no_event() -> None:
    fields = received().model_dump() | {"submitted_at": NOW.replace(tzinfo=None)}
    with pytest.raises(ValidationError, match="no time zone"):
        TranscriptReceived.model_validate(fields)


def test_derived_ids_are_the_same_for_the_same_cause_and_differ_otherwise() -> None:
    assert derive_id(PARENT, Topic.RECEIVED) == uuid5(PARENT, Topic.RECEIVED)
    ids = {derive_id(PARENT, topic, number) for topic in Topic for number in range(3)}
    assert len(ids) == 3 * len(Topic)
    assert derive_id(PARENT, Topic.RECEIVED, 2) == derive_id(PARENT, Topic.RECEIVED, 2)
