"""The audit log's entry for an act: one shape for every service, under OCSF names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from uuid import UUID

from emend_events._audit import (
    AuditActor,
    AuditApi,
    AuditData,
    AuditEndpoint,
    AuditEventRecorded,
    AuditMetadata,
    AuditProduct,
    AuditResource,
    AuditUser,
)
from emend_events._ids import derive_id
from emend_events._topics import Topic
from emend_events._trusted import trusted

OCSF_VERSION = "1.6.0"
"""The version of OCSF whose names are used (https://schema.ocsf.io)."""

_API_ACTIVITY = 6003
_INFORMATIONAL, _LOW = 1, 2
_SUCCESS, _FAILURE = 1, 2


class Activity(IntEnum):
    """OCSF's activities of the class API activity (6003)."""

    CREATE = 1
    READ = 2
    UPDATE = 3
    DELETE = 4


@dataclass(frozen=True, slots=True)
class Act:
    """What was done. ``time`` and everything else must be the same when the act is repeated."""

    service: str
    version: str
    """The service's."""
    type: str
    """What happened: subject and past tense, such as ``transcript.completed``."""
    operation: str
    """What was asked for, such as ``transcript.submit``."""
    activity: Activity
    subject: str
    """Whom or what it concerns; a transcript's id."""
    time: datetime
    actor: str
    correlation: str | None = None
    """What leads to the other records of the same matter."""
    resources: tuple[tuple[str, str], ...] = ()
    """Type and id of each thing acted upon."""
    failure: str = ""
    """Why it was refused; empty if it succeeded."""
    traceparent: str | None = None
    ip: str | None = None
    """The address that the request came from."""
    actor_kind: int = 0
    """What the actor is, as ``AuditUser.type_id`` says it."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Names and values that OCSF has no names for: versions, hashes, settings."""


def audit_event(act: Act, cause: UUID) -> AuditEventRecorded:
    """Return the record of an act, its id derived from that of the event which it stands for.

    Its fields are not validated: they are our own, and one is written for every part.
    """
    event_id = derive_id(cause, Topic.AUDIT)
    return trusted(
        AuditEventRecorded,
        event_id=event_id,
        source=act.service,
        type=act.type,
        subject=act.subject,
        time=act.time,
        traceparent=act.traceparent,
        data=_data(act, event_id),
    )


def _data(act: Act, event_id: UUID) -> AuditData:
    product = trusted(AuditProduct, name=act.service, version=act.version)
    return trusted(
        AuditData,
        class_uid=_API_ACTIVITY,
        activity_id=int(act.activity),
        severity_id=_LOW if act.failure else _INFORMATIONAL,
        status_id=_FAILURE if act.failure else _SUCCESS,
        status_detail=act.failure,
        actor=trusted(AuditActor, user=trusted(AuditUser, uid=act.actor, type_id=act.actor_kind)),
        api=trusted(AuditApi, operation=act.operation),
        metadata=trusted(
            AuditMetadata,
            uid=str(event_id),
            version=OCSF_VERSION,
            product=product,
            correlation_uid=act.correlation,
        ),
        resources=[trusted(AuditResource, type=kind, uid=uid) for kind, uid in act.resources],
        src_endpoint=trusted(AuditEndpoint, ip=act.ip) if act.ip else None,
        unmapped=dict(act.attributes),
    )
