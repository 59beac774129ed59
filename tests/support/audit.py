"""Audit events of known ids, and what has to be true of the log that they end in."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from emend_bus import Output, output
from emend_database import DatabaseSettings, create_pool
from emend_events import Act, Activity, AuditEventRecorded, Codec, Topic, audit_event
from emend_transparency import (
    Checkpoint,
    Tile,
    TransparencyError,
    Verifier,
    bundle_of,
    follow_keys,
    read_entries,
    verify_log,
)

START = datetime(2026, 11, 24, 10, tzinfo=UTC)


def numbered_event(number: int, *, people: int = 50) -> AuditEventRecorded:
    """Return the event of this number, which is the same every time."""
    act = Act(
        service="emend-storage",
        version="1",
        type="transcript.read",
        operation="GET /v1/transcripts/{id}",
        activity=Activity.READ,
        subject=f"talk-{number % 1000}",
        time=START,
        actor=f"person-{number % people}@ashram.example",
        actor_kind=1,
        ip="192.0.2.7",
        resources=(("transcript", f"talk-{number % 1000}"),),
    )
    return audit_event(act, uuid5(NAMESPACE_URL, f"load/{number}"))


def messages(codec: Codec, numbers: Iterable[int]) -> list[Output]:
    """Return the messages of these events."""
    events = [numbered_event(number) for number in numbers]
    return [output(codec, Topic.AUDIT, event, event.subject) for event in events]


@dataclass(slots=True)
class Witness:
    """Reads the published log from its folder, as an outsider would."""

    folder: Path
    seen: dict[str, None] = field(default_factory=dict[str, None])
    """Every signed checkpoint that was ever published, in the order of appearance."""

    def look(self) -> int:
        """Note the checkpoint that is published now; return its size."""
        try:
            note = (self.folder / "checkpoint").read_text("utf-8")
        except FileNotFoundError:
            return 0
        self.seen[note] = None
        return Checkpoint.parse(note.partition("\n\n")[0] + "\n").size

    def read(self, path: str) -> bytes | None:
        """Return a file of the log."""
        try:
            return (self.folder / path).read_bytes()
        except FileNotFoundError:
            return None

    def entries(self) -> list[bytes]:
        """Return every entry of the newest state."""
        size = self.look()
        bundles: Sequence[Tile] = [bundle_of(first, size) for first in range(0, size, 256)]
        return [
            entry
            for bundle in bundles
            for entry in read_entries(self.read(bundle.path) or b"", bundle)
        ]


async def problems(witness: Witness, database_url: str, sent: set[UUID]) -> list[str]:
    """Return what is wrong with a log that must hold each of these events once."""
    async with create_pool(DatabaseSettings(url=database_url), "audit") as pool:
        verifier = Verifier.parse(await pool.fetchval("SELECT verifier FROM keys"))
    witness.look()
    chain = follow_keys(verifier.name, verifier, [])
    found: list[str] = []
    try:
        states = [chain.open(note) for note in witness.seen]
        verify_log(witness.read, states[-1], states)
        sizes = [state.size for state in states]
        if sizes != sorted(sizes):
            found.append(f"the checkpoints' sizes fell: {sizes}")
    except TransparencyError as error:
        found.append(str(error))
    counted = Counter(UUID(json.loads(entry)["id"]) for entry in witness.entries())
    twice = [event for event, times in counted.items() if times > 1]
    found += [f"{len(twice)} events stand in the log twice"] if twice else []
    lost, strange = sent - counted.keys(), counted.keys() - sent
    found += [f"{len(lost)} events are lost"] if lost else []
    found += [f"{len(strange)} entries are of no event that was sent"] if strange else []
    return found
