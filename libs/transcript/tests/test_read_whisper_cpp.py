"""whisper.cpp's JSON: segments with offsets, and tokens that make words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from emend_transcript import FormatError, WordFlag, read


def item(text: str, start: int, end: int, **fields: Any) -> dict[str, Any]:
    return {"text": text, "offsets": {"from": start, "to": end}, **fields}


def whisper_cpp(*segments: dict[str, Any]) -> bytes:
    content = {
        "params": {"model": "models/ggml-base.bin"},
        "result": {"language": "en"},
        "transcription": segments,
    }
    return json.dumps(content).encode()


def test_tokens_are_joined_to_words_and_their_probabilities_averaged() -> None:
    tokens = [
        item("[_BEG_]", 0, 0, p=0.9),
        item(" Hel", 0, 200, p=0.5),
        item("lo", 200, 400, p=1.0),
        item(",", 400, 410, p=0.75),
        item(" you", 500, 900, p=0.25),
        item("[_TT_50]", 900, 900, p=0.1),
    ]
    transcript = read(whisper_cpp(item(" Hello, you", 0, 1000, tokens=tokens)))
    assert [word[1:5] for word in transcript.words] == [
        ("Hello", 0, 410, 0.75),
        (",", 410, 410, 0.75),
        ("you", 500, 900, 0.25),
    ]
    assert (transcript.format, transcript.language) == ("whisper_cpp", "en")
    assert transcript.recogniser == "models/ggml-base.bin"


def test_segments_without_tokens_have_their_time_divided() -> None:
    words = read(whisper_cpp(item(" ab cd", 1000, 2000))).words
    assert [word[1:4] for word in words] == [("ab", 1000, 1500), ("cd", 1500, 2000)]
    assert all(word.flags == WordFlag.INTERPOLATED for word in words)


def test_tokens_that_do_not_make_the_text_are_not_trusted() -> None:
    tokens = [item(" x", 0, 10, p=0.5)]
    words = read(whisper_cpp(item(" ab", 0, 100, tokens=tokens))).words
    assert [word[1:4] for word in words] == [("ab", 0, 100)]


def test_a_segment_without_offsets_is_refused() -> None:
    with pytest.raises(FormatError) as refused:
        read(whisper_cpp({"text": "a"}))
    assert refused.value.location == "$.transcription[0].offsets"


def test_a_token_a_segment_makes_words_that_are_cut_at_pauses() -> None:
    segments = [item(" Amer", 0, 300), item("icans", 300, 700), item(",", 700, 700),
                item(" ask", 800, 1_000), item(" not", 4_000, 4_500)]  # fmt: skip
    segments[3]["tokens"] = [item(" ask", 800, 1_000, p=0.5)]
    transcript = read(whisper_cpp(*segments))
    assert [word[1:5] for word in transcript.words] == [
        ("Americans", 0, 700, None), (",", 700, 700, None), ("ask", 800, 1_000, 0.5),
        ("not", 4_000, 4_500, None),
    ]  # fmt: skip
    assert [(one.first, one.last) for one in transcript.segments] == [(0, 2), (3, 3)]


def test_probabilities_that_are_none_say_nothing() -> None:
    segments = [item(" a", 0, 300), item(" b", 300, 700)]
    segments[0]["tokens"] = [item(" a", 0, 300, p=10**400)]
    assert [word.confidence for word in read(whisper_cpp(*segments)).words] == [None, None]
