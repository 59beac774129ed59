"""Who reads a section of the configured file: every class of settings that there is."""

from __future__ import annotations

from emend_audit.settings import Settings as AuditSettings
from emend_bus import KafkaSettings
from emend_configuration import SectionSettings
from emend_database import DatabaseSettings
from emend_ingest.settings import Settings as IngestSettings
from emend_postprocess.settings import Settings as PostprocessSettings
from emend_storage.settings import Settings as StorageSettings

OWNERS: tuple[type[SectionSettings], ...] = (
    AuditSettings,
    DatabaseSettings,
    IngestSettings,
    KafkaSettings,
    PostprocessSettings,
    StorageSettings,
)
