"""Caption files of nothing but trouble: read or refused, with work that grows as the file does.

Anything whose work grew with the square of these sizes would run into the suite's time limit.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emend_transcript import FormatError, Header, Result, Segment, Word, initial_tokens, read
from emend_transcript.captions import (
    CaptionSettings,
    Element,
    Text,
    check_captions,
    cut_captions,
    parse_cue_text,
    parse_webvtt,
    plain_cue_text,
)

SIZE = 40_000
HEAD = "WEBVTT\n\n00:00.000 --> 00:01.000\n"
SRT = "1\n00:00:00,000 --> 00:00:01,000\n"
PIECES = [
    "<", ">", "&", "&a", "&#", "&#9", "&ampx", "<b>", "</b>", "<v ", "<v a>a",
    "<c.", ".a", "<00:00",
    "<00:00.100>a ", "<ruby><rt>", "</ruby>", "-->", "--> ",
    "-->\n", "a\n\n", "a\n", "1\n", "1 ",
    "9", "9:",
    "00:00:00,000 --> 00:00:00,000\n", "0:00:00.000,0:00:00.000\n",
    " line:1", "{\\a", "\ufeff",
    "NOTE\n\n", "STYLE\na\n\n", "REGION\nid:a\n\n", "\r", "\0", " ", "[br]", "\u2028", "ab ",
]  # fmt: skip


def repeated(piece: str) -> str:
    return piece * (SIZE // len(piece))


def read_or_refused(content: str) -> None:
    try:
        words = len(read(content.encode()).words)
    except FormatError as error:
        words = len(str(error)) < 3_000
    assert words


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("head", ["", HEAD, SRT, "0:00:00.000,0:00:01.000\n"])
def test_a_piece_again_and_again_is_read_or_refused(head: str, piece: str) -> None:
    read_or_refused(head + repeated(piece))


@pytest.mark.parametrize("piece", PIECES)
def test_any_cue_text_has_a_tree_and_a_plain_text(piece: str) -> None:
    parse_cue_text(repeated(piece))
    plain_cue_text(repeated(piece))


def test_tags_inside_tags_to_any_depth_are_read() -> None:
    (node,) = parse_cue_text("<b>" * 20_000 + "a")
    depth = 0
    while isinstance(node, Element):
        (node,) = node.children
        depth += 1
    assert (depth, node) == (20_000, Text("a"))


def test_numbers_of_any_length_are_read() -> None:
    digits = "9" * 50_000
    file = parse_webvtt(
        f"WEBVTT\n\nREGION\nid:a lines:{digits} width:{digits}%\n\n"
        f"{digits}:00:00.000 --> 00:01.000 line:{digits} size:{digits}%\n&#{digits};\n"
    )
    assert (file.cues[0].start_ms, file.regions[0].lines) == (10**15 * 3_600_000, 10**9)
    assert file.cues[0].plain_text == "\ufffd"


def test_a_file_of_cues_alone_has_them_all() -> None:
    assert len(parse_webvtt("WEBVTT\n\n" + "00:00.000 --> 00:00.001\n" * 20_000).cues) == 20_000


@settings(max_examples=200)
@given(
    st.lists(st.sampled_from([*PIECES, HEAD, SRT, "\n", "\n\n", "a b"]), max_size=40).map("".join)
)
def test_whatever_is_mixed_is_read_or_refused(content: str) -> None:
    read_or_refused(content)


@pytest.mark.parametrize("text", ["a", "word", "a" * 2_000, "字", "\u200b"])
@pytest.mark.parametrize("each", [1, 500])
def test_thousands_of_words_or_turns_become_captions(text: str, each: int) -> None:
    words = [Word(at, text, at * 10, at * 10 + 9, speaker=f"S{at // each}") for at in range(500)]
    segments = tuple(
        Segment(at * 10, (at + each) * 10, at, at + each - 1, words[at].speaker)
        for at in range(0, 500, each)
    )
    header = Header("1", "lecture@1", "p", "l", "i")
    result = Result(tuple(words), segments, tuple(initial_tokens(words)), (), header)
    limits = CaptionSettings(lines=3, max_delay_ms=10**9)
    broken = check_captions(cut_captions(result, limits), limits)
    assert all(one.single_word for one in broken)
