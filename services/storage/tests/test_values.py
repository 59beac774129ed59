"""The small pure pieces: cursors, headers, rows."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emend_events import TokenRecord, TranscriptProcessed
from emend_storage.cursors import (
    BadCursor,
    read_numbers,
    read_position,
    write_numbers,
    write_position,
)
from emend_storage.negotiation import file_name, matches, preferred
from emend_storage.rows import change_rows, joined, segment_rows, text

BuildPart = Callable[..., TranscriptProcessed]


@given(st.datetimes(timezones=st.just(UTC)), st.integers(0, 2**60))
def test_a_position_survives_its_cursor(at: datetime, key: int) -> None:
    assert read_position(write_position((at, key))) == (at, key)


@given(st.text() | st.binary().map(bytes.hex))
def test_a_foreign_cursor_is_refused_or_read(cursor: str) -> None:
    with suppress(BadCursor):
        read_position(cursor)
    with suppress(BadCursor):
        read_numbers(cursor, 2, 10)


@pytest.mark.parametrize("numbers", [(-1, 2), (1, 11), (1,), (1, 2, 3)])
def test_numbers_beyond_their_bounds_are_refused(numbers: tuple[int, ...]) -> None:
    with pytest.raises(BadCursor):
        read_numbers(write_numbers(*numbers), 2, 10)


@pytest.mark.parametrize(
    ("accept", "extension"),
    [
        ("", None),
        ("*/*", None),
        ("text/vtt", "vtt"),
        ("text/html, text/markdown;q=0.8, */*;q=0.1", "md"),
        ("application/json, text/vtt", None),
        ("text/vtt;q=0", None),
        ("TEXT/PLAIN ; q=1.000", "txt"),
        ("text/*", "txt"),
        ("application/*, text/vtt", None),
    ],
)
def test_the_preferred_media_type_wins(accept: str, extension: str | None) -> None:
    assert preferred(accept) == extension


@pytest.mark.parametrize("value", ['"abc"', 'W/"abc"', '"x", "abc"', "*"])
def test_a_known_tag_matches(value: str) -> None:
    assert matches(value, "abc")


@pytest.mark.parametrize("value", ["", "abc", '"abcd"', '"x"'])
def test_an_unknown_tag_does_not_match(value: str) -> None:
    assert not matches(value, "abc")


@given(st.text(), st.none() | st.text())
def test_a_file_name_cannot_break_out_of_its_header(name: str, title: str | None) -> None:
    header = file_name(name, title, "srt")
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2
    assert "/" not in header


def test_tokens_are_joined_as_a_reader_sees_them() -> None:
    tokens = [
        TokenRecord(text="Yes", first=0, last=0),
        TokenRecord(text=",", first=1, last=1, glued=True),
        TokenRecord(text="twenty", first=2, last=2),
    ]
    assert joined(tokens) == "Yes, twenty"
    assert joined([]) == ""


def test_text_has_no_nul() -> None:
    assert text("a\0b") == "a\ufffdb"
    assert text(None) is None


@pytest.mark.parametrize(
    ("first", "last", "times"),
    [(0, 0, (0, 400)), (1, 2, (400, 1_200)), (1, 0, (400, 400)), (3, 2, (1_200, 1_200))],
)
def test_a_change_has_the_time_of_its_words(
    build_part: BuildPart, first: int, last: int, times: tuple[int, int]
) -> None:
    part = build_part("um the gita")
    change = part.changes[0].model_copy(update={"first": first, "last": last})
    (row,) = change_rows(1, part.model_copy(update={"changes": [change]}))
    assert row[6:8] == times


def test_a_segment_without_text_is_not_searched(build_part: BuildPart) -> None:
    assert list(segment_rows(1, build_part("um um"))) == []
