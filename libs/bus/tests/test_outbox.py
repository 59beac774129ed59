"""The relay on a real broker: everything in order, again after a crash, never lost."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncGenerator, Collection, Sequence
from contextlib import asynccontextmanager

import pytest
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from prometheus_client import REGISTRY
from structlog.testing import capture_logs
from tenacity import AsyncRetrying, stop_after_delay, wait_fixed

from emend_bus import KafkaSettings, OutboxRelay, Output, Unavailable
from emend_events import TOPICS, Topic
from tests.support.bus import WAIT_SECONDS, Results, Running
from tests.support.topics import delete_topic

pytestmark = pytest.mark.kafka


class AwayError(Exception):
    """The database of this test is away."""


class Box:
    """An outbox in memory, which fails where it is told to."""

    def __init__(self, messages: Sequence[Output], *, failing_deletes: int = 0) -> None:
        self.messages = list(messages)
        self.aside: list[tuple[Output, str]] = []
        self._failing_deletes = failing_deletes

    @asynccontextmanager
    async def relay(self) -> AsyncGenerator[Box]:
        """Be the relay."""
        yield self

    async def batch(self, limit: int = 500, without: Collection[str] = ()) -> Sequence[Output]:
        """Return the oldest."""
        open_ = [message for message in self.messages if message.topic not in without]
        return open_[: min(limit, 3)]

    async def delete(self, messages: Sequence[Output]) -> None:
        """Forget, or crash just before."""
        if self._failing_deletes:
            self._failing_deletes -= 1
            raise AwayError
        self.messages = [message for message in self.messages if message not in messages]

    async def refuse(self, message: Output, reason: str) -> None:
        """Set aside."""
        self.messages.remove(message)
        self.aside.append((message, reason))

    async def retry_refused(self) -> None:
        """Put back in front, which is where the tests take them from."""
        self.messages = [message for message, _ in self.aside] + self.messages
        self.aside = []

    async def wait(self, timeout_s: float) -> bool:
        """Nothing is ever added here."""
        await asyncio.sleep(min(timeout_s, 0.01))
        return False

    async def pending(self) -> int:
        """Count."""
        return len(self.messages)

    async def refused(self) -> int:
        """Count."""
        return len(self.aside)


def messages(count: int) -> list[Output]:
    """Return numbered messages for one key."""
    return [
        Output(Topic.COMPLETED, b"k", str(number).encode(), (("event-id", b"%d" % number),))
        for number in range(count)
    ]


def relay(kafka: KafkaSettings, box: Box) -> OutboxRelay[Output]:
    """Return a relay of the box."""
    return OutboxRelay(kafka, box, lambda error: isinstance(error, AwayError))


async def until_empty(box: Box) -> None:
    """Wait until nothing waits to be published."""
    async for attempt in AsyncRetrying(stop=stop_after_delay(WAIT_SECONDS), wait=wait_fixed(0.05)):
        with attempt:
            assert await box.pending() == 0


async def until_told(subject: OutboxRelay[Output], reason: str) -> None:
    """Wait until readiness gives a reason."""
    async for attempt in AsyncRetrying(stop=stop_after_delay(WAIT_SECONDS), wait=wait_fixed(0.05)):
        with attempt:
            assert reason in await _state(subject)


async def _state(subject: OutboxRelay[Output]) -> str:
    try:
        return await subject.check() or ""
    except Unavailable as error:
        return f"away: {error}"


def too_large() -> Output:
    """Return a message that no compression brings below the topic's limit."""
    limit = TOPICS[Topic.COMPLETED].max_message_bytes
    return Output(Topic.COMPLETED, b"k", secrets.token_bytes(limit + 1_000))


async def create_topic(kafka: KafkaSettings, topic: str) -> None:
    """Create a topic that no table names."""
    admin = AIOKafkaAdminClient(**kafka.connection())
    await admin.start()
    try:
        await admin.create_topics([NewTopic(kafka.topic(topic), 1, 1)])
    finally:
        await admin.close()


async def test_everything_is_published_in_order_with_its_headers(
    kafka: KafkaSettings, running: Running, results: Results
) -> None:
    box = Box(messages(10))
    async with running(relay(kafka, box)):
        found = await results(10, Topic.COMPLETED)
    assert [record.value for record in found] == [str(number).encode() for number in range(10)]
    assert [record.header("event-id") for record in found] == [str(n) for n in range(10)]


async def test_a_crash_before_the_delete_repeats_but_loses_nothing(
    kafka: KafkaSettings, running: Running, results: Results
) -> None:
    box = Box(messages(6), failing_deletes=2)
    async with running(relay(kafka, box)):
        await until_empty(box)
    found = await results(12, Topic.COMPLETED)
    first = list(dict.fromkeys(record.value for record in found))
    assert first == [str(number).encode() for number in range(6)]


async def test_a_message_that_is_refused_for_good_is_set_aside_and_the_others_go_on(
    kafka: KafkaSettings, running: Running, results: Results
) -> None:
    large = too_large()
    box = Box([*messages(4), large, *messages(7)[4:]])
    subject = relay(kafka, box)
    async with running(subject):
        await until_empty(box)
        assert await subject.check() == "Kafka refused 1 messages of the outbox"
    assert [message for message, _ in box.aside] == [large]
    assert "MessageSizeTooLargeError" in box.aside[0][1]
    found = await results(7, Topic.COMPLETED)
    first = list(dict.fromkeys(record.value for record in found))
    assert first == [str(number).encode() for number in range(7)]


async def test_what_was_refused_is_tried_again_by_the_next_process(
    kafka: KafkaSettings, running: Running, results: Results
) -> None:
    box = Box([])
    box.aside = [(message, "too large then") for message in messages(2)]
    async with running(relay(kafka, box)):
        found = await results(2, Topic.COMPLETED)
    assert [record.value for record in found] == [b"0", b"1"]
    assert box.aside == []


async def test_a_topic_that_is_not_there_holds_up_only_its_own_messages(
    kafka: KafkaSettings, running: Running, results: Results
) -> None:
    waiting = [Output("absent.v1", b"k", str(number).encode()) for number in range(3)]
    box = Box([*waiting, *messages(5)])
    subject = relay(kafka, box)
    async with running(subject):
        found = await results(5, Topic.COMPLETED)
        await until_told(subject, "absent.v1 is not there")
        assert box.messages == waiting
        await create_topic(kafka, "absent.v1")
        await until_empty(box)
        assert await subject.check() is None
    late = await results(3, "absent.v1")
    assert [record.value for record in found] == [str(number).encode() for number in range(5)]
    assert [record.value for record in late] == [b"0", b"1", b"2"]


@pytest.mark.timeout(180)
async def test_a_topic_that_is_deleted_in_mid_work_holds_up_only_its_own_messages(
    kafka: KafkaSettings, running: Running, results: Results
) -> None:
    await create_topic(kafka, "doomed.v1")
    box = Box([Output("doomed.v1", b"k", b"0")])
    subject = relay(kafka.model_copy(update={"request_timeout_ms": 5_000}), box)
    async with running(subject):
        await until_empty(box)
        await delete_topic(kafka, "doomed.v1")
        late = Output("doomed.v1", b"k", b"1")
        box.messages += [late, *messages(3)]
        await until_told(subject, "doomed.v1 is not there")
        found = await results(3, Topic.COMPLETED)
        assert box.messages == [late]
        await create_topic(kafka, "doomed.v1")
        await until_empty(box)
    assert {record.value for record in found} == {b"0", b"1", b"2"}


async def test_it_waits_longer_from_failure_to_failure_and_readiness_says_why(
    kafka: KafkaSettings, running: Running
) -> None:
    box = Box(messages(1), failing_deletes=5)
    subject = relay(kafka, box)
    with capture_logs() as logs:
        async with running(subject):
            await until_told(subject, "AwayError")
            await until_empty(box)
            assert await subject.check() is None
    waits = [entry["retry_in"] for entry in logs if entry["event"] == "outbox relay interrupted"]
    assert len(waits) == 5
    assert all(wait >= 0.1 * 2**number for number, wait in enumerate(waits))


async def test_the_metrics_tell_what_waits_and_was_refused_while_kafka_is_away_and_nobody_asks(
    running: Running,
) -> None:
    box = Box(messages(3))
    box.aside = [(message, "too large") for message in messages(2)]
    async with running(relay(KafkaSettings(bootstrap_servers="127.0.0.1:1"), box)):
        await until_shown(pending=3, refused=2)
        box.messages.pop()
        await until_shown(pending=2, refused=2)


async def test_the_metrics_go_down_once_all_is_published(
    kafka: KafkaSettings, running: Running
) -> None:
    async with running(relay(kafka, Box([*messages(3), too_large()]))):
        await until_shown(pending=0, refused=1)


async def until_shown(*, pending: float, refused: float) -> None:
    """Wait until the metrics say so."""
    async for attempt in AsyncRetrying(stop=stop_after_delay(WAIT_SECONDS), wait=wait_fixed(0.05)):
        with attempt:
            assert REGISTRY.get_sample_value("emend_outbox_pending_messages") == pending
            assert REGISTRY.get_sample_value("emend_outbox_refused_messages") == refused
