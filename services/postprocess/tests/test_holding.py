"""Words held back from a part's end: nothing lost, nothing twice, the same for the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from uuid import UUID, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emend_engine import BUILT_IN, PROFILES
from emend_events import (
    Origin,
    SegmentRecord,
    Source,
    Topic,
    TranscriptHeld,
    TranscriptProcessed,
    TranscriptReceived,
    WordColumns,
    result_from_event,
)
from emend_postprocess.domain import Correction, Prepared, correct, prepare
from emend_postprocess.holding import Piece, cut, joined
from emend_transcript import first_misfit

START = datetime(2026, 1, 2, tzinfo=UTC)
FLUENT = replace(
    PROFILES["lecture"],
    stages=("loops", "fillers", "repeats", "corrections", "lexicon", "itn", "pii"),
)
"""Punctuation is left out: a sentence may well end elsewhere where the text ends elsewhere."""
SAID = (
    *("we", "met", "in", "two", "thousand", "five", "um", "near", "the", "the", "river"),
    *("in", "chapter", "two", "of", "the", "gita"),
)


def part(
    said: Sequence[str],
    sequence: int,
    *,
    last: bool = False,
    start: int = 0,
    speaker: str | None = None,
) -> TranscriptReceived:
    """Return a part whose words last 300 ms each, the first at word ``start`` of the whole."""
    times = [300 * (start + at) for at in range(len(said))]
    segment = SegmentRecord(
        start_ms=300 * start,
        end_ms=300 * (start + len(said)),
        first=0,
        last=len(said) - 1,
        speaker=speaker,
    )
    return TranscriptReceived(
        event_id=uuid5(UUID(int=0), f"{sequence} {said} {last}"),
        transcript_id="t-1",
        submitted_at=START,
        sequence=sequence,
        last=last,
        profile="lecture",
        language="en",
        source=Source(format="vosk", content_sha256="0", content_bytes=9, content_uri="x"),
        words=WordColumns(
            text=list(said),
            start_ms=times,
            end_ms=[time + 280 for time in times],
            confidence=[0.5] * len(said) if sequence % 2 else [],
        ),
        segments=[segment] if said else [],
    )


class Log:
    """The received topic as one process works on it: remembers, and repeats when told to."""

    def __init__(self) -> None:
        self.held: TranscriptHeld | None = None
        self.offset = 0

    def take(self, event: TranscriptReceived) -> TranscriptProcessed:
        """Correct the next record."""
        correction = self.correct(event, self.offset)
        self.offset += 1
        if correction.decides:
            self.held = correction.held
        assert isinstance(correction.outcome, TranscriptProcessed)
        return correction.outcome

    def correct(self, event: TranscriptReceived, offset: int) -> Correction:
        """Correct a record, remembering nothing."""
        origin = Origin(topic=Topic.RECEIVED, partition=0, offset=offset)
        prepared = prepare(event, origin, FLUENT, BUILT_IN, "g/t-1", self.held)
        assert isinstance(prepared, Prepared)
        return correct([prepared])[0]


def in_parts(said: Sequence[str], cuts: Sequence[int]) -> list[TranscriptReceived]:
    """Return a text as parts, cut before the words at ``cuts``."""
    edges = [0, *sorted(cuts), len(said)]
    return [
        part(said[first:end], number, last=end == len(said), start=first)
        for number, (first, end) in enumerate(pairwise(edges))
    ]


def text(events: Sequence[TranscriptProcessed]) -> str:
    """Return the text of corrected parts."""
    return " ".join(one.text for event in events for one in event.segments if one.text)


CUTS = st.lists(st.integers(1, len(SAID) - 1), max_size=6, unique=True)


@settings(deadline=None)
@given(CUTS)
def test_a_text_in_any_parts_reads_as_in_one(cuts: list[int]) -> None:
    log, whole = Log(), Log()
    events = [log.take(event) for event in in_parts(SAID, cuts)]
    assert text(events) == text([whole.take(part(SAID, 0, last=True))])
    assert [word for event in events for word in event.words.text] == list(SAID)
    assert [ms for event in events for ms in event.words.start_ms] == [
        300 * at for at in range(len(SAID))
    ]
    assert log.held is None
    for event in events:
        assert first_misfit(result_from_event(event)) == ""
        for segment in event.segments:
            assert segment.start_ms <= event.words.start_ms[segment.first]
            assert event.words.end_ms[segment.last] <= segment.end_ms


@settings(deadline=None)
@given(CUTS, st.integers(0, 5))
def test_a_part_that_comes_again_at_once_gives_the_same_bytes(cuts: list[int], at: int) -> None:
    log = Log()
    for number, event in enumerate(in_parts(SAID, cuts)):
        taken = log.take(event)
        if number == at and not event.last:
            assert log.take(event) == taken
    assert log.held is None


@settings(deadline=None)
@given(CUTS)
def test_the_topic_read_again_from_its_beginning_gives_the_same_bytes(cuts: list[int]) -> None:
    parts = in_parts(SAID, cuts)
    log = Log()
    first = [log.take(event) for event in parts[:-1]]
    log.offset = 0
    assert [log.take(event) for event in parts[:-1]] == first


def test_a_part_after_its_successors_loses_and_repeats_nothing() -> None:
    log = Log()
    parts = in_parts(SAID, [5, 8, 12])
    events = [log.take(parts[number]) for number in (0, 2, 1, 3)]
    assert sorted(word for event in events for word in event.words.text) == sorted(SAID)


def test_a_part_of_words_that_all_may_go_on_is_empty_and_they_come_with_the_next() -> None:
    log = Log()
    first = log.take(part(["two", "thousand"], 0))
    assert (first.words.text, first.segments, first.tokens.text) == ([], [], [])
    second = log.take(part(["five", "rivers"], 1, last=True, start=2))
    assert text([second]) == "2005 rivers"
    assert second.segments[0].start_ms == 0
    assert second.tokens.first[0] == 0


def test_another_voice_keeps_its_own_segment() -> None:
    log = Log()
    log.take(part(["people", "saw", "two", "thousand"], 0, speaker="Ann"))
    event = log.take(part(["five", "rivers"], 1, last=True, start=4, speaker="Bob"))
    voices = [(one.speaker, one.first, one.last, one.text) for one in event.segments]
    assert voices[0][0] == "Ann"
    assert voices[-1] == ("Bob", 1 + voices[0][2], 2 + voices[0][2], "five rivers")


def test_what_was_never_followed_is_not_more_than_twelve_words() -> None:
    log = Log()
    for number in range(5):
        log.take(part(["one", "two", "three", "four"], number, start=4 * number))
        assert log.held is not None
        assert len(log.held.words.text) <= 12


@given(st.integers(1, 9), st.integers(1, 9), st.data())
def test_what_is_cut_joins_to_the_same(one: int, other: int, data: st.DataObject) -> None:
    first, second = part(["a"] * one, 1), part(["b"] * other, 2, start=one, speaker="B")
    whole = joined(Piece(first.words, first.segments), Piece(second.words, second.segments))
    before, after = cut(whole, data.draw(st.integers(0, one + other)))
    again = joined(before, after)
    assert again.words == whole.words
    assert [(s.first, s.last, s.speaker) for s in again.segments] == [
        (s.first, s.last, s.speaker) for s in whole.segments
    ]


@pytest.mark.parametrize("sequence", [0, 3])
def test_a_last_part_holds_nothing_and_forgets(sequence: int) -> None:
    log = Log()
    log.take(part(["in", "two", "thousand"], 2))
    event = log.take(part(["five", "or", "two"], sequence, last=True, start=3))
    assert (log.held is None) == (sequence == 3)
    assert event.words.text[-1] == "two"
