"""NeMo's hypotheses, manifests, diarised sessions and CTM rows."""

from __future__ import annotations

import json
from typing import Any

import pytest

from emend_transcript import FormatError, read


def stamp(word: str, start: float, end: float) -> dict[str, Any]:
    return {"word": word, "start": start, "end": end, "start_offset": 1, "end_offset": 2}


@pytest.mark.parametrize("key", ["timestamp", "timestep"])
def test_a_hypothesis(key: str) -> None:
    stamps = {"word": [stamp("Om", 0.32, 0.8), stamp("shanti.", 0.8, 1.6)], "segment": []}
    content = {"text": "Om shanti.", key: stamps, "word_confidence": [0.5, 0.25]}
    transcript = read(json.dumps(content).encode())
    assert transcript.format == "nemo"
    assert [word[1:5] for word in transcript.words] == [
        ("Om", 320, 800, 0.5),
        ("shanti", 800, 1600, 0.25),
        (".", 1600, 1600, 0.25),
    ]


def test_a_manifest_of_one_line_gives_the_length() -> None:
    stamps = {"word": [stamp("om", 0, 1)]}
    content = {"audio_filepath": "a.wav", "duration": 2.5, "pred_text": "om", "timestamp": stamps}
    assert read(json.dumps(content).encode() + b"\n").duration_ms == 2500


def test_a_diarised_session_names_the_speakers() -> None:
    words = [
        {"word": "om", "start_time": 0.1, "end_time": 0.5, "speaker": "speaker_0"},
        {"text": "yes", "start_time": 0.6, "end_time": 0.9, "speaker_label": "speaker_1"},
    ]
    session = {"status": "success", "session_id": "a", "transcription": "om yes", "words": words}
    transcript = read(json.dumps(session).encode())
    assert [word.speaker for word in transcript.words] == ["speaker_0", "speaker_1"]
    assert len(transcript.segments) == 2


def test_ctm_rows_have_a_length_instead_of_an_end() -> None:
    rows = [
        {"channel": 1, "start": 0.1, "duration": 0.4, "word": "om", "conf": 0.9},
        {"channel": 1, "start": 0.5, "duration": 0.5, "word": "shanti", "conf": 0.8},
    ]
    transcript = read(json.dumps(rows).encode())
    assert [(word[1:5], word.channel) for word in transcript.words] == [
        (("om", 100, 500, 0.9), 1),
        (("shanti", 500, 1000, 0.8), 1),
    ]


def test_a_stamp_without_an_end_is_refused_with_its_place() -> None:
    content = {"text": "om", "timestamp": {"word": [{"word": "om", "start": 0}]}}
    with pytest.raises(FormatError) as refused:
        read(json.dumps(content).encode())
    assert refused.value.location == "$.timestamp.word[0].end"


@pytest.mark.parametrize(
    ("more", "segment", "frame_ms"),
    [
        ({}, {}, 80),
        ({"duration": 2.0}, {}, 80),
        ({"duration": 0.5}, {}, 40),
        ({"duration": 0.2}, {}, 20),
        ({}, {"segment": "om shanti", "start": 0.0, "end": 0.6, "end_offset": 12}, 50),
    ],
)
def test_times_in_frames_become_seconds_and_are_told(
    more: dict[str, Any], segment: dict[str, Any], frame_ms: int
) -> None:
    words = [{"word": "om", "start_offset": 1, "end_offset": 5},
             {"word": "shanti", "start_offset": 6, "end_offset": 12}]  # fmt: skip
    stamps = {"timestep": [1, 6], "word": words, "segment": [segment] if segment else []}
    transcript = read(json.dumps({"text": "om shanti", "timestamp": stamps, **more}).encode())
    assert [word[2:4] for word in transcript.words] == [
        (frame_ms, 5 * frame_ms), (6 * frame_ms, 12 * frame_ms),
    ]  # fmt: skip
    assert f"taken as {frame_ms} ms each" in transcript.warnings[0]


@pytest.mark.parametrize("end", [-5, 10**400, True, 2.5, "5", None])
def test_frames_that_are_none_are_refused_as_times(end: Any) -> None:
    word = {"word": "om", "start_offset": 1, "end_offset": end}
    segment = {"segment": "om", "end": 10**400, "end_offset": 1}
    content = {"duration": 10**400, "timestamp": {"word": [word], "segment": [segment]}}
    with pytest.raises(FormatError) as refused:
        read(json.dumps(content).encode(), format="nemo")
    assert refused.value.location.startswith("$.")


@pytest.mark.parametrize(
    ("end", "frames"), [(10**400, 1), (float("nan"), 1), (-1, 1), (True, True), ("1", 1), (1, 0)]
)
def test_segments_that_tell_no_length_of_a_frame_are_passed_over(end: Any, frames: Any) -> None:
    word = {"word": "om", "start_offset": 1, "end_offset": 2}
    segment = {"segment": "om", "end": end, "end_offset": frames}
    content = {"timestamp": {"word": [word], "segment": [segment]}}
    words = read(json.dumps(content).encode()).words
    assert words[0].start_ms in {80, 1_000}
