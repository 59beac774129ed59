"""What stands inside a WebVTT cue, read as the W3C's tokeniser and tree construction do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emend_transcript.captions import (
    Cue,
    Element,
    Node,
    Text,
    Timestamp,
    parse_cue_text,
    plain_cue_text,
)
from emend_transcript.captions._webvtt_text import Close, Open, events


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("a", (Text("a"),)),
        ("<i>a</i>b", (Element("i", children=(Text("a"),)), Text("b"))),
        ("<i>a<b>c", (Element("i", children=(Text("a"), Element("b", children=(Text("c"),)))),)),
        ("<c.x.y..z>a</c>", (Element("c", ("x", "y", "z"), children=(Text("a"),)),)),
        ("<c. x>a", (Element("c", (), "x", children=(Text("a"),)),)),
        ("<u\n x \t y >a", (Element("u", (), "x y", children=(Text("a"),)),)),
        ("<v.loud Ann &amp; Bob>a", (Element("v", ("loud",), "Ann & Bob", children=(Text("a"),)),)),
        ("<v>a", (Element("v", children=(Text("a"),)),)),
        ("<lang en-GB>a<b>c</lang>", (
            Element("lang", (), "en-GB", "en-GB",
                    (Text("a"), Element("b", (), "", "en-GB", (Text("c"),)))),
        )),
        ("<ruby>a<rt>b</ruby>c", (
            Element("ruby", children=(Text("a"), Element("rt", children=(Text("b"),)))), Text("c"),
        )),
        ("<rt>a</rt>", (Text("a"),)),
        ("<ruby><b><rt>a", (Element("ruby", children=(Element("b", children=(Text("a"),)),)),)),
        ("</i>a</b>", (Text("a"),)),
        ("<i>a</b>c</i>", (Element("i", children=(Text("a"), Text("c"))),)),
        ("<i>a</i >b", (Element("i", children=(Text("a"), Text("b"))),)),
        ("<I>a</I><x>b< i>c<.x>d<>e", tuple(map(Text, "abcde"))),
        ("a<00:01.500>b", (Text("a"), Timestamp(1_500), Text("b"))),
        ("<01:00:00.000><0:01.000><00:01.000 ><00:61.000>", (Timestamp(3_600_000),)),
        ("a<", (Text("a"),)),
        ("a<b", (Text("a"), Element("b"))),
        ("a</", (Text("a"),)),
        ("<c.x", (Element("c", ("x",)),)),
        ("<v Ann", (Element("v", (), "Ann"),)),
        ("a > b", (Text("a > b"),)),
    ],
)  # fmt: skip
def test_the_tree(text: str, expected: tuple[Node, ...]) -> None:
    assert parse_cue_text(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("&amp;&lt;&gt;&quot;", '&<>"'),
        ("&lrm;&rlm;&nbsp;", "\u200e\u200f\u00a0"),
        ("&amp &ampx &notit; &copy2", "& &x ¬it; ©2"),
        ("& &; &x; &nosuch; &amp", "& &; &x; &nosuch; &"),
        ("&#65;&#x42;&#X43&#68 ", "ABCD "),
        ("&#0;&#xD800;&#x110000;&#" + "9" * 5_000 + ";", "\ufffd" * 4),
        ("&#x80;&#x85;&#1;&#x81;", "€…\x01\x81"),
        ("&#;&#x;&#xg;", "&#;&#x;&#xg;"),
        ("&CounterClockwiseContourIntegral;", "∳"),
    ],
)
def test_character_references(text: str, expected: str) -> None:
    assert plain_cue_text(text) == expected
    assert plain_cue_text(f"<b>{text}</b>") == expected


def test_a_cue_tells_its_plain_text_lines_and_voice() -> None:
    cue = Cue(0, 1, "<v.x><v Ann &gt;>a <b>b</b>\n<ruby>c<rt>d</rt></ruby></v>")
    assert (cue.plain_text, cue.lines, cue.voice) == ("a b\ncd", ("a b", "cd"), "Ann >")
    assert Cue(0, 1, "").lines == ()
    assert Cue(0, 1, "very").voice is None


@given(st.text(alphabet="<>/&;. \n\tabcivurbylngt019:#x"))
def test_whatever_stands_there_every_element_that_opens_closes_and_no_text_is_lost(
    text: str,
) -> None:
    depth = 0
    for event in events(text):
        depth += isinstance(event, Open) - isinstance(event, Close)
        assert depth >= 0
    assert depth == 0
    outside = "".join(part.partition(">")[2] for part in f">{text}".split("<"))
    if "&" not in text:
        assert plain_cue_text(text) == outside
