"""Cutting: every word once, in order, in parts that fit a message."""

from __future__ import annotations

from itertools import chain, pairwise

from hypothesis import given
from hypothesis import strategies as st

from emend_ingest.domain.parts import Part, cut
from emend_transcript import Segment, Word, WordFlag


def words(*texts: str, pause_before: int | None = None) -> tuple[Word, ...]:
    """Return words of 100 ms, one a second; a long pause stands before one of them."""
    late = 5000 if pause_before is not None else 0
    return tuple(
        Word(i, text, start := i * 1000 + late * (i >= (pause_before or 0)), start + 100)
        for i, text in enumerate(texts)
    )


def segmented(spoken: tuple[Word, ...], *lengths: int) -> list[Segment]:
    """Return segments of so many words each."""
    segments: list[Segment] = []
    first = 0
    for length in lengths:
        last = first + length - 1
        segments.append(Segment(spoken[first].start_ms, spoken[last].end_ms, first, last))
        first += length
    return segments


def texts(part: Part) -> list[str]:
    return [word.text for word in part.words]


def test_a_short_transcript_is_one_part() -> None:
    spoken = words("one", "two", "three")
    segments = segmented(spoken, 2, 1)
    assert cut(spoken, segments) == [Part(spoken, tuple(segments))]


def test_parts_break_between_segments() -> None:
    spoken = words(*"abcdef")
    parts = cut(spoken, segmented(spoken, 2, 2, 2), budget=160)
    assert [texts(part) for part in parts] == [["a", "b", "c", "d"], ["e", "f"]]


def test_segments_index_the_words_of_their_own_part() -> None:
    spoken = words(*"abcdef")
    parts = cut(spoken, segmented(spoken, 2, 2, 2), budget=80)
    assert [[(s.first, s.last) for s in part.segments] for part in parts] == [[(0, 1)]] * 3


def test_a_segment_that_is_too_long_is_split_at_its_longest_pause() -> None:
    spoken = words(*(["word"] * 40), pause_before=17)
    parts = cut(spoken, segmented(spoken, 40), budget=32 + 25 * 20)
    assert len(parts[0].words) == 17
    assert parts[0].segments[0].end_ms == spoken[16].end_ms
    assert parts[1].segments[0].start_ms == spoken[17].start_ms


def test_a_mark_stays_with_its_word() -> None:
    spoken = tuple(
        word._replace(text=",", flags=int(WordFlag.MARK | WordFlag.GLUED))
        if word.index % 2
        else word
        for word in words(*(["word"] * 400))
    )
    parts = cut(spoken, segmented(spoken, 400), budget=500)
    assert len(parts) > 1
    assert all(not part.words[0].is_glued for part in parts)


def test_a_word_larger_than_the_budget_still_travels() -> None:
    spoken = words("x" * 500, "y" * 500)
    assert [texts(part) for part in cut(spoken, segmented(spoken, 2), budget=100)] == [
        ["x" * 500],
        ["y" * 500],
    ]


spoken_texts = st.lists(st.text("aé语", min_size=1, max_size=30), min_size=1, max_size=60)


@given(spoken_texts, st.data(), st.integers(60, 600))
def test_every_word_is_in_one_part_and_one_segment(
    said: list[str], data: st.DataObject, budget: int
) -> None:
    spoken = words(*said)
    breaks = sorted(data.draw(st.sets(st.integers(1, len(said) - 1)))) if len(said) > 1 else []
    bounds = [0, *breaks, len(said)]
    lengths = [end - start for start, end in pairwise(bounds)]
    parts = cut(spoken, segmented(spoken, *lengths), budget)
    assert tuple(chain.from_iterable(part.words for part in parts)) == spoken
    for part in parts:
        covered = [i for s in part.segments for i in range(s.first, s.last + 1)]
        assert covered == list(range(len(part.words)))
