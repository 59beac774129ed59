"""What a relay needs of an outbox: its messages, and what may be done with them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol, TypeVar

from emend_bus._records import Headers


class OutboxMessage(Protocol):
    """A stored message."""

    @property
    def topic(self) -> str: ...
    @property
    def key(self) -> bytes: ...
    @property
    def value(self) -> bytes: ...
    @property
    def headers(self) -> Headers: ...


M = TypeVar("M", bound=OutboxMessage)


class OutboxSession(Protocol[M]):
    """What the one relay of an outbox may do; ``emend_database`` implements it."""

    async def batch(self, limit: int = ..., without: Collection[str] = ...) -> Sequence[M]:
        """Return the oldest messages in order, none of them refused; they stay until ``delete``.

        ``without`` names topics whose messages are left out.
        """
        ...

    async def delete(self, messages: Sequence[M]) -> None:
        """Forget messages that are published."""
        ...

    async def refuse(self, message: M, reason: str) -> None:
        """Set a message aside that cannot be published."""
        ...

    async def retry_refused(self) -> None:
        """Let what was refused wait again."""
        ...

    async def wait(self, timeout_s: float) -> bool:
        """Wait for added messages, at most so long."""
        ...


class OutboxSource(Protocol[M]):
    """Where the messages lie; ``emend_database.Outbox`` is one."""

    def relay(self) -> AbstractAsyncContextManager[OutboxSession[M] | None]:
        """Become the one relay; None while another process is."""
        ...

    async def pending(self) -> int:
        """Count the messages that wait."""
        ...

    async def refused(self) -> int:
        """Count the messages that were refused."""
        ...
