"""Hugging Face's pipeline and parakeet-mlx: chunks and tokens."""

from __future__ import annotations

from typing import Any

from tests.support.transcripts import checked, lines, rows


def test_hugging_face_chunks_of_words_and_of_phrases() -> None:
    words = [{"text": " Hello", "timestamp": [0.0, 0.5]}, {"text": ",", "timestamp": [0.5, 0.5]},
             {"text": " there.", "timestamp": [0.6, None]}]  # fmt: skip
    transcript = checked(lines({"text": " Hello, there.", "chunks": words}), "transformers")
    assert [(*word[1:4], word.is_glued) for word in transcript.words] == [
        ("Hello", 0, 500, False), (",", 500, 500, True),
        ("there", 600, 600, False), (".", 600, 600, True),
    ]  # fmt: skip
    phrases = [{"text": " ab cd", "timestamp": [1.0, 2.0], "speaker": "SPEAKER_00"}]
    spoken = checked(lines({"speakers": phrases, "chunks": words, "text": ""}), "transformers")
    assert rows(spoken) == [("ab", 1_000, 1_500, "SPEAKER_00"), ("cd", 1_500, 2_000, "SPEAKER_00")]


def test_parakeet_mlx_s_tokens_make_words() -> None:
    def token(text: str, start: float, end: float) -> dict[str, Any]:
        return {"text": text, "start": start, "end": end, "confidence": 0.5}

    tokens = [
        token(" H", 0.1, 0.2),
        token("i", 0.2, 0.3),
        token(" you", 0.4, 0.9),
        token(".", 0.9, 1),
    ]
    content = {"text": "Hi you.", "sentences": [{"text": " Hi you.", "tokens": tokens}]}
    transcript = checked(lines(content), "parakeet")
    assert rows(transcript) == [
        ("Hi", 100, 300, None),
        ("you", 400, 1_000, None),
        (".", 1_000, 1_000, None),
    ]
    assert transcript.words[0].confidence == 0.5
