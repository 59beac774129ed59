"""Publishing what a recogniser said."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self, cast
from uuid import UUID

from aiokafka.errors import KafkaError, MessageSizeTooLargeError, UnknownTopicOrPartitionError

from emend_bus import KafkaSettings, create_producer, leave
from emend_client._addresses import kafka_settings
from emend_client._connection import Sender, partitions_of, start, unreachable
from emend_client._errors import ClientError, ContentTooLarge
from emend_client._submission import (
    Outgoing,
    Submission,
    avro_message,
    topic_limit,
    untouched_message,
)
from emend_events import Codec, Topic

HEADER_ROOM_BYTES = 1024
"""Left of the topic's limit for the message's key, headers and framing."""

TOPIC_SECONDS = 3.0
"""How long a topic may take to be known; the library itself would try for half a minute."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof that the cluster keeps a submission.

    Attributes:
        transcript_id: under which the result will appear.
        event_id: the submission's own; the same content gives the same one.
        topic: the name on the cluster.
        partition: in the topic.
        offset: in the partition.
    """

    transcript_id: str
    event_id: UUID
    topic: str
    partition: int
    offset: int


class Producer:
    """Publishes submissions; each is acknowledged by all in-sync replicas, and written once.

    ::

        async with Producer() as producer:
            receipt = await producer.submit(Path("lecture.json"), title="Lecture 1")

    Without settings they come from ``KAFKA_*``, or from the local stack's ``.emend/env``.
    """

    def __init__(self, settings: KafkaSettings | None = None, codec: Codec | None = None) -> None:
        self._settings = settings or kafka_settings()
        self._codec = codec or Codec()
        self._producer: Sender | None = None

    async def __aenter__(self) -> Self:
        producer = cast("Sender", create_producer(self._settings))
        try:
            await start(producer, self._settings)
        except ClientError:
            await leave(producer.stop())
            raise
        self._producer = producer
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._producer is not None:
            await leave(self._producer.stop())
            self._producer = None

    async def submit(  # noqa: PLR0913 - one keyword per fact; all but the content optional
        self,
        content: bytes | str | Path,
        *,
        format: str | None = None,  # noqa: A002 - the word that users know
        transcript_id: str | None = None,
        title: str | None = None,
        language: str | None = None,
        profile: str = "lecture",
        sequence: int = 0,
        last: bool = True,
        offset_ms: int = 0,
        vocabulary: str | None = None,
        untouched: bool = False,
        traceparent: str | None = None,
        tracestate: str | None = None,
    ) -> Receipt:
        """Publish one recogniser's output and wait until the cluster has it.

        Args:
            content: the vendor's file: its bytes, its text, or its path.
            format: its format; recognised where missing.
            transcript_id: derived from the content where missing, so that the same content
                twice is the same transcript. The pieces of a live stream must share one.
            title: for people.
            language: a BCP 47 tag; what the file says where missing.
            profile: how to correct it: a name, for its newest version, or ``name@version``.
            sequence: of a live stream: this piece's number, from 0.
            last: of a live stream: False on all pieces but the final one.
            offset_ms: where the content begins in the recording; added to its times.
            vocabulary: terms of your own, named like a profile; none where missing.
            untouched: send the vendor's body itself with headers, rather than Avro.
            traceparent: W3C trace context; the whole pipeline continues this trace.
            tracestate: W3C trace context.

        Raises:
            ContentTooLarge: it does not fit into one message; the error names the limit.
            Unreachable: the cluster went away before it acknowledged.
            ClientError: the cluster has no such topic.
            ValueError: empty content, or a live stream's piece without a transcript_id.
            OSError: the path cannot be read.
        """
        submission = Submission(
            content=_bytes_of(content),
            format=format,
            transcript_id=transcript_id,
            title=title,
            language=language,
            profile=profile,
            sequence=sequence,
            last=last,
            offset_ms=offset_ms,
            vocabulary=vocabulary,
        )
        return await self.send(
            submission, untouched=untouched, traceparent=traceparent, tracestate=tracestate
        )

    async def send(
        self,
        submission: Submission,
        *,
        untouched: bool = False,
        traceparent: str | None = None,
        tracestate: str | None = None,
    ) -> Receipt:
        """Publish a submission that was put together before; see :meth:`submit`."""
        message = (
            untouched_message(submission)
            if untouched
            else avro_message(submission, self._codec, datetime.now(UTC))
        )
        trace = (("traceparent", traceparent), ("tracestate", tracestate))
        return await self._send(message, [(k, v.encode()) for k, v in trace if v])

    async def _send(self, message: Outgoing, trace: Sequence[tuple[str, bytes]]) -> Receipt:
        if self._producer is None:
            text = "use the producer inside `async with Producer() as producer:`"
            raise RuntimeError(text)
        topic = self._settings.topic(Topic.SUBMITTED)
        limit = min(topic_limit(), self._settings.max_request_bytes) - HEADER_ROOM_BYTES
        if len(message.value) > limit:
            raise ContentTooLarge(len(message.value), limit, topic)
        try:
            await self._find_topic(self._producer, topic)
            sent = await self._producer.send_and_wait(
                topic,
                value=message.value,
                key=message.transcript_id.encode(),
                headers=[*message.headers, *trace],
            )
        except MessageSizeTooLargeError as error:
            raise ContentTooLarge(len(message.value), limit, topic) from error
        except (KafkaError, TimeoutError) as error:
            raise unreachable(self._settings, error) from error
        return Receipt(message.transcript_id, message.event_id, topic, sent.partition, sent.offset)

    async def _find_topic(self, producer: Sender, topic: str) -> None:
        try:
            await asyncio.wait_for(producer.partitions_for(topic), TOPIC_SECONDS)
        except TimeoutError:
            # The cluster may also be slow, or gone, which this question tells apart.
            if topic not in await partitions_of(self._settings):
                raise UnknownTopicOrPartitionError from None


def _bytes_of(content: bytes | str | Path) -> bytes:
    if isinstance(content, Path):
        return content.read_bytes()
    return content.encode() if isinstance(content, str) else content
