"""Everything an operator may change, from ``POSTPROCESS_*`` or the file."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from emend_configuration import LogLevel, SectionSettings


class Settings(SectionSettings):
    """The service's own settings; those of Kafka and telemetry have their owners."""

    model_config = SettingsConfigDict(env_prefix="POSTPROCESS_")

    host: str = "127.0.0.1"
    port: int = Field(default=8102, ge=0, le=65_535)
    consumer_group: str = "emend.postprocess"
    max_batch: int = Field(default=500, gt=0)
    """Parts taken up at once; also the most that one transaction holds."""
    log_level: LogLevel = "INFO"
    schema_registry_url: str | None = Field(default=None, validation_alias="SCHEMA_REGISTRY_URL")
    """An organisation's own registry; without one the committed schema ids are used."""
