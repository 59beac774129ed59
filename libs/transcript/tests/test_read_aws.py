"""Amazon Transcribe's files: marks as items, speakers, channels, languages, segments."""

from __future__ import annotations

import json
from typing import Any

import pytest

from emend_transcript import FormatError, WordFlag, read


def word(text: str, start: str, end: str, **fields: Any) -> dict[str, Any]:
    alternatives = [{"confidence": "0.75", "content": text}]
    times = {"start_time": start, "end_time": end, "alternatives": alternatives}
    return {"type": "pronunciation", **times, **fields}


def mark(text: str) -> dict[str, Any]:
    return {"type": "punctuation", "alternatives": [{"confidence": "0.0", "content": text}]}


def aws(*items: dict[str, Any], **results: Any) -> bytes:
    transcripts = [{"transcript": ""}]
    content = {"results": {"transcripts": transcripts, "items": items, **results}}
    return json.dumps({"jobName": "job", "status": "COMPLETED", **content}).encode()


def test_a_mark_belongs_to_the_word_before_it() -> None:
    transcript = read(aws(word("Hello", "0.04", "0.5"), mark(","), word("you", "0.5", "0.9")))
    assert [tuple(found[1:5]) for found in transcript.words] == [
        ("Hello", 40, 500, 0.75),
        (",", 500, 500, 0.75),
        ("you", 500, 900, 0.75),
    ]
    assert transcript.words[1].flags == WordFlag.MARK | WordFlag.GLUED
    assert transcript.format == "aws"


def test_a_mark_before_any_word_stands_at_the_first_word() -> None:
    transcript = read(aws(mark("¿"), word("Qué", "0.3", "0.5")))
    assert [tuple(found[1:4]) for found in transcript.words] == [("¿", 300, 300), ("Qué", 300, 500)]


@pytest.mark.parametrize("place", ["items", "labels"])
def test_speakers_stand_in_the_items_or_in_the_labels_beside_them(place: str) -> None:
    times = [("0.0", "0.5"), ("0.6", "0.9")]
    speakers = ["spk_0", "spk_1"]
    own = [{"speaker_label": name} if place == "items" else {} for name in speakers]
    items = [word("a", *times[0], **own[0]), mark("."), word("b", *times[1], **own[1])]
    labelled = [
        {"start_time": start, "end_time": end, "speaker_label": name}
        for (start, end), name in zip(times, speakers, strict=True)
    ]
    transcript = read(
        aws(*items, speaker_labels={"speakers": 2, "segments": [{"items": labelled}]})
    )
    assert [found.speaker for found in transcript.words] == ["spk_0", "spk_0", "spk_1"]
    assert [(each.first, each.last) for each in transcript.segments] == [(0, 1), (2, 2)]


def test_channels_are_read_one_by_one_and_merged() -> None:
    one = [word("a", "0.0", "0.5"), mark("."), word("c", "4.0", "4.5")]
    two = [word("b", "2.0", "2.5")]
    labels = {
        "number_of_channels": 2,
        "channels": [
            {"channel_label": "ch_0", "items": one},
            {"channel_label": "ch_1", "items": two},
        ],
    }
    transcript = read(aws(*one, *two, channel_labels=labels))
    assert [(found.text, found.channel) for found in transcript.words] == [
        ("a", 0), (".", 0), ("b", 1), ("c", 0),
    ]  # fmt: skip


def test_languages_stand_in_the_results_or_in_the_items() -> None:
    assert read(aws(word("a", "0", "1"), language_code="en-US")).language == "en-US"
    items = [word("a", "0", "1", language_code="en-US"), word("b", "1", "2", language_code="de-DE")]
    assert [each.language for each in read(aws(*items)).segments] == ["en-US", "de-DE"]


def test_the_service_s_own_segments_are_kept() -> None:
    items = [word("a", "0", "1"), mark("."), word("b", "1", "2"), word("c", "5", "6")]
    segments = [{"id": 0, "items": [0, 1]}, {"id": 1, "items": [2, 3]}]
    transcript = read(aws(*items, audio_segments=segments))
    assert [(each.first, each.last) for each in transcript.segments] == [(0, 1), (2, 3)]


def test_a_job_that_failed_is_refused() -> None:
    content = json.loads(aws(word("a", "0", "1"))) | {"status": "FAILED"}
    with pytest.raises(FormatError) as refused:
        read(json.dumps(content).encode())
    assert refused.value.code == "recogniser_failed"


@pytest.mark.parametrize(
    ("item", "place"),
    [
        (word("a", "x", "1"), "$.results.items[0].start_time"),
        (word("a", "NaN", "1"), "$.results.items[0].start_time"),
        ({"type": "pronunciation"}, "$.results.items[0].content"),
    ],
)
def test_a_broken_item_is_refused_with_its_place(item: dict[str, Any], place: str) -> None:
    with pytest.raises(FormatError) as refused:
        read(aws(item))
    assert refused.value.location == place
