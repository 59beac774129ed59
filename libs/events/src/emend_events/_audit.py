"""The audit log's event: CloudEvents attributes around data under OCSF names."""

from __future__ import annotations

from pydantic import Field

from emend_events._columns import Record
from emend_events._models import Event, Moment


class AuditUser(Record):
    """Who acted."""

    uid: str
    type_id: int = 0
    """OCSF's kinds of users: 0 unknown, 1 user, 2 administrator, 3 system, 4 service. What is
    neither a system nor a service counts as a person, whose name the audit log seals."""


class AuditActor(Record):
    """OCSF ``actor``."""

    user: AuditUser


class AuditEndpoint(Record):
    """OCSF ``src_endpoint``."""

    ip: str


class AuditApi(Record):
    """OCSF ``api``."""

    operation: str


class AuditResource(Record):
    """One thing acted upon."""

    type: str
    uid: str


class AuditProduct(Record):
    """The service that recorded the act."""

    name: str
    version: str


class AuditMetadata(Record):
    """OCSF ``metadata``."""

    uid: str
    version: str
    product: AuditProduct
    correlation_uid: str | None = None


class AuditData(Record):
    """The act itself under OCSF names (https://schema.ocsf.io)."""

    class_uid: int
    activity_id: int
    severity_id: int = 1
    status_id: int = 1
    actor: AuditActor
    api: AuditApi
    metadata: AuditMetadata
    resources: list[AuditResource] = Field(default=[])
    src_endpoint: AuditEndpoint | None = None
    status_detail: str = ""
    unmapped: dict[str, str] = Field(default={})
    """What OCSF has no name for, such as an engine's version and the hashes of input and output."""


class AuditEventRecorded(Event):
    """Something was done, by whom, to what: CloudEvents attributes around OCSF data."""

    source: str
    type: str
    subject: str
    time: Moment
    traceparent: str | None = None
    data: AuditData
