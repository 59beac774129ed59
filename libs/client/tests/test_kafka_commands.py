"""The commands against a real broker."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from uuid import NAMESPACE_URL

import pytest

from emend_bus import KafkaSettings, create_producer, create_topics
from emend_client._connection import connected, create_consumer
from emend_events import Codec, Topic, TranscriptRejected, dead_letter_topic, derive_id
from tests.support.command import Emend

pytestmark = pytest.mark.kafka

RUN = [sys.executable, "-c", "from emend_client.cli import main; main()"]


@contextmanager
def running(*arguments: str | Path) -> Generator[subprocess.Popen[bytes]]:
    """Run the command beside the test; it does not outlive the block."""
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        [*RUN, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def cluster(
    kafka_bootstrap_servers: str, topic_prefix: str, monkeypatch: pytest.MonkeyPatch
) -> KafkaSettings:
    """A cluster with our topics, named in the environment."""
    monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", kafka_bootstrap_servers)
    monkeypatch.setenv("KAFKA_TOPIC_PREFIX", topic_prefix)
    monkeypatch.setenv("EMEND_STORAGE_URL", "http://127.0.0.1:1")
    settings = KafkaSettings(bootstrap_servers=kafka_bootstrap_servers, topic_prefix=topic_prefix)
    asyncio.run(create_topics(settings, partitions=1))
    return settings


def rejected(transcript_id: str) -> TranscriptRejected:
    return TranscriptRejected(
        event_id=derive_id(NAMESPACE_URL, transcript_id),
        transcript_id=transcript_id,
        rejected_by="emend-ingest",
        code="no_words",
        reason="There are no words in it",
    )


def publish(settings: KafkaSettings, topic: str, value: bytes, key: bytes, **headers: str) -> None:
    async def send() -> None:
        async with create_producer(settings) as producer:
            encoded = [(name.replace("_", "-"), text.encode()) for name, text in headers.items()]
            await producer.send_and_wait(settings.topic(topic), value, key=key, headers=encoded)

    asyncio.run(send())


def wait_for_a_submission(settings: KafkaSettings) -> None:
    async def wait() -> None:
        consumer = create_consumer(settings)
        consumer.subscribe([settings.topic(Topic.SUBMITTED)])
        async with connected(consumer, settings), asyncio.timeout(60):
            while not await consumer.getmany(timeout_ms=200):
                pass

    asyncio.run(wait())


@pytest.fixture
def parked(cluster: KafkaSettings) -> KafkaSettings:
    """One dead letter of the submitted topic."""
    publish(
        cluster,
        dead_letter_topic(Topic.SUBMITTED),
        b"garbage \xff",
        b"lecture-1",
        dead_letter_reason="the message is not Avro",
        dead_letter_error="NotFramed",
        dead_letter_service="emend-ingest",
        dead_letter_attempts="1",
        origin_topic=Topic.SUBMITTED,
        origin_partition="0",
        origin_offset="17",
        origin_timestamp_ms="1",
    )
    return cluster


@pytest.mark.usefixtures("cluster")
def test_a_submission_prints_the_transcript_s_id(emend: Emend, whisper: Path) -> None:
    ran = emend("submit", whisper)
    assert ran.code == 0
    again = emend("submit", whisper, "--json")
    assert again.document["files"][0]["transcript_id"] == ran.out.strip()
    topics = {row["topic"]: row for row in emend("topics", "--json").document["topics"]}
    assert topics[Topic.SUBMITTED]["offsets"] == 2


@pytest.mark.usefixtures("cluster")
def test_waiting_for_what_never_comes_ends_in_time(emend: Emend, whisper: Path) -> None:
    ran = emend("submit", whisper, "--wait", "--timeout", "0.5", "--json")
    assert ran.code == 1
    assert ran.document["files"][0]["state"] == "timeout"


def test_waiting_ends_with_the_reason_of_a_rejection(cluster: KafkaSettings, whisper: Path) -> None:
    arguments = ["submit", "-w", "--timeout", "30", "--transcript-id", "x", "--json"]
    with running(*arguments, whisper) as waiting:
        wait_for_a_submission(cluster)
        publish(cluster, Topic.REJECTED, Codec().encode(rejected("x")), b"x")
        out, _ = waiting.communicate(timeout=60)
    (file,) = json.loads(out)["files"]
    assert waiting.returncode == 1
    assert (file["state"], file["transcript_id"]) == ("rejected", "x")
    assert "no words" in file["detail"]


def test_watching_prints_a_line_per_event_and_ends_cleanly(cluster: KafkaSettings) -> None:
    publish(cluster, Topic.REJECTED, Codec().encode(rejected("x")), b"x")
    with running("watch", "--from-beginning", "--json") as watching:
        assert watching.stdout is not None
        line = json.loads(watching.stdout.readline())
        watching.send_signal(signal.SIGINT)
        _, err = watching.communicate(timeout=60)
    assert line["event"]["code"] == "no_words"
    assert line["topic"] == Topic.REJECTED
    assert watching.returncode == 0
    assert not err


@pytest.mark.usefixtures("parked")
def test_a_dead_letter_is_listed_shown_and_sent_back_once(emend: Emend) -> None:
    (letter,) = emend("dlq", "list", "--json").document["letters"]
    assert letter["reason"] == "the message is not Avro"
    assert (letter["key"], letter["origin_offset"], letter["offset"]) == ("lecture-1", 17, 0)
    assert "not Avro" in emend("dlq", "list", "submitted").out
    shown = emend("dlq", "show", "submitted", "0")
    assert "dead-letter-error: NotFramed" in shown.out
    assert emend("dlq", "replay", "submitted", "--all", "--json").document["replayed"] == 1
    assert emend("dlq", "replay", "submitted", "--all", "--json").document["replayed"] == 0
    assert emend("dlq", "list", "--json").document["letters"] == []
    assert len(emend("dlq", "list", "--replayed", "--json").document["letters"]) == 1


@pytest.mark.usefixtures("parked")
def test_a_letter_that_is_not_there_is_said(emend: Emend) -> None:
    assert "offset 5" in emend("dlq", "show", "submitted", "5").err
    assert emend("dlq", "replay", "submitted", "5").code == 1


@pytest.mark.usefixtures("parked")
def test_the_lag_shows_a_replay_s_group_at_nothing(emend: Emend) -> None:
    emend("dlq", "replay", "submitted", "--all")
    (row,) = emend("lag", "--json").document["partitions"]
    assert (row["group"], row["lag"], row["exact"]) == ("emend.replay", 0, True)
    assert "emend.replay" in emend("lag").out


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("dlq", "list"), "there is no topic"),
        (("dlq", "show", "submitted", "1"), "there is no topic"),
        (("dlq", "replay", "submitted", "1"), "there is no topic"),
        (("dlq", "replay", "submitted", "--all"), "there is no topic"),
    ],
)
def test_a_topic_that_is_not_there_is_said_on_one_line(
    kafka_bootstrap_servers: str, topic_prefix: str, command: tuple[str, ...], said: str
) -> None:
    place = {
        "KAFKA_BOOTSTRAP_SERVERS": kafka_bootstrap_servers,
        "KAFKA_TOPIC_PREFIX": topic_prefix,
    }
    done = subprocess.run(  # noqa: S603 - ours
        [*RUN, *command], env=os.environ | place, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("command", [("topics",), ("topics", "--json"), ("dlq", "list", "--json")])
def test_a_reader_that_goes_away_leaves_no_traceback(
    cluster: KafkaSettings, command: tuple[str, ...]
) -> None:
    assert cluster.topic_prefix
    with running(*command) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()
        assert run.stderr.read() == b""
        assert run.wait() == 1
