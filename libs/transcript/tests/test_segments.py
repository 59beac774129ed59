"""Words become segments at speakers, pauses and lengths; channels and captions may overlap."""

from __future__ import annotations

import json
from typing import Any

from emend_transcript import read


def vosk(*words: tuple[str, Any, Any]) -> bytes:
    """Write words as one Vosk result, the plainest format there is."""
    result = [{"word": text, "start": start, "end": end} for text, start, end in words]
    return json.dumps({"result": result, "text": ""}).encode()


def deepgram(*words: dict[str, Any], duration: float | None = None) -> bytes:
    channel = {"alternatives": [{"words": words}]}
    metadata = {} if duration is None else {"duration": duration}
    return json.dumps({"metadata": metadata, "results": {"channels": [channel]}}).encode()


def test_a_change_of_speaker_starts_a_segment() -> None:
    words = [
        {"word": "a", "start": 0, "end": 1, "speaker": 0},
        {"word": "b", "start": 1, "end": 2, "speaker": 1},
        {"word": "c", "start": 2, "end": 3, "speaker": 1},
    ]
    segments = read(deepgram(*words)).segments
    assert [(each.first, each.last, each.speaker) for each in segments] == [
        (0, 0, "0"),
        (1, 2, "1"),
    ]


def test_a_pause_starts_a_segment_only_where_the_recogniser_made_none() -> None:
    flat = [{"word": "a", "start": 0, "end": 1}, {"word": "b", "start": 2, "end": 3}]
    assert len(read(deepgram(*flat)).segments) == 2
    assert len(read(vosk(("a", 0, 1), ("b", 2, 3))).segments) == 1


def test_a_shorter_pause_is_enough_after_a_sentence() -> None:
    def segments(text: str) -> int:
        words = [{"word": text, "start": 0, "end": 1}, {"word": "b", "start": 1.3, "end": 3}]
        return len(read(deepgram(*words)).segments)

    assert [segments("a"), segments("a.")] == [1, 2]


def test_no_segment_grows_beyond_250_words_and_it_is_cut_at_its_widest_pause() -> None:
    gap = {180: 500, 500: 400}
    starts = [
        index * 100 + sum(wait for at, wait in gap.items() if index >= at) for index in range(600)
    ]
    words = [("w", start / 1000, start / 1000 + 0.1) for start in starts]
    segments = read(vosk(*words)).segments
    assert segments[0].last == 179
    assert all(each.last - each.first < 250 for each in segments)
    assert segments[-1].last == 599


def test_channels_are_merged_in_the_order_of_time() -> None:
    def channel(*words: tuple[str, float]) -> dict[str, Any]:
        spoken = [{"word": text, "start": start, "end": start + 0.5} for text, start in words]
        return {"alternatives": [{"words": spoken}]}

    content = {"results": {"channels": [channel(("a", 0), ("c", 4)), channel(("b", 2), ("d", 6))]}}
    transcript = read(json.dumps(content).encode())
    assert [(word.text, word.channel) for word in transcript.words] == [
        ("a", 0), ("b", 1), ("c", 0), ("d", 1),
    ]  # fmt: skip
    assert [word.index for word in transcript.words] == [0, 1, 2, 3]


def test_captions_that_overlap_are_legal() -> None:
    content = b"1\n00:00:00,000 --> 00:00:10,000\na b\n\n2\n00:00:01,000 --> 00:00:02,000\nc\n"
    assert [word.start_ms for word in read(content).words] == [0, 5000, 1000]
