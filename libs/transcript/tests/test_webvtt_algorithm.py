"""The WebVTT reader against the W3C's algorithm, transcribed step by step and sharing no code."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emend_transcript import FormatError
from emend_transcript.captions import (
    CaptionFile,
    CueSettings,
    Element,
    Node,
    Text,
    Timestamp,
    parse_cue_settings,
    parse_cue_text,
    parse_webvtt,
)
from emend_transcript.captions._character_references import decode_references
from tests.support.webvtt_algorithm import Track, parse
from tests.support.webvtt_cue_algorithm import Tree, parse_settings, parse_text

LINES = st.sampled_from(
    [
        "", "", "", " ", "a", "id", "STYLE", "STYLE ", "STYLEx", "REGION", "REGION\t\f", "NOTE",
        "NOTE a", "id:r", "id:r width:40%", "-->", "a --> b", "00:01.000 -->", "WEBVTT",
        "00:01.000 --> 00:02.000", "00:01.000-->00:02.000 line:0", "00:01.000 --> 00:02.00",
        "\t00:01.000 \f--> 100:00:02.000align:start", "00:00:61.000 --> 00:01:00.000",
        "00:01.000 ---> 00:02.000", "\ufeff00:01.000 --> 00:02.000", "00:01.000 --> 00:02.000 -->",
        "\0", "x\0", "\u2028", "00:02.000 --> 00:01.000 region:r", "--> a", "::cue {", "}",
    ]
)  # fmt: skip
HEADS = st.sampled_from(
    ["WEBVTT", "WEBVTT ", "WEBVTT\tx", "WEBVTT -->", "WEBVTTx", "WEBVT", "webvtt", "", " WEBVTT",
     "WEBVTT\0", "WEBVTT 00:01.000 --> 00:02.000"]
)  # fmt: skip


def file_text(head: str, lines: list[str], ends: list[str]) -> str:
    pairs = zip([head, *lines], ends, strict=False)
    return "".join(line + end for line, end in pairs)


FILES = st.builds(
    file_text,
    HEADS | st.just("WEBVTT"),
    st.lists(LINES, max_size=14),
    st.lists(
        st.sampled_from(["\n", "\n", "\n", "\r", "\r\n", "\n\n", ""]), min_size=15, max_size=15
    ),
)
CLOCKS = st.text("0123456789:.", max_size=14) | st.sampled_from(
    ["00:00.000", "59:59.999", "60:00.000", "0:00:00.000", "00:60:00.000", "00:00:60.000",
     "000:00:00.000", "00:00:00.0000", "123456789012:00:00.000"]
)  # fmt: skip
TIMES = st.builds(
    "".join,
    st.tuples(
        st.text(" \t\f", max_size=2), CLOCKS, st.text(" \t\f\u00a0", max_size=2),
        st.sampled_from(["-->", "-->", "--->", "-- >", "->-->"]), st.text(" \f", max_size=2),
        CLOCKS, st.text(" alignstr:,0%-", max_size=6),
    ),
)  # fmt: skip


def read(text: str) -> CaptionFile | None:
    try:
        return parse_webvtt(text)
    except FormatError:
        return None


def agree(ours: CaptionFile | None, theirs: Track | None) -> None:
    """Compare what is in both: cues as they stand, style sheets, how many regions."""
    if ours is None or theirs is None:
        assert ours is theirs
        return
    assert [(c.identifier, c.start_ms, c.end_ms, c.text) for c in ours.cues] == [
        (c.identifier, c.start_ms, c.end_ms, c.text) for c in theirs.cues
    ]
    assert list(ours.styles) == [style for style in theirs.styles if style]
    names = {region.identifier for region in ours.regions}
    assert len(ours.regions) == len([region for region in theirs.regions if region])
    for mine, their in zip(ours.cues, theirs.cues, strict=True):
        assert mine.settings == CueSettings(**parse_settings(their.settings, names))


@settings(max_examples=400)
@given(FILES)
def test_blocks_are_those_of_the_algorithm(text: str) -> None:
    agree(read(text), parse(text))


@settings(max_examples=300)
@given(st.text("WEBVT \n\r\t\0:.->0159aSTYLREGION", max_size=120))
def test_any_characters_make_the_blocks_of_the_algorithm(text: str) -> None:
    for head in ("", "WEBVTT\n", "WEBVTT\n\n00:01.000 --> "):
        agree(read(head + text), parse(head + text))


@settings(max_examples=400)
@given(TIMES)
def test_times_are_those_of_the_algorithm(line: str) -> None:
    agree(read(f"WEBVTT\n\n{line}\na"), parse(f"WEBVTT\n\n{line}\na"))


NUMBERS = st.from_regex(r"\A-?[0-9]{0,4}[.]?[0-9]{0,3}%?\Z") | st.text("0159.-%+e", max_size=8)
VALUES = st.one_of(
    NUMBERS,
    st.builds(
        "{},{}".format, NUMBERS,
        st.sampled_from(["start", "center", "end", "", "line-left", "line-right", "Start", "a,b"]),
    ),
    st.sampled_from(["rl", "lr", "start", "center", "end", "left", "right", "middle", "r", ""]),
)  # fmt: skip
NAMES = st.sampled_from(
    ["vertical", "line", "position", "size", "align", "region", "Line", "x", ""]
)
SETTINGS = st.lists(
    st.builds("{}{}{}".format, NAMES, st.sampled_from([":", ":", ":", "", "::", "="]), VALUES),
    max_size=5,
)


@settings(max_examples=400)
@given(SETTINGS, st.sampled_from([" ", "\t", " \f ", "\r", "\n"]))
def test_settings_are_those_of_the_algorithm(parts: list[str], space: str) -> None:
    text = space.join(parts)
    found, _ = parse_cue_settings(text, {"r"})
    assert found == CueSettings(**parse_settings(text, {"r"}))


def as_tree(nodes: tuple[Node, ...]) -> Tree:
    return [_as_tree(node) for node in nodes]


def _as_tree(node: Node) -> Any:
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Timestamp):
        return node.time_ms
    assert isinstance(node, Element)
    return (node.name, node.classes, node.annotation, node.language, as_tree(node.children))


PIECES = st.lists(
    st.sampled_from(
        ["<", ">", "/", ".", " ", "\n", "\t", "\f", "&", ";", "a", "<b>", "</b>", "<i>", "</i>",
         "<v Ann", "</v>", "<c.x.y", "</c>", "<lang en>", "</lang>", "<ruby>", "<rt>", "</rt>",
         "</ruby>", "<u", "<00:01.000>", "<00:01.0>", "<1:00:00.000 >", "&lt;", "&amp", "&#65;",
         "&gt;", "<V>", "<x.", "</>", "<>", "<//", "\u00a0", "-"]
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=400)
@given(PIECES)
def test_cue_text_is_that_of_the_algorithm(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert as_tree(parse_cue_text(text)) == parse_text(text, decode_references)


@pytest.mark.parametrize("text", ["<v a&#10;b&#32;>c", "<lang \r\nen\r>a", "<v &gt;\f>a"])
def test_annotations_are_those_of_the_algorithm(text: str) -> None:
    assert as_tree(parse_cue_text(text)) == parse_text(text, decode_references)
