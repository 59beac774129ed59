"""Vosk results: one, several, alternatives, and what stands between them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from emend_transcript import FormatError, read


def word(text: str, start: float, end: float, **fields: Any) -> dict[str, Any]:
    return {"word": text, "start": start, "end": end, **fields}


ONE = {"result": [word("the", 9.96, 10.1, conf=0.99)], "text": "the"}
TWO = {"result": [word("verse", 10.5, 11.07, conf=1.0)], "text": "verse", "spk": [0.1, -2]}


def test_one_result() -> None:
    transcript = read(json.dumps(ONE).encode())
    assert transcript.format == "vosk"
    assert [tuple(found[1:5]) for found in transcript.words] == [("the", 9960, 10_100, 0.99)]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([ONE, {"partial": "ver"}, {"text": ""}, TWO]),
        "\n".join(json.dumps(each) for each in (ONE, {"text": ""}, TWO)),
        json.dumps(ONE, indent=2) + json.dumps(TWO, indent=2),
    ],
    ids=["a list", "JSON lines", "one after another"],
)
def test_several_results_are_segments(content: str) -> None:
    transcript = read(content.encode())
    assert [found.text for found in transcript.words] == ["the", "verse"]
    assert [(each.first, each.last) for each in transcript.segments] == [(0, 0), (1, 1)]


def test_the_first_alternative_is_the_best_and_its_score_is_no_confidence() -> None:
    best = {"confidence": 231.4, "result": [word("om", 0, 1)], "text": "om"}
    other = {"confidence": 230.1, "result": [word("home", 0, 1)], "text": "home"}
    transcript = read(json.dumps({"alternatives": [best, other]}).encode())
    assert [tuple(found[1:5]) for found in transcript.words] == [("om", 0, 1000, None)]


def test_text_without_word_times_is_refused_with_the_way_out() -> None:
    with pytest.raises(FormatError) as refused:
        read(json.dumps({"text": "om shanti"}).encode())
    assert refused.value.code == "no_times"
    assert "SetWords(True)" in refused.value.hint


@pytest.mark.parametrize(
    "content", [{"text": ""}, [{"text": ""}, {"partial": "a"}], {"result": []}]
)
def test_silence_is_refused(content: Any) -> None:
    with pytest.raises(FormatError) as refused:
        read(json.dumps(content).encode())
    assert refused.value.code == "no_words"


def test_the_place_of_a_fault_names_the_result() -> None:
    with pytest.raises(FormatError) as refused:
        read(json.dumps([ONE, {"result": [word("a", 0, 1), {"word": 5}]}]).encode())
    assert refused.value.location == "$[1].result[1].word"
