"""Forms that a format has beside its common one."""

from __future__ import annotations

from typing import Any

import pytest

from emend_transcript import FormatError, read
from tests.support.transcripts import checked, lines, rows


def test_aws_call_analytics() -> None:
    def item(text: str, begin: int, end: int) -> dict[str, Any]:
        return {"Type": "pronunciation", "Confidence": "0.99", "Content": text,
                "BeginOffsetMillis": begin, "EndOffsetMillis": end}  # fmt: skip

    mark = {"Type": "punctuation", "Confidence": "0.0", "Content": "."}
    turn = {"ParticipantRole": "AGENT", "Content": "Hi.", "BeginOffsetMillis": 440,
            "EndOffsetMillis": 900, "Items": [item("Hi", 440, 700), mark]}  # fmt: skip
    content = {"JobStatus": "COMPLETED", "LanguageCode": "en-US", "Transcript": [turn]}
    transcript = checked(lines(content), "aws_calls")
    assert rows(transcript) == [("Hi", 440, 700, "AGENT"), (".", 700, 700, "AGENT")]
    assert transcript.language == "en-US"


def test_google_s_diarised_result_repeats_texts_without_words() -> None:
    plain = {"alternatives": [{"transcript": "hi there"}], "resultEndTime": "1.500s"}
    words = [{"startTime": "0.5s", "endTime": "1s", "word": "hi", "speakerTag": 1},
             {"startTime": "1s", "endTime": "1.5s", "word": "there", "speakerTag": 2}]  # fmt: skip
    content = lines({"results": [plain, {"alternatives": [{"words": words}]}]})
    assert rows(checked(content, "google")) == [
        ("hi", 500, 1_000, "1"),
        ("there", 1_000, 1_500, "2"),
    ]


def test_riva_s_answers_in_a_list() -> None:
    words = [{"startTime": 100, "endTime": 300, "word": "hi"}]
    answer = {"results": [{"alternatives": [{"transcript": "hi ", "words": words}],
                           "isFinal": True, "audioProcessed": 1.0}]}  # fmt: skip
    assert rows(checked(lines([answer, answer]), "riva")) == [("hi", 100, 300, None)] * 2


def test_whisper_s_segments_one_a_line() -> None:
    segments = [{"id": n, "start": n, "end": n + 1, "text": f" w{n}"} for n in range(3)]
    assert [word.text for word in checked(lines(*segments), "whisper").words] == ["w0", "w1", "w2"]


def test_whisper_s_segments_without_a_text_have_their_words() -> None:
    words = [{"word": " a", "start": 0, "end": 0.5}]
    content = {"segments": [{"start": 0, "end": 1, "words": words}], "info": ["en", 0.9]}
    assert rows(checked(lines(content), "whisper")) == [("a", 0, 500, None)]


def test_whisper_cpp_without_offsets_and_without_a_speaker_it_knows() -> None:
    stamps = {"from": "00:01:00,500", "to": "01:00:00,000"}
    segment = {"timestamps": stamps, "text": " om", "speaker": "?"}
    transcript = checked(lines({"transcription": [segment]}), "whisper_cpp")
    assert rows(transcript) == [("om", 60_500, 3_600_000, None)]


@pytest.mark.parametrize("stamps", [{}, {"word": []}, {"word": None}])
def test_nemo_s_segments_without_words_have_their_time_divided(stamps: dict[str, Any]) -> None:
    segment = {"segment": "ab cd.", "start": 1.0, "end": 2.0}
    content = {"text": "ab cd.", "timestamp": {**stamps, "segment": [segment]}}
    assert rows(checked(lines(content), "nemo"))[:2] == [
        ("ab", 1_000, 1_400, None), ("cd", 1_400, 2_000, None),
    ]  # fmt: skip


@pytest.mark.parametrize("part", ["sentences", "paragraphs"])
def test_assemblyai_s_sentences_and_paragraphs(part: str) -> None:
    words = [{"text": "Hi.", "start": 100, "end": 300, "confidence": 0.9, "speaker": "A"}]
    content = {part: [{"text": "Hi.", "words": words}], "id": "x", "audio_duration": 1}
    assert rows(checked(lines(content), "assemblyai"))[0] == ("Hi", 100, 300, "A")


def test_deepgram_s_transcript_without_words_is_refused_for_that() -> None:
    content = {"results": {"channels": [{"alternatives": [{"transcript": "hello"}]}]}}
    with pytest.raises(FormatError) as refused:
        read(lines(content))
    assert refused.value.code == "no_times"


def test_google_s_times_as_fractions_are_seconds() -> None:
    words = [{"start_time": 1.3, "end_time": 2.5, "word": "hi"}]
    content = {"results": [{"alternatives": [{"transcript": "hi", "words": words}]}]}
    assert rows(checked(lines(content), "google")) == [("hi", 1_300, 2_500, None)]


def test_azure_s_fast_previews_write_plain_milliseconds() -> None:
    words = [{"text": "Hi", "offset": 100, "duration": 300}]
    phrase = {"offset": 100, "duration": 900, "text": "Hi", "words": words, "locale": "en-US"}
    content = {"duration": 2_000, "combinedPhrases": [{"text": "Hi"}], "phrases": [phrase]}
    transcript = checked(lines(content), "azure")
    assert (rows(transcript), transcript.duration_ms) == ([("Hi", 100, 400, None)], 2_000)
