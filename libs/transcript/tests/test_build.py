"""Times are checked, mended or refused; words are cut and counted."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emend_transcript import FormatError, Transcript, WordFlag, read

MARK, GLUED = WordFlag.MARK, WordFlag.GLUED


INTERPOLATED, ADJUSTED = WordFlag.INTERPOLATED, WordFlag.ADJUSTED


def vosk(*words: tuple[str, Any, Any]) -> bytes:
    """Write words as one Vosk result, the plainest format there is."""
    result = [{"word": text, "start": start, "end": end} for text, start, end in words]
    return json.dumps({"result": result, "text": ""}).encode()


def whisper(*segments: dict[str, Any], **fields: Any) -> bytes:
    return json.dumps({"text": "", "segments": segments, **fields}).encode()


def deepgram(*words: dict[str, Any], duration: float | None = None) -> bytes:
    channel = {"alternatives": [{"words": words}]}
    metadata = {} if duration is None else {"duration": duration}
    return json.dumps({"metadata": metadata, "results": {"channels": [channel]}}).encode()


def rows(transcript: Transcript) -> list[tuple[str, int, int, int]]:
    return [(word.text, word.start_ms, word.end_ms, word.flags) for word in transcript.words]


def test_marks_stand_at_the_edge_of_their_word_and_take_no_time() -> None:
    assert rows(read(vosk(('"Yes,"', 1, 2)))) == [
        ('"', 1000, 1000, MARK),
        ("Yes", 1000, 2000, GLUED),
        (",", 2000, 2000, MARK | GLUED),
        ('"', 2000, 2000, MARK | GLUED),
    ]


def test_a_compound_shares_its_time_by_characters() -> None:
    assert rows(read(vosk(("twenty-five.", 0, 1)))) == [
        ("twenty", 0, 600, INTERPOLATED),
        ("-", 600, 600, MARK | GLUED | INTERPOLATED),
        ("five", 600, 1000, GLUED | INTERPOLATED),
        (".", 1000, 1000, MARK | GLUED),
    ]


def test_a_mark_that_is_a_word_of_its_own_keeps_its_time() -> None:
    assert rows(read(vosk(("so", 0, 1), ("...", 1, 2), ("-", 2, 3)))) == [
        ("so", 0, 1000, 0),
        ("...", 1000, 2000, MARK | GLUED),
        ("-", 2000, 3000, MARK),
    ]


def test_zero_length_and_overlapping_words_are_left_as_they_are() -> None:
    assert rows(read(vosk(("a", 1, 1), ("b", 1, 2), ("c", 1.5, 1.7)))) == [
        ("a", 1000, 1000, 0),
        ("b", 1000, 2000, 0),
        ("c", 1500, 1700, 0),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([("a", -0.1, 0.5)], [("a", 0, 500, ADJUSTED)]),
        ([("a", 1, 0.9)], [("a", 1000, 1000, ADJUSTED)]),
        (
            [("a", 1, 2), ("b", 0.9, 2.5)],
            [("a", 1000, 2000, 0), ("b", 1000, 2500, ADJUSTED)],
        ),
    ],
)
def test_times_that_are_a_little_wrong_are_mended_and_flagged(
    words: list[tuple[str, float, float]], expected: list[tuple[str, int, int, int]]
) -> None:
    assert rows(read(vosk(*words))) == expected


@pytest.mark.parametrize(
    ("words", "place", "part"),
    [
        ([("a", -0.101, 0.5)], "$.result[0]", "before the recording"),
        ([("a", 1, 0.899)], "$.result[0]", "before its start at 1000 ms"),
        ([("a", 1, 2), ("b", 0.899, 2)], "$.result[1]", "before the one ahead of it at 1000 ms"),
        ([("a", 5, 6), ("b", 1, 2)], "$.result[1]", "starts at 1000 ms"),
        # Faults below the limit do not add up unseen.
        ([("a", 1, 2), ("b", 0.95, 2), ("c", 0.89, 2)], "$.result[2]", "'c' starts at 890 ms"),
        ([("a", float("nan"), 2)], "$.result[0].start", "nan"),
        ([("a", 1, float("inf"))], "$.result[0].end", "inf"),
        ([("a", "1", True)], "$.result[0].end", "number"),
        ([("a", None, 2)], "$.result[0].start", "None"),
    ],
)
def test_times_that_are_very_wrong_are_refused_with_their_place(
    words: list[tuple[str, Any, Any]], place: str, part: str
) -> None:
    with pytest.raises(FormatError) as refused:
        read(vosk(*words))
    assert refused.value.code in {"bad_time", "wrong_type"}
    assert refused.value.location == place
    assert part in refused.value.reason


def test_words_may_end_a_second_after_the_recording_since_lengths_are_rounded() -> None:
    transcript = read(deepgram({"word": "a", "start": 9, "end": 11}, duration=10.0))
    assert transcript.duration_ms == 11_000
    assert rows(transcript) == [("a", 9000, 11_000, 0)]
    with pytest.raises(FormatError, match="ends at 11001 ms, but the recording at 10000 ms"):
        read(deepgram({"word": "a", "start": 9, "end": 11.001}, duration=10.0))


def test_a_length_of_nothing_is_a_length_not_known_and_a_negative_one_is_refused() -> None:
    word = {"word": "a", "start": 9, "end": 11}
    assert read(deepgram(word, duration=0)).duration_ms is None
    with pytest.raises(FormatError, match="negative"):
        read(deepgram(word, duration=-1))


def test_an_offset_moves_every_time() -> None:
    transcript = read(deepgram({"word": "a,", "start": 1, "end": 2}, duration=3), offset_ms=60_000)
    assert rows(transcript) == [("a", 61_000, 62_000, 0), (",", 62_000, 62_000, MARK | GLUED)]
    assert (transcript.segments[0].start_ms, transcript.segments[0].end_ms) == (61_000, 62_000)
    assert transcript.duration_ms == 63_000
    with pytest.raises(ValueError, match="-1"):
        read(vosk(("a", 0, 1)), offset_ms=-1)
    with pytest.raises(FormatError, match="24 days"):
        read(vosk(("a", 0, 1)), offset_ms=2**31)


def test_words_without_times_share_what_lies_between_their_neighbours() -> None:
    words = [
        {"word": "in", "start": 1.0, "end": 1.5},
        {"word": "1987"},
        {"word": "or"},
        {"word": "so", "start": 2.1, "end": 2.5},
        {"word": "yes"},
    ]
    segment = {"start": 0.5, "end": 3.0, "text": "in 1987 or so yes", "words": words}
    assert rows(read(whisper(segment))) == [
        ("in", 1000, 1500, 0),
        ("1987", 1500, 1900, INTERPOLATED),
        ("or", 1900, 2100, INTERPOLATED),
        ("so", 2100, 2500, 0),
        ("yes", 2500, 3000, INTERPOLATED),
    ]


def test_segment_times_that_are_a_little_wrong_flag_the_words_that_rest_on_them() -> None:
    assert rows(read(whisper({"start": -0.05, "end": 1.0, "text": "a b"}))) == [
        ("a", 0, 500, INTERPOLATED | ADJUSTED),
        ("b", 500, 1000, INTERPOLATED | ADJUSTED),
    ]
    with pytest.raises(FormatError) as refused:
        read(whisper({"start": 3.0, "end": 1.0, "text": "a b"}))
    assert (refused.value.code, refused.value.location) == ("bad_time", "$.segments[0]")


def read_or_none(content: bytes, codes: set[str]) -> Transcript | None:
    """Return the transcript, or none where it was refused for one of these causes."""
    try:
        return read(content)
    except FormatError as refused:
        if refused.code in codes:
            return None
        raise


spoken_words = st.lists(
    st.tuples(
        st.text(st.sampled_from("ab-.,'\"9 "), max_size=12),
        st.integers(-150, 400),
        st.integers(-150, 900),
        st.sampled_from([None, 0, 1]),
    ),
    min_size=1,
    max_size=30,
)


@given(spoken_words)
def test_whatever_is_read_keeps_the_model_s_promises(
    drawn: list[tuple[str, int, int, int | None]],
) -> None:
    at, words = 1000, list[dict[str, Any]]()
    for text, step, length, speaker in drawn:
        at += step
        start, end = at / 1000, (at + length) / 1000
        words.append({"word": text or "x", "start": start, "end": end, "speaker": speaker})
    transcript = read_or_none(deepgram(*words), {"bad_time", "no_words"})
    if transcript is None:
        return
    assert [word.index for word in transcript.words] == list(range(len(transcript.words)))
    assert all(0 <= word.start_ms <= word.end_ms for word in transcript.words)
    assert sorted("".join(word.text for word in transcript.words)) == sorted(
        "".join("".join(str(word["word"]).split()) for word in words)
    )
    segments = transcript.segments
    assert segments[0].first == 0
    assert segments[-1].last == len(transcript.words) - 1
    assert all(after.first == before.last + 1 for before, after in pairwise(segments))
    for segment in segments:
        inside = transcript.words[segment.first : segment.last + 1]
        assert {word[5:8] for word in inside} == {segment[4:7]}
        assert segment.start_ms <= min(word.start_ms for word in inside)
        assert segment.end_ms == max(word.end_ms for word in inside)


@given(st.text(st.sampled_from("ab-.,'\"9"), min_size=1, max_size=20), st.integers(0, 3000))
def test_the_pieces_of_a_word_fill_its_span_and_never_leave_it(text: str, length: int) -> None:
    words = read(vosk((text, 1, 1 + length / 1000))).words
    assert "".join(word.text for word in words) == text
    assert (words[0].start_ms, words[-1].end_ms) == (1000, 1000 + length)
    assert all(before.end_ms == after.start_ms for before, after in pairwise(words))
