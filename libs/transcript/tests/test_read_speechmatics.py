"""Speechmatics: json-v2 and its real-time messages."""

from __future__ import annotations

from typing import Any

from tests.support.transcripts import checked, lines, rows


def speechmatics_item(text: str, start: float, end: float, **fields: Any) -> dict[str, Any]:
    about = {key: fields.pop(key) for key in ("speaker", "language") if key in fields}
    best = {"content": text, "confidence": 0.9, **about}
    return {"type": "word", "start_time": start, "end_time": end, "alternatives": [best], **fields}


SPEECHMATICS = {
    "format": "2.9",
    "job": {"id": "x", "duration": 12, "created_at": "2024-01-01T00:00:00Z"},
    "metadata": {"type": "transcription", "transcription_config": {"language": "en"}},
    "results": [
        speechmatics_item("Born", 0.5, 0.9, speaker="S1", language="en"),
        speechmatics_item("1995", 1.0, 2.0, speaker="S1", type="entity", entity_class="date",
                          spoken_form=[speechmatics_item("nineteen", 1.0, 1.4)],
                          written_form=[speechmatics_item("1995", 1.0, 2.0)]),
        speechmatics_item(".", 2.0, 2.0, speaker="S1", type="punctuation", attaches_to="previous"),
        {"type": "speaker_change", "start_time": 2.0, "end_time": 2.0},
        speechmatics_item("Yes", 2.5, 3.0, speaker="UU"),
    ],
}  # fmt: skip


def test_speechmatics() -> None:
    transcript = checked(lines(SPEECHMATICS), "speechmatics")
    assert rows(transcript) == [
        ("Born", 500, 900, "S1"), ("1995", 1_000, 2_000, "S1"), (".", 2_000, 2_000, "S1"),
        ("Yes", 2_500, 3_000, None),
    ]  # fmt: skip
    assert (transcript.language, transcript.duration_ms) == ("en", 12_000)
    assert transcript.words[0].confidence == 0.9
    assert transcript.words[2].is_mark


def test_speechmatics_channels_with_names_and_numbers() -> None:
    items = [
        speechmatics_item("hello", 0.5, 0.9, channel="Agent"),
        speechmatics_item("yes", 0.6, 0.8, channel="channel_2"),
        speechmatics_item("¿", 1.0, 1.0, type="punctuation", attaches_to="next", channel="Agent"),
        speechmatics_item("what", 1.0, 1.2, channel="Agent"),
    ]
    words = checked(lines({**SPEECHMATICS, "results": items}), "speechmatics").words
    assert [(word.text, word.speaker, word.channel) for word in words] == [
        ("hello", "Agent", None), ("¿", "Agent", None), ("what", "Agent", None), ("yes", None, 2),
    ]  # fmt: skip
    assert words[2].is_glued


def test_speechmatics_real_time_messages() -> None:
    final: dict[str, Any] = {
        "message": "AddTranscript",
        "metadata": {},
        "results": [speechmatics_item("a", 1, 2)],
    }
    partial = {**final, "message": "AddPartialTranscript"}
    content = lines({"message": "RecognitionStarted", "id": "x"}, partial, final)
    assert rows(checked(content, "speechmatics")) == [("a", 1_000, 2_000, None)]
