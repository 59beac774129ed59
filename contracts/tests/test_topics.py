"""The topic table is complete and named by the rule."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from emend_events import TOPICS, Event, Topic, TopicSpec, dead_letter_topic, topic_of

NAME = re.compile(r"[a-z]+\.[a-z]+\.(?:[a-z]+ed|held)\.v[1-9][0-9]*")
SERVICES = ("audit", "ingest", "postprocess", "storage")


@pytest.fixture(params=TOPICS.values(), ids=lambda spec: spec.topic)
def spec(request: pytest.FixtureRequest) -> TopicSpec:
    """Return one row of the table."""
    return request.param


def document(root: Path, service: str) -> dict[str, Any]:
    """Return a service's AsyncAPI document."""
    text = (root / "contracts/asyncapi" / f"{service}.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


def resolve(document: dict[str, Any], reference: str) -> dict[str, Any]:
    """Return what a local JSON pointer names."""
    found = document
    for key in reference.removeprefix("#/").split("/"):
        found = found[key.replace("~1", "/").replace("~0", "~")]
    return found


def test_every_topic_stands_in_the_table() -> None:
    assert list(TOPICS) == list(Topic)


def test_every_event_class_has_a_topic() -> None:
    assert {spec.model for spec in TOPICS.values()} == set(Event.__subclasses__())


def test_names_follow_the_rule(spec: TopicSpec) -> None:
    assert NAME.fullmatch(spec.topic)
    _, subject, verb, _ = spec.topic.split(".")
    name = spec.model.__name__.lower()
    assert name.endswith(subject + verb)
    assert topic_of(spec.model) is spec.topic
    assert dead_letter_topic(spec.topic) == f"{spec.topic}.dlq"


def test_every_row_says_who_and_what_for(spec: TopicSpec) -> None:
    assert spec.producers
    assert spec.consumers
    assert spec.owner in {*spec.producers, *spec.consumers}
    assert len(spec.description) > len("a few words")
    assert spec.model.__doc__


def test_every_row_can_be_created(spec: TopicSpec) -> None:
    assert spec.partitions >= 1
    assert spec.max_message_bytes >= 2**20
    assert spec.retention_ms is None or spec.retention_ms > 0


def test_the_key_is_a_field_of_the_event(spec: TopicSpec) -> None:
    assert spec.key in spec.model.model_fields


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_documents_exactly_what_it_sends_and_receives(root: Path, service: str) -> None:
    operations = document(root, service)["operations"]
    expected = {f"send {s.topic}" for s in TOPICS.values() if service in s.producers}
    received = [s for s in TOPICS.values() if service in s.consumers]
    expected |= {f"receive {s.topic}" for s in received}
    expected |= {f"send {dead_letter_topic(s.topic)}" for s in received if s.is_parked}
    assert set(operations) == expected


@pytest.mark.parametrize("service", SERVICES)
def test_every_reference_of_an_asyncapi_document_leads_somewhere(root: Path, service: str) -> None:
    content = document(root, service)
    assert content["asyncapi"] == "3.0.0"
    for operation in content["operations"].values():
        channel = resolve(content, operation["channel"]["$ref"])
        assert operation["action"] in {"send", "receive"}
        for message in channel["messages"].values():
            schema = message["payload"].get("schema", {})
            if "$ref" in schema:
                assert (root / "contracts/asyncapi" / schema["$ref"]).resolve().is_file()
