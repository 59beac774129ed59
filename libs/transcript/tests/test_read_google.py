"""Google's answers: version 1 and 2, wrapped or bare, with speakers and channels."""

from __future__ import annotations

import json
from typing import Any

import pytest

from emend_transcript import FormatError, WordFlag, read


def word(text: str, start: str, end: str, **fields: Any) -> dict[str, Any]:
    return {"startTime": start, "endTime": end, "word": text, **fields}


def result(*words: dict[str, Any], text: str = "", **fields: Any) -> dict[str, Any]:
    best = {"transcript": text, "confidence": 0.9, **({"words": words} if words else {})}
    return {"alternatives": [best], "languageCode": "en-us", **fields}


def google(*results: dict[str, Any]) -> bytes:
    return json.dumps({"results": results}).encode()


def test_version_1_with_a_start_left_out() -> None:
    first = {"endTime": "0.800s", "word": "Om,", "confidence": 0.5}
    transcript = read(google(result(first, word("yes", "1s", "1.2005s"), channelTag=1)))
    assert [tuple(found[1:8]) for found in transcript.words] == [
        ("Om", 0, 800, 0.5, None, 1, "en-us"),
        (",", 800, 800, 0.5, None, 1, "en-us"),
        ("yes", 1000, 1201, None, None, 1, "en-us"),
    ]
    assert (transcript.format, transcript.language) == ("google", "en-us")


def test_version_2_has_offsets_and_speaker_labels() -> None:
    words = [
        {"endOffset": "0.300s", "word": "a", "speakerLabel": "1"},
        {"startOffset": "0.300s", "endOffset": "0.600s", "word": "b", "speakerLabel": "2"},
    ]
    transcript = read(google(result(*words, resultEndOffset="0.700s")))
    assert [tuple(found[1:6]) for found in transcript.words] == [
        ("a", 0, 300, None, "1"),
        ("b", 300, 600, None, "2"),
    ]


def test_snake_case_and_durations_as_objects_are_read_too() -> None:
    times = {"start_time": {"seconds": "1", "nanos": 200000000}, "end_time": {"seconds": 2}}
    assert read(google(result({"word": "a", **times}))).words[0][1:4] == ("a", 1200, 2000)


FOUND = {"results": [result(word("a", "0s", "1s"))]}


@pytest.mark.parametrize(
    "content",
    [
        {"name": "1", "done": True, "response": FOUND},
        {"results": {"gs://a/b.wav": {"transcript": FOUND}}},
        {"response": {"results": {"gs://a": {"inlineResult": {"transcript": FOUND}}}}},
    ],
    ids=["operation", "batch file", "batch inline"],
)
def test_wrappers_are_looked_through(content: dict[str, Any]) -> None:
    transcript = read(json.dumps(content).encode())
    assert (transcript.format, transcript.words[0].text) == ("google", "a")


def test_with_diarisation_the_last_result_repeats_all_words_and_alone_is_read() -> None:
    plain = [result(word("a", "0s", "1s")), result(word("b", "1s", "2s"))]
    tagged = result(word("a", "0s", "1s", speakerTag=1), word("b", "1s", "2s", speakerTag=2))
    transcript = read(google(*plain, tagged))
    assert [(found.text, found.speaker) for found in transcript.words] == [("a", "1"), ("b", "2")]


def test_a_speaker_tag_of_zero_is_no_speaker() -> None:
    assert read(google(result(word("a", "0s", "1s", speakerTag=0)))).words[0].speaker is None


def test_text_without_words_shares_the_time_since_the_result_before_it() -> None:
    transcript = read(
        google(result(text="ab cd", resultEndTime="2s"), result(text=" ef", resultEndTime="3s"))
    )
    assert [tuple(found[1:4]) for found in transcript.words] == [
        ("ab", 0, 1000),
        ("cd", 1000, 2000),
        ("ef", 2000, 3000),
    ]
    assert all(found.flags == WordFlag.INTERPOLATED for found in transcript.words)


def test_text_without_any_time_is_refused_with_the_way_out() -> None:
    with pytest.raises(FormatError) as refused:
        read(google(result(text="ab cd")))
    assert refused.value.code == "no_times"
    assert "enableWordTimeOffsets" in refused.value.hint


def test_japanese_words_drop_their_reading_and_are_joined() -> None:
    words = [word("今日|キョウ", "0s", "0.5s"), word("は|ワ", "0.5s", "1s")]
    content = google(result(*words, text="今日は") | {"languageCode": "ja-jp"})
    assert [(found.text, found.is_glued) for found in read(content).words] == [
        ("今日", False),
        ("は", True),
    ]


@pytest.mark.parametrize(
    ("fields", "part"),
    [
        ({"done": True, "error": {"code": 3, "message": "Bad audio"}}, "Bad audio"),
        ({"done": False}, "not done"),
    ],
)
def test_an_operation_without_a_result_is_refused(fields: dict[str, Any], part: str) -> None:
    kind = "type.googleapis.com/google.cloud.speech.v1.LongRunningRecognizeMetadata"
    with pytest.raises(FormatError, match=part) as refused:
        read(json.dumps({"name": "1", "metadata": {"@type": kind}, **fields}).encode())
    assert refused.value.code == "recogniser_failed"


def test_silence_is_refused() -> None:
    with pytest.raises(FormatError) as refused:
        read(google())
    assert refused.value.code == "no_words"


def test_a_time_that_is_none_is_refused_with_its_place() -> None:
    with pytest.raises(FormatError) as refused:
        read(google(result(word("a", "1m", "2s"))))
    assert refused.value.location == "$.results[0].alternatives[0].words[0].startTime"
