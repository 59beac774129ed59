"""The same transcript submitted again by Kafka: the same, otherwise, or with other content."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from emend_bus import Headers, Output, Record, create_producer, send_all
from emend_events import Codec, Topic, TranscriptRejected
from tests.kafka.rows import vosk_says
from tests.support.topics import read_all, read_until
from tests.support.whole import Whole

pytestmark = [pytest.mark.e2e, pytest.mark.kafka, pytest.mark.postgres]

CONTENT = vosk_says("um", "the", "gita")
VERBATIM = (("asr-profile", b"verbatim"),)


async def test_the_same_again_changes_nothing(whole: Whole) -> None:
    await _submit(whole, "same", CONTENT)
    await _submit(whole, "same", CONTENT)
    processed = await _of(whole, "same", Topic.PROCESSED, count=2)
    assert processed[0].header("event-id") == processed[1].header("event-id")
    await _submit(whole, "after-same", CONTENT)
    await _of(whole, "after-same", Topic.COMPLETED, count=1)
    told = await read_all(whole.kafka, Topic.COMPLETED, Topic.REJECTED)
    assert [record.topic for record in told if record.key == b"same"] == [Topic.COMPLETED]


@pytest.mark.parametrize(
    ("name", "content", "headers"),
    [
        ("other-profile", CONTENT, VERBATIM),
        ("other-words", vosk_says("something", "else"), ()),
    ],
)
async def test_what_would_change_a_stored_transcript_is_refused_with_an_event(
    whole: Whole, name: str, content: bytes, headers: Headers
) -> None:
    await _submit(whole, name, CONTENT)
    await _of(whole, name, Topic.COMPLETED, count=1)
    await _submit(whole, name, content, headers)
    (refused,) = await _of(whole, name, Topic.REJECTED, count=1)
    event = Codec().decode(refused.value, TranscriptRejected)
    assert (event.code, event.sequence) == ("conflicting_part", 0)
    assert "new transcript id" in event.hint
    first, second = await _of(whole, name, Topic.PROCESSED, count=2)
    assert first.header("event-id") != second.header("event-id")


async def test_a_rejected_submission_is_mended_by_submitting_it_otherwise(whole: Whole) -> None:
    await _submit(whole, "mended", CONTENT, (("asr-profile", b"no-such-profile"),))
    await _of(whole, "mended", Topic.REJECTED, count=1)
    await _submit(whole, "mended", CONTENT, VERBATIM)
    await _of(whole, "mended", Topic.COMPLETED, count=1)


async def _submit(whole: Whole, name: str, content: bytes, headers: Headers = ()) -> None:
    key = name.encode()
    output = Output(Topic.SUBMITTED, key, content, (("transcript-id", key), *headers))
    async with create_producer(whole.kafka) as producer:
        await send_all(producer, whole.kafka, [output])


async def _of(whole: Whole, name: str, topic: Topic, *, count: int) -> list[Record]:
    """Return what a topic holds of a transcript, once it is so many records."""
    key = name.encode()

    def own(records: Sequence[Record]) -> list[Record]:
        return [record for record in records if record.key == key]

    found = await read_until(whole.kafka, [topic], lambda records: len(own(records)) >= count)
    return own(found)
