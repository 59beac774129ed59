"""Any released reader reads any released writer, and the check that says so can say no."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from itertools import permutations
from typing import Any

import pytest
from avro import schema as avro_schema
from avro.compatibility import ReaderWriterCompatibilityChecker, SchemaCompatibilityType

from emend_events import TOPICS, Topic, current_schema, released_schemas

Schema = Mapping[str, Any]


def incompatibilities(reader: Schema, writer: Schema) -> list[str]:
    """Return why the reader's schema cannot read what the writer's wrote."""
    ours, theirs = (avro_schema.parse(json.dumps(dict(schema))) for schema in (reader, writer))
    result = ReaderWriterCompatibilityChecker().get_compatibility(ours, theirs)
    if result.compatibility is SchemaCompatibilityType.compatible:
        return []
    return sorted(result.messages)


def changed(topic: Topic, *, add: Schema | None = None, drop: str | None = None) -> Schema:
    """Return a topic's schema without one field and with another."""
    schema: dict[str, Any] = copy.deepcopy(dict(current_schema(topic).schema))
    schema["fields"] = [field for field in schema["fields"] if field["name"] != drop]
    return schema if add is None else schema | {"fields": [*schema["fields"], add]}


@pytest.mark.parametrize("topic", TOPICS)
def test_all_released_versions_read_each_other(topic: Topic) -> None:
    versions = [schema for schema in released_schemas().values() if schema.topic is topic]
    for reader, writer in permutations(versions, 2):
        reasons = incompatibilities(reader.schema, writer.schema)
        assert not reasons, f"version {reader.version} cannot read {writer.version}: {reasons}"


def test_every_schema_reads_itself() -> None:
    for schema in released_schemas().values():
        assert not incompatibilities(schema.schema, schema.schema)


def test_a_new_field_without_a_default_is_caught_and_named() -> None:
    old = current_schema(Topic.RECEIVED).schema
    new = changed(Topic.RECEIVED, add={"name": "studio", "type": "string"})
    assert any("studio" in reason for reason in incompatibilities(new, old))
    assert not incompatibilities(old, new)


def test_a_new_field_with_a_default_is_fine_both_ways() -> None:
    old = current_schema(Topic.RECEIVED).schema
    new = changed(Topic.RECEIVED, add={"name": "studio", "type": "string", "default": ""})
    assert not incompatibilities(new, old)
    assert not incompatibilities(old, new)


def test_a_dropped_field_that_old_readers_need_is_caught() -> None:
    old = current_schema(Topic.RECEIVED).schema
    assert incompatibilities(old, changed(Topic.RECEIVED, drop="sequence"))


def test_a_field_of_another_type_is_caught() -> None:
    old = current_schema(Topic.RECEIVED).schema
    text = {"name": "sequence", "type": "string"}
    new = changed(Topic.RECEIVED, drop="sequence", add=text)
    assert incompatibilities(old, new)
    assert incompatibilities(new, old)
