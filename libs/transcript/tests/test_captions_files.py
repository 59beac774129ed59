"""Caption files of all three formats: what is read is written so that it is read equal."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emend_transcript import FormatError
from emend_transcript.captions import (
    CaptionFile,
    Cue,
    CueSettings,
    Note,
    Region,
    format_sbv,
    format_srt,
    format_webvtt,
    parse_sbv,
    parse_srt,
    parse_webvtt,
)

HOUR_MS = 3_600_000
TIMES = st.integers(0, 200 * HOUR_MS)
PIECES = [
    "a",
    "Ω b",
    "12",
    "<v Ann>",
    "</v>",
    "<i>",
    "&amp;",
    "-",
    "->",
    "NOTE",
    "STYLE",
    " ",
    "{\\an8}",
]
LINES = (
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=4)
    .map("".join)
    .filter(lambda line: "-->" not in line)
)
SPOKEN_LINES = LINES.filter(lambda line: line.strip(" 12") != "" and "->" not in line)
PERCENT = st.sampled_from([0.0, 0.25, 12.5, 33.333_333_333_333_336, 50.0, 100.0])
NAMES = st.sampled_from(["a", "b", "fred:x"])
CUE_SETTINGS = st.builds(
    CueSettings,
    vertical=st.sampled_from(["", "rl", "lr"]),
    size=PERCENT,
    align=st.sampled_from(["start", "center", "end", "left", "right"]),
) | st.builds(
    CueSettings,
    line=st.sampled_from(["auto", -1.0, 0.0, 1e-7, 7.0]),
    position=st.one_of(st.just("auto"), PERCENT),
    region=st.none() | NAMES,
)
REGIONS = st.builds(
    Region, NAMES, PERCENT, st.integers(0, 20), st.tuples(PERCENT, PERCENT),
    st.tuples(PERCENT, PERCENT), st.sampled_from(["", "up"]),
)  # fmt: skip


def webvtt_cues(regions: list[Region]) -> st.SearchStrategy[list[Cue]]:
    names = {region.identifier for region in regions}
    known = CUE_SETTINGS.filter(lambda one: one.region is None or one.region in names)
    text = st.lists(LINES, max_size=3).map("\n".join)
    cue = st.builds(Cue, TIMES, TIMES, text, st.just("") | LINES, known)
    return st.lists(cue, min_size=1, max_size=5)


@st.composite
def webvtt_files(draw: st.DrawFn) -> CaptionFile:
    regions = draw(st.lists(REGIONS, max_size=2))
    cues = draw(webvtt_cues(regions))
    text = st.lists(LINES, min_size=1, max_size=3).map("\n".join)
    notes = st.lists(st.builds(Note, text.map(str.strip), st.integers(0, len(cues))), max_size=3)
    return CaptionFile(
        tuple(cues),
        title=draw(LINES).strip(),
        header=tuple(draw(st.lists(LINES, max_size=2))),
        styles=tuple(draw(st.lists(text, max_size=2))),
        regions=tuple(regions),
        notes=tuple(sorted(draw(notes), key=lambda note: note.before)),
    )


@given(webvtt_files())
def test_webvtt_is_written_so_that_it_is_read_equal(file: CaptionFile) -> None:
    assert parse_webvtt(format_webvtt(file)) == file


@given(st.text(alphabet="\n\n0123:.,->% \tWEBVTTNOSTYLREGIid<v&;a\r\0\u2028\ufeff", max_size=200))
def test_whatever_webvtt_is_read_is_read_again_as_it_is_written(text: str) -> None:
    content = f"WEBVTT\n{text}\n\n00:01.000 --> 00:02.000\nend"
    file = parse_webvtt(content)
    assert parse_webvtt(format_webvtt(file)) == file


def plain_cues(kind: Any) -> st.SearchStrategy[list[Cue]]:
    def cue(start_ms: int, length_ms: int, text: list[str]) -> Cue:
        return Cue(start_ms, start_ms + length_ms, "\n".join(text), format=kind)

    lines = st.lists(SPOKEN_LINES, max_size=3)
    return st.lists(st.builds(cue, TIMES, st.integers(0, 9_999), lines), min_size=1, max_size=5)


@given(plain_cues("srt"))
def test_subrip_is_written_so_that_it_is_read_equal(cues: list[Cue]) -> None:
    numbered = [
        Cue(cue.start_ms, cue.end_ms, cue.text, str(number), format="srt", coordinates="X1:40 Y1:2")
        for number, cue in enumerate(cues, 7)
    ]
    file = CaptionFile(tuple(numbered), "srt")
    assert parse_srt(format_srt(file)) == file


@given(plain_cues("sbv"))
def test_sbv_is_written_so_that_it_is_read_equal(cues: list[Cue]) -> None:
    file = CaptionFile(tuple(cues), "sbv")
    assert parse_sbv(format_sbv(file)) == file


def test_a_file_of_one_format_is_written_as_another() -> None:
    file = parse_srt("5\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>1 < 2</i> &amp; 3\n")
    assert format_webvtt(file) == "WEBVTT\n\n5\n00:00:01.000 --> 00:00:02.000\n1 &lt; 2 &amp; 3\n"
    vtt = parse_webvtt("WEBVTT\n\nx\n00:01.000 --> 00:02.000 line:0\n<v Ann>a &lt; b\nc</v>\n")
    assert format_srt(vtt) == "1\n00:00:01,000 --> 00:00:02,000\na < b\nc\n"
    assert format_sbv(vtt) == "0:00:01.000,0:00:02.000\na < b\nc\n"


def test_text_that_a_format_cannot_hold_is_written_so_that_no_cue_breaks() -> None:
    text = "a\n\n00:00:09.000 --> 00:00:10.000\nb"
    file = CaptionFile((Cue(1_000, 2_000, text, "x --> y\nz"), Cue(3_000, 4_000, "c")))
    for kind, write, parse in (
        ("webvtt", format_webvtt, parse_webvtt),
        ("srt", format_srt, parse_srt),
        ("sbv", format_sbv, parse_sbv),
    ):
        assert [cue.start_ms for cue in parse(write(file)).cues] == [1_000, 3_000], kind


@pytest.mark.parametrize(
    "times",
    [
        "00:00:01,000 --> 00:00:02,500", "0:0:1,000-->0:0:2,500", "00:01.000 --> 00:02.500",
        "00:00:01,0 -> 00:00:02,5", "00:00:01 --> 00:00:02,500", "00:00:01:000 --> 00:00:02:500",
        "00: 00: 01, 000 --> 00: 00: 02, 500", "00:00:01,000 \u2013> 00:00:02,500",
        "00:00:01,000 --&gt; 00:00:02,500", "  00:00:01,000 --> 00:00:02,500  ",
        "00:00:01,000000 --> 00:00:02,500000",
    ],
)  # fmt: skip
def test_the_liberties_that_writers_of_subrip_take(times: str) -> None:
    (cue,) = parse_srt(f"1\n{times}\na\n").cues
    assert (cue.identifier, cue.start_ms, cue.end_ms, cue.text) == ("1", 1_000, 2_500, "a")


def test_subrip_without_numbers_or_empty_lines_and_with_many_hours() -> None:
    file = parse_srt(
        "\ufeff100:00:00,000 --> 1000:00:00,000 X1:1 X2:2\r\na\r\n00:01 --> 00:02\r\nb"
    )
    assert [(cue.identifier, cue.text, cue.line) for cue in file.cues] == [
        ("1", "a", 1),
        ("2", "b", 3),
    ]
    assert (file.cues[0].end_ms, file.cues[0].coordinates) == (1_000 * HOUR_MS, "X1:1 X2:2")


def test_an_arrow_in_subrip_s_text_is_text_unless_it_looks_like_times() -> None:
    (cue,) = parse_srt("1\n00:00:01,000 --> 00:00:02,000\nHe --> she\n1 --> 2\n").cues
    assert cue.lines == ("He --> she", "1 --> 2")


@pytest.mark.parametrize(
    ("text", "code", "place", "said"),
    [
        ("1\n-00:00:01,000 --> 00:00:02,000\na", "bad_time", "line 2", "negative"),
        ("1\n00:00:01,000 --> -00:00:02,000\na", "bad_time", "line 2", "negative"),
        ("1\n00:00:03,000 --> 00:00:02,000\na", "bad_time", "line 2", "before its start"),
        ("1\n00:00:0a,000 --> 00:00:02,000\na", "bad_caption", "line 2", "00:00:0a,000"),
        ("1\n00:00:01,000 -->\na", "bad_caption", "line 2", "no caption times"),
        ("1\n00:60:01,000 --> 00:61:02,000\na", "bad_caption", "line 2", "no caption times"),
        ("a\n1\n00:00:01,000 --> 00:00:02,000\nb", "bad_caption", "line 1", "'a'"),
        ("only text", "bad_caption", "line 1", "only text"),
    ],
)
def test_broken_subrip_is_refused_with_line_value_and_advice(
    text: str, code: str, place: str, said: str
) -> None:
    with pytest.raises(FormatError) as refused:
        parse_srt(text)
    assert (refused.value.code, refused.value.location) == (code, place)
    assert said in refused.value.reason
    assert refused.value.hint


def test_sbv_as_youtube_writes_it() -> None:
    file = parse_sbv(
        "0:00:01.000,0:00:02.500\n>> Ann: a[br]b\nc\n\n100:00:00.000,100:00:01.000\nd\n"
    )
    assert [(cue.start_ms, cue.end_ms, cue.lines) for cue in file.cues] == [
        (1_000, 2_500, (">> Ann: a", "b", "c")),
        (100 * HOUR_MS, 100 * HOUR_MS + 1_000, ("d",)),
    ]


def test_sbv_that_ends_before_it_starts_is_kept_and_named() -> None:
    file = parse_sbv("0:00:03.000,0:00:02.000\na\n")
    assert (file.cues[0].start_ms, file.cues[0].end_ms) == (3_000, 2_000)
    assert [str(one) for one in file.warnings] == [
        "line 1: the caption ends at 2000 ms, before its start at 3000 ms"
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("0:00:01.000,0:00:02.000\na\n\n0:00:0f.000,0:00:04.000\nb\n", 4),
        ("0:00:01.000,0:00:02.000\na\n\nb\n", 4),
        ("0:00:01.000,0:00:02.000\n\na\n", 3),
        ("0:60:01.000,0:61:02.000\na\n", 1),
        ("-0:00:01.000,0:00:02.000\na\n", 1),
        ("a\n", 1),
    ],
)
def test_broken_sbv_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(FormatError) as refused:
        parse_sbv(text)
    assert (refused.value.code, refused.value.location) == ("bad_caption", f"line {line}")
    assert "0:00:01.000,0:00:02.500" in refused.value.hint


@settings(max_examples=300)
@given(st.text(alphabet="\n0123:.,-> \tab<>&;{}[br]\r\0\ufeff", max_size=200))
def test_whatever_comes_is_read_or_refused_with_a_line(text: str) -> None:
    for parse, write in ((parse_srt, format_srt), (parse_sbv, format_sbv)):
        try:
            file = parse(text)
        except FormatError as error:
            place = error.location
        else:
            assert parse(write(file)) == file
            place = "line"
        assert place.startswith("line")
