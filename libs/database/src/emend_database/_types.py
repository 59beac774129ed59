"""The part of asyncpg that we use, typed: asyncpg itself ships no types.

See https://magicstack.github.io/asyncpg/current/api/ for what each method does.
"""

# ruff: noqa: ASYNC109 - the timeouts are asyncpg's own parameters

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Literal, Protocol, Self, TypeAlias

Isolation: TypeAlias = Literal["read_committed", "repeatable_read", "serializable"]


class Record(Protocol):
    """One row: by position or by column name."""

    def __getitem__(self, key: int | str, /) -> Any: ...
    def __iter__(self) -> Iterator[Any]: ...
    def __len__(self) -> int: ...
    def get(self, key: str, default: Any = None, /) -> Any: ...
    def keys(self) -> Iterator[str]: ...
    def values(self) -> Iterator[Any]: ...
    def items(self) -> Iterator[tuple[str, Any]]: ...


class Queries(Protocol):
    """What a connection and a pool have in common."""

    async def execute(self, query: str, *args: Any, timeout: float | None = None) -> str: ...
    async def executemany(
        self, command: str, args: Iterable[Sequence[Any]], *, timeout: float | None = None
    ) -> None: ...
    async def fetch(self, query: str, *args: Any, timeout: float | None = None) -> list[Record]: ...
    async def fetchrow(
        self, query: str, *args: Any, timeout: float | None = None
    ) -> Record | None: ...
    async def fetchval(
        self, query: str, *args: Any, column: int = 0, timeout: float | None = None
    ) -> Any: ...
    async def copy_records_to_table(
        self,
        table_name: str,
        *,
        records: Iterable[Sequence[Any]],
        columns: Sequence[str] | None = None,
        schema_name: str | None = None,
        timeout: float | None = None,
    ) -> str: ...


Listener: TypeAlias = Callable[[Any, int, str, Any], None]
"""Called with the connection, the notifying backend's process id, the channel, the payload."""


class Connection(Queries, Protocol):
    """One connection to PostgreSQL, borrowed from a pool."""

    def transaction(
        self,
        *,
        isolation: Isolation | None = None,
        readonly: bool = False,
        deferrable: bool = False,
    ) -> AbstractAsyncContextManager[None]: ...
    def cursor(
        self, query: str, *args: Any, prefetch: int | None = None, timeout: float | None = None
    ) -> AsyncIterator[Record]: ...
    async def add_listener(self, channel: str, callback: Listener) -> None: ...
    async def remove_listener(self, channel: str, callback: Listener) -> None: ...
    def is_closed(self) -> bool: ...


class Pool(Queries, Protocol):
    """Connections to one PostgreSQL server, opened as needed; an async context manager."""

    def acquire(
        self, *, timeout: float | None = None
    ) -> AbstractAsyncContextManager[Connection]: ...
    async def __aenter__(self) -> Self: ...
    async def __aexit__(self, kind: object, error: object, traceback: object) -> None: ...
    async def close(self) -> None: ...
    def terminate(self) -> None: ...
