"""What an operator may say about PostgreSQL, from ``DATABASE_*``."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from emend_configuration import SectionSettings


class DatabaseSettings(SectionSettings):
    """Where PostgreSQL is and how much of it one process may take."""

    model_config = SettingsConfigDict(env_prefix="DATABASE_")

    url: str = Field(
        default="postgresql://localhost:5432/emend",
        repr=False,  # it may hold a password
        description="The primary: reads and writes.",
    )
    replica_url: str | None = Field(
        default=None,
        repr=False,
        description="A streaming replica for questions over all transcripts (lists, search), whose "
        "answers may lag; without one the primary answers.",
    )
    pool_size: int = Field(
        default=10, ge=1, le=1000, description="Connections that one process may open at most."
    )
    pool_min_size: int = Field(
        default=0,
        ge=0,
        description="Connections opened at the start. With 0 a service starts without PostgreSQL "
        "and says in /ready that it is away.",
    )
    connect_timeout_s: float = Field(
        default=5.0, gt=0, description="How long opening a connection may take."
    )
    statement_timeout_ms: int = Field(
        default=30_000, ge=0, description="After this PostgreSQL cancels a statement; 0: never."
    )
    idle_in_transaction_timeout_ms: int = Field(
        default=30_000,
        ge=0,
        description="After this PostgreSQL ends a session that holds a transaction open and says "
        "nothing, so that a frozen process cannot hold its locks; 0: never.",
    )
    lock_timeout_ms: int = Field(
        default=0, ge=0, description="How long a statement may wait for a lock; 0: for ever."
    )
