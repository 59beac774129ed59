"""Everything an operator may change, from ``AUDIT_*`` or the file."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from emend_configuration import LogLevel, SectionSettings


class Settings(SectionSettings):
    """This service's own settings; Kafka, database and telemetry have theirs."""

    model_config = SettingsConfigDict(env_prefix="AUDIT_")

    host: str = "127.0.0.1"
    port: int = Field(default=8104, ge=0, le=65_535)
    origin: str | None = None
    """The log's name, which no other log has; by default one is drawn when the log begins."""
    files_url: str = Field(default_factory=lambda: Path(".emend/audit").absolute().as_uri())
    """Where tiles and checkpoint lie: ``file:///…``, or ``s3://bucket/prefix`` with ``AWS_*``."""
    signing_key_file: Path = Path(".emend/audit-keys/signing.key")
    """The key that signs checkpoints, as C2SP's signed-note writes it."""
    tenant_key_file: Path = Path(".emend/audit-keys/tenant.key")
    """32 random bytes or more in hexadecimal, by which persons' keys are wrapped."""
    generate_keys: bool = False
    """Make keys that are missing when the log begins; otherwise they must be there."""
    publish_seconds: float = Field(default=1.0, gt=0)
    """After this at the latest what was recorded is signed."""
    publish_leaves: int = Field(default=256, gt=0)
    """So many new leaves are signed at once."""
    max_batch: int = Field(default=1_000, gt=0)
    """Events recorded in one transaction at most."""
    retention_days: int | None = Field(default=None, ge=8)
    """After this entries are deleted; their hashes stay. None keeps them for ever. Longer than
    the topic keeps events (7 days), which would otherwise be taken for new ones."""
    schema_registry_url: str | None = Field(default=None, validation_alias="SCHEMA_REGISTRY_URL")
    """Where schemas are resolved; by default those that ship with this version."""
    log_level: LogLevel = "INFO"
