"""An unmodified Confluent client reads and writes our topics through the read-only registry."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from confluent_kafka import DeserializingConsumer, Producer
from confluent_kafka import admin as kafka_admin
from confluent_kafka.schema_registry import Schema, SchemaRegistryClient
from confluent_kafka.schema_registry import avro as confluent_avro
from confluent_kafka.schema_registry.error import SchemaRegistryError
from confluent_kafka.serialization import MessageField, SerializationContext
from fastapi import FastAPI

from emend_events import TOPICS, Codec, Event, Topic, TopicSpec, released_schemas
from emend_web import schema_registry_router

MEDIA_TYPE = "application/vnd.schemaregistry.v1+json"
WAIT_SECONDS = 30.0
SCHEMAS = Path(__file__).parents[2] / "schemas" / "avro"

AVRO: Any = confluent_avro
"""Their serialisers, whose constructors are picked at run time and so have no types."""
ADMIN: Any = kafka_admin


@contextmanager
def served(app: FastAPI) -> Generator[str]:
    """Serve an application on a free port of the loopback interface; yields its address."""
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + WAIT_SECONDS
    while not server.started:
        assert thread.is_alive(), "the server stopped before it started"
        assert time.monotonic() < deadline, "the server did not start"
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(WAIT_SECONDS)


@pytest.fixture(scope="module")
def registry_url() -> Iterator[str]:
    """Return the address of the registry on a running server."""
    app = FastAPI()
    app.include_router(schema_registry_router(), prefix="/registry")
    with served(app) as address:
        yield f"{address}/registry"


@pytest.fixture
def client(registry_url: str) -> Iterator[SchemaRegistryClient]:
    """Return Confluent's own client."""
    with SchemaRegistryClient({"url": registry_url}) as client:
        yield client


def context(topic: Topic) -> SerializationContext:
    """Return what Confluent's serialisers want to know."""
    return SerializationContext(topic, MessageField.VALUE)


@pytest.mark.parametrize("automatic", [True, False])
def test_their_serialiser_writes_what_our_codec_reads(
    client: SchemaRegistryClient, event: Event, topic: Topic, *, automatic: bool
) -> None:
    settings: dict[str, Any] = (
        {"auto.register.schemas": True}
        if automatic
        else {"auto.register.schemas": False, "use.latest.version": True}
    )
    schema = client.get_latest_version(TOPICS[topic].subject).schema
    serialize = AVRO.AvroSerializer(client, schema, conf=settings)
    data = serialize(event.model_dump(), context(topic))
    assert data == Codec().encode(event)


def test_their_deserialiser_reads_what_our_codec_writes(
    client: SchemaRegistryClient, event: Event, topic: Topic
) -> None:
    deserialize = AVRO.AvroDeserializer(client)
    fields = deserialize(Codec().encode(event), context(topic))
    assert type(event).model_validate(fields) == event


def test_our_codec_works_on_that_registry_too(registry_url: str, event: Event) -> None:
    codec = Codec(registry_url=registry_url)
    assert codec.decode(codec.encode(event), type(event)) == event


def test_their_client_sees_every_subject_and_version(client: SchemaRegistryClient) -> None:
    assert client.get_subjects() == sorted(spec.subject for spec in TOPICS.values())
    for released in released_schemas().values():
        assert released.version in client.get_versions(released.subject)
        found = client.get_version(released.subject, released.version)
        assert (found.schema_id, found.version) == (released.id, released.version)


def test_their_client_finds_a_schema_by_its_text(client: SchemaRegistryClient) -> None:
    spec = TOPICS[Topic.PROCESSED]
    latest = client.get_latest_version(spec.subject)
    assert client.lookup_schema(spec.subject, latest.schema).schema_id == latest.schema_id


def test_a_new_schema_is_refused_as_read_only(client: SchemaRegistryClient) -> None:
    other = client.get_latest_version(TOPICS[Topic.AUDIT].subject).schema
    with pytest.raises(SchemaRegistryError) as caught:
        client.register_schema(TOPICS[Topic.RECEIVED].subject, other)
    assert (caught.value.http_status_code, caught.value.error_code) == (422, 42205)


def test_the_committed_file_is_found_as_it_stands(client: SchemaRegistryClient) -> None:
    for topic, spec in TOPICS.items():
        text = (SCHEMAS / f"{topic}.avsc").read_text("utf-8")
        latest = client.get_latest_version(spec.subject)
        assert client.register_schema(spec.subject, Schema(text, "AVRO")) == latest.schema_id


@pytest.mark.parametrize("verbose", [True, False])
def test_their_client_asks_what_is_compatible(registry_url: str, *, verbose: bool) -> None:
    subject = TOPICS[Topic.RECEIVED].subject
    latest = httpx.get(f"{registry_url}/subjects/{subject}/versions/latest").json()["schema"]
    for place in ("", "/latest", "/1"):
        address = f"{registry_url}/compatibility/subjects/{subject}/versions{place}"
        for schema, expected in ((latest, True), ('"string"', False)):
            answer = httpx.post(
                address, json={"schema": schema}, params={"verbose": str(verbose).lower()}
            )
            assert answer.json()["is_compatible"] is expected
            assert bool(answer.json().get("messages")) is (verbose and not expected)


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing/here", 404, 404),
        ("GET", "/schemas/ids/abc", 404, 40403),
        ("GET", "/schemas/ids/-1", 404, 40403),
        ("GET", f"/schemas/ids/{'9' * 5000}", 404, 40403),
        ("GET", "/mode/nothing-value", 404, 40401),
        ("POST", "/subjects/asr.transcript.received.v1-value", 422, 42201),
        ("PUT", "/config", 422, 42205),
        ("PUT", "/mode", 422, 42205),
        ("DELETE", "/subjects/asr.transcript.received.v1-value", 422, 42205),
    ],
)
def test_every_refusal_has_the_shape_that_clients_read(
    registry_url: str, method: str, path: str, status: int, code: int
) -> None:
    answer = httpx.request(method, registry_url + path, content=b"{")
    assert (answer.status_code, answer.headers["content-type"]) == (status, MEDIA_TYPE)
    assert answer.json()["error_code"] == code
    assert answer.json()["message"]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/schemas/ids/999", 404, 40403),
        ("/schemas/ids/999/versions", 404, 40403),
        ("/subjects/nothing-value/versions", 404, 40401),
        ("/subjects/nothing-value/versions/1", 404, 40401),
        ("/subjects/asr.transcript.received.v1-value/versions/99", 404, 40402),
        ("/subjects/asr.transcript.received.v1-value/versions/0", 422, 42202),
        ("/subjects/asr.transcript.received.v1-value/versions/newest", 422, 42202),
        ("/config/nothing-value", 404, 40401),
    ],
)
def test_what_is_not_there_has_the_documented_code(
    registry_url: str, path: str, status: int, code: int
) -> None:
    answer = httpx.get(registry_url + path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert answer.json()["error_code"] == code
    assert answer.json()["message"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/schemas/types", ["AVRO"]),
        ("/config", {"compatibilityLevel": "FULL_TRANSITIVE"}),
        ("/mode", {"mode": "READONLY"}),
        ("", {}),
        ("/", {}),
        ("/contexts", ["."]),
        ("/mode/asr.transcript.submitted.v1-value", {"mode": "READONLY"}),
        ("/subjects?subjectPrefix=asr.vo", ["asr.vocabulary.changed.v1-value"]),
        ("/schemas/ids/1/subjects", ["asr.transcript.submitted.v1-value"]),
        ("/subjects/asr.transcript.submitted.v1-value/versions/1/referencedby", []),
        (
            "/schemas/ids/1/versions",
            [{"subject": "asr.transcript.submitted.v1-value", "version": 1}],
        ),
    ],
)
def test_the_rest_of_the_read_side_answers(registry_url: str, path: str, expected: object) -> None:
    answer = httpx.get(registry_url + path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, MEDIA_TYPE)
    assert answer.json() == expected


@pytest.mark.kafka
def test_their_consumer_reads_our_topic_from_a_real_broker(
    kafka_bootstrap_servers: str, topic_prefix: str, client: SchemaRegistryClient
) -> None:
    spec = TOPICS[Topic.RECEIVED]
    name = f"{topic_prefix}{spec.topic}"
    connection: dict[str, Any] = {"bootstrap.servers": kafka_bootstrap_servers}
    admin = ADMIN.AdminClient(connection)
    admin.create_topics([ADMIN.NewTopic(name, 1, 1)])[name].result(WAIT_SECONDS)
    event = a_received_part(spec)
    producer = Producer(connection)
    producer.produce(name, Codec().encode(event), key="t-1")
    assert producer.flush(WAIT_SECONDS) == 0
    consumer = DeserializingConsumer(
        {
            **connection,
            "group.id": f"{topic_prefix}outsider",
            "auto.offset.reset": "earliest",
            "value.deserializer": AVRO.AvroDeserializer(client),
        }
    )
    consumer.subscribe([name])
    try:
        message = consumer.poll(WAIT_SECONDS)
        assert message is not None, "nothing arrived"
        assert spec.model.model_validate(message.value()) == event
    finally:
        consumer.close()


def a_received_part(spec: TopicSpec) -> Event:
    """Return a part of one word."""
    return spec.model.model_validate(
        {
            "event_id": "7c8e4f10-3f3b-5a53-8f6a-0d6a3a3b2e01",
            "transcript_id": "t-1",
            "submitted_at": "2026-11-24T09:30:00Z",
            "sequence": 0,
            "last": True,
            "profile": "lecture",
            "source": {
                "format": "whisper",
                "content_sha256": "9f86d081",
                "content_bytes": 2,
                "content_uri": "originals/9f",
            },
            "words": {"text": ["Om"], "start_ms": [0], "end_ms": [1200]},
            "segments": [{"start_ms": 0, "end_ms": 1200, "first": 0, "last": 0}],
        }
    )
