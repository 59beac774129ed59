"""What can go wrong with a message, as one tree.

EventsError
├── DecodeError          the bytes; no retry helps
│   ├── NotFramed        not Confluent framing at all
│   ├── UnknownSchema    framed, but nobody knows the schema id
│   ├── UnexpectedSchema a good schema id, of another event
│   ├── Undecodable      the body does not fit its schema
│   │   └── Truncated    the body ends too early
│   └── InvalidEvent     decodes, but breaks the event's own rules
├── EncodeError          the event cannot be written: a bug of the caller
├── RegistryUnavailable  the schema registry is away; a later retry helps
└── RegistryRefusal      what our own read-only registry answers with an error code
"""

# ruff: noqa: N818 - the names say what is wrong with the message; the base class says Error

from __future__ import annotations

from http import HTTPStatus


class EventsError(Exception):
    """The root of this package's errors."""


class DecodeError(EventsError):
    """Bytes that are no event, and never will be."""


class NotFramed(DecodeError):
    """The bytes do not begin with a zero and a four-byte schema id."""


class UnknownSchema(DecodeError):
    """No released schema, or none in the registry, has the id."""

    def __init__(self, schema_id: int, where: str) -> None:
        super().__init__(f"schema id {schema_id} is unknown to {where}")
        self.schema_id = schema_id


class UnexpectedSchema(DecodeError):
    """The schema is known, but it is not the one of the event that was asked for."""

    def __init__(self, schema_id: int, found: str, expected: str) -> None:
        super().__init__(f"schema id {schema_id} is {found}, expected {expected}")
        self.schema_id = schema_id


class Undecodable(DecodeError):
    """The Avro body does not fit its schema."""

    def __init__(self, schema_id: int, reason: str, *, offset: int, size: int) -> None:
        super().__init__(f"schema id {schema_id}, byte {offset} of {size}: {reason}")
        self.schema_id = schema_id
        self.offset = offset
        """How far reading came, counted from the message's first byte."""
        self.size = size


class Truncated(Undecodable):
    """The body ends before its schema does, or declares more bytes than there are."""


class InvalidEvent(DecodeError):
    """The body decodes, but the event's rules refuse a value."""

    def __init__(self, schema_id: int, event: str, reason: str, *, size: int) -> None:
        super().__init__(f"schema id {schema_id}, {size} bytes: invalid {event}: {reason}")
        self.schema_id = schema_id
        self.size = size


class EncodeError(EventsError):
    """An event that its own schema cannot carry."""


class RegistryUnavailable(EventsError):
    """The schema registry did not answer, or answered with an error of its own."""


class RegistryRefusal(EventsError):
    """The read-only registry's answer to a request it cannot fulfil."""

    def __init__(self, status: HTTPStatus, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        """Confluent's error code; its first three digits are the status."""
