"""The same loop bare on aiokafka: consume, produce the same bytes, commit, in transactions.

What the broker and the client cost without us: the baseline that runs beside the stage in the
same bench. One process, all partitions; prints its rate as JSON when it has seen everything.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence

import uvloop
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition

from emend_bus import KafkaSettings, create_producer
from emend_events import Topic

BATCH = 500


async def copy(kafka: KafkaSettings, count: int) -> dict[str, float]:
    """Copy ``count`` messages from the received to the processed topic; return the figures."""
    consumer = AIOKafkaConsumer(
        kafka.topic(Topic.RECEIVED),
        **kafka.connection(),
        group_id=kafka.group("bare"),
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        isolation_level="read_committed",
    )
    producer = create_producer(kafka, transactional_id=kafka.group("bare"))
    done = 0
    async with consumer, producer:
        started, cpu = 0.0, 0.0
        while done < count:
            polled = await consumer.getmany(timeout_ms=100, max_records=BATCH)
            if not started and polled:
                started, cpu = time.perf_counter(), time.process_time()
            for place, records in polled.items():
                await _transact(producer, kafka, place, records)
                done += len(records)
        seconds = time.perf_counter() - started
    return {"rate": done / seconds, "cpu": (time.process_time() - cpu) / seconds}


async def _transact(
    producer: AIOKafkaProducer,
    kafka: KafkaSettings,
    place: TopicPartition,
    records: Sequence[ConsumerRecord[bytes, bytes]],
) -> None:
    async with producer.transaction():
        for record in records:
            await producer.send(
                kafka.topic(Topic.PROCESSED), record.value, record.key, record.partition
            )
        await producer.send_offsets_to_transaction(
            {place: records[-1].offset + 1}, kafka.group("bare")
        )


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("count", type=int)
    figures = uvloop.run(copy(KafkaSettings(), parser.parse_args().count))
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
