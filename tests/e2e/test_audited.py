"""No act without its record: every route and every consumed topic, with each of its outcomes.

The two tables below must hold every route that a service serves and every topic that one reads;
a row that leaves no record on the audit topic fails, and so does a route or topic without rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import httpx
import pytest

from emend_bus import Output, Record, create_producer, send_all
from emend_events import TOPICS, AuditEventRecorded, Codec, Topic
from tests.kafka.avro_rows import processed, received, rejected
from tests.kafka.rows import vosk_says
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
NEVER_FAILS = {"/v1/profiles", "/v1/vocabularies"}
"""A list that takes no parameters."""
EXEMPT = ("/health", "/ready", "/metrics", "/registry", "/v1/schemas")
"""What tells nothing of any transcript, and is asked for every few seconds."""


async def test_every_message_leaves_its_record(whole: Whole) -> None:
    async with create_producer(whole.kafka) as producer:
        for row in MESSAGES:
            headers = (("transcript-id", row.key.encode()),)
            message = Output(row.topic, row.key.encode(), row.value, headers)
            await send_all(producer, whole.kafka, [message])
    wanted = {(f"emend-{row.service}", row.key, row.type) for row in MESSAGES}
    await _recorded(whole, wanted)


async def test_every_request_leaves_its_record(whole: Whole) -> None:
    await _stored(whole)
    urls = {service.name: service.url for service in whole.services}
    async with httpx.AsyncClient(timeout=30) as client:
        for row in REQUESTS:
            url = f"{urls[row.service]}{row.path}"
            answer = await client.request(row.method, url, content=row.content)
            assert answer.status_code == row.status, f"{row.method} {row.path}: {answer.text}"
    await _recorded(whole, {(f"emend-{row.service}", _subject(row), row.type) for row in REQUESTS})


async def test_every_route_has_a_row_for_success_and_one_for_failure(whole: Whole) -> None:
    async with httpx.AsyncClient(timeout=30) as client:
        for service in whole.services:
            document = (await client.get(f"{service.url}/openapi.json")).json()
            for route, methods in document["paths"].items():
                if route.startswith(EXEMPT):
                    continue
                for method in methods:
                    rows = [
                        row.status < httpx.codes.BAD_REQUEST
                        for row in REQUESTS
                        if (row.service, row.method.lower(), row.route)
                        == (service.name, method, route)
                    ]
                    expected = {True} if route in NEVER_FAILS else {True, False}
                    assert set(rows) == expected, f"{service.name}: {method} {route}"


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


async def _recorded(whole: Whole, wanted: set[tuple[str, str, str]]) -> None:
    """Wait until the audit topic holds a record of each source, subject and type."""
    seen: set[tuple[str, str, str]] = set()

    def all_there(found: Sequence[Record]) -> bool:
        for record in found:
            event = CODEC.decode(record.value, AuditEventRecorded)
            seen.add((event.source, event.subject, event.type))
        return wanted <= seen

    try:
        await read_until(whole.kafka, [Topic.AUDIT], all_there)
    except AssertionError as error:
        message = f"no record of {sorted(wanted - seen)}"
        raise AssertionError(message) from error
