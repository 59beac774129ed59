"""Events to bytes and back: Confluent framing around Avro.

Byte 0 is zero, bytes 1 to 4 are the writer's schema id, the rest is the Avro body
(https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html).
The ids are ours and ship with this package, so nothing has to be asked at run time; where an
organisation has a registry of its own, schemas are registered and resolved there instead, by
one blocking request per schema, not per message.

A message is read with the schema that wrote it; the model then ignores the fields it does not
know and fills the missing ones with its defaults. Generation writes the same defaults into the
schemas, so that gives what Avro's own schema resolution would (the contract tests compare).
That one is not used: it is slower, and fastavro's skips fields without looking whether their
bytes are there.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from functools import cached_property
from io import BytesIO
from typing import Any, TypeVar

from fastavro import (
    schemaless_reader,  # pyright: ignore[reportUnknownVariableType] - typed as IO of anything
    schemaless_writer,  # pyright: ignore[reportUnknownVariableType]
)
from fastavro.schema import parse_schema
from pydantic import ValidationError

from emend_events._errors import (
    EncodeError,
    InvalidEvent,
    NotFramed,
    Truncated,
    Undecodable,
    UnexpectedSchema,
    UnknownSchema,
)
from emend_events._models import Event
from emend_events._plain import plain
from emend_events._released import NAMESPACE, current_schema, released_schemas
from emend_events._remote import RemoteRegistry
from emend_events._topics import topic_of

E = TypeVar("E", bound=Event)

_FRAME = struct.Struct(">bI")
_MAGIC = 0
_REASON_LIMIT = 300
_SHOWN_PROBLEMS = 3


class Codec:
    """Encodes and decodes events, with the committed ids or with those of a registry."""

    def __init__(self, registry_url: str | None = None) -> None:
        self._registry_url = registry_url
        self._writers: dict[type[Event], tuple[bytes, Any]] = {}
        self._foreign: dict[int, Any] = {}

    def encode(self, event: Event) -> bytes:
        """Return the event framed with the id of its newest schema.

        Raises:
            EncodeError: no topic carries such events, or the schema cannot carry a value.
            RegistryUnavailable: the id has to be asked for and the registry is away.
        """
        kind = type(event)
        frame, schema = self._writers.get(kind) or self._writer(kind)
        buffer = BytesIO()
        buffer.write(frame)
        try:
            schemaless_writer(buffer, schema, plain(event))
        except (ValueError, TypeError, KeyError, OverflowError, AttributeError) as error:
            message = f"{kind.__name__} {event.event_id}: {error!r}"
            raise EncodeError(message) from error
        return buffer.getvalue()

    def decode(self, data: bytes, model: type[E]) -> E:
        """Return the event, read with the schema it was written with.

        Raises:
            DecodeError: one of its kinds; it says what is wrong and where.
            RegistryUnavailable: the schema has to be asked for and the registry is away.
        """
        schema_id = framed_schema_id(data)
        record = _read(data, schema_id, self._schema(schema_id, model))
        try:
            return model.model_validate(record)
        except ValidationError as error:
            raise InvalidEvent(
                schema_id, model.__name__, _first_problems(error), size=len(data)
            ) from error

    @cached_property
    def _registry(self) -> RemoteRegistry | None:
        return RemoteRegistry(self._registry_url) if self._registry_url else None

    def _writer(self, kind: type[Event]) -> tuple[bytes, Any]:
        try:
            topic = topic_of(kind)
        except KeyError:
            message = f"no topic carries {kind.__name__}"
            raise EncodeError(message) from None
        newest = current_schema(topic)
        registry = self._registry
        schema_id = newest.id if registry is None else registry.schema_id(topic, newest.schema)
        writer = self._writers[kind] = (_FRAME.pack(_MAGIC, schema_id), newest.parsed)
        return writer

    def _schema(self, schema_id: int, model: type[Event]) -> Any:
        """Return the parsed schema of an id, which must be one of the event's."""
        if self._registry is not None:
            schema = self._from_registry(self._registry, schema_id)
            expected = f"{NAMESPACE}.{model.__name__}"
            if schema["name"] != expected:
                raise UnexpectedSchema(schema_id, str(schema["name"]), expected)
            return schema
        released = released_schemas().get(schema_id)
        if released is None:
            raise UnknownSchema(schema_id, "the schemas released with this version")
        if released.topic is not topic_of(model):
            raise UnexpectedSchema(schema_id, released.topic, topic_of(model))
        return released.parsed

    def _from_registry(self, registry: RemoteRegistry, schema_id: int) -> Any:
        if schema_id not in self._foreign:
            schema = dict(registry.schema(schema_id))
            try:
                self._foreign[schema_id] = parse_schema(schema, named_schemas={})
            except Exception as error:
                raise UnknownSchema(schema_id, f"the Avro library: {error}") from error
        return self._foreign[schema_id]


def framed_schema_id(data: bytes) -> int:
    """Return the schema id that a message begins with.

    Raises:
        NotFramed: it does not begin with a zero and four more bytes.
    """
    if len(data) < _FRAME.size or data[0] != _MAGIC:
        start = data[:8].hex(" ") or "nothing"
        message = f"{len(data)} bytes that begin with {start}, not with 00 and a schema id"
        raise NotFramed(message)
    return int.from_bytes(data[1 : _FRAME.size], "big")


def _read(data: bytes, schema_id: int, writer: Any) -> Mapping[str, Any]:
    body = BytesIO(data)
    body.seek(_FRAME.size)
    try:
        record: Any = schemaless_reader(body, writer, None)
    except Exception as error:
        # Whatever the first impossible byte leads the library to, from IndexError to
        # OverflowError, means the same: these bytes are not what they claim to be.
        raise _unreadable(error, schema_id, body.tell(), len(data)) from error
    if body.tell() != len(data):
        reason = f"{len(data) - body.tell()} bytes follow the event"
        raise Undecodable(schema_id, reason, offset=body.tell(), size=len(data))
    return record


def _unreadable(error: Exception, schema_id: int, offset: int, size: int) -> Undecodable:
    # A number cut short is an IndexError to the library, anything else an EOFError.
    if isinstance(error, EOFError) or (isinstance(error, IndexError) and offset == size):
        reason = f"the body ends too early: {error}".rstrip(": ")
        return Truncated(schema_id, reason, offset=offset, size=size)
    reason = f"{type(error).__name__} {error}".strip()[:_REASON_LIMIT]
    return Undecodable(schema_id, reason, offset=offset, size=size)


def _first_problems(error: ValidationError) -> str:
    problems = error.errors(include_url=False, include_context=False, include_input=False)
    shown = [
        f"{'.'.join(map(str, problem['loc'])) or 'event'}: {problem['msg']}"
        for problem in problems[:_SHOWN_PROBLEMS]
    ]
    more = len(problems) - len(shown)
    return "; ".join([*shown, *([f"and {more} more"] if more else [])])[:_REASON_LIMIT]
