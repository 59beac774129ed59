"""YouTube's captions: json3 of people and of its recogniser, youtube-transcript-api's lists."""

from __future__ import annotations

from typing import Any

import pytest

from emend_transcript import FormatError, read
from tests.support.transcripts import checked, lines, rows


def event(start: int, length: int, *segs: tuple[str, int | None], **more: Any) -> dict[str, Any]:
    found = [{"utf8": text} | ({} if at is None else {"tOffsetMs": at}) for text, at in segs]
    return {"tStartMs": start, "dDurationMs": length, "segs": found, **more}


def test_words_of_automatic_captions_end_where_the_next_begins() -> None:
    content: dict[str, Any] = {
        "wireMagic": "pb3",
        "pens": [{}],
        "events": [
            {"tStartMs": 0, "dDurationMs": 9_000, "id": 1, "wpWinPosId": 1, "wsWinStyleId": 1},
            event(80, 4_000, ("so", None), (" the", 240), (" camera", 500), wWinId=1),
            event(1_500, 2_580, ("\n", None), aAppend=1),
            event(2_000, 3_000, ("is", None), (" [Music]", 900), wWinId=1),
        ],
    }
    assert rows(checked(lines(content), "youtube")) == [
        ("so", 80, 320, None), ("the", 320, 580, None), ("camera", 580, 2_000, None),
        ("is", 2_000, 2_900, None), ("[", 2_900, 2_900, None), ("Music", 2_900, 5_000, None),
        ("]", 5_000, 5_000, None),
    ]  # fmt: skip


def test_captions_that_people_wrote_are_a_segment_each() -> None:
    content = {"events": [event(0, 2_000, ("ab\ncd", None)), event(3_000, 500, ("ef", None))]}
    transcript = checked(lines(content), "youtube")
    assert rows(transcript) == [
        ("ab", 0, 1_000, None), ("cd", 1_000, 2_000, None), ("ef", 3_000, 3_500, None),
    ]  # fmt: skip
    assert len(transcript.segments) == 2


def test_lists_of_texts_with_a_start_and_a_duration_in_seconds() -> None:
    content = [{"text": "ab cd", "start": 0.0, "duration": 4.0},
               {"text": "ef", "start": 2.0, "duration": 1.5}]  # fmt: skip
    assert rows(checked(lines(content), "youtube")) == [
        ("ab", 0, 1_000, None), ("cd", 1_000, 2_000, None), ("ef", 2_000, 3_500, None),
    ]  # fmt: skip


SRV3 = """<?xml version="1.0" encoding="utf-8" ?><timedtext format="3">
<head><pen id="1" fc="#E5E5E5"/></head><body>
<w t="0" id="1" wp="1" ws="1"/>
<p t="80" d="4000" w="1"><s ac="255">so</s><s t="240" ac="255"> the</s></p>
<p t="1500" d="2580" w="1" a="1">
</p>
<p t="2000" d="1000" w="1"><s>camera</s></p>
</body></timedtext>"""


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (SRV3, [("so", 80, 320), ("the", 320, 2_000), ("camera", 2_000, 3_000)]),
        ('<timedtext format="3"><body><p t="0" d="900">ab<br/>&amp; c</p></body></timedtext>',
         [("ab", 0, 450), ("&", 450, 675), ("c", 675, 900)]),
        ('<timedtext><text t="500" d="500">ab</text></timedtext>', [("ab", 500, 1_000)]),
        ('<transcript><text start="0.5" dur="1.5">ab &amp;amp;</text></transcript>',
         [("ab", 500, 1_500), ("&", 1_500, 2_000)]),
    ],
)  # fmt: skip
def test_xml_of_every_version(content: str, expected: list[tuple[str, int, int]]) -> None:
    assert [row[:3] for row in rows(checked(content.encode(), "youtube_xml"))] == expected


def test_xml_with_a_broken_time_is_refused_with_its_line() -> None:
    with pytest.raises(FormatError) as refused:
        read(b'<transcript>\n<text start="x" dur="1">ab</text></transcript>')
    assert (refused.value.code, refused.value.location) == ("bad_time", "line 2")
