"""Can a reader with one schema read what was written with another?

The rules of schema resolution in Avro's specification
(https://avro.apache.org/docs/1.12.0/specification/#schema-resolution), so that the read-only
registry can answer what build tools ask before they publish.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

from emend_events._schema_names import Schema, expanded, is_named

_READ_AS: Final[Mapping[str, frozenset[str]]] = {
    "long": frozenset(("int",)),
    "float": frozenset(("int", "long")),
    "double": frozenset(("int", "long", "float")),
    "string": frozenset(("bytes",)),
    "bytes": frozenset(("string",)),
}
"""What a primitive type may be read from, beside itself."""


def incompatibilities(reader: Schema, writer: Schema) -> list[str]:
    """Return why the reader's schema cannot read what the writer's wrote; empty if it can.

    Raises:
        ValueError: one of them is no Avro schema.
    """
    ours, theirs = expanded(reader, "", set()), expanded(writer, "", set())
    comparison = _Comparison(dict(_named_types(ours)), dict(_named_types(theirs)))
    return list(comparison.of(ours, theirs, "/"))


def _named_types(schema: Schema) -> Iterator[tuple[str, Schema]]:
    """Yield the named types that an expanded schema defines."""
    if isinstance(schema, list):
        for branch in cast("list[Schema]", schema):
            yield from _named_types(branch)
    if not isinstance(schema, dict):
        return
    schema = cast("dict[str, Any]", schema)
    if is_named(schema["type"]):
        yield schema["name"], schema
    for inner in schema.get("fields", ()):
        yield from _named_types(inner["type"])
    for name in ("items", "values", "type"):
        yield from _named_types(schema.get(name))


@dataclass(frozen=True, slots=True)
class _Comparison:
    """The named types of both sides, and the pairs of them that are being compared already."""

    readers: Mapping[str, Schema]
    writers: Mapping[str, Schema]
    begun: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])

    def of(self, reader: Schema, writer: Schema, path: str) -> Iterator[str]:
        """Yield what a reader cannot read, each with the place in its schema."""
        reader, writer = (
            self.readers.get(_key(reader), reader),
            self.writers.get(_key(writer), writer),
        )
        if isinstance(writer, list):
            for branch in cast("list[Schema]", writer):
                yield from self.of(reader, branch, path)
        elif isinstance(reader, list):
            branches = cast("list[Schema]", reader)
            if all(any(self.of(branch, writer, path)) for branch in branches):
                yield f"{path}: no branch of the reader's union reads {_kind(writer)}"
        else:
            yield from self._of_one(reader, writer, path)

    def _of_one(self, reader: Schema, writer: Schema, path: str) -> Iterator[str]:
        kind, other = _kind(reader), _kind(writer)
        if kind != other and other not in _READ_AS.get(kind, frozenset()):
            yield f"{path}: {other} cannot be read as {kind}"
        elif is_named(kind):
            yield from self._of_named(reader, writer, path)
        elif kind in ("array", "map"):
            inner = "items" if kind == "array" else "values"
            yield from self.of(reader[inner], writer[inner], f"{path}{inner}/")

    def _of_named(self, reader: Schema, writer: Schema, path: str) -> Iterator[str]:
        names = (reader["name"], writer["name"])
        if names in self.begun:
            return
        if _last(names[0]) != _last(names[1]) and names[1] not in reader.get("aliases", ()):
            yield f"{path}: {names[1]} is not the reader's {names[0]}"
        elif reader["type"] == "fixed":
            if reader["size"] != writer["size"]:
                yield f"{path}: {writer['size']} bytes are not the reader's {reader['size']}"
        elif reader["type"] == "enum":
            yield from _of_symbols(reader, writer, path)
        else:
            self.begun.add(names)
            yield from self._of_fields(reader, writer, path)

    def _of_fields(self, reader: Schema, writer: Schema, path: str) -> Iterator[str]:
        theirs = {written["name"]: written["type"] for written in writer["fields"]}
        for ours in reader["fields"]:
            names = (ours["name"], *ours.get("aliases", ()))
            found = next((name for name in names if name in theirs), None)
            place = f"{path}{ours['name']}/"
            if found is not None:
                yield from self.of(ours["type"], theirs[found], place)
            elif "default" not in ours:
                yield f"{place}: the writer has no such field, the reader no default"


def _of_symbols(reader: Schema, writer: Schema, path: str) -> Iterator[str]:
    unknown = sorted(set(writer["symbols"]) - set(reader["symbols"]))
    if unknown and "default" not in reader:
        yield f"{path}: the reader lacks the symbols {', '.join(unknown)}"


def _kind(schema: Any) -> str:
    return schema if isinstance(schema, str) else _kind(schema["type"])


def _key(schema: Schema) -> str:
    return schema if isinstance(schema, str) else ""


def _last(name: str) -> str:
    return name.rpartition(".")[2]
