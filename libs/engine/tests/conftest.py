"""Builders: transcripts from plain sentences, and corrected text from them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from emend_engine import Profile, check_result, find_profile, process_transcript
from emend_engine.plain import punctuate
from emend_transcript import Transcript, joined, read


def _without_marks(profile: Profile) -> Profile:
    """Return a profile that writes no marks and capitals, so that a test sees one rule alone."""
    kept = (name for name in profile.stages if name not in ("punctuation", "casing"))
    return replace(profile, stages=tuple(kept))


def _spoken(*texts: str) -> Transcript:
    """Return a Whisper transcript that says these texts, a segment each, 300 ms a word."""
    segments: list[dict[str, object]] = []
    time = 0.0
    for text in texts:
        words: list[dict[str, object]] = []
        for word in text.split():
            words.append({"word": f" {word}", "start": time, "end": time + 0.3, "probability": 0.9})
            time = round(time + 0.3, 3)
        start = words[0]["start"] if words else time
        segments.append({"start": start, "end": time, "text": f" {text}", "words": words})
    content = {"text": " ".join(texts), "segments": segments, "language": "en"}
    return read(json.dumps(content).encode(), format="whisper")


@pytest.fixture(scope="session")
def spoken() -> Callable[..., Transcript]:
    """Give the builder of transcripts."""
    return _spoken


@pytest.fixture(scope="session")
def corrected() -> Callable[..., str]:
    """Give the function that corrects a sentence as a lecture, but for marks and capitals."""

    def correct(text: str, profile: Profile | None = None) -> str:
        wanted = _without_marks(profile or find_profile("lecture"))
        result = process_transcript(_spoken(text), wanted)
        check_result(result)
        return joined(result.tokens)

    return correct


@pytest.fixture(scope="session", autouse=True)
def loaded_model() -> None:  # pyright: ignore[reportUnusedFunction] - pytest calls it
    """Load the model once, outside of any test's deadline."""
    punctuate("so it begins")
