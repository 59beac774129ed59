"""Everything an operator may change, from ``STORAGE_*`` or the file."""

from __future__ import annotations

from pydantic import AliasChoices, Field
from pydantic_settings import SettingsConfigDict

from emend_configuration import LogLevel, SectionSettings


class Settings(SectionSettings):
    """This service's own settings; Kafka, database and telemetry have theirs."""

    model_config = SettingsConfigDict(env_prefix="STORAGE_")

    host: str = "127.0.0.1"
    port: int = Field(default=8103, ge=0, le=65_535)
    consumer_group: str = "emend.storage"
    max_batch: int = Field(default=500, gt=0)
    """Parts written in one transaction at most."""
    valkey_url: str | None = Field(
        default=None, validation_alias=AliasChoices("STORAGE_VALKEY_URL", "VALKEY_URL")
    )
    """Where renditions are cached; without it each is made when it is asked for."""
    cache_seconds: int = Field(default=86_400, gt=0)
    """How long a rendition stays in the cache."""
    schema_registry_url: str | None = Field(default=None, validation_alias="SCHEMA_REGISTRY_URL")
    """Where schemas are resolved; by default those that ship with this version."""
    inbox_days: int = Field(default=60, gt=0)
    """How long handled event ids are remembered; longer than the topics keep theirs (30 days)."""
    log_level: LogLevel = "INFO"
