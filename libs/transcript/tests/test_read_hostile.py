"""Damaged, cut and hostile content is read or refused with the one error, in linear time."""

from __future__ import annotations

import json
import time
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emend_transcript import FORMATS, FormatError, read
from tests.support.shapes import CONTENTS, SHAPES


def refusal(content: bytes, **options: Any) -> FormatError:
    with pytest.raises(FormatError) as refused:
        read(content, **options)
    str(refused.value).encode()
    return refused.value


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


def read_or_refuse(content: bytes, name: str | None) -> None:
    """Read content; anything but words or the one error, well said, fails."""
    try:
        assert read(content, format=name).words
    except FormatError as error:
        assert str(error).encode()  # noqa: PT017 - either outcome is right


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode()))
def test_no_bytes_lead_to_anything_but_a_transcript_or_the_one_error(content: bytes) -> None:
    for name in (None, *FORMATS):
        read_or_refuse(content, name)


def paths(value: Any) -> list[tuple[Any, ...]]:
    """Return the way to every value inside a value."""
    items: Any = ()
    if isinstance(value, dict):
        items = cast("dict[str, Any]", value).items()
    elif isinstance(value, list):
        items = enumerate(cast("list[Any]", value))
    return [(key, *rest) for key, inside in items for rest in [(), *paths(inside)]]


def replaced(value: Any, path: tuple[Any, ...], by: Any) -> Any:
    if not path:
        return by
    copy = value.copy()
    copy[path[0]] = replaced(value[path[0]], path[1:], by)
    return copy


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_no_damage_to_a_file_leads_to_anything_but_a_transcript_or_the_one_error(
    data: st.DataObject,
) -> None:
    name = data.draw(st.sampled_from(sorted(SHAPES)))
    path = data.draw(st.sampled_from(paths(SHAPES[name])))
    damaged = replaced(SHAPES[name], path, data.draw(json_values))
    content = json.dumps(damaged).encode()
    for chosen in (None, name):
        read_or_refuse(content, chosen)


@settings(deadline=None)
@given(st.sampled_from(sorted(CONTENTS)), st.data())
def test_a_file_cut_short_is_read_or_refused(name: str, data: st.DataObject) -> None:
    content = CONTENTS[name]
    read_or_refuse(content[: data.draw(st.integers(0, len(content)))], name)


@pytest.mark.parametrize(
    "content",
    [
        b"1\n00:00:01,000 --> 00:00:02,000\n" + b"<a" * 300_000,
        b"1\n00:00:01,000 -->" + b" " * 500_000 + b"x",
        b"1\n00:00:01,000 --> 00:00:02,000\n" + b"&" * 500_000,
        b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<" * 500_000,
        b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<v " * 200_000,
        b"WEBVTT\n\n" + b"x\n" * 300_000,
        b"WEBVTT\n\n00:01.000" + b" " * 500_000 + b"-->",
        json.dumps({"result": [{"word": "a-" * 5_000_000, "start": 0, "end": 1}]}).encode(),
    ],
    ids=["tags", "arrow", "entities", "angles", "voices", "lines", "spaces", "one word of 10 MB"],
)
def test_hostile_content_is_refused_in_linear_time(content: bytes) -> None:
    before = time.process_time()
    refusal(content)
    assert time.process_time() - before < 2
