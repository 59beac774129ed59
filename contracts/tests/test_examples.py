"""Every golden example is valid, travels, and can be read however old its writer is."""

from __future__ import annotations

import json
import struct
from io import BytesIO
from pathlib import Path
from typing import Any

import fastavro
import pytest
from jsonschema import Draft202012Validator, FormatChecker

from emend_engine import RULES
from emend_events import (
    TOPICS,
    Codec,
    Event,
    Topic,
    TranscriptProcessed,
    current_schema,
    released_schemas,
    result_from_event,
)
from emend_transcript import replay, segment_texts


def avro_bytes(event: Event, schema: dict[str, Any]) -> bytes:
    """Return the unframed body, as a writer with this schema makes it."""
    body = BytesIO()
    fastavro.schemaless_writer(body, schema, event.model_dump())  # pyright: ignore[reportUnknownMemberType]
    return body.getvalue()


def resolved(body: bytes, writer: dict[str, Any], reader: dict[str, Any]) -> Any:
    """Return what Avro's own schema resolution reads."""
    return fastavro.schemaless_reader(  # pyright: ignore[reportUnknownMemberType]
        BytesIO(body), writer, reader
    )


def test_an_example_of_a_corrected_part_names_the_rules_of_today(root: Path) -> None:
    path = root / "contracts/examples" / Topic.PROCESSED / "lecture.json"
    part = TranscriptProcessed.model_validate_json(path.read_text(encoding="utf-8"))
    known = {rule.name: rule.version for rule in RULES.values()}
    named = {change.rule: change.version for change in part.changes}
    assert len(named) > 5
    assert named.items() <= known.items()


def test_the_changes_of_that_example_lead_from_its_words_to_its_tokens(root: Path) -> None:
    path = root / "contracts/examples" / Topic.PROCESSED / "lecture.json"
    part = TranscriptProcessed.model_validate_json(path.read_text(encoding="utf-8"))
    result = result_from_event(part)
    assert replay(result.changes, result.words) == result.tokens
    assert segment_texts(result.segments, result.tokens) == [one.text for one in part.segments]


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_has_a_minimal_and_a_fuller_example(topic: Topic, root: Path) -> None:
    names = {path.stem for path in (root / "contracts/examples" / topic).glob("*.json")}
    assert "minimal" in names
    assert len(names) > 1


def test_the_example_fits_the_json_schema(example: Path, topic: Topic, root: Path) -> None:
    schema = json.loads((root / "schemas/json" / f"{topic}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator: Any = Draft202012Validator(schema, format_checker=FormatChecker())
    content = json.loads(example.read_text(encoding="utf-8"))
    assert [error.message for error in validator.iter_errors(content)] == []


def test_the_example_comes_back_from_its_bytes(event: Event) -> None:
    codec = Codec()
    assert codec.decode(codec.encode(event), type(event)) == event


def test_the_example_comes_back_from_its_json(event: Event) -> None:
    assert type(event).model_validate_json(event.model_dump_json()) == event


def test_the_bytes_are_what_an_independent_writer_makes(event: Event, topic: Topic) -> None:
    schema = dict(current_schema(topic).schema)
    assert Codec().encode(event)[5:] == avro_bytes(event, schema)


def test_the_committed_avro_schema_reads_the_example(
    event: Event, root: Path, topic: Topic
) -> None:
    text = (root / "schemas/avro" / f"{topic}.avsc").read_text(encoding="utf-8")
    fields = resolved(Codec().encode(event)[5:], json.loads(text), json.loads(text))
    assert type(event).model_validate(fields) == event


def test_every_released_version_is_read_as_avro_would_resolve_it(
    event: Event, topic: Topic
) -> None:
    reader = dict(current_schema(topic).schema)
    for released in released_schemas().values():
        if released.topic is topic:
            body = avro_bytes(event, dict(released.schema))
            read = Codec().decode(struct.pack(">bI", 0, released.id) + body, type(event))
            assert read == type(event).model_validate(resolved(body, dict(released.schema), reader))
