"""Reading results as they appear: committed messages only, decoded, at least once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias, TypedDict, Unpack, overload

from aiokafka import ConsumerRecord, TopicPartition
from aiokafka.errors import CommitFailedError, IllegalStateError

from emend_bus import KafkaSettings
from emend_client._addresses import kafka_settings
from emend_client._connection import Consumer, connected, create_consumer, partitions_of
from emend_client._errors import ClientError, Undecodable
from emend_client._messages import TOPICS_BY_NAME, Message, Result, ResultTopic, decode_message
from emend_events import (
    Codec,
    Topic,
    TranscriptCompleted,
    TranscriptProcessed,
    TranscriptRejected,
)

OnUndecodable: TypeAlias = Literal["raise", "skip"]

POLL_TIMEOUT_MS = 500
BATCH_RECORDS = 50
"""Messages between two commits at most; the loop body has five minutes for all of them."""

COMMIT_SECONDS = 1.0
TOPIC_SECONDS, RETRY_SECONDS = 2.0, 0.2


@dataclass(frozen=True, slots=True)
class Options:
    """What a subscription reads, and from where."""

    topics: tuple[ResultTopic, ...] = ("processed",)
    group: str | None = None
    from_beginning: bool = False
    transcript_id: str | None = None
    on_undecodable: OnUndecodable = "raise"


class Keywords(TypedDict, total=False):
    """The keyword arguments of :func:`subscribe`."""

    group: str | None
    from_beginning: bool | None
    transcript_id: str | None
    on_undecodable: OnUndecodable
    settings: KafkaSettings | None
    codec: Codec | None


@overload
def subscribe(
    topic: Literal["processed"] = "processed", **keywords: Unpack[Keywords]
) -> AsyncGenerator[Message[TranscriptProcessed]]: ...
@overload
def subscribe(
    topic: Literal["completed"], **keywords: Unpack[Keywords]
) -> AsyncGenerator[Message[TranscriptCompleted]]: ...
@overload
def subscribe(
    topic: Literal["rejected"], **keywords: Unpack[Keywords]
) -> AsyncGenerator[Message[TranscriptRejected]]: ...
async def subscribe(
    topic: ResultTopic = "processed",
    *,
    group: str | None = None,
    from_beginning: bool | None = None,
    transcript_id: str | None = None,
    on_undecodable: OnUndecodable = "raise",
    settings: KafkaSettings | None = None,
    codec: Codec | None = None,
) -> AsyncGenerator[Message[Any]]:
    """Yield a topic's messages as they appear, without end.

    Only what was committed is read (``read_committed``). With a group the work is shared among
    its members, and a message counts as handled when the loop body came back from it: its
    offset is committed then, at the latest a second or 50 messages later. A crash in between
    repeats messages, never loses one; ``event_id`` is the same in every repetition. Leaving
    the loop by ``break`` or an exception leaves the current message unhandled. Wrap the
    iterator in ``contextlib.aclosing`` to leave the group at once rather than when the
    iterator is collected.

    Args:
        topic: ``processed`` (part by part), ``completed`` (once per transcript), ``rejected``.
        group: the consumer group; without one every message comes to this reader and no
            position is kept.
        from_beginning: whether to read what is already there, where the group has no position
            yet. Default: yes with a group, no without.
        transcript_id: only this transcript's messages.
        on_undecodable: ``skip`` passes over messages that are not the topic's event.
        settings: how to reach Kafka; else ``KAFKA_*``, else the local stack's.
        codec: reads the events; else one with the committed schemas.

    Raises:
        Unreachable: no broker answered.
        Undecodable: a message is not the topic's event; the position stays before it.
        ClientError: the topic does not exist.
    """
    beginning = group is not None if from_beginning is None else from_beginning
    options = Options((topic,), group, beginning, transcript_id, on_undecodable)
    async with (
        open_subscription(settings or kafka_settings(), options, codec) as messages,
        aclosing(messages),
    ):
        async for message in messages:
            yield message


@asynccontextmanager
async def open_subscription(
    settings: KafkaSettings, options: Options, codec: Codec | None = None
) -> AsyncGenerator[AsyncGenerator[Message[Any]]]:
    """Yield an iterator over several topics, its position already taken.

    What is published inside the block is therefore seen, even from a position at the end.
    """
    names = {settings.topic(TOPICS_BY_NAME[name]): TOPICS_BY_NAME[name] for name in options.topics}
    consumer = create_consumer(settings, options.group, from_beginning=options.from_beginning)
    async with connected(consumer, settings):
        await _take_position(consumer, settings, sorted(names), options)
        yield _messages(consumer, names, options, codec or Codec())


async def _take_position(
    consumer: Consumer, settings: KafkaSettings, names: Sequence[str], options: Options
) -> None:
    present = await _find_topics(settings, names)
    if options.group is not None:
        consumer.subscribe(names)
        return
    consumer.assign([partition for name in names for partition in present[name]])
    if not options.from_beginning:
        await consumer.seek_to_end()


async def _find_topics(
    settings: KafkaSettings, names: Sequence[str]
) -> dict[str, list[TopicPartition]]:
    # A topic that was just created takes a moment to be known to every broker.
    deadline = asyncio.get_running_loop().time() + TOPIC_SECONDS
    while True:
        present = await partitions_of(settings)
        missing = [name for name in names if name not in present]
        if not missing:
            return present
        if asyncio.get_running_loop().time() > deadline:
            cluster = settings.bootstrap_servers
            message = f"the cluster at {cluster} has no topic {' or '.join(missing)}"
            raise ClientError(message, "`make run` creates the topics; `emend topics` shows them.")
        await asyncio.sleep(RETRY_SECONDS)


async def _messages(
    consumer: Consumer, names: Mapping[str, Topic], options: Options, codec: Codec
) -> AsyncGenerator[Message[Result]]:
    handled = _Handled(consumer, enabled=options.group is not None)
    try:
        while True:
            polled = await consumer.getmany(timeout_ms=POLL_TIMEOUT_MS, max_records=BATCH_RECORDS)
            for partition, records in polled.items():
                for record in records:
                    message = _selected(record, names[partition.topic], options, codec)
                    if message is not None:
                        yield message
                    await handled.count(partition, record.offset)
            await handled.commit()
    finally:
        await handled.commit()


def _selected(
    record: ConsumerRecord[bytes, bytes], topic: Topic, options: Options, codec: Codec
) -> Message[Result] | None:
    wanted = options.transcript_id
    if wanted is not None and record.key != wanted.encode():
        return None
    try:
        return decode_message(record, topic, codec)
    except Undecodable:
        if options.on_undecodable == "raise":
            raise
        return None


@dataclass(slots=True)
class _Handled:
    """The offsets after the last message that the loop body came back from."""

    consumer: Consumer
    enabled: bool
    _next: dict[TopicPartition, int] = field(default_factory=dict[TopicPartition, int])
    _due: float = 0.0

    async def count(self, partition: TopicPartition, offset: int) -> None:
        self._next[partition] = offset + 1
        if asyncio.get_running_loop().time() >= self._due:
            await self.commit()

    async def commit(self) -> None:
        mine = self.consumer.assignment()
        offsets = {
            partition: self._next[partition] for partition in self._next if partition in mine
        }
        self._next.clear()
        self._due = asyncio.get_running_loop().time() + COMMIT_SECONDS
        if not (self.enabled and offsets):
            return
        try:
            await self.consumer.commit(offsets)
        except (CommitFailedError, IllegalStateError):
            # The partition went to another member, which begins at the last commit: repeated,
            # not lost.
            return
