"""Riva's results in both spellings of protobuf JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest

from emend_transcript import FormatError, read


def riva(*results: dict[str, Any]) -> bytes:
    return json.dumps({"results": results}).encode()


CAMEL = {
    "alternatives": [
        {
            "transcript": "om shanti",
            "words": [
                {"endTime": 400, "word": "om", "confidence": 0.9, "speakerTag": 1},
                {"startTime": 400, "endTime": 1000, "word": "shanti", "confidence": -3.5,
                 "speakerTag": 2, "languageCode": "sa-IN"},
            ],
        }
    ],
    "channelTag": 1,
    "audioProcessed": 1.2,
}  # fmt: skip
SNAKE = {
    "alternatives": [
        {
            "transcript": "om",
            "words": [{"start_time": 5, "end_time": 400, "word": "om", "speaker_tag": 0}],
        }
    ],
    "channel_tag": 2,
}


def test_camel_case_with_zeros_left_out() -> None:
    transcript = read(riva(CAMEL))
    assert transcript.format == "riva"
    assert [tuple(word[1:8]) for word in transcript.words] == [
        ("om", 0, 400, 0.9, "1", 1, None),
        ("shanti", 400, 1000, None, "2", 1, "sa-IN"),
    ]


def test_snake_case_with_zeros_kept() -> None:
    transcript = read(riva(SNAKE))
    assert [tuple(word[1:8]) for word in transcript.words] == [("om", 5, 400, None, "0", 2, None)]


def test_of_a_stream_only_the_final_results_are_read() -> None:
    interim = {"alternatives": [{"transcript": "ohm"}], "isFinal": False, "audioProcessed": 0.5}
    content = b"\n".join([riva(interim), riva({**CAMEL, "isFinal": True})])
    assert [word.text for word in read(content).words] == ["om", "shanti"]


def test_results_without_word_times_are_refused_with_the_way_out() -> None:
    result = {"alternatives": [{"transcript": "om"}], "audioProcessed": 1.0}
    with pytest.raises(FormatError) as refused:
        read(riva(result))
    assert (refused.value.code, refused.value.location) == (
        "no_times",
        "$.results[0].alternatives[0]",
    )
    assert "enable_word_time_offsets" in refused.value.hint
