"""The registry's comparison of schemas, held to the one that Apache's own library makes."""

from __future__ import annotations

import json
from typing import Any, TypeAlias

import pytest
from avro import schema as avro_schema
from avro.compatibility import ReaderWriterCompatibilityChecker, SchemaCompatibilityType
from hypothesis import given
from hypothesis import strategies as st

from emend_events import released_schemas
from emend_events._compatibility import incompatibilities
from emend_events._schema_names import meaning

PRIMITIVES = ("null", "boolean", "int", "long", "float", "double", "bytes", "string")
TREE: Any = {
    "type": "record",
    "name": "a.Tree",
    "fields": [{"name": "below", "type": {"type": "array", "items": "a.Tree"}}],
}


Schemas: TypeAlias = st.SearchStrategy[Any]


def objects(kind: str, **attributes: Schemas) -> Schemas:
    """Return schemas of one kind with these attributes."""
    return st.fixed_dictionaries({"type": st.just(kind), **attributes})


def records(inner: Schemas) -> Schemas:
    """Return records of up to three fields, some with a default."""
    name = st.sampled_from(["x", "y", "z"])
    plain = st.fixed_dictionaries({"name": name, "type": inner})
    other = inner.filter(lambda kind: kind != "null").map(lambda kind: ["null", kind])
    optional = st.fixed_dictionaries({"name": name, "type": other, "default": st.none()})
    fields = st.lists(plain | optional, max_size=3, unique_by=_name)
    return objects("record", name=st.just("R"), fields=fields)


def _name(field: dict[str, Any]) -> str:
    return field["name"]


def collections(inner: Schemas) -> Schemas:
    """Return arrays and maps."""
    return objects("array", items=inner) | objects("map", values=inner)


SYMBOLS = st.lists(st.sampled_from("ABC"), min_size=1, unique=True)
LEAVES: Schemas = st.one_of(
    st.sampled_from(PRIMITIVES),
    objects("long", logicalType=st.just("timestamp-millis")),
    objects("enum", name=st.just("E"), symbols=SYMBOLS),
    objects("fixed", name=st.just("F"), size=st.integers(1, 2)),
)
COLLECTIONS: Schemas = st.recursive(st.sampled_from(PRIMITIVES), collections, max_leaves=3)
SCHEMAS: Schemas = COLLECTIONS | LEAVES | records(COLLECTIONS)


def apache_says(reader: Any, writer: Any) -> bool:
    """Return the verdict of Apache's library."""
    ours, theirs = (avro_schema.parse(json.dumps(schema)) for schema in (reader, writer))
    verdict = ReaderWriterCompatibilityChecker().get_compatibility(ours, theirs)
    return verdict.compatibility is SchemaCompatibilityType.compatible


@given(SCHEMAS, SCHEMAS)
def test_the_verdict_is_that_of_apaches_library(reader: Any, writer: Any) -> None:
    reasons = incompatibilities(reader, writer)
    assert (not reasons) is apache_says(reader, writer), reasons


@given(SCHEMAS)
def test_every_schema_reads_itself(schema: Any) -> None:
    assert not incompatibilities(schema, schema)


@pytest.mark.parametrize(
    ("reader", "writer", "reason"),
    [
        (["null", "int"], "string", "/: no branch of the reader's union reads string"),
        ("int", ["int", "long"], "/: long cannot be read as int"),
        (TREE, TREE, None),
        (["null", TREE], TREE, None),
    ],
)
def test_a_reason_names_the_place(reader: Any, writer: Any, reason: str | None) -> None:
    assert incompatibilities(reader, writer) == ([] if reason is None else [reason])


def test_versions_that_were_released_fit_each_other() -> None:
    schemas = list(released_schemas().values())
    for reader in schemas:
        for writer in schemas:
            if reader.subject == writer.subject:
                assert not incompatibilities(reader.schema, writer.schema)


@pytest.mark.parametrize(
    "other",
    [
        {"type": "record", "name": "R", "namespace": "n", "fields": [{"name": "f", "type": "int"}]},
        {
            "$comment": "kept by hand",
            "doc": "says nothing",
            "type": "record",
            "name": "n.R",
            "fields": [{"name": "f", "type": {"type": "int", "avro.java.string": "String"}}],
        },
    ],
)
def test_the_way_of_writing_does_not_count(other: Any) -> None:
    known = {"type": "record", "name": "n.R", "fields": [{"name": "f", "type": "int"}]}
    assert meaning(other) == meaning(known)


@pytest.mark.parametrize(
    "other",
    [
        {"type": "record", "name": "n.S", "fields": [{"name": "f", "type": "int"}]},
        {"type": "record", "name": "n.R", "fields": [{"name": "f", "type": "int", "default": 0}]},
        {
            "type": "record",
            "name": "n.R",
            "fields": [{"name": "f", "type": {"type": "int", "logicalType": "date"}}],
        },
    ],
)
def test_what_a_reader_needs_does_count(other: Any) -> None:
    known = {"type": "record", "name": "n.R", "fields": [{"name": "f", "type": "int"}]}
    assert meaning(other) != meaning(known)


@pytest.mark.parametrize(
    "text", ["1", "{}", '"nonsense"', '{"type":"record"}', '{"type":"record","name":"R"}', "[1]"]
)
def test_what_is_no_schema_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="no Avro schema"):
        meaning(json.loads(text))


KEYS = ("type", "name", "namespace", "fields", "symbols", "size", "items", "values", "aliases")
WORDS = ("record", "enum", "fixed", "array", "map", "string", "R", "")
HOSTILE: Schemas = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 2) | st.sampled_from(WORDS),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)
    ),
    max_leaves=12,
)


@given(HOSTILE)
def test_whatever_json_is_compared_or_refused(schema: Any) -> None:
    try:
        meaning(schema)
    except ValueError:
        return
    incompatibilities(schema, "string")
    incompatibilities(TREE, schema)
    incompatibilities(schema, schema)
