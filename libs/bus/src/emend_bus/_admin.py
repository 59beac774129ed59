"""Topics on a cluster: created from the topic table, never by accident of a first message."""

from __future__ import annotations

from collections.abc import Sequence

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import TopicAlreadyExistsError, for_code

from emend_bus._errors import BusError
from emend_bus._settings import KafkaSettings
from emend_events import TOPICS, TopicSpec, dead_letter_topic

CLUSTER_DEFAULT = -1

DEAD_LETTER_ROOM_BYTES = 64 * 1024
"""A dead letter gains headers and loses nothing."""


async def create_topics(
    settings: KafkaSettings,
    *,
    partitions: int | None = None,
    replication_factor: int = CLUSTER_DEFAULT,
) -> list[str]:
    """Create every topic of the table and its dead-letter topic; return the names created.

    Those that exist are left as they are. ``partitions`` overrides the table's number.

    Raises:
        BusError: the cluster refused a topic, with its reason.
    """
    wanted = [
        topic
        for spec in TOPICS.values()
        for topic in _new_topics(settings, spec, partitions, replication_factor)
    ]
    client = AIOKafkaAdminClient(**settings.connection())
    await client.start()
    try:
        response = await client.create_topics(wanted)
    finally:
        await client.close()
    return _created(response.topic_errors)


def _new_topics(
    settings: KafkaSettings, spec: TopicSpec, partitions: int | None, replication_factor: int
) -> list[NewTopic]:
    rows = (
        (spec.topic, partitions or spec.partitions, spec.max_message_bytes),
        (dead_letter_topic(spec.topic), 1, spec.max_message_bytes + DEAD_LETTER_ROOM_BYTES),
    )
    return [
        NewTopic(
            name=settings.topic(name),
            num_partitions=count,
            replication_factor=replication_factor,
            # To the library -1 means "not said", unless there is an assignment, if an empty one.
            replica_assignments={} if replication_factor == CLUSTER_DEFAULT else None,
            topic_configs=_configuration(spec, max_bytes),
        )
        for name, count, max_bytes in rows
    ]


def _configuration(spec: TopicSpec, max_message_bytes: int) -> dict[str, str]:
    return {
        "cleanup.policy": spec.cleanup,
        "max.message.bytes": str(max_message_bytes),
        "message.timestamp.type": spec.clock,
        "retention.ms": str(-1 if spec.retention_ms is None else spec.retention_ms),
    }


def _created(errors: Sequence[Sequence[object]]) -> list[str]:
    """Return the topics that are new; each error is (topic, code, message …)."""
    created: list[str] = []
    for topic, code, *rest in errors:
        if code == 0:
            created.append(str(topic))
        elif not isinstance(code, int) or for_code(code) is not TopicAlreadyExistsError:
            message = f"the cluster refused topic {topic}: error {code} {' '.join(map(str, rest))}"
            raise BusError(message)
    return created
