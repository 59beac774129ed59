"""The messages of streaming services: final ones are read, partial ones passed over."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.transcripts import checked, lines, rows


def live(*words: Any, is_final: bool = True, channels: tuple[int, int] = (0, 1)) -> dict[str, Any]:
    alternative = {"transcript": "", "confidence": 0.9, "words": list(words)}
    return {
        "type": "Results", "channel_index": list(channels), "duration": 2, "start": 0.0,
        "is_final": is_final, "speech_final": is_final, "channel": {"alternatives": [alternative]},
        "metadata": {"model_info": {"name": "nova-3", "version": "1", "arch": "nova-3"}},
    }  # fmt: skip


def test_deepgram_streaming() -> None:
    word = {"word": "hello", "start": 0.5, "end": 0.9, "confidence": 0.8, "speaker": 0,
            "punctuated_word": "Hello."}  # fmt: skip
    content = lines(
        {"type": "SpeechStarted", "timestamp": 0.4, "channel": [0]}, live(word, is_final=False),
        live(word), live(), {"type": "UtteranceEnd", "channel": [0, 1], "last_word_end": 0.9},
        {"type": "Metadata", "duration": 2.0},
    )  # fmt: skip
    transcript = checked(content, "deepgram_live")
    assert rows(transcript) == [("Hello", 500, 900, "0"), (".", 900, 900, "0")]
    assert transcript.recogniser == "nova-3"
    other = live({**word, "punctuated_word": None}, channels=(1, 2))
    both = checked(lines([live(word, channels=(0, 2)), other]), "deepgram_live").words
    assert [(one.text, one.channel) for one in both] == [("Hello", 0), (".", 0), ("hello", 1)]


def test_azure_real_time() -> None:
    def ticks(word: str, start: int, length: int, **fields: Any) -> dict[str, Any]:
        return {"Word": word, "Offset": start * 10_000, "Duration": length * 10_000, **fields}

    best = {
        "Confidence": 0.9, "Lexical": "at nine thirty", "ITN": "at 9:30", "Display": "At 9:30.",
        "Words": [ticks("at", 100, 100, Confidence=0.5), ticks("nine", 200, 100, Confidence=0.6),
                  ticks("thirty", 300, 100, Confidence=0.8)],
        "DisplayWords": [ticks("At", 100, 100), ticks("9:30.", 200, 200)],
    }  # fmt: skip
    phrase = {"Id": "x", "RecognitionStatus": "Success", "Offset": 1_000_000, "Duration": 3_000_000,
              "DisplayText": "At 9:30.", "Channel": 0, "SpeakerId": "Guest-1", "NBest": [best],
              "PrimaryLanguage": {"Language": "en-US"}}  # fmt: skip
    silence = {"RecognitionStatus": "InitialSilenceTimeout", "Offset": 0, "Duration": 0}
    transcript = checked(lines(silence, phrase), "azure_live")
    assert rows(transcript)[:2] == [("At", 100, 200, "Guest-1"), ("9:30", 200, 400, "Guest-1")]
    assert transcript.words[1].confidence == pytest.approx(0.7)
    assert transcript.language == "en-US"
    simple = {
        key: phrase[key] for key in ("RecognitionStatus", "Offset", "Duration", "DisplayText")
    }
    assert [word[1:4] for word in checked(lines(simple), "azure_live").words][:2] == [
        ("At", 100, 185), ("9:30", 185, 400),
    ]  # fmt: skip


def test_google_streaming_answers_are_read_where_they_are_final() -> None:
    def answer(text: str, **fields: Any) -> dict[str, Any]:
        words = [{"startTime": "1.100s", "endTime": "1.300s", "word": text}]
        return {"results": [{"alternatives": [{"transcript": text, "words": words}], **fields}]}

    content = lines(answer("hell", stability=0.9), answer("hello", isFinal=True))
    assert rows(checked(content, "google")) == [("hello", 1_100, 1_300, None)]


def test_assemblyai_s_streaming_turns_and_final_transcripts() -> None:
    def turn(text: str, **fields: Any) -> dict[str, Any]:
        words = [{"text": text, "start": 100, "end": 300, "confidence": 0.9}]
        return {"type": "Turn", "turn_order": 0, "end_of_turn": True, "words": words, **fields}

    content = lines({"type": "Begin"}, turn("h", end_of_turn=False), turn("hi"), turn("Hi."))
    assert [word.text for word in checked(content, "assemblyai_live").words] == ["Hi", "."]
    final = {"message_type": "FinalTranscript", "words": turn("hi")["words"]}
    partial = {**final, "message_type": "PartialTranscript"}
    assert len(checked(lines(partial, final), "assemblyai_live").words) == 1


def test_amazon_transcribe_streaming() -> None:
    items = [
        {
            "Content": "Hi",
            "StartTime": 0.1,
            "EndTime": 0.5,
            "Type": "pronunciation",
            "Speaker": "0",
        },
        {"Content": ".", "StartTime": 0.5, "EndTime": 0.5, "Type": "punctuation"},
    ]
    result = {"IsPartial": False, "ChannelId": "ch_1", "Alternatives": [{"Items": items}]}
    partial = {"TranscriptEvent": {"Transcript": {"Results": [{**result, "IsPartial": True}]}}}
    transcript = checked(lines(partial, {"Transcript": {"Results": [result]}}), "aws_live")
    assert rows(transcript) == [("Hi", 100, 500, "0"), (".", 500, 500, "0")]
    assert {word.channel for word in transcript.words} == {1}


def test_vosk_s_partial_results_are_passed_over() -> None:
    word = {"word": "om", "start": 0.0, "end": 1.0, "conf": 1.0}
    partial = {"partial": "om", "partial_result": [word]}
    assert len(checked(lines(partial, {"result": [word], "text": "om"}), "vosk").words) == 1
