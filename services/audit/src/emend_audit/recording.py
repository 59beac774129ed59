"""One batch of messages becomes entries of the log, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from emend_audit.domain.columns import columns_of
from emend_audit.domain.keys import (
    KEY_BYTES,
    NONCE_BYTES,
    PSEUDONYM_CHARACTERS,
    SALT_BYTES,
    PersonKey,
    TenantKey,
)
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
    erased_names,
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

CLOCKS_DIFFER: Final = timedelta(minutes=1)
"""By so much at most the clock of who records an act is ahead of ours."""


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
        named = {name for each in messages for name in persons_of(each.personal)}
        names = {name: self.tenant.lookup(name) for name in named}
        erased = await erased_names(connection, names.values()) if names else {}
        latest = {
            name: erased[names[name]] + CLOCKS_DIFFER for name in named if names[name] in erased
        }
        living = {
            names[name]: name
            for each in messages
            for name in persons_of(each.personal)
            if not _is_late(each, name, latest)
        }
        new = {found: self._new_person(name) for found, name in sorted(living.items())}
        nonces = [self.random(NONCE_BYTES) for _ in new]
        keys = await person_keys(connection, self.tenant, new, nonces)
        return [
            self._entry(
                each,
                {
                    name: self._nobody() if _is_late(each, name, latest) else keys[names[name]]
                    for name in persons_of(each.personal)
                },
            )
            for each in messages
        ]

    def _entry(self, message: Message, keys: Mapping[str, PersonKey]) -> Entry:
        document = sealed_document(
            message.document, message.personal, keys, lambda: self.random(NONCE_BYTES)
        )
        leaf = leaf_of(document)
        columns = columns_of(document, message.occurred_at)
        return Entry(message.event_id, message.place, leaf, leaf_hash(leaf.entry), columns)

    def _new_person(self, person: str) -> PersonKey:
        return self.tenant.new_person(person, self.random(KEY_BYTES), self.random(SALT_BYTES))

    def _nobody(self) -> PersonKey:
        """Return a key that is kept nowhere, for one message that came after an erasure."""
        pseudonym = self.random(PSEUDONYM_CHARACTERS // 2).hex()
        return PersonKey(pseudonym, self.random(KEY_BYTES), self.random(SALT_BYTES))


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


def _is_late(message: Message, name: str, latest: Mapping[str, datetime]) -> bool:
    """Tell whether an act of somebody who was erased is from before that."""
    return name in latest and message.occurred_at <= latest[name]


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
