"""Every schema that was ever released, by id; generated into this package, never edited."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final, TypeAlias, cast

from fastavro import parse_schema

from emend_events._topics import TOPICS, Topic

NAMESPACE: Final = "emend.events"
"""The Avro namespace of every record."""

AvroSchema: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Released:
    """One version of one topic's schema; never changes once it is in ``released.json``."""

    id: int
    topic: Topic
    version: int
    schema: AvroSchema
    """As written in ``schemas/avro``."""
    parsed: Any
    """As the Avro library wants it."""

    @property
    def subject(self) -> str:
        """The registry subject it belongs to."""
        return TOPICS[self.topic].subject


@cache
def released_schemas() -> Mapping[int, Released]:
    """Return all released schemas by id."""
    text = files("emend_events").joinpath("released.json").read_text("utf-8")
    rows: list[dict[str, Any]] = json.loads(text)["schemas"]
    return MappingProxyType({row["id"]: _released(row) for row in rows})


@cache
def current_schema(topic: Topic) -> Released:
    """Return the newest schema of a topic: the one that new messages are written with."""
    own = [schema for schema in released_schemas().values() if schema.topic == topic]
    return max(own, key=lambda schema: schema.version)


def schema_fingerprint(schema: AvroSchema) -> str:
    """Return the SHA-256 of a schema without its docs, as lower-case hexadecimal.

    Defaults and logical types count, unlike in Avro's parsing canonical form: a reader needs
    both.
    """
    text = json.dumps(_without_docs(schema), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _released(row: dict[str, Any]) -> Released:
    return Released(
        id=row["id"],
        topic=Topic(row["topic"]),
        version=row["version"],
        schema=row["schema"],
        parsed=parse_schema(row["schema"], named_schemas={}),
    )


def _without_docs(value: Any) -> Any:
    if isinstance(value, Mapping):
        fields = cast("Mapping[str, Any]", value)
        return {key: _without_docs(item) for key, item in fields.items() if key != "doc"}
    if isinstance(value, list):
        return [_without_docs(item) for item in cast("list[Any]", value)]
    return value
