"""What goes onto the topic when a recogniser's output is submitted."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emend_client import Submission
from emend_client._submission import Outgoing, avro_message, untouched_message
from emend_events import Codec, TranscriptSubmitted

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
CONTENT = b'{"text": "hello", "segments": []}'


def headers_of(message: Outgoing) -> dict[str, str]:
    return {name: value.decode() for name, value in message.headers}


def event_of(message: Outgoing) -> TranscriptSubmitted:
    return Codec().decode(message.value, TranscriptSubmitted)


def test_an_avro_submission_says_everything_that_the_submitter_said() -> None:
    submission = Submission(
        CONTENT,
        format="whisper",
        transcript_id="lecture-1",
        title="Karma Yoga",
        language="en",
        profile="verbatim",
        sequence=3,
        last=False,
        offset_ms=60_000,
    )
    message = avro_message(submission, Codec(), NOON)
    event = event_of(message)
    assert event.content == CONTENT
    assert (event.transcript_id, event.sequence, event.last) == ("lecture-1", 3, False)
    assert (event.title, event.language, event.profile) == ("Karma Yoga", "en", "verbatim")
    assert (event.format, event.offset_ms, event.submitted_at) == ("whisper", 60_000, NOON)
    assert headers_of(message)["event-id"] == str(event.event_id) == str(message.event_id)


def test_an_untouched_submission_is_the_vendor_s_body_itself() -> None:
    message = untouched_message(Submission(CONTENT, format="whisper", title="Gītā"))
    assert message.value == CONTENT
    headers = headers_of(message)
    assert headers["content-type"] == "application/json"
    assert headers["asr-format"] == "whisper"
    assert headers["asr-title"] == "Gītā"
    assert headers["transcript-id"] == message.transcript_id
    assert "asr-sequence" not in headers


def test_captions_are_not_declared_as_json() -> None:
    captions = Submission(b"1\n00:00:00,000 --> 00:00:01,000\nhello\n")
    assert headers_of(untouched_message(captions))["content-type"] == "text/plain"


def test_an_untouched_piece_of_a_live_stream_says_which_one_it_is() -> None:
    piece = Submission(CONTENT, transcript_id="live", sequence=2, last=False, offset_ms=5_000)
    headers = headers_of(untouched_message(piece))
    assert headers["asr-sequence"] == "2"
    assert headers["asr-last"] == "false"
    assert headers["asr-offset-ms"] == "5000"


@given(st.binary(min_size=1, max_size=200))
def test_the_same_content_is_the_same_transcript_whichever_way_it_comes(content: bytes) -> None:
    avro = avro_message(Submission(content), Codec(), NOON)
    untouched = untouched_message(Submission(content))
    assert avro.transcript_id == untouched.transcript_id
    assert avro.event_id == untouched.event_id


def test_the_derived_ids_never_change() -> None:
    message = untouched_message(Submission(b"hello"))
    assert message.transcript_id == "20ce3e55-f158-581a-a83a-be9283e28f94"
    assert str(message.event_id) == "fba01ed0-a087-541d-a418-4dddbbbe1eda"


def test_another_piece_of_a_stream_has_another_event_id() -> None:
    first = untouched_message(Submission(CONTENT, transcript_id="live", last=False))
    second = untouched_message(Submission(CONTENT, transcript_id="live", sequence=1))
    assert first.event_id != second.event_id


@pytest.mark.parametrize(
    ("submission", "reason"),
    [
        (lambda: Submission(b""), "empty"),
        (lambda: Submission(b"x", sequence=1), "transcript_id"),
        (lambda: Submission(b"x", last=False), "transcript_id"),
        (lambda: Submission(b"x", transcript_id="a", sequence=-1), "count from 0"),
        (lambda: Submission(b"x", offset_ms=-1), "count from 0"),
    ],
)
def test_what_could_only_fail_later_is_refused_at_once(submission: object, reason: str) -> None:
    assert callable(submission)
    with pytest.raises(ValueError, match=reason):
        submission()
