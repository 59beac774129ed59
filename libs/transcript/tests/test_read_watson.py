"""IBM Watson: timestamps, confidences, speaker labels."""

from __future__ import annotations

from tests.support.transcripts import checked, lines, rows


def test_watson() -> None:
    best = {"transcript": "hello there ", "confidence": 0.9,
            "timestamps": [["hello", 0.1, 0.5], ["there", 0.5, 0.9]],
            "word_confidence": [["hello", 0.8], ["there", 0.7]]}  # fmt: skip
    content = {
        "result_index": 0,
        "results": [
            {"final": True, "alternatives": [best]}, {"final": False, "alternatives": [best]},
        ],
        "speaker_labels": [{"from": 0.1, "to": 0.5, "speaker": 1, "confidence": 0.5, "final": True},
                           {"from": 0.5, "to": 0.9, "speaker": 2, "final": True}],
    }  # fmt: skip
    transcript = checked(lines(content), "watson")
    assert rows(transcript) == [("hello", 100, 500, "1"), ("there", 500, 900, "2")]
    assert [word.confidence for word in transcript.words] == [0.8, 0.7]
