"""WebVTT files, cue for cue as the W3C's parsing algorithm reads them."""

from __future__ import annotations

import pytest

from emend_transcript import FormatError, read
from emend_transcript.captions import CaptionFile, Cue, CueSettings, Note, Region, parse_webvtt

TIMES = "00:01.000 --> 00:02.000"


def cues(body: str) -> list[Cue]:
    return list(parse_webvtt(f"WEBVTT\n\n{body}").cues)


def rows(body: str) -> list[tuple[str, str]]:
    return [(cue.identifier, cue.text) for cue in cues(body)]


@pytest.mark.parametrize(
    ("times", "start_ms", "end_ms"),
    [
        ("00:00:01.000 --> 00:00:02.000", 1_000, 2_000),
        ("00:01.000-->00:02.000", 1_000, 2_000),
        ("\f 00:01.000\t-->\t00:02.000\t", 1_000, 2_000),
        ("0:00:01.000 --> 0:00:02.000", 1_000, 2_000),
        ("100:00:00.000 --> 0999:59:59.999", 360_000_000, 3_599_999_999),
        ("60:00:00.000 --> 60:00:01.000", 216_000_000, 216_001_000),
        ("00:01.000 --> 00:02.000align:start", 1_000, 2_000),
        ("00:02.000 --> 00:01.000", 2_000, 1_000),
        ("00:01.000 --> 00:02.000 --> 00:03.000", 1_000, 2_000),
    ],
)
def test_times_that_the_standard_reads(times: str, start_ms: int, end_ms: int) -> None:
    (cue,) = cues(f"{times}\na")
    assert (cue.start_ms, cue.end_ms, cue.text, cue.line) == (start_ms, end_ms, "a", 3)


@pytest.mark.parametrize(
    "times",
    [
        "0:01.000 --> 00:02.000", "00:1.000 --> 00:02.000", "00:001.000 --> 00:02.000",
        "60:01.000 --> 60:02.000", "00:60:00.000 --> 01:00:00.000", "00:00:60.000 --> 00:01:01.000",
        "00:01,000 --> 00:02,000", "00:01.00 --> 00:02.000", "00:01.0000 --> 00:02.000",
        "00:01 --> 00:02", "-00:01.000 --> 00:02.000", "+00:01.000 --> 00:02.000",
        "00:01.000 -> 00:02.000 -->", "00:01.000 --> 00:02.00", "00:01.000 -->",
        "--> 00:02.000", "00:01.000 x--> 00:02.000", "00:01.000 --- > 00:02.000 -->",
        "00 :01.000 --> 00:02.000",
        "\u0660\u0660:01.000 --> 00:02.000", "00:01.000\u00a0--> 00:02.000",
        "00:01.000 --> 00:02.0001", "00.01.000 --> 00:02.000", "000:01.000 --> 00:02.000",
    ],
)  # fmt: skip
def test_times_that_cost_the_standard_the_cue(times: str) -> None:
    file = parse_webvtt(f"WEBVTT\n\n{times}\nlost\n\n{TIMES}\nkept")
    assert [cue.text for cue in file.cues] == ["kept"]
    assert [warning.line for warning in file.warnings] == [3]


def test_where_no_cue_is_left_the_first_fault_is_told_and_a_transcript_refused() -> None:
    content = "WEBVTT\n\nNOTE x\n\nid\n00:01 --> 00:02\nlost\n\nstray"
    file = parse_webvtt(content)
    assert (file.cues, [str(one) for one in file.warnings]) == ((), [
        "line 6: These are no caption times: '00:01 --> 00:02'; skipped",
        "line 9: The text 'stray' has no times; skipped",
    ])  # fmt: skip
    assert file.lost
    assert file.lost.line == 6
    with pytest.raises(FormatError) as refused:
        read(content.encode())
    assert (refused.value.code, refused.value.location) == ("bad_caption", "line 6")
    assert "00:00:01.000 --> 00:00:02.500" in refused.value.hint


def test_bytes_are_decoded_as_the_standard_asks() -> None:
    (cue,) = parse_webvtt(
        f"\ufeffWEBVTT\r\n\r\n{TIMES}\r\na\udcffb".encode("utf-8", "surrogateescape")
    ).cues
    assert cue.text == "a\ufffdb"


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("vertical:rl", CueSettings(vertical="rl")),
        ("vertical:lr vertical:x", CueSettings(vertical="lr")),
        ("line:0", CueSettings(line=0)),
        ("line:-1.5", CueSettings(line=-1.5)),
        ("line:50%,end", CueSettings(line=50, snap_to_lines=False, line_align="end")),
        ("line:50% line:7,center", CueSettings(line=7, line_align="center")),
        ("position:12.5%", CueSettings(position=12.5)),
        ("position:0%,line-right", CueSettings(position=0, position_align="line-right")),
        ("size:33%", CueSettings(size=33)),
        ("align:left", CueSettings(align="left")),
        ("\talign:right\fsize:100%  position:1%", CueSettings(align="right", position=1)),
        ("align:end align:middle", CueSettings(align="end")),
        ("region:r", CueSettings(region="r")),
        ("region:r line:1", CueSettings(line=1)),
        ("line:1 region:r", CueSettings(line=1, region="r")),
        ("region:r size:50%", CueSettings(size=50)),
        ("region:r size:100%", CueSettings(region="r")),
        ("region:r vertical:rl", CueSettings(vertical="rl")),
        ("region:r region:unknown", CueSettings()),
        ("region:r align:start", CueSettings(region="r", align="start")),
    ],
)
def test_settings(setting: str, expected: CueSettings) -> None:
    file = parse_webvtt(f"WEBVTT\n\nREGION\nid:r\n\n{TIMES} {setting}\na")
    assert file.cues[0].settings == expected


@pytest.mark.parametrize(
    "setting",
    [
        "vertical:up", "Vertical:rl", "vertical", "vertical:", ":rl", "vertical :rl", "vertical=rl",
        "line:", "line:x", "line:1x", "line:--1", "line:1-", "line:1.", "line:.1", "line:1.1.1",
        "line:-", "line:101%", "line:-1%", "line:1.%", "line:1,middle", "line:1,", "line:,start",
        "line:1%%", "line:+1", "line:1e1", f"line:{'9' * 400}", "position:50", "position:101%",
        "position:-1%", "position:50%,start", "position:50%,", "position:auto", "position:1 %",
        "size:50", "size:100.1%", "size:x%", "align:middle", "align:Start", "region:unknown",
        "colour:red", "line:\u0661", "size:\u0665\u0660%",
    ],
)  # fmt: skip
def test_settings_that_are_not_understood_are_left_out_and_named(setting: str) -> None:
    file = parse_webvtt(f"WEBVTT\n\n{TIMES} {setting} align:start\na")
    assert file.cues[0].settings == CueSettings(align="start")
    assert {warning.line for warning in file.warnings} == {3}


def test_regions_style_sheets_and_comments_are_kept_with_their_places() -> None:
    file = parse_webvtt(
        "WEBVTT - A talk\nLanguage: en\n\n"
        "STYLE \t\n::cue {\n color: red }\n\n"
        "REGION\nid:a width:40% lines:2\nregionanchor:0%,100% viewportanchor:10%,90.5% "
        "scroll:up\n\n"
        f"NOTE one\n\n{TIMES} region:a\nx\n\nNOTE\ntwo\nlines\n\nNOTE\n"
    )
    assert file == CaptionFile(
        cues=(Cue(1_000, 2_000, "x", settings=CueSettings(region="a")),),
        title="- A talk",
        header=("Language: en",),
        styles=("::cue {\n color: red }",),
        regions=(Region("a", 40.0, 2, (0.0, 100.0), (10.0, 90.5), "up"),),
        notes=(Note("one", 0), Note("two\nlines", 1), Note("", 1)),
    )
    assert file.warnings == ()


@pytest.mark.parametrize(
    "settings",
    [
        "id:a width:101% lines:-1 regionanchor:1% viewportanchor:1%,x scroll:down",
        "id:a width:x lines:1.5 regionanchor:1,2 viewportanchor:, scroll: id:",
        "id:a\nlines:\u0663\nwidth :50%",
    ],
)
def test_a_region_keeps_its_defaults_where_a_setting_is_not_understood(settings: str) -> None:
    assert parse_webvtt(f"WEBVTT\n\nREGION\n{settings}\n\n{TIMES}\na").regions == (Region("a"),)


def test_styles_and_regions_count_only_before_the_first_cue() -> None:
    file = parse_webvtt(f"WEBVTT\n\n{TIMES}\na\n\nSTYLE\nx\n\nREGION\nid:r\n\n{TIMES} region:r\nb")
    assert (file.styles, file.regions, file.cues[1].settings.region) == ((), (), None)
    assert [warning.line for warning in file.warnings] == [6, 9, 12]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"id\n{TIMES}\na\nb", [("id", "a\nb")]),
        (f"one\ntwo\n{TIMES}\na", [("", "a")]),
        (f"{TIMES}\n{TIMES}\na", [("", ""), ("", "a")]),
        (f"{TIMES}\na\n{TIMES}\nb", [("", "a"), ("", "b")]),
        (f"{TIMES}\n\na", [("", "")]),
        (f"a --> b\n{TIMES}\nc", [("", "c")]),
        (f"{TIMES}\na\nb --> c\nd", [("", "a")]),
        (f"id\na --> b\nc\n\n{TIMES}\nd", [("", "d")]),
        (f"STYLE\n{TIMES}\na", [("STYLE", "a")]),
        (f"NOTE x\n{TIMES}\na", [("NOTE x", "a")]),
        (f"STYLE\nx\n{TIMES}\na", [("", "a")]),
        (f" \n{TIMES}\na\n \nb", [(" ", "a\n \nb")]),
        (f"\n\n\n{TIMES}\na\n\n\n\n", [("", "a")]),
        (TIMES, [("", "")]),
        (f"{TIMES}\na\0b", [("", "a\ufffdb")]),
        (f"{TIMES}\na\u2028b\x0b\x85c", [("", "a\u2028b\x0b\x85c")]),
    ],
)
def test_blocks(body: str, expected: list[tuple[str, str]]) -> None:
    assert rows(body) == expected


@pytest.mark.parametrize(
    "head",
    ["WEBVTT\n", "WEBVTT \n", "WEBVTT\tx\n", "\ufeffWEBVTT\n", "WEBVTT --> x\n", "WEBVTT\na: b\n"],
)
@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_heads_and_line_ends(head: str, end: str) -> None:
    text = f"{head}\n{TIMES}\na\nb\n".replace("\n", end)
    assert [cue.text for cue in parse_webvtt(text).cues] == ["a\nb"]


def test_a_line_of_the_head_is_no_identifier() -> None:
    assert [cue.identifier for cue in parse_webvtt(f"WEBVTT\nid\n{TIMES}\na").cues] == [""]
    assert [cue.identifier for cue in parse_webvtt(f"WEBVTT\n{TIMES}\na").cues] == [""]


@pytest.mark.parametrize(
    "text",
    ["", "WEB", "webvtt\n", " WEBVTT", "\nWEBVTT", "WEBVTT\f", "WEBVTTx", "\ufeff\ufeffWEBVTT"],
)
def test_a_file_without_the_signature_is_refused(text: str) -> None:
    with pytest.raises(FormatError) as refused:
        parse_webvtt(f"{text}\n\n{TIMES}\na")
    assert (refused.value.code, refused.value.location) == ("bad_caption", "line 1")
    assert refused.value.hint


@pytest.mark.parametrize("text", ["WEBVTT", "WEBVTT\n", "WEBVTT x\ny\n\n\n", "WEBVTT\n\nNOTE x"])
def test_a_file_that_says_nothing_is_legal_and_empty(text: str) -> None:
    file = parse_webvtt(text)
    assert (file.cues, file.lost) == ((), None)
