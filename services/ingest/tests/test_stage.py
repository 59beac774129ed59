"""The stage: what one record leads to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from emend_bus import Output, Record, Unavailable
from emend_events import (
    AuditEventRecorded,
    Codec,
    Topic,
    TranscriptReceived,
    TranscriptRejected,
    TranscriptSubmitted,
)
from emend_ingest.domain.receive import Limits
from emend_ingest.domain.submission import Submission
from emend_ingest.files import FileStorage
from emend_ingest.stage import THREAD_BYTES, Intake

MakeRecord = Callable[..., Record]
Vosk = Callable[..., bytes]


async def as_named(submission: Submission) -> Submission:
    """Pin nothing: no user defined anything."""
    return submission


@pytest.fixture
def intake(codec: Codec, files: FileStorage) -> Intake:
    return Intake(codec, files, Limits(content_bytes=2_000_000), "1.0.0", as_named)


def topics(outputs: Sequence[Output]) -> list[str]:
    return [output.topic for output in outputs]


def rejected(codec: Codec, outputs: Sequence[Output]) -> TranscriptRejected:
    """Return the one rejection, which its record of the act follows."""
    assert topics(outputs) == [Topic.REJECTED, Topic.AUDIT]
    event = codec.decode(outputs[0].value, TranscriptRejected)
    act = codec.decode(outputs[1].value, AuditEventRecorded)
    assert (act.subject, act.data.status_detail) == (event.transcript_id, event.code)
    return event


def submitted(codec: Codec, record: Record, **said: object) -> bytes:
    given: dict[str, object] = {
        "event_id": UUID(int=5),
        "transcript_id": "talk-1",
        "submitted_at": record.timestamp_ms / 1000,
    }
    return codec.encode(TranscriptSubmitted.model_validate(given | said))


async def test_a_vendors_file_becomes_a_part_and_the_record_of_the_act(
    intake: Intake, codec: Codec, record: MakeRecord, vosk: Vosk
) -> None:
    outputs = await intake.transform(
        record(vosk("hari", "om"), transcript_id="talk-1", traceparent="00-ab-cd-01")
    )
    assert topics(outputs) == [Topic.RECEIVED, Topic.AUDIT]
    assert {output.key for output in outputs} == {b"talk-1"}
    assert codec.decode(outputs[0].value, TranscriptReceived).words.text == ["hari", "om"]
    act = codec.decode(outputs[1].value, AuditEventRecorded)
    assert (act.type, act.traceparent) == ("transcript.submission.accepted", "00-ab-cd-01")


async def test_the_original_can_be_fetched_by_what_the_part_says(
    intake: Intake, codec: Codec, files: FileStorage, record: MakeRecord, vosk: Vosk
) -> None:
    outputs = await intake.transform(record(vosk("om")))
    source = codec.decode(outputs[0].value, TranscriptReceived).source
    content, original = await files.fetch(source.content_uri, intake.limits)
    assert (content, original.sha256) == (vosk("om"), source.content_sha256)


async def test_a_redelivered_record_leads_to_the_same_messages(
    intake: Intake, record: MakeRecord, vosk: Vosk
) -> None:
    for value in (vosk("om"), b"garbage", b"", b"\0\0\0\0\x63broken"):
        assert await intake.transform(record(value)) == await intake.transform(record(value))


async def test_the_same_file_twice_is_the_same_transcript(
    intake: Intake, record: MakeRecord, vosk: Vosk
) -> None:
    first = await intake.transform(record(vosk("om"), offset=1))
    second = await intake.transform(record(vosk("om"), offset=2))
    assert first[0] == second[0]


async def test_content_by_reference_is_fetched(
    intake: Intake, codec: Codec, files: FileStorage, record: MakeRecord, vosk: Vosk
) -> None:
    original = await files.keep(vosk("om"))
    event = submitted(codec, record(b""), content_uri=original.uri)
    outputs = await intake.transform(record(event))
    assert codec.decode(outputs[0].value, TranscriptReceived).source.content_uri == original.uri


async def test_large_content_is_read_all_the_same(
    intake: Intake, codec: Codec, record: MakeRecord, vosk: Vosk
) -> None:
    content = vosk(*(["dharma"] * 9000))
    assert len(content) > THREAD_BYTES
    outputs = await intake.transform(record(content))
    parts = [
        codec.decode(o.value, TranscriptReceived) for o in outputs if o.topic == Topic.RECEIVED
    ]
    assert sum(len(part.words.text) for part in parts) == 9000
    assert [part.last for part in parts].index(True) == len(parts) - 1


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (b"", "empty"),
        (b"\0", "undecodable"),
        (b"\0\0\0", "undecodable"),
        (b"\0\xff\xff\xff\xff", "unknown_schema"),
        (b"\0\0\0\x27\x0fgarbage", "unknown_schema"),
        (b"\x00" + b"\xde\xad\xbe\xef" * 100, "unknown_schema"),
        (b"\x01\x02\x03\x04", "unknown_format"),
        (b"\xff" * 100, "wrong_encoding"),
        (b"hari om", "unknown_format"),
        (b" " * 2_000_001, "too_large"),
    ],
)
async def test_what_cannot_be_read_is_rejected_under_the_records_place(
    intake: Intake, codec: Codec, record: MakeRecord, value: bytes, code: str
) -> None:
    event = rejected(codec, await intake.transform(record(value)))
    assert event.code == code
    assert event.origin is not None
    assert event.origin.offset == 7


async def test_avro_that_ends_too_early_is_rejected_and_kept(
    intake: Intake, codec: Codec, files: FileStorage, record: MakeRecord
) -> None:
    value = submitted(codec, record(b""), content=b"x" * 100)[:-50]
    event = rejected(codec, await intake.transform(record(value, key=b"talk-1")))
    assert (event.code, event.transcript_id) == ("undecodable", "talk-1")
    assert (await files.fetch(event.content_uri or "", intake.limits))[0] == value


async def test_another_events_schema_is_rejected(
    intake: Intake, codec: Codec, record: MakeRecord, vosk: Vosk
) -> None:
    received = (await intake.transform(record(vosk("om"))))[0].value
    assert rejected(codec, await intake.transform(record(received))).code == "undecodable"


async def test_an_event_with_neither_content_nor_reference_is_rejected(
    intake: Intake, codec: Codec, record: MakeRecord
) -> None:
    event = rejected(codec, await intake.transform(record(submitted(codec, record(b"")))))
    assert (event.code, event.transcript_id) == ("empty", "talk-1")


@pytest.mark.parametrize(
    "uri", ["file:///etc/passwd", "http://169.254.169.254/", "../../etc/passwd", "s3://x/y"]
)
async def test_content_elsewhere_is_rejected(
    intake: Intake, codec: Codec, record: MakeRecord, uri: str
) -> None:
    value = submitted(codec, record(b""), content_uri=uri)
    assert rejected(codec, await intake.transform(record(value))).code == "foreign_content"


async def test_a_bad_id_is_rejected_under_the_records_key(
    intake: Intake, codec: Codec, record: MakeRecord, vosk: Vosk
) -> None:
    value = submitted(codec, record(b""), transcript_id="../x", content=vosk("om"))
    event = rejected(codec, await intake.transform(record(value, key=b"k-1")))
    assert (event.code, event.transcript_id) == ("bad_id", "k-1")
    place = f"{Topic.SUBMITTED}-2-7"
    assert rejected(codec, await intake.transform(record(value))).transcript_id == place


async def test_a_header_that_is_not_utf_8_is_rejected(
    intake: Intake, codec: Codec, record: MakeRecord, vosk: Vosk
) -> None:
    good = record(vosk("om"))
    bad = Record(good.topic, 0, 0, None, good.value, (("asr-title", b"\xff"),), 0)
    assert rejected(codec, await intake.transform(bad)).code == "bad_header"


async def test_a_header_without_a_value_says_nothing(
    intake: Intake, codec: Codec, record: MakeRecord, vosk: Vosk
) -> None:
    headers: Any = (("asr-format", None), ("asr-title", None), ("transcript-id", None))
    bare = replace(record(vosk("om")), headers=headers)
    event = codec.decode((await intake.transform(bare))[0].value, TranscriptReceived)
    assert (event.source.format, event.source.title) == ("vosk", None)


async def test_the_case_of_a_headers_name_does_not_count(
    intake: Intake, codec: Codec, record: MakeRecord, vosk: Vosk
) -> None:
    headers = (("Transcript-Id", b"talk-7"), ("ASR-Title", b"Om"), ("asr-title", b"later"))
    named = replace(record(vosk("om")), headers=headers)
    event = codec.decode((await intake.transform(named))[0].value, TranscriptReceived)
    assert (event.transcript_id, event.source.title) == ("talk-7", "Om")


async def test_storage_that_is_away_makes_the_stage_wait(
    intake: Intake, record: MakeRecord, vosk: Vosk, tmp_path: Path
) -> None:
    (tmp_path / "files" / "sha256").write_text("in the way")
    with pytest.raises(Unavailable):
        await intake.transform(record(vosk("om")))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(value=st.binary(max_size=300), key=st.none() | st.binary(max_size=20))
async def test_any_record_leads_to_messages(
    intake: Intake, record: MakeRecord, value: bytes, key: bytes | None
) -> None:
    assert topics(await intake.transform(record(value, key=key)))[-1] == Topic.AUDIT


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(cut=st.integers(0, 120), change=st.integers(0, 255))
async def test_any_damage_to_an_event_leads_to_messages(
    intake: Intake, codec: Codec, record: MakeRecord, cut: int, change: int
) -> None:
    value = bytearray(submitted(codec, record(b""), content=b'{"text": "om"}', title="Talk"))
    value[cut % len(value)] ^= change
    assert topics(await intake.transform(record(bytes(value))))[-1] == Topic.AUDIT


async def test_the_versions_that_are_pinned_stand_in_every_part(
    codec: Codec, files: FileStorage, record: MakeRecord, vosk: Vosk
) -> None:
    async def pin(submission: Submission) -> Submission:
        assert (submission.profile, submission.vocabulary) == ("mine", "words")
        return replace(submission, profile="mine@3", vocabulary="words@2")

    own = Intake(codec, files, Limits(), "1.0.0", pin)
    outputs = await own.transform(
        record(vosk("om"), **{"asr-profile": "mine", "asr-vocabulary": "words"})
    )
    part = codec.decode(outputs[0].value, TranscriptReceived)
    assert (part.profile, part.vocabulary) == ("mine@3", "words@2")


async def test_a_vocabulary_that_no_key_could_name_is_refused(
    intake: Intake, codec: Codec, record: MakeRecord, vosk: Vosk
) -> None:
    outputs = await intake.transform(record(vosk("om"), asr_vocabulary="../words"))
    assert rejected(codec, outputs).code == "bad_vocabulary"
