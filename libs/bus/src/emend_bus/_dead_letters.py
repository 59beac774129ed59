"""Dead letters: what is parked, how it names its origin, and when parking must stop.

Parking a message lets the ones behind it pass, so it costs order: a message replayed later
comes after its successors. That is why only what cannot be handled is parked, and why a limit
stops the consumer before everything lands there because of a fault of ours.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from emend_bus._errors import TooManyParked
from emend_bus._records import Headers, Output, Record, act_output
from emend_events import Act, Activity, Codec, dead_letter_topic

REASON = "dead-letter-reason"
ERROR = "dead-letter-error"
SERVICE = "dead-letter-service"
ATTEMPTS = "dead-letter-attempts"
REPLAYS = "dead-letter-replays"
ORIGIN_TOPIC = "origin-topic"
ORIGIN_PARTITION = "origin-partition"
ORIGIN_OFFSET = "origin-offset"
ORIGIN_TIMESTAMP = "origin-timestamp-ms"

_OURS = {
    REASON,
    ERROR,
    SERVICE,
    ATTEMPTS,
    ORIGIN_TOPIC,
    ORIGIN_PARTITION,
    ORIGIN_OFFSET,
    ORIGIN_TIMESTAMP,
}
REASON_LIMIT = 2_000


@dataclass(frozen=True, slots=True)
class Author:
    """The service that parks or sends back, and how it writes the record of doing so."""

    service: str
    version: str = ""
    codec: Codec = field(default_factory=Codec)


@dataclass(frozen=True, slots=True)
class Parking:
    """What a dead letter's headers say; None where one is missing or unreadable."""

    reason: str | None
    error: str | None
    service: str | None
    attempts: int | None
    replays: int
    origin_partition: int | None
    origin_offset: int | None


def park(
    record: Record, error: BaseException, author: Author, *, attempts: int
) -> tuple[Output, Output]:
    """Return what parks a record: its dead letter, and the audit log's entry for it."""
    letter = parked(record, error, service=author.service, attempts=attempts)
    return letter, parked_record(record, error, author)


def parked(record: Record, error: BaseException, *, service: str, attempts: int) -> Output:
    """Return the dead letter of a record: its key, value and headers, its error, its origin."""
    headers: Headers = (
        *record.headers,
        (REASON, str(error)[:REASON_LIMIT].encode(errors="replace")),
        (ERROR, type(error).__name__.encode()),
        (SERVICE, service.encode()),
        (ATTEMPTS, str(attempts).encode()),
        (ORIGIN_TOPIC, record.topic.encode()),
        (ORIGIN_PARTITION, str(record.partition).encode()),
        (ORIGIN_OFFSET, str(record.offset).encode()),
        (ORIGIN_TIMESTAMP, str(record.timestamp_ms).encode()),
    )
    return Output(dead_letter_topic(record.topic), record.key or b"", record.value, headers)


def parking_of(letter: Record) -> Parking:
    """Return why, by whom and from where a letter was parked."""
    return Parking(
        reason=letter.header(REASON),
        error=letter.header(ERROR),
        service=letter.header(SERVICE),
        attempts=_number(letter.header(ATTEMPTS)),
        replays=_number(letter.header(REPLAYS)) or 0,
        origin_partition=_number(letter.header(ORIGIN_PARTITION)),
        origin_offset=_number(letter.header(ORIGIN_OFFSET)),
    )


def parked_record(record: Record, error: BaseException, author: Author) -> Output:
    """Return the audit log's entry for a parked record, the same however often it is parked."""
    service = author.service
    place = _place(record.topic, record.partition, record.offset)
    act = Act(
        service=service,
        version=author.version,
        type="message.parked",
        operation=f"process {record.topic}",
        activity=Activity.UPDATE,
        subject=_subject(record, place),
        time=datetime.fromtimestamp(max(0, record.timestamp_ms) / 1000, UTC),
        actor=service,
        correlation=place,
        resources=(("message", place),),
        failure=f"{type(error).__name__}: {error}"[:REASON_LIMIT],
        traceparent=record.header("traceparent"),
    )
    return act_output(author.codec, act, uuid5(NAMESPACE_URL, f"{service}/{place}"))


def revived(record: Record) -> Output:
    """Return a dead letter as it goes back to its topic, with one more replay counted.

    Raises:
        ValueError: it does not say where it came from, so it is not one of ours.
    """
    origin = record.header(ORIGIN_TOPIC)
    if not origin or dead_letter_topic(origin) != record.topic:
        message = f"{record.topic}[{record.partition}]@{record.offset} names no origin topic"
        raise ValueError(message)
    replays = int(record.header(REPLAYS) or 0) + 1
    kept = tuple(pair for pair in record.headers if pair[0] not in _OURS | {REPLAYS})
    return Output(
        origin, record.key or b"", record.value, (*kept, (REPLAYS, str(replays).encode()))
    )


def replayed_record(letter: Record, author: Author, actor: str, time: datetime) -> Output:
    """Return the audit log's entry for a dead letter that ``actor`` sends back.

    It has the correlation of the entry that says why the message was parked.
    """
    place = _place(letter.topic, letter.partition, letter.offset)
    origin = _place(
        letter.header(ORIGIN_TOPIC), letter.header(ORIGIN_PARTITION), letter.header(ORIGIN_OFFSET)
    )
    act = Act(
        service=author.service,
        version=author.version,
        type="message.replayed",
        operation=f"replay {letter.topic}",
        activity=Activity.UPDATE,
        subject=_subject(letter, origin),
        time=time,
        actor=actor,
        correlation=origin,
        resources=(("message", origin), ("dead_letter", place)),
        traceparent=letter.header("traceparent"),
    )
    return act_output(author.codec, act, uuid5(NAMESPACE_URL, f"{place}/{time.isoformat()}"))


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdecimal() else None


def _place(topic: str | None, partition: int | str | None, offset: int | str | None) -> str:
    return f"{topic}[{partition}]@{offset}"


def _subject(record: Record, place: str) -> str:
    return (record.key or b"").decode(errors="replace")[:200] or place


class ParkLimit:
    """Counts what was parked among the latest records of a topic.

    More than ``limit`` among the last ``window`` means that the fault is ours: a missing
    schema, a broken deployment. The messages are safe where they are; stopping keeps order.
    """

    def __init__(self, topic: str, *, limit: int = 500, window: int = 1_000) -> None:
        self._topic = topic
        self._limit = limit
        self._recent: deque[bool] = deque(maxlen=window)
        self._parked = 0

    def count(self, *, parked: bool) -> None:
        """Count one record.

        Raises:
            TooManyParked: the limit is passed.
        """
        if len(self._recent) == self._recent.maxlen and self._recent[0]:
            self._parked -= 1
        self._recent.append(parked)
        self._parked += parked
        if self._parked > self._limit:
            raise TooManyParked(self._topic, self._parked, len(self._recent))
