"""Derived ids: the same cause yields the same id, so every duplicate can be recognised."""

from __future__ import annotations

from uuid import UUID, uuid5


def derive_id(parent: UUID, topic: str, number: int = 0) -> UUID:
    """Return the id of the ``number``-th event that ``parent`` leads to on ``topic``.

    A version 5 UUID (RFC 9562); number 0 is ``uuid5(parent, topic)`` itself.
    """
    return uuid5(parent, f"{topic}#{number}" if number else topic)
