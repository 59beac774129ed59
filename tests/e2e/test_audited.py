"""No act without its record: every route and every consumed topic, with each of its outcomes.

The two tables below must hold every route that a service serves and every topic that one reads;
a row that leaves no record on the audit topic fails, and so does a route or topic without rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import httpx
import pytest

from emend_bus import Output, Record, create_producer, send_all
from emend_events import TOPICS, AuditEventRecorded, Codec, Topic
from tests.kafka.avro_rows import processed, received, rejected
from tests.kafka.rows import vosk_says
from tests.support.processes import Service
from tests.support.topics import read_until
from tests.support.whole import Whole

pytestmark = [pytest.mark.e2e, pytest.mark.kafka, pytest.mark.postgres]

CODEC = Codec()
GARBAGE = b"garbage"


class Asked(NamedTuple):
    """A request, the status it gets, and the type of the record that it leaves."""

    service: str
    method: str
    route: str
    path: str
    status: int
    type: str
    content: bytes | None = None


class Consumed(NamedTuple):
    """A message, its outcome, and the type of the record that its handling leaves."""

    service: str
    topic: Topic
    outcome: str
    key: str
    value: bytes
    type: str


POST, SUBMISSION = "/v1/transcripts", "/v1/submissions/{transcript_id}"
LIST, SHOW = "/v1/transcripts", "/v1/transcripts/{name}"
AUDIT_SEARCH, AUDIT_EXPORT = "/v1/audit/events", "/v1/audit/export"
TRAIL, ERASURES = "/v1/audit/trail/{transcript_id}", "/v1/audit/erasures"
CHANGES, SEARCH = "/v1/transcripts/{transcript_id}/changes", "/v1/search"


def _defined(noun: str, plural: str, document: bytes) -> Sequence[Asked]:
    """Return the requests about what users define; the name is of no other test."""
    every, one, name = f"/v1/{plural}", f"/v1/{plural}/{{name}}", f"asked-{noun}"
    path, versions = f"/v1/{plural}/{name}", f"{one}/versions"
    return (
        Asked("postprocess", "GET", every, every, 200, f"{plural}.listed"),
        Asked("postprocess", "PUT", one, path, 400, f"{noun}.unchanged", b"{"),
        Asked("postprocess", "PUT", one, path, 201, f"{noun}.changed", document),
        Asked("postprocess", "PUT", one, path, 200, f"{noun}.unchanged", document),
        Asked("postprocess", "GET", one, path, 200, f"{noun}.read"),
        Asked("postprocess", "GET", one, f"{every}/nobody", 404, f"{noun}.read"),
        Asked("postprocess", "GET", versions, f"{path}/versions", 200, f"{noun}.versions.read"),
        Asked(
            *("postprocess", "GET", versions, f"{every}/nobody/versions", 404),
            f"{noun}.versions.read",
        ),
        Asked("postprocess", "DELETE", one, f"{every}/nobody", 404, f"{noun}.unchanged"),
        Asked("postprocess", "DELETE", one, path, 204, f"{noun}.retired"),
        Asked("postprocess", "DELETE", one, path, 204, f"{noun}.unchanged"),
    )


REQUESTS: Sequence[Asked] = [
    Asked(
        *("ingest", "POST", POST, f"{POST}?transcript_id=asked", 202),
        *("transcript.upload.accepted", vosk_says("hari", "om")),
    ),
    Asked(
        *("ingest", "POST", POST, f"{POST}?transcript_id=asked", 200),
        *("transcript.upload.repeated", vosk_says("hari", "om")),
    ),
    Asked("ingest", "POST", POST, POST, 400, "transcript.upload.refused", b""),
    Asked("ingest", "POST", POST, f"{POST}?again=maybe", 422, "transcript.upload.refused", b"x"),
    Asked("ingest", "GET", SUBMISSION, "/v1/submissions/asked", 200, "submission.read"),
    Asked("ingest", "GET", SUBMISSION, "/v1/submissions/nobody", 404, "submission.read"),
    Asked("storage", "GET", LIST, LIST, 200, "transcripts.listed"),
    Asked("storage", "GET", LIST, f"{LIST}?limit=0", 422, "transcripts.listed"),
    Asked("storage", "GET", SHOW, "/v1/transcripts/stored-good", 200, "transcript.read"),
    Asked("storage", "GET", SHOW, "/v1/transcripts/stored-good.srt", 200, "transcript.read"),
    Asked("storage", "HEAD", SHOW, "/v1/transcripts/stored-good", 200, "transcript.read"),
    Asked("storage", "HEAD", SHOW, "/v1/transcripts/nobody", 404, "transcript.read"),
    Asked("storage", "GET", SHOW, "/v1/transcripts/nobody", 404, "transcript.read"),
    Asked(
        *("storage", "GET", CHANGES, "/v1/transcripts/stored-good/changes", 200),
        "transcript.changes.read",
    ),
    Asked(
        *("storage", "GET", CHANGES, "/v1/transcripts/nobody/changes", 404),
        "transcript.changes.read",
    ),
    Asked("storage", "GET", SEARCH, f"{SEARCH}?q=hello", 200, "transcripts.searched"),
    Asked("storage", "GET", SEARCH, SEARCH, 422, "transcripts.searched"),
    *_defined("profile", "profiles", b'{"extends": "lecture"}'),
    *_defined("vocabulary", "vocabularies", b'{"terms": ["emend"]}'),
    Asked("audit", "GET", AUDIT_SEARCH, AUDIT_SEARCH, 200, "audit.log.searched"),
    Asked("audit", "GET", AUDIT_SEARCH, f"{AUDIT_SEARCH}?limit=0", 422, "audit.log.searched"),
    Asked("audit", "GET", TRAIL, "/v1/audit/trail/stored-good", 200, "audit.trail.read"),
    Asked("audit", "GET", TRAIL, "/v1/audit/trail/asked?limit=0", 422, "audit.trail.read"),
    Asked("audit", "GET", AUDIT_EXPORT, AUDIT_EXPORT, 200, "audit.log.exported"),
    Asked("audit", "GET", AUDIT_EXPORT, f"{AUDIT_EXPORT}?start=-1", 422, "audit.log.exported"),
    Asked("audit", "GET", ERASURES, ERASURES, 200, "audit.erasures.listed"),
    Asked("audit", "POST", ERASURES, ERASURES, 422, "subject.erasure.requested", b"{}"),
]

MESSAGES: Sequence[Consumed] = [
    Consumed(
        *("ingest", Topic.SUBMITTED, "handled", "submitted-good", vosk_says("hari", "om")),
        "transcript.submission.accepted",
    ),
    Consumed(
        *("ingest", Topic.SUBMITTED, "refused", "submitted-bad", GARBAGE),
        "transcript.submission.rejected",
    ),
    Consumed(
        *("postprocess", Topic.RECEIVED, "handled", "received-good"),
        *(CODEC.encode(received("received-good")), "transcript.processed"),
    ),
    Consumed(
        *("postprocess", Topic.RECEIVED, "refused", "received-opera"),
        *(CODEC.encode(received("received-opera", profile="opera")), "transcript.refused"),
    ),
    Consumed(
        *("postprocess", Topic.RECEIVED, "parked", "received-bad", GARBAGE, "message.parked"),
    ),
    Consumed(
        *("storage", Topic.PROCESSED, "handled", "stored-good"),
        *(CODEC.encode(processed("stored-good")), "transcript.completed"),
    ),
    Consumed(
        *("storage", Topic.PROCESSED, "refused", "stored-good"),
        CODEC.encode(processed("stored-good", sequence=7, event_id=processed("late").event_id)),
        "transcript.part.refused",
    ),
    Consumed("storage", Topic.PROCESSED, "parked", "stored-bad", GARBAGE, "message.parked"),
    Consumed(
        *("storage", Topic.REJECTED, "handled", "rejected-good"),
        *(CODEC.encode(rejected("rejected-good")), "transcript.rejection.stored"),
    ),
    Consumed("storage", Topic.REJECTED, "parked", "rejected-bad", GARBAGE, "message.parked"),
]
OUTCOMES: Mapping[str, set[str]] = {
    "ingest": {"handled", "refused"},  # whatever comes in by the public door gets an answer
    "postprocess": {"handled", "refused", "parked"},
    "storage": {"handled", "refused", "parked"},
}
NEVER_REFUSED = {Topic.REJECTED}
NEVER_FAILS = {("get", route) for route in ("/v1/profiles", "/v1/vocabularies", ERASURES)}
"""A list that takes no parameters."""
IN_THE_ACT = {("post", ERASURES)}
"""Its success is recorded under a pseudonym in the act's transaction: the service's own tests."""
OPEN = (
    *("/checkpoint", "/tile/", "/hand-over/"),
    *("/v1/audit/proof", "/v1/audit/consistency", "/v1/audit/log"),
)
"""What anybody may verify the log by; a monitor's look would make the log grow at every look."""
EXEMPT = ("/health", "/ready", "/metrics", "/registry", "/v1/schemas")
"""What tells nothing of any transcript, and is asked for every few seconds."""


@pytest.fixture(scope="module")
def services(whole: Whole, audit: Service) -> Sequence[Service]:
    """The platform's processes and one of the audit service."""
    return (*whole.services, audit)


async def test_every_message_leaves_its_record(whole: Whole) -> None:
    async with create_producer(whole.kafka) as producer:
        for row in MESSAGES:
            headers = (("transcript-id", row.key.encode()),)
            message = Output(row.topic, row.key.encode(), row.value, headers)
            await send_all(producer, whole.kafka, [message])
    wanted = {(f"emend-{row.service}", row.key, row.type) for row in MESSAGES}
    await _recorded(whole, wanted)


async def test_every_request_leaves_its_record(whole: Whole, services: Sequence[Service]) -> None:
    await _stored(whole)
    urls = {service.name: service.url for service in services}
    async with httpx.AsyncClient(timeout=30) as client:
        for row in REQUESTS:
            url = f"{urls[row.service]}{row.path}"
            answer = await client.request(row.method, url, content=row.content)
            assert answer.status_code == row.status, f"{row.method} {row.path}: {answer.text}"
    wanted = {
        (f"emend-{row.service}", _subject(row), row.type, _failure(row.status)) for row in REQUESTS
    }
    await _recorded(whole, wanted)


async def test_every_route_has_a_row_for_success_and_one_for_failure(
    services: Sequence[Service],
) -> None:
    async with httpx.AsyncClient(timeout=30) as client:
        for service in services:
            document = (await client.get(f"{service.url}/openapi.json")).json()
            for route, methods in document["paths"].items():
                if route.startswith((*EXEMPT, *OPEN)):
                    continue
                for method in methods:
                    rows = [
                        row.status < httpx.codes.BAD_REQUEST
                        for row in REQUESTS
                        if (row.service, row.method.lower(), row.route)
                        == (service.name, method, route)
                    ]
                    expected = {True} if (method, route) in NEVER_FAILS else {True, False}
                    expected -= {True} if (method, route) in IN_THE_ACT else set()
                    assert set(rows) == expected, f"{service.name}: {method} {route}"


async def test_the_documents_name_each_operation_and_what_it_answers(
    services: Sequence[Service],
) -> None:
    async with httpx.AsyncClient(timeout=30) as client:
        for service in services:
            document = (await client.get(f"{service.url}/openapi.json")).json()
            operations = [
                operation
                for methods in document["paths"].values()
                for operation in methods.values()
            ]
            names = [operation["operationId"] for operation in operations]
            assert len(names) == len(set(names)), service.name
            silent = [each["operationId"] for each in operations if not _answers(each)]
            assert not silent, service.name


def _answers(operation: Mapping[str, Any]) -> bool:
    """Whether it is said what a success answers; 204 answers nothing."""
    answers = operation["responses"]
    return "204" in answers or any(
        answers[status].get("content") for status in answers if status.startswith("2")
    )


async def test_what_is_open_to_everybody_leaves_no_record(
    whole: Whole, services: Sequence[Service]
) -> None:
    files = ("/checkpoint", "/tile/0/x000", "/hand-over/1")
    paths = (*files, "/v1/audit/consistency?old_size=0", "/v1/audit/log")
    async with httpx.AsyncClient(base_url=services[-1].url, timeout=30) as client:
        document = (await client.get("/openapi.json")).json()
        for prefix in OPEN:
            assert any(route.startswith(prefix) for route in document["paths"]), prefix
        for path in (*paths, "/v1/audit/proof?index=0", "/v1/audit/trail/asked-afterwards"):
            await client.get(path)
    operations: set[str] = set()

    def the_last_is_there(found: Sequence[Record]) -> bool:
        events = [CODEC.decode(record.value, AuditEventRecorded) for record in found]
        operations.update(event.data.api.operation for event in events)
        return any(event.subject == "asked-afterwards" for event in events)

    await read_until(whole.kafka, [Topic.AUDIT], the_last_is_there)
    assert not [each for each in operations if each.partition(" ")[2].startswith(OPEN)]


@pytest.mark.parametrize("service", [*OUTCOMES])
def test_every_consumed_topic_has_a_row_for_each_outcome(service: str) -> None:
    # What is read as a table or remembered is no message that anybody handles.
    consumed = {
        spec.topic
        for spec in TOPICS.values()
        if service in spec.consumers and "compact" not in spec.cleanup
    }
    for topic in consumed:
        found = {row.outcome for row in MESSAGES if (row.service, row.topic) == (service, topic)}
        assert found == OUTCOMES[service] - ({"refused"} if topic in NEVER_REFUSED else set())


def _subject(row: Asked) -> str:
    path = row.path.partition("?")[0].removesuffix("/changes").removesuffix("/versions")
    last = path.rpartition("/")[2]
    if row.type.endswith((".changed", ".retired")):
        return f"{row.type.partition('.')[0]}:{last}"
    if "transcript_id=asked" in row.path:
        return "asked"
    return last if "{" in row.route else f"emend-{row.service}"


async def _stored(whole: Whole) -> None:
    event = CODEC.encode(processed("stored-good"))
    async with create_producer(whole.kafka) as producer:
        await send_all(producer, whole.kafka, [Output(Topic.PROCESSED, b"stored-good", event)])
    await read_until(
        whole.kafka,
        [Topic.COMPLETED],
        lambda found: any(record.key == b"stored-good" for record in found),
    )


def _failure(status: int) -> str:
    return str(status) if status >= httpx.codes.BAD_REQUEST else ""


async def _recorded(whole: Whole, wanted: set[tuple[str, ...]]) -> None:
    """Wait until the audit topic holds each source, subject and type, with the failure if given."""
    seen: set[tuple[str, ...]] = set()

    def all_there(found: Sequence[Record]) -> bool:
        for record in found:
            event = CODEC.decode(record.value, AuditEventRecorded)
            named = (event.source, event.subject, event.type)
            seen.update((named, (*named, event.data.status_detail)))
        return wanted <= seen

    try:
        await read_until(whole.kafka, [Topic.AUDIT], all_there)
    except AssertionError as error:
        message = f"no record of {sorted(wanted - seen)}"
        raise AssertionError(message) from error
