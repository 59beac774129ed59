"""Everything an operator may change, from ``INGEST_*`` or the file."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from emend_configuration import LogLevel, SectionSettings
from emend_ingest.domain.receive import MAX_CONTENT_BYTES, Limits


class Settings(SectionSettings):
    """This service's own settings; Kafka, database and telemetry have theirs."""

    model_config = SettingsConfigDict(env_prefix="INGEST_")

    host: str = "127.0.0.1"
    port: int = Field(default=8101, ge=0, le=65535)
    files_url: str = Field(default_factory=lambda: Path(".emend/files").absolute().as_uri())
    """Where originals are kept: ``file:///…``, or ``s3://bucket/prefix`` with ``AWS_*``."""
    watch_folder: Path | None = None
    max_content_bytes: int = Field(default=MAX_CONTENT_BYTES, gt=0)
    log_level: LogLevel = "INFO"
    schema_registry_url: str | None = Field(default=None, validation_alias="SCHEMA_REGISTRY_URL")
    """An organisation's own registry; without one the committed schema ids are used."""

    @property
    def limits(self) -> Limits:
        """Return the limits as the domain knows them."""
        return Limits(content_bytes=self.max_content_bytes)
