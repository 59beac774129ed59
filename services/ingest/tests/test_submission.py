"""What a record is: an Avro event, a vendor's file, or neither."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from emend_events import Codec, TranscriptSubmitted
from emend_ingest.domain.identity import is_valid_id
from emend_ingest.domain.refusal import Refused
from emend_ingest.domain.submission import Arrival, Submission, check, identify

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
VOSK = b'{"result": [{"conf": 1.0, "end": 0.4, "start": 0.1, "word": "om"}], "text": "om"}'
codec = Codec()


def submitted(**said: object) -> TranscriptSubmitted:
    """Return an event that submits a file inline."""
    given: dict[str, object] = {
        "event_id": UUID(int=1),
        "transcript_id": "talk-1",
        "submitted_at": NOW,
        "content": VOSK,
    }
    return TranscriptSubmitted.model_validate(given | said)


def identified(value: bytes, **headers: str) -> Arrival:
    """Identify a record; header names are written with underscores."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return identify(value, named, NOW, lambda data: codec.decode(data, TranscriptSubmitted))


def submission(**said: object) -> Submission:
    given: dict[str, object] = {
        "event_id": UUID(int=1),
        "transcript_id": "talk-1",
        "submitted_at": NOW,
    }
    return Submission(**(given | said))  # type: ignore[arg-type]


def test_an_avro_event_says_everything_itself() -> None:
    event = submitted(title="Talk", language="en", sequence=3, last=False, offset_ms=9000)
    arrival = identified(codec.encode(event), transcript_id="ignored")
    assert arrival.content == VOSK
    assert arrival.submission == submission(
        title="Talk", language="en", sequence=3, last=False, offset_ms=9000
    )


def test_an_event_without_content_names_it_by_uri() -> None:
    event = submitted(content=b"", content_uri="file:///x")
    assert identified(codec.encode(event)).content_uri == "file:///x"


def test_inline_content_wins_over_a_reference() -> None:
    event = submitted(content_uri="file:///x")
    assert identified(codec.encode(event)).content_uri is None


def test_an_event_that_names_no_profile_means_the_usual_one() -> None:
    check(identified(codec.encode(submitted(profile=""))).submission)


def test_a_vendors_file_is_described_by_headers() -> None:
    arrival = identified(
        VOSK,
        content_type="application/json",
        asr_format="vosk",
        transcript_id="talk-1",
        asr_title="Gītā",
        asr_language="sa-Latn",
        asr_profile="caption",
        asr_sequence="2",
        asr_last="false",
        asr_offset_ms="1500",
    )
    assert arrival.content == VOSK
    assert arrival.submission == submission(
        event_id=arrival.submission.event_id,
        format="vosk",
        title="Gītā",
        language="sa-Latn",
        profile="caption",
        sequence=2,
        last=False,
        offset_ms=1500,
    )


def test_the_same_file_twice_is_the_same_transcript_and_the_same_event() -> None:
    assert identified(VOSK) == identified(VOSK)
    assert (
        identified(VOSK).submission.transcript_id
        != identified(VOSK + b"\n").submission.transcript_id
    )


def test_fragments_of_one_stream_have_ids_of_their_own() -> None:
    ids = {
        identified(VOSK, transcript_id="live", asr_sequence=str(n)).submission.event_id
        for n in range(3)
    }
    assert len(ids) == 3


def test_a_derived_id_is_a_valid_one() -> None:
    assert is_valid_id(identified(VOSK).submission.transcript_id)


def test_utf_16_text_that_says_it_is_json_is_not_taken_for_avro() -> None:
    value = VOSK.decode().encode("utf-16-be")
    assert value[0] == 0
    assert identified(value, content_type="application/json").content == value


def test_an_empty_record_is_refused() -> None:
    with pytest.raises(Refused, match="empty"):
        identified(b"")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("asr_sequence", "first"),
        ("asr_sequence", "-1"),
        ("asr_sequence", "1.5"),
        ("asr_sequence", "99999999999"),
        ("asr_offset_ms", "1e3"),
        ("asr_last", "maybe"),
    ],
)
def test_a_header_that_makes_no_sense_is_refused(name: str, text: str) -> None:
    with pytest.raises(Refused, match="bad_header") as caught:
        identified(VOSK, **{name: text})
    assert caught.value.hint


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"transcript_id": ""}, "bad_id"),
        ({"transcript_id": "../../etc/passwd"}, "bad_id"),
        ({"transcript_id": "-x"}, "bad_id"),
        ({"transcript_id": "a b"}, "bad_id"),
        ({"transcript_id": "a\n"}, "bad_id"),
        ({"transcript_id": "é"}, "bad_id"),
        ({"transcript_id": "x" * 129}, "bad_id"),
        ({"title": "x" * 501}, "bad_title"),
        ({"title": "a\0b"}, "bad_title"),
        ({"title": "\ud800"}, "bad_title"),
        ({"language": "English!"}, "bad_language"),
        ({"profile": ""}, "bad_profile"),
        ({"profile": "../x"}, "bad_profile"),
        ({"sequence": -1}, "bad_sequence"),
        ({"sequence": 2**31}, "bad_sequence"),
        ({"offset_ms": -1}, "bad_offset"),
        ({"offset_ms": 2**31}, "bad_offset"),
    ],
)
def test_what_nothing_downstream_could_carry_is_refused(said: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refused:
        check(submission(**said))
    assert refused.value.code == code


@pytest.mark.parametrize("name", ["a", "A.b_c:d-9", "x" * 128, "0", "talk-2026.11.24"])
def test_ids_of_many_kinds_are_valid(name: str) -> None:
    check(submission(transcript_id=name))
