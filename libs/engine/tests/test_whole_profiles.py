"""Every built-in profile keeps its promises on texts that provoke all its stages at once."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emend_engine import PROFILES, Profile, check_result, process
from emend_transcript import Result, Segment, Word, WordFlag, joined, replay, token_times_ms

_SAID = """
um uh hmm you know like i mean sort of no wait scratch that sorry rather the the a and is are what
who how why in of at to on from this that it we they need want went monday July call me my number
one two five ten twenty fifth hundred thousand point half past o'clock dollars percent kilometers
first chapter verse 1,000 3.14 $5 20 2005 4111 1111 123-45-6789 john dot smith at gmail dot com www
card pin cvv ssn born address bagavad geeta gita adwaita vedanta pranayam upa nishad krishna hare
crishna maya arjun guru shishya parampar samkya yoga sat chit om namah shivaya damn shit bullshit
hell f*** IT NASA Paris I'm don't Krishna's and/or uh-huh Gi\u0304ta\u0304 kri\u00adshna ﻻ हरि ॐ
русский 한국어 שלום é İ ß
"""
_MARKS = (",", ".", "?", "!", "-", "—", "...", '"', "(", ")", ":")


@st.composite
def _speech(draw: st.DrawFn) -> tuple[tuple[Word, ...], tuple[Segment, ...]]:
    """Draw up to fourteen words and marks of two speakers, with pauses and doubts."""
    texts = draw(st.lists(st.sampled_from((*_SAID.split(), *_MARKS)), max_size=14))
    words: list[Word] = []
    time = 0
    for at, text in enumerate(texts):
        mark = text in _MARKS
        length = 0 if mark else draw(st.sampled_from((0, 90, 300)))
        flags = (WordFlag.MARK if mark else 0) | (WordFlag.GLUED if draw(st.booleans()) else 0)
        flags = flags if mark else flags & draw(st.sampled_from((0, 0, 0, WordFlag.GLUED)))
        confidence = draw(st.sampled_from((0.9, 0.9, 0.2, None)))
        speaker = f"speaker {at * 2 // len(texts)}"
        words.append(Word(at, text, time, time + length, confidence, speaker, flags=flags))
        time += length + draw(st.sampled_from((0, 20, 2_000)))
    return tuple(words), _segments(words)


def _segments(words: list[Word] | tuple[Word, ...]) -> tuple[Segment, ...]:
    starts = [at for at in range(len(words)) if not at or words[at - 1][5] != words[at][5]]
    return tuple(
        Segment(words[first].start_ms, words[end - 1].end_ms, first, end - 1, words[first].speaker)
        for first, end in pairwise([*starts, len(words)])
    )


def _times_hold(result: Result) -> bool:
    times = [token_times_ms(token, result.words) for token in result.tokens]
    for token, (start, end) in zip(result.tokens, times, strict=True):
        first = result.words[min(token.first, max(token.last, 0))]
        last = result.words[max(token.last, 0)]
        if not first.start_ms <= start <= end <= last.end_ms:
            return False
    return all(earlier[1] <= later[0] for earlier, later in pairwise(times))


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES.keys())
@settings(max_examples=100, deadline=None)
@given(_speech())
def test_nothing_is_lost_and_the_changes_lead_to_the_output(
    profile: Profile, said: tuple[tuple[Word, ...], tuple[Segment, ...]]
) -> None:
    result = process(*said, profile)
    deleted = check_result(result)
    kept = sum(token.last - token.first + 1 for token in result.tokens)
    assert kept + len(deleted) == len(said[0])
    replayed = replay(result.changes, result.words)
    assert joined(replayed).encode() == joined(result.tokens).encode()
    assert _times_hold(result)


@pytest.mark.parametrize("name", ["lecture", "call", "caption"])
@settings(max_examples=100, deadline=None)
@given(_speech())
def test_before_marks_are_set_twice_is_once(
    name: str, said: tuple[tuple[Word, ...], tuple[Segment, ...]]
) -> None:
    profile = PROFILES[name]
    late = ("punctuation", "casing", "profanity", "redaction")
    words = replace(profile, stages=tuple(one for one in profile.stages if one not in late))
    once = process(*said, words)
    again = process(*_said_again(once), words)
    assert joined(again.tokens) == joined(once.tokens)


def _said_again(result: Result) -> tuple[tuple[Word, ...], tuple[Segment, ...]]:
    """Return the corrected tokens as if a recogniser had said them."""
    words = tuple(
        Word(
            at,
            token.text,
            *token_times_ms(token, result.words),
            speaker=result.words[min(token.first, max(token.last, 0))].speaker,
            flags=(WordFlag.MARK if token.kind == "punctuation" else 0)
            | (WordFlag.GLUED if token.glued else 0),
        )
        for at, token in enumerate(result.tokens)
    )
    return words, _segments(words)
