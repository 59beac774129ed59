"""One batch of messages becomes entries of the log, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from emend_audit.domain.columns import columns_of
from emend_audit.domain.keys import KEY_BYTES, NONCE_BYTES, SALT_BYTES, PersonKey, TenantKey
from emend_audit.domain.leaf import (
    Place,
    event_document,
    leaf_of,
    sealed_document,
    unreadable_document,
    unreadable_id,
)
from emend_audit.domain.personal import Path, personal_values, persons_of
from emend_audit.store import (
    Entry,
    lock_state,
    person_keys,
    recorded_ids,
    save_entries,
    save_growth,
    save_positions,
)
from emend_bus import Record
from emend_database import Connection
from emend_events import AuditEventRecorded, Codec, DecodeError
from emend_transparency import Malformed, canonical_json, leaf_hash


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it was understood: an event, or the statement that it is none."""

    event_id: UUID
    place: Place
    occurred_at: datetime
    document: dict[str, Any]
    personal: dict[Path, str]


@dataclass(frozen=True, slots=True)
class Recorder:
    """Records batches; ``now`` is the clock and ``random`` gives so many random bytes."""

    codec: Codec
    tenant: TenantKey
    now: Callable[[], datetime]
    random: Callable[[int], bytes]

    async def record(self, connection: Connection, epoch: int, records: Sequence[Record]) -> int:
        """Record a batch; return how many entries it added. The same batch again adds none.

        Raises:
            Deposed: another sequencer has the log.
        """
        messages = [read_message(self.codec, record) for record in records]
        async with connection.transaction():
            state = await lock_state(connection, epoch)
            known = await recorded_ids(connection, [each.event_id for each in messages])
            fresh = _first_of_each(messages, known)
            entries = await self._entries(connection, fresh)
            recorded_at = max(self.now(), state.recorded_at)
            await save_entries(connection, state.recorded.size, entries, recorded_at)
            grown = state.recorded.append(each.hash for each in entries)
            await save_growth(connection, state.recorded, grown, recorded_at)
            await save_positions(connection, (each.place for each in messages))
        return len(entries)

    async def _entries(
        self, connection: Connection, messages: Sequence[Message]
    ) -> Sequence[Entry]:
        persons = {name for each in messages for name in persons_of(each.personal)}
        new = {person: self._new_person(person) for person in sorted(persons)}
        nonces = [self.random(NONCE_BYTES) for _ in new]
        keys = await person_keys(connection, self.tenant, new, nonces)
        return [self._entry(each, keys) for each in messages]

    def _entry(self, message: Message, keys: dict[str, PersonKey]) -> Entry:
        document = sealed_document(
            message.document, message.personal, keys, lambda: self.random(NONCE_BYTES)
        )
        leaf = leaf_of(document)
        columns = columns_of(document, message.occurred_at)
        return Entry(message.event_id, message.place, leaf, leaf_hash(leaf.entry), columns)

    def _new_person(self, person: str) -> PersonKey:
        return self.tenant.new_person(person, self.random(KEY_BYTES), self.random(SALT_BYTES))


def read_message(codec: Codec, record: Record) -> Message:
    """Return what a message says; of one that is no event, that it is none."""
    place = Place(record.topic, record.partition, record.offset)
    try:
        event = codec.decode(record.value, AuditEventRecorded)
        document = event_document(event, place)
        canonical_json(document)
        personal = personal_values(document)
    except (DecodeError, Malformed, RecursionError) as error:
        return _unreadable(record, place, type(error).__name__)
    return Message(event.event_id, place, event.time, document, personal)


def _unreadable(record: Record, place: Place, reason: str) -> Message:
    time = datetime.fromtimestamp(max(0, record.timestamp_ms) / 1000, UTC)
    document = unreadable_document(record.value, place, reason, time)
    return Message(unreadable_id(place), place, time, document, {})


def _first_of_each(messages: Sequence[Message], known: set[UUID]) -> list[Message]:
    """Return the messages whose ids are not recorded yet, each once and in their order."""
    first = {message.event_id: message for message in reversed(messages)}
    return [
        message
        for message in messages
        if message.event_id not in known and first[message.event_id] is message
    ]
