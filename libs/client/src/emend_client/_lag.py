"""How far each consumer group is behind, measured so that a finished group shows 0.

``end - committed`` is not the lag: every transaction ends in a control record that occupies an
offset and is never delivered, and messages of aborted transactions are skipped. So

* the end is the *last stable offset* (ListOffsets with ``read_committed``): what lies behind an
  open transaction cannot be consumed by anybody yet;
* where ``committed < end``, a ``read_committed`` consumer without a group is placed at the
  committed offset and fetches once. Control records and aborted messages advance its position
  without being delivered. If the position reaches the end, what was delivered *is* the lag, and
  it is exact: 0 where only control records are left. If it does not, more remains than one
  fetch holds, and ``end`` minus the first delivered offset is an upper bound, marked as such.

Nothing is committed and no group is joined, so measuring disturbs nobody.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiokafka import TopicPartition
from aiokafka.structs import OffsetAndMetadata

from emend_bus import KafkaSettings
from emend_client._connection import (
    Consumer,
    administration,
    connected,
    create_consumer,
    offset_limits,
    partitions_of,
)

GROUPS = "emend."
"""What the names of our consumer groups begin with."""

PROBE_SECONDS = 5.0
PROBE_TIMEOUT_MS = 300
PROBE_BYTES = 256 * 1024
"""One fetch per partition; whatever it holds is counted exactly."""


@dataclass(frozen=True, slots=True)
class PartitionLag:
    """One group's distance from the end of one partition.

    Attributes:
        topic: the logical name, without the cluster's prefix.
        partition: in the topic.
        group: the logical name.
        committed: the next offset to read; None where the group has none yet.
        end: the last stable offset: up to where anything can be consumed.
        lag: messages between the two.
        exact: False where ``lag`` is an upper bound.
    """

    topic: str
    partition: int
    group: str
    committed: int | None
    end: int
    lag: int
    exact: bool


@dataclass(frozen=True, slots=True)
class _Gap:
    """Offsets that may or may not hold messages."""

    start: int
    end: int


async def measure_lag(settings: KafkaSettings, groups: str = GROUPS) -> list[PartitionLag]:
    """Return the lag of every group whose name begins so, by topic, group and partition.

    A partition that a group has never committed counts from its first message, as long as the
    group has committed another one of the same topic.

    Raises:
        Unreachable: no broker answered.
    """
    committed = await _committed(settings, settings.group(groups))
    present = await partitions_of(settings)
    consumer = create_consumer(settings, partition_fetch_bytes=PROBE_BYTES)
    async with connected(consumer, settings):
        found = [
            row
            for group, offsets in committed.items()
            for row in await _group_lag(consumer, settings, group, offsets, present)
        ]
    return sorted(found, key=lambda row: (row.topic, row.group, row.partition))


async def _committed(
    settings: KafkaSettings, begin: str
) -> dict[str, dict[TopicPartition, OffsetAndMetadata]]:
    async with administration(settings) as admin:
        listed = await admin.list_consumer_groups()
        names = sorted(name for name, *_ in listed if name.startswith(begin))
        return {name: await admin.list_consumer_group_offsets(name) for name in names}


async def _group_lag(
    consumer: Consumer,
    settings: KafkaSettings,
    group: str,
    offsets: Mapping[TopicPartition, OffsetAndMetadata],
    present: Mapping[str, Sequence[TopicPartition]],
) -> list[PartitionLag]:
    known = {tp: entry.offset for tp, entry in offsets.items() if entry.offset >= 0}
    partitions = [tp for topic in {tp.topic for tp in known} for tp in present.get(topic, ())]
    if not partitions:
        return []
    firsts, ends = await offset_limits(consumer, partitions)
    gaps = {tp: _Gap(max(known.get(tp, 0), firsts[tp]), ends[tp]) for tp in partitions}
    measured = await _probe(consumer, {tp: gap for tp, gap in gaps.items() if gap.start < gap.end})
    return [
        PartitionLag(
            topic=tp.topic.removeprefix(settings.topic_prefix),
            partition=tp.partition,
            group=group.removeprefix(settings.topic_prefix),
            committed=known.get(tp),
            end=ends[tp],
            lag=measured.get(tp, (0, True))[0],
            exact=measured.get(tp, (0, True))[1],
        )
        for tp in partitions
    ]


async def _probe(
    consumer: Consumer, gaps: Mapping[TopicPartition, _Gap]
) -> dict[TopicPartition, tuple[int, bool]]:
    """Return each gap's number of messages, and whether it is exact."""
    if not gaps:
        return {}
    consumer.assign(list(gaps))
    for tp, gap in gaps.items():
        consumer.seek(tp, gap.start)
    found: dict[TopicPartition, tuple[int, bool]] = {}
    loop = asyncio.get_running_loop()
    deadline = loop.time() + PROBE_SECONDS
    while len(found) < len(gaps) and loop.time() < deadline:
        polled = await consumer.getmany(timeout_ms=PROBE_TIMEOUT_MS)
        for tp in gaps.keys() - found.keys():
            offsets = [record.offset for record in polled.get(tp, ())]
            position = await consumer.position(tp)
            if offsets or position >= gaps[tp].end:
                found[tp] = _count(gaps[tp], offsets, position)
                consumer.pause(tp)
    unanswered = {tp: (gap.end - gap.start, False) for tp, gap in gaps.items()}
    return unanswered | found


def _count(gap: _Gap, offsets: Sequence[int], position: int) -> tuple[int, bool]:
    if position >= gap.end:
        return sum(offset < gap.end for offset in offsets), True
    return gap.end - offsets[0], False
