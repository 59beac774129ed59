"""What users defined, as this process knows it from the topics, and the one way to change it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid5

from emend_bus import KafkaSettings, Output, Table, output
from emend_engine import BUILT_IN, Lexicon, Profile, Vocabulary, build_lexicon
from emend_events import Act, Activity, Codec, Topic, audit_event, derive_id
from emend_postprocess.domain import SERVICE
from emend_postprocess.kinds import PROFILE, VOCABULARY, Changed, Invalid, Kind
from emend_postprocess.versions import (
    Expected,
    UnknownName,
    Version,
    in_use,
    newest,
    next_number,
    require,
    retired,
)

D = TypeVar("D", Profile, Vocabulary)

NAMESPACE = UUID("5f3c0c7e-0a43-5c0b-9f0b-3d0f1a7c9e10")
"""Fixed for ever: the same version has the same event id, whoever publishes it."""

CACHED = 64
"""Definitions kept compiled; a vocabulary of 20,000 terms takes some 20 MB."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Who asks for a change, and from where."""

    actor: str
    ip: str | None = None
    traceparent: str | None = None


@dataclass(slots=True)
class Shelf(Generic[D]):
    """All versions of one kind; ``now`` is its clock."""

    kind: Kind[D]
    table: Table[Changed, Version]
    codec: Codec
    now: Callable[[], datetime]
    service_version: str
    _parsed: dict[str, D] = field(default_factory=dict[str, D])

    @property
    def rows(self) -> Mapping[str, Version]:
        """Every version by its label."""
        return self.table.rows

    async def put(
        self, name: str, document: object, expected: Expected, writer: Writer
    ) -> tuple[Version, bool]:
        """Publish a document as the next version of a name; return it, and whether it is new.

        What is as the newest version already is not published again.

        Raises:
            Invalid: the document, with every fault.
            NotAsExpected: another version is the newest than was taken for granted.
            Unavailable: Kafka is away.
        """
        self.kind.read(document, name, 1)
        found: list[tuple[Version, bool]] = []

        def decide(rows: Mapping[str, Version]) -> Sequence[Output]:
            require(rows, name, expected)
            present = in_use(rows, name)
            if present is not None and self._same(document, present):
                found.append((present, False))
                return ()
            version = self._version(document, name, next_number(rows, name))
            found.append((version, True))
            return self._outputs(version, "changed", writer)

        await self.table.change(decide)
        return found[-1]

    async def retire(self, name: str, expected: Expected, writer: Writer) -> bool:
        """Take a name out of use; return whether it was in use.

        Raises:
            UnknownName: there never was such a name.
            NotAsExpected: another version is the newest than was taken for granted.
            Unavailable: Kafka is away.
        """
        found: list[bool] = []

        def decide(rows: Mapping[str, Version]) -> Sequence[Output]:
            present = newest(rows, name)
            found.append(present is not None and not present.retired)
            if present is None:
                raise UnknownName(self.kind.noun, name)
            if present.retired:
                return ()
            require(rows, name, expected)
            return self._outputs(retired(present, self.now()), "retired", writer)

        await self.table.change(decide)
        return found[-1]

    async def find(self, label: str) -> D | None:
        """Return what ``name@version`` defines; none if it was never published.

        A version that is not known yet is looked for at the topic's end before that is said.

        Raises:
            Invalid: this release of the engine cannot read it any more.
            Unavailable: Kafka is away.
        """
        if label in self._parsed:
            return self._parsed[label]
        if label not in self.rows:
            await self.table.refresh()
        row = self.rows.get(label)
        if row is None:
            return None
        while len(self._parsed) >= CACHED:
            self._parsed.pop(next(iter(self._parsed)))
        self._parsed[label] = self.kind.parsed(row.document)
        return self._parsed[label]

    def _same(self, document: object, present: Version) -> bool:
        defined = self.kind.read(document, present.name, present.version)
        return self.kind.written(defined) == present.document

    def _version(self, document: object, name: str, number: int) -> Version:
        defined = self.kind.read(document, name, number)
        return Version(name, number, defined.digest, self.kind.written(defined), self.now())

    def _outputs(self, version: Version, act: str, writer: Writer) -> Sequence[Output]:
        cause = uuid5(NAMESPACE, f"{self.kind.noun}\n{version.label}\n{act}\n{version.digest}")
        event = self.kind.model(
            event_id=derive_id(cause, self.kind.topic),
            label=version.label,
            name=version.name,
            version=version.version,
            document=version.document,
            digest=version.digest,
            changed_at=version.changed_at,
            retired=version.retired,
        )
        record = audit_event(self._act(version, act, writer), event.event_id)
        return (
            output(self.codec, self.kind.topic, event, version.label),
            output(self.codec, Topic.AUDIT, record, record.subject),
        )

    def _act(self, version: Version, act: str, writer: Writer) -> Act:
        noun = self.kind.noun
        return Act(
            service=SERVICE,
            version=self.service_version,
            type=f"{noun}.{act}",
            operation=f"{noun}.{'put' if act == 'changed' else 'delete'}",
            activity=Activity.UPDATE if act == "changed" else Activity.DELETE,
            subject=f"{noun}:{version.name}",
            time=version.changed_at,
            actor=writer.actor,
            correlation=f"{noun}:{version.name}",
            resources=((noun, f"{version.label}#{version.digest}"),),
            traceparent=writer.traceparent,
            ip=writer.ip,
        )


@dataclass(slots=True)
class Catalogue:
    """Profiles and vocabularies together, as a part asks for them."""

    profiles: Shelf[Profile]
    vocabularies: Shelf[Vocabulary]
    _lexicons: dict[str, Lexicon] = field(default_factory=dict[str, Lexicon])

    async def profile(self, name: str) -> Profile:
        """Return a built-in profile by its name, or a user's by ``name@version``.

        Raises:
            UnknownName: there is none.
            Invalid: this release of the engine cannot read it any more.
            Unavailable: Kafka is away, so it cannot be told.
        """
        for built_in in self.profiles.kind.built_in.values():
            if name in (built_in.name, built_in.label):
                return built_in
        found = await self.profiles.find(name)
        if found is None:
            raise UnknownName(self.profiles.kind.noun, name)
        return found

    async def lexicon(self, name: str | None) -> Lexicon:
        """Return the built-in terms, with those of a user's ``name@version`` before them.

        Raises:
            UnknownName: there is no such vocabulary.
            Invalid: this release of the engine cannot read it any more.
            Unavailable: Kafka is away, so it cannot be told.
        """
        if name is None:
            return BUILT_IN
        if name not in self._lexicons:
            vocabulary = await self.vocabularies.find(name)
            if vocabulary is None:
                raise UnknownName(self.vocabularies.kind.noun, name)
            while len(self._lexicons) >= CACHED:
                self._lexicons.pop(next(iter(self._lexicons)))
            # Seconds of work where there are 20,000 terms: heartbeats must not wait for it.
            self._lexicons[name] = await asyncio.to_thread(build_lexicon, vocabulary)
        return self._lexicons[name]


def create_catalogue(
    kafka: KafkaSettings, codec: Codec, now: Callable[[], datetime], service_version: str
) -> Catalogue:
    """Return the catalogue, its tables not read yet."""

    def shelf(kind: Kind[Any]) -> Shelf[Any]:
        table = Table(kafka, kind.topic, codec, kind.model, version_of)
        return Shelf(kind, table, codec, now, service_version)

    return Catalogue(shelf(PROFILE), shelf(VOCABULARY))


def version_of(event: Changed) -> Version:
    """Return what an event publishes."""
    return Version(
        event.name,
        event.version,
        event.digest,
        event.document,
        event.changed_at,
        event.retired,
    )


__all__ = ["Catalogue", "Invalid", "Shelf", "Writer", "create_catalogue"]
