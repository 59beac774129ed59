"""Rev AI: transcripts and streams."""

from __future__ import annotations

from typing import Any

from tests.support.transcripts import checked, lines


def rev(*elements: Any, **fields: Any) -> dict[str, Any]:
    return {"monologues": [{"speaker": 0, "elements": list(elements), **fields}]}


def spoken(value: str, ts: float, end_ts: float) -> dict[str, Any]:
    return {"type": "text", "value": value, "ts": ts, "end_ts": end_ts, "confidence": 0.5}


def punct(value: str) -> dict[str, Any]:
    return {"type": "punct", "value": value}


def test_rev_ai() -> None:
    content = rev(
        spoken("He", 0.1, 0.3), punct(" "), spoken("said", 0.3, 0.5), punct(', "'),
        spoken("twenty", 0.6, 0.9), punct("-"), spoken("five", 0.9, 1.2), punct('." '),
        {"type": "unknown", "value": "inaudible"}, punct(" "), spoken("Bye", 2.0, 2.5), punct("."),
    )  # fmt: skip
    transcript = checked(lines(content), "rev_ai")
    assert (
        "".join(word.text if word.is_glued else f" {word.text}" for word in transcript.words)
        == ' He said, "twenty-five." inaudible Bye.'
    )
    times = {word.text: (word.start_ms, word.end_ms) for word in transcript.words}
    assert times["five"] == (900, 1_200)
    assert times["inaudible"] == (1_200, 2_000)
    assert {word.speaker for word in transcript.words} == {"0"}


def test_rev_ai_streaming() -> None:
    final = {
        "type": "final",
        "ts": 1,
        "end_ts": 2,
        "elements": [spoken("hi", 1.0, 2.0), punct(".")],
    }
    content = lines({"type": "connected", "id": "x"}, {**final, "type": "partial"}, final)
    assert [word[1:4] for word in checked(content, "rev_ai").words] == [
        ("hi", 1_000, 2_000), (".", 2_000, 2_000),
    ]  # fmt: skip
