"""TTML: times of every kind, what holds inside what, and XML that means harm."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from emend_transcript import FormatError, read
from emend_transcript._ttml_times import TimeParameters, parse_time, time_parameters
from tests.support.transcripts import checked, rows

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<tt xmlns="http://www.w3.org/ns/ttml" '
    'xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"'
)


def ttml(body: str, attributes: str = "", head: str = "") -> bytes:
    return f"{HEAD} {attributes}>\n<head>{head}</head>\n<body>{body}</body></tt>".encode()


def times(body: str, attributes: str = "") -> list[tuple[str, int, int]]:
    return [row[:3] for row in rows(checked(ttml(body, attributes), "ttml"))]


@pytest.mark.parametrize(
    ("text", "attributes", "expected_ms"),
    [
        ("00:00:01.500", {}, 1_500),
        ("00:00:01,500", {}, 1_500),
        ("100:00:00", {}, 360_000_000),
        ("01:02.25", {}, 62_250),
        ("00:00:01:15", {}, 1_500),
        ("00:00:01:15", {"frameRate": "25"}, 1_600),
        ("00:00:01:12.1", {"frameRate": "24", "subFrameRate": "2"}, 1_521),
        ("1.5s", {}, 1_500),
        ("1.5", {}, 1_500),
        ("1500ms", {}, 1_500),
        ("0.5m", {}, 30_000),
        ("0.5h", {}, 1_800_000),
        ("45f", {}, 1_500),
        ("75f", {"frameRate": "25"}, 3_000),
        ("30f", {"frameRate": "30", "frameRateMultiplier": "1000 1001"}, 1_001),
        ("30f", {"frameRate": "30", "frameRateMultiplier": "1000:1001"}, 1_001),
        ("15000000t", {"tickRate": "10000000"}, 1_500),
        ("50t", {"frameRate": "25", "subFrameRate": "2"}, 1_000),
        ("2t", {}, 2_000),
        ("00:01:00:00", {"timeBase": "smpte", "frameRate": "30",
                         "frameRateMultiplier": "1000 1001"}, 60_060),
        ("00:10:00:00", {"timeBase": "smpte", "frameRate": "30", "dropMode": "dropNTSC",
                         "frameRateMultiplier": "1000 1001"}, 599_999),
        ("00:02:00:00", {"timeBase": "smpte", "frameRate": "30", "dropMode": "dropPAL",
                         "frameRateMultiplier": "1000 1001"}, 119_987),
    ],
)  # fmt: skip
def test_times(text: str, attributes: dict[str, str], expected_ms: int) -> None:
    assert parse_time(text, time_parameters(attributes), "line 1") == expected_ms


def test_parameters_that_are_none_have_their_defaults() -> None:
    odd = {"frameRate": "x", "frameRateMultiplier": "a b c", "subFrameRate": "0", "tickRate": ""}
    assert time_parameters(odd) == TimeParameters()
    assert time_parameters({}).effective_rate == Fraction(30)


@pytest.mark.parametrize(
    "text",
    ["", "x", "-1s", "1 s", "1:2:3:4:5", "00:00:01.5.5", "1e9s", "wallclock(12:00)",
     "999999999:00:00", "99999999999s"],
)  # fmt: skip
def test_a_time_that_is_none_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(FormatError) as refused:
        read(ttml(f'<div>\n<p begin="{text}" end="2s">om</p></div>'))
    assert (refused.value.code, refused.value.location) == ("bad_time", "line 5")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<p begin="1s" end="2s">ab</p>', [("ab", 1_000, 2_000)]),
        ('<p begin="1s" dur="2s">ab</p>', [("ab", 1_000, 3_000)]),
        ('<p begin="1s" dur="2s" end="2s">ab</p>', [("ab", 1_000, 2_000)]),
        ('<div begin="10s"><p begin="1s" end="2s">ab</p></div>', [("ab", 11_000, 12_000)]),
        ('<div begin="10s" end="11.5s"><p begin="1s">ab</p></div>', [("ab", 11_000, 11_500)]),
        ('<div timeContainer="seq"><p dur="1s">ab</p><p dur="2s">cd</p></div>',
         [("ab", 0, 1_000), ("cd", 1_000, 3_000)]),
        ('<p begin="1s">ab</p><p begin="3s" end="4s">cd</p>',
         [("ab", 1_000, 3_000), ("cd", 3_000, 4_000)]),
        ('<p begin="3s" end="4s">cd</p><p begin="1s" end="2s">ab</p>',
         [("ab", 1_000, 2_000), ("cd", 3_000, 4_000)]),
        ('<p begin="1s" end="3s">ab<br/>cd</p>', [("ab", 1_000, 2_000), ("cd", 2_000, 3_000)]),
        ('<p begin="1s" end="3s">\n  a<span>b</span> <span>cd</span>\n</p>',
         [("ab", 1_000, 2_000), ("cd", 2_000, 3_000)]),
        (('<p begin="10s" end="13s"><span begin="0s" end="0.5s">ab</span> '
         '<span begin="1s" end="2s">cd</span></p>'),
         [("ab", 10_000, 10_500), ("cd", 11_000, 12_000)]),
        ('<p><span begin="1s" end="1.5s">ab</span> <span begin="2s" end="3s">cd</span></p>',
         [("ab", 1_000, 1_500), ("cd", 2_000, 3_000)]),
        ('<p begin="1s" end="4s"><span begin="0s">ab</span> <span begin="1s">cd</span></p>',
         [("ab", 1_000, 2_000), ("cd", 2_000, 4_000)]),
        (('<p begin="1s" end="4s"><metadata>no</metadata>ab'
         '<span xmlns:tts="http://www.w3.org/ns/ttml#styling" tts:ruby="text">no</span></p>'),
         [("ab", 1_000, 4_000)]),
        ('<p begin="1s" end="4s">a&amp;b &#x41;<!-- no --><![CDATA[<c]]></p>',
         [("a&b", 1_000, 2_500), ("A<c", 2_500, 4_000)]),
    ],
)  # fmt: skip
def test_what_holds_inside_what(body: str, expected: list[tuple[str, int, int]]) -> None:
    assert times(body) == expected


def test_agents_are_speakers_and_languages_and_title_are_kept() -> None:
    head = (
        "<metadata><ttm:title>A talk</ttm:title>"
        '<ttm:agent xml:id="a1" type="person"><ttm:name type="full">Ann Lee</ttm:name></ttm:agent>'
        "</metadata>"
    )
    body = (
        '<div ttm:agent="a1"><p begin="0s" end="1s">ab</p></div>'
        '<p begin="1s" end="2s" ttm:agent="b2">cd <span xml:lang="sa">om</span></p>'
    )
    transcript = checked(ttml(body, 'xml:lang="en"', head), "ttml")
    assert [(word.text, word.speaker, word.language) for word in transcript.words] == [
        ("ab", "Ann Lee", None), ("cd", "b2", None), ("om", "b2", "sa"),
    ]  # fmt: skip
    assert (transcript.language, transcript.title) == ("en", "A talk")


@pytest.mark.parametrize(
    "root",
    [('<tt:tt xmlns:tt="http://www.w3.org/ns/ttml"><tt:body><tt:p begin="0s" end="1s">om</tt:p>'
     "</tt:body></tt:tt>"),
     ('<!-- <x> -->\n<tt xmlns="http://www.w3.org/2006/10/ttaf1"><body>'
     '<p begin="0" end="1">om</p></body></tt>'),
     '<tt><body><p begin="0s" end="1s">om</p></body></tt>'],
)  # fmt: skip
def test_any_namespace_will_do(root: str) -> None:
    assert rows(checked(root.encode(), "ttml")) == [("om", 0, 1_000, None)]


def test_utf_16_is_read_by_its_mark() -> None:
    content = ttml('<p begin="0s" end="1s">ōm</p>').decode().replace("UTF-8", "UTF-16")
    assert read(content.encode("utf-16")).words[0].text == "ōm"


LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(30)
)  # a billion laughs
HOSTILE: list[Any] = [
    (f"<!DOCTYPE tt [{LAUGHS}]><tt><body><p begin='0s' end='1s'>&l29;</p></body></tt>", "document"),
    ("<!DOCTYPE tt SYSTEM 'file:///etc/passwd'><tt><body/></tt>", "document type"),
    ('<!DOCTYPE tt [<!ENTITY x SYSTEM "file:///etc/hostname">]><tt><body><p>&x;</p></body></tt>',
     "document type"),
    ("<tt><body><p begin='0s' end='1s'>&x;</p></body></tt>", "not well-formed"),
    ("<tt><body>" + "<div>" * 5_000, "too deep"),
    ("<tt><body><p>", "not well-formed"),
    ("<tt><body><p>\x01</p></body></tt>", "not well-formed"),
    ("<tt><body><p>om</p></body></tt>", "Nothing gives a time"),
    ("<tt><body/></tt>", "no words"),
    ("<tt>" + "x" * 1_000_000 + "</tt>", "no words"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "reason"), HOSTILE)
def test_hostile_and_broken_xml_is_refused_with_what_is_wrong(content: str, reason: str) -> None:
    with pytest.raises(FormatError) as refused:
        read(content.encode())
    assert reason in str(refused.value)
    assert refused.value.location.startswith("line") or refused.value.code == "no_words"
