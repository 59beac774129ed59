"""Forms of one vendor's answer that only some of its clients and versions write."""

from __future__ import annotations

from typing import Any

import pytest

from emend_transcript import FormatError, read
from tests.support.transcripts import checked, lines, rows

OM = {"word": "om", "start": 0.5, "end": 1.0}
TIMED = {"text": "om", "start": 500, "end": 1_000, "confidence": 0.9}
SCRIBED = {"text": "om", "start": 0.5, "end": 1.0}
SCRIBE = {"language_code": "eng", "language_probability": 0.9, "text": "om", "words": [SCRIBED]}
DEEPGRAM = {"results": {"channels": [{"alternatives": [{"words": [OM]}]}]}}
GOOGLE = {"alternatives": [{"words": [{"word": "om", "startTime": "0.5s", "endTime": "1s"}]}]}
WATSON = {"results": [{"final": True, "alternatives": [{"timestamps": [["om", 0.5, 1.0]]}]}]}
NEMO = {"text": "om", "timestamp": {"word": [OM]}}
PHRASE = {"Offset": 5_000_000, "Duration": 5_000_000, "DisplayText": "om"}
REV = {"type": "text", "value": "om", "timestamp": "00:00:00,500", "end_timestamp": "00:00:01,000"}
TURN = {"type": "TurnInfo", "audio_window_start": 0.5, "audio_window_end": 1.0,
        "words": [{"word": "om", "confidence": 0.9}]}  # fmt: skip
VOSK_TERM = {"text": "om", "start": 0.5, "end": 1.0, "confidence": 0.9, "type": "WORD"}
COMMITTED = "committed_transcript_with_timestamps"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("whisper", [[0, 0, 0.5, 1.0, " om", [5], -0.2, 1.0, 0.1, [[0.5, 1.0, " om", 0.9]], 0.0]]),
        ("whisper", [[0, 0, 0.5, 1.0, " om", [5], -0.2, 1.0, 0.1, None]]),
        ("whisper", {"id": 0, "start": 0.5, "end": 1.0, "text": " om"}),
        ("whisper", [OM]),
        ("whisper", {"output": {"segments": [{"start": 0.5, "end": 1.0, "text": "om"}]}}),
        ("vosk", [{**OM, "conf": 0.9}]),
        ("vosk", {"monologues": [{"speaker": {"id": "unknown"}, "terms": [VOSK_TERM]}]}),
        ("nemo", [[NEMO]]),
        ("deepgram", {"result": DEEPGRAM, "error": None}),
        ("deepgram_live", [{**TURN, "event": "Update"}, {**TURN, "event": "EndOfTurn"}]),
        ("assemblyai", {"text": "om", "words": [TIMED]}),
        ("assemblyai", [{"status": "completed", "text": "om", "words": [TIMED]}]),
        ("elevenlabs", SCRIBE),
        ("elevenlabs", {"type": "speech_to_text", "data": {"transcription": SCRIBE}}),
        ("elevenlabs", [{"message_type": "partial_transcript", "text": "o"},
                        {"message_type": COMMITTED, "text": "om", "words": [SCRIBED]}]),
        ("google", [GOOGLE]),
        ("watson", {"id": "x", "status": "completed", "results": [WATSON]}),
        ("azure_live", {"Id": "x", **PHRASE}),
        ("azure_live", {"NBest": [{"Display": "om"}], **PHRASE}),
        ("rev_ai", {"monologues": [{"elements": [REV, {"type": "punct", "value": " "}]}]}),
        ("transformers", [{"text": "om", "chunks": [{"text": " om", "timestamp": [0.5, 1.0]}]}]),
    ],
)  # fmt: skip
def test_a_form_that_is_met_is_read(name: str, value: Any) -> None:
    assert [row[:3] for row in rows(checked(lines(value), name))] == [("om", 500, 1_000)]


def test_an_error_inside_a_wrapper_is_placed_from_the_outside() -> None:
    broken = {"segments": [{"start": "x", "end": 1, "text": "om"}]}
    with pytest.raises(FormatError) as refused:
        read(lines([{"output": broken}]))
    assert refused.value.location == "$[0].output.segments[0].start"


@pytest.mark.parametrize(
    ("named", "code"),
    [("english", "en"), ("English", "en"), ("german", "de"), ("castilian", "es"), ("deu", "de"),
     ("en-GB", "en-GB"), ("klingon", "klingon")],
)  # fmt: skip
def test_a_language_that_is_named_in_words_gets_its_code(named: str, code: str) -> None:
    segment = {"start": 0, "end": 1, "text": "om"}
    assert read(lines({"segments": [segment], "language": named})).language == code


def test_words_that_could_not_be_aligned_share_the_time_between_their_neighbours() -> None:
    content = (
        b'{"segments": [{"start": 0, "end": 2, "text": "a b", "words": ['
        b'{"word": "a", "start": NaN, "end": NaN, "score": NaN},'
        b'{"word": "b", "start": 1.0, "end": 2.0}]}]}'
    )
    assert rows(read(content)) == [("a", 0, 1_000, None), ("b", 1_000, 2_000, None)]


def test_a_word_has_its_own_speaker_id() -> None:
    words = [{**OM, "speaker_id": "S2"}]
    assert rows(read(lines({"text": "om", "words": words}))) == [("om", 500, 1_000, "S2")]


@pytest.mark.parametrize(
    "tokens",
    [
        [{"text": " om", "p": 0.5}, {"text": " om", "p": 0.5}],
        [{"text": " om", "p": 0.5, "offsets": {"from": 900, "to": 950}},
         {"text": " om", "p": 0.5, "offsets": {"from": 300, "to": 990}}],
        [{"text": " om", "p": 0.5, "offsets": {"from": 900, "to": 100}},
         {"text": " om", "p": 0.5, "offsets": {"from": 950, "to": 990}}],
    ],
    ids=["none", "backwards", "reversed"],
)  # fmt: skip
def test_whisper_cpp_s_tokens_without_sensible_times_share_their_segment_s(tokens: Any) -> None:
    segment = {"offsets": {"from": 0, "to": 1_000}, "text": " om om", "tokens": tokens}
    transcript = checked(lines({"transcription": [segment]}), "whisper_cpp")
    assert rows(transcript) == [("om", 0, 500, None), ("om", 500, 1_000, None)]
    assert [word.confidence for word in transcript.words] == [0.5, 0.5]


def test_a_chunk_without_a_start_begins_where_the_one_before_ended() -> None:
    chunks = [{"text": " om", "timestamp": [0.0, 0.5]}, {"text": " om", "timestamp": [None, 1.0]}]
    assert rows(read(lines({"chunks": chunks})))[1] == ("om", 500, 1_000, None)
    chunks[1]["text"] = " om om"
    assert rows(read(lines({"chunks": chunks})))[1:] == [
        ("om", 500, 750, None),
        ("om", 750, 1_000, None),
    ]


def test_a_batch_of_several_recordings_is_refused() -> None:
    files = {f"gs://b/{n}.wav": {"transcript": {"results": [GOOGLE]}} for n in range(2)}
    with pytest.raises(FormatError, match="transcripts of 2 recordings") as refused:
        read(lines({"done": True, "response": {"results": files}}))
    assert refused.value.code == "wrong_type"
