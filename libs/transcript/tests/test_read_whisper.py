"""Whisper's JSON in the forms its relatives give it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from emend_transcript import FormatError, WordFlag, read

MARK, GLUED, INTERPOLATED = WordFlag.MARK, WordFlag.GLUED, WordFlag.INTERPOLATED


def whisper(*segments: dict[str, Any], **fields: Any) -> bytes:
    return json.dumps({"text": "", "segments": segments, **fields}).encode()


def test_openai_whisper_with_word_times() -> None:
    words = [
        {"word": " Half", "start": 0.0, "end": 0.4, "probability": 0.9},
        {"word": " of", "start": 0.4, "end": 0.5, "probability": 0.8},
        {"word": " 50", "start": 0.5, "end": 0.9, "probability": 0.7},
        {"word": "%.", "start": 0.9, "end": 1.2, "probability": 0.6},
    ]
    segment = {"id": 0, "start": 0.0, "end": 1.2, "text": " Half of 50%.", "words": words}
    transcript = read(whisper({**segment, "avg_logprob": -0.2}, language="en"))
    assert (transcript.format, transcript.language) == ("whisper", "en")
    assert [(*word[1:5], word.flags) for word in transcript.words] == [
        ("Half", 0, 400, 0.9, 0),
        ("of", 400, 500, 0.8, 0),
        ("50", 500, 900, 0.7, 0),
        ("%", 900, 1200, 0.6, GLUED),
        (".", 1200, 1200, 0.6, MARK | GLUED),
    ]


def test_a_segment_stays_a_segment_whatever_its_pauses() -> None:
    first = {"start": 0, "end": 9, "text": " a b", "words": [
        {"word": " a", "start": 0, "end": 1}, {"word": " b", "start": 8, "end": 9},
    ]}  # fmt: skip
    second = {"start": 9, "end": 10, "text": " c", "words": [{"word": " c", "start": 9, "end": 10}]}
    segments = read(whisper(first, second)).segments
    assert [tuple(each[:4]) for each in segments] == [(0, 9000, 0, 1), (9000, 10_000, 2, 2)]


def test_segments_without_words_have_their_time_divided() -> None:
    transcript = read(whisper({"start": 2.0, "end": 3.0, "text": " One, three."}))
    assert [(*word[1:4], word.flags) for word in transcript.words] == [
        ("One", 2000, 2400, INTERPOLATED),
        (",", 2400, 2400, MARK | GLUED | INTERPOLATED),
        ("three", 2400, 3000, INTERPOLATED),
        (".", 3000, 3000, MARK | GLUED | INTERPOLATED),
    ]


def test_faster_whisper_keeps_its_info_beside_the_segments() -> None:
    segment = {"start": 0.0, "end": 1.0, "text": " Om.", "words": None}
    content = {"segments": [segment], "info": {"language": "sa", "duration": 4.5}}
    transcript = read(json.dumps(content).encode())
    assert (transcript.language, transcript.duration_ms) == ("sa", 4500)


def test_a_bare_list_of_segments_is_read() -> None:
    transcript = read(json.dumps([{"start": 0.0, "end": 1.0, "text": " Om."}]).encode())
    assert (transcript.format, transcript.words[0].text) == ("whisper", "Om")


def test_whisper_timestamped_writes_text_and_confidence() -> None:
    words = [{"text": "Hari", "start": 0.1, "end": 0.5, "confidence": 0.8}]
    transcript = read(whisper({"start": 0.1, "end": 0.5, "text": " Hari", "words": words}))
    assert transcript.words[0][1:5] == ("Hari", 100, 500, 0.8)


def test_whisperx_has_scores_speakers_and_words_without_times() -> None:
    words = [
        {"word": "In", "start": 0.0, "end": 0.2, "score": 0.5, "speaker": "SPEAKER_01"},
        {"word": "2005", "speaker": "SPEAKER_01"},
        {"word": "yes.", "start": 0.6, "end": 1.0, "score": 0.25, "speaker": "SPEAKER_00"},
    ]
    segment = {"start": 0.0, "end": 1.0, "text": " In 2005 yes.", "speaker": "SPEAKER_01"}
    content = whisper({**segment, "words": words}, word_segments=words, language="en")
    assert [
        (w.text, w.start_ms, w.end_ms, w.confidence, w.speaker) for w in read(content).words
    ] == [
        ("In", 0, 200, 0.5, "SPEAKER_01"),
        ("2005", 200, 600, None, "SPEAKER_01"),
        ("yes", 600, 1000, 0.25, "SPEAKER_00"),
        (".", 1000, 1000, 0.25, "SPEAKER_00"),
    ]


def test_a_segment_s_speaker_is_its_words_where_they_name_none() -> None:
    transcript = read(whisper({"start": 0, "end": 1, "text": "a b", "speaker": "A"}))
    assert {word.speaker for word in transcript.words} == {"A"}


def test_the_api_s_words_beside_the_segments_are_preferred() -> None:
    content = whisper(
        {"start": 0.0, "end": 1.0, "text": "Hello there."},
        words=[
            {"word": "Hello", "start": 0.1, "end": 0.4},
            {"word": "there", "start": 0.5, "end": 0.9},
        ],
        duration=1.5,
        task="transcribe",
    )
    transcript = read(content)
    assert [word[1:4] for word in transcript.words] == [("Hello", 100, 400), ("there", 500, 900)]
    assert transcript.duration_ms == 1500


def test_the_api_s_words_alone_are_enough() -> None:
    content = {"text": "Om.", "duration": 1, "words": [{"word": "Om", "start": 0, "end": 1}]}
    assert read(json.dumps(content).encode()).format == "whisper"


def test_languages_without_spaces_are_joined_as_their_text_is() -> None:
    words = [
        {"word": "今日", "start": 0.0, "end": 0.5},
        {"word": "は", "start": 0.5, "end": 0.6},
        {"word": "晴れ", "start": 0.6, "end": 1.0},
    ]
    transcript = read(whisper({"start": 0, "end": 1, "text": "今日は 晴れ", "words": words}))
    assert [word.is_glued for word in transcript.words] == [False, True, False]


def test_not_a_number_is_harmless_where_no_time_stands() -> None:
    words = [{"word": " a", "start": 0, "end": 1, "probability": float("nan")}]
    segment = {"start": 0, "end": 1, "text": " a", "words": words, "avg_logprob": float("nan")}
    assert read(whisper(segment)).words[0].confidence is None


@pytest.mark.parametrize(
    ("segment", "code", "place"),
    [
        ({"start": float("nan"), "end": 1, "text": "a"}, "bad_time", "$.segments[0].start"),
        ({"start": 0, "end": "soon", "text": "a"}, "bad_time", "$.segments[0].end"),
        ({"start": [0], "end": 1, "text": "a"}, "wrong_type", "$.segments[0].start"),
        ({"start": 0, "end": 1, "text": 7}, "wrong_type", "$.segments[0].text"),
        ({"start": 0, "end": 1, "text": "a", "words": {}}, "wrong_type", "$.segments[0].words"),
        ({"start": 0, "end": 1, "text": "a", "words": [1]}, "wrong_type", "$.segments[0].words[0]"),
        ({"start": 0, "end": 1, "text": "", "words": [{"word": None}]}, "wrong_type",
         "$.segments[0].words[0].word"),
        ({"start": 0, "end": 1, "text": "a", "speaker": []}, "wrong_type", "$.segments[0].speaker"),
        ({"start": None, "end": None, "text": "a"}, "no_times", "$.segments[0]"),
        ({"start": 0, "end": 1, "text": "a\0"}, "bad_text", "$.segments[0]"),
        ({"start": 0, "end": 1, "text": " "}, "no_words", ""),
    ],
)  # fmt: skip
def test_what_whisper_never_writes_is_refused_with_its_place(
    segment: dict[str, Any], code: str, place: str
) -> None:
    with pytest.raises(FormatError) as refused:
        read(whisper(segment))
    assert (refused.value.code, refused.value.location) == (code, place)


def test_a_segment_that_ends_with_its_window_ends_with_the_recording() -> None:
    transcript = read(whisper({"start": 10.0, "end": 40.0, "text": " ab cd"}, duration=12.0))
    assert [word[1:4] for word in transcript.words] == [
        ("ab", 10_000, 11_000),
        ("cd", 11_000, 12_000),
    ]
    (warning,) = transcript.warnings
    assert warning.startswith("$.segments[0]: the segment ends at 40000 ms")
    with pytest.raises(FormatError, match="but the recording at 12000 ms"):
        read(whisper({"start": 10.0, "end": 42.5, "text": " ab"}, duration=12.0))
