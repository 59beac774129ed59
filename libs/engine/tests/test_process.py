"""What holds for every text: nothing lost, everything replayed, twice as good as once."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emend_engine import (
    PIPELINE,
    PROFILES,
    Part,
    Profile,
    check_result,
    find_profile,
    process,
    process_parts,
)
from emend_transcript import (
    Result,
    Segment,
    Token,
    Word,
    WordFlag,
    initial_tokens,
    token_times_ms,
)

MARKS_AND_CAPITALS = Profile("marks-and-capitals", 1, ("punctuation", "casing"))
WORDS = replace(
    find_profile("lecture"),
    name="words",
    stages=tuple(
        name for name in find_profile("lecture").stages if name not in MARKS_AND_CAPITALS.stages
    ),
)
"""New marks can tell later what a number is, so only each half of a lecture is at rest alone."""

_TRICKY = """
um Um uh UM hmm huh oh erm the The the a and I i think that had very no neti again is it we not
this in of at chapter verse two five one ten twenty thirty nineteen eighty hundred thousand
million point half first second percent years 20 2005 Twenty may May krishna Bhagavad gita om
sat cat dog to be no wait sorry mean rather or what who which was did want need on tuesday friday
you know like kind sort th s fuck sh1t hell thanks for watching naïve ॐ שלום 你好 é İ ß ﬁ
"""
TRICKY = _TRICKY.split()
MARKS = [",", ".", "?", "!", "-", "—", "…", "...", '"', "(", ")", ":"]


@st.composite
def transcripts(draw: st.DrawFn) -> tuple[tuple[Word, ...], tuple[Segment, ...]]:
    """Draw words and marks that provoke the rules, said by up to five speakers in turn."""
    texts = draw(st.lists(st.sampled_from(TRICKY + MARKS) | st.text(min_size=1, max_size=3)))
    speakers = draw(st.integers(1, 5))
    words: list[Word] = []
    time = 0
    for at, text in enumerate(texts):
        mark = text in MARKS
        glued = draw(st.booleans()) if mark else draw(st.integers(0, 5)) == 0
        length = 0 if mark else draw(st.integers(0, 400))
        flags = (WordFlag.MARK if mark else 0) | (WordFlag.GLUED if glued else 0)
        speaker = f"speaker {at * speakers // len(texts)}"
        words.append(Word(at, text, time, time + length, 0.9, speaker, flags=flags))
        time += length + draw(st.sampled_from([0, 0, 20, 2_000]))
    return tuple(words), _segments(words)


def _segments(words: list[Word] | tuple[Word, ...]) -> tuple[Segment, ...]:
    starts = [
        at for at in range(len(words)) if not at or words[at - 1].speaker != words[at].speaker
    ]
    return tuple(
        Segment(words[first].start_ms, words[end - 1].end_ms, first, end - 1, words[first].speaker)
        for first, end in pairwise([*starts, len(words)])
    )


def _anchor(token: Token) -> int:
    """Return the word that a token begins with; an inserted mark has the one before it."""
    return token.first if token.last >= token.first else token.first - 1


def _said_again(result: Result) -> tuple[tuple[Word, ...], tuple[Segment, ...]]:
    """Return the corrected tokens as if a recogniser had said them."""
    words = tuple(
        Word(
            at,
            token.text,
            *token_times_ms(token, result.words),
            speaker=result.words[_anchor(token)].speaker,
            flags=(WordFlag.MARK if token.kind == "punctuation" else 0)
            | (WordFlag.GLUED if token.glued else 0),
        )
        for at, token in enumerate(result.tokens)
    )
    return words, _segments(words)


@settings(max_examples=200, deadline=None)
@given(transcripts())
def test_every_word_is_accounted_for_and_the_changes_replay(
    said: tuple[tuple[Word, ...], tuple[Segment, ...]],
) -> None:
    result = process(*said, find_profile("lecture"))
    deleted = check_result(result)
    lengths = sum(token.last - token.first + 1 for token in result.tokens)
    assert lengths + len(deleted) == len(said[0])


@st.composite
def parts(draw: st.DrawFn) -> Part:
    """Draw a part of a transcript, and how it is to be corrected."""
    words, segments = draw(transcripts())
    profile = find_profile(draw(st.sampled_from(sorted(PROFILES))))
    language = draw(st.sampled_from([None, "en", "de"]))
    return Part(words, segments, profile, language=language, ends=draw(st.booleans()))


@settings(max_examples=50, deadline=None)
@given(st.lists(parts(), max_size=6))
def test_parts_processed_together_give_what_each_gives_alone(several: list[Part]) -> None:
    alone = [
        process(words, segments, profile, lexicon=lexicon, language=language, ends=ends)
        for words, segments, profile, lexicon, language, ends in several
    ]
    assert process_parts(several) == alone


@pytest.mark.parametrize("profile", [WORDS, MARKS_AND_CAPITALS], ids=lambda one: one.name)
@settings(max_examples=200, deadline=None)
@given(transcripts())
def test_processing_the_output_again_changes_nothing(
    profile: Profile, said: tuple[tuple[Word, ...], tuple[Segment, ...]]
) -> None:
    once = process(*said, profile)
    again = process(*_said_again(once), profile)
    assert again.changes == ()


@settings(deadline=None)
@given(transcripts())
def test_times_run_forward_and_stay_inside_their_words(
    said: tuple[tuple[Word, ...], tuple[Segment, ...]],
) -> None:
    result = process(*said, find_profile("lecture"))
    times = [token_times_ms(token, result.words) for token in result.tokens]
    assert all(start <= end for start, end in times)
    assert all(earlier[1] <= later[0] for earlier, later in pairwise(times))
    for token, (start, end) in zip(result.tokens, times, strict=True):
        assert start >= result.words[_anchor(token)].start_ms
        assert end <= result.words[max(token.last, _anchor(token))].end_ms


@given(transcripts())
def test_without_stages_the_input_comes_out(
    said: tuple[tuple[Word, ...], tuple[Segment, ...]],
) -> None:
    result = process(*said, find_profile("verbatim"))
    assert result.tokens == tuple(initial_tokens(said[0]))
    assert result.changes == ()


@settings(deadline=None)
@given(transcripts())
def test_each_stage_alone_keeps_every_promise(
    said: tuple[tuple[Word, ...], tuple[Segment, ...]],
) -> None:
    for stage in PIPELINE:
        profile = replace(find_profile("lecture"), stages=(stage.name,))
        result = process(*said, profile)
        check_result(result)
        assert {change.stage for change in result.changes} <= {stage.name, "tokenise"}


def test_the_same_input_gives_the_same_result_and_a_header_that_names_it() -> None:
    words = (Word(0, "um", 0, 100, 0.5), Word(1, "hello", 100, 200, None))
    segments = (Segment(0, 200, 0, 1),)
    result = process(words, segments, find_profile("lecture"))
    assert result == process(list(words), list(segments), find_profile("lecture@1"))
    assert result.header.profile == "lecture@1"
    assert result.header.profile_hash == PROFILES["lecture"].digest


def test_whatever_differs_in_the_input_shows_in_its_hash() -> None:
    word, segment = Word(0, "ab", 0, 100, 0.5), Segment(0, 100, 0, 0)
    inputs: list[tuple[list[Word], Segment, str | None]] = [
        ([word], segment, None),
        ([word._replace(text="ac")], segment, None),
        ([word._replace(text="a"), word._replace(text="b")], segment, None),
        ([word._replace(end_ms=99)], segment, None),
        ([word._replace(confidence=None)], segment, None),
        ([word._replace(flags=1)], segment, None),
        ([word], segment._replace(speaker="A"), None),
        ([word], segment, "de"),
        ([], segment, None),
    ]
    hashes = {
        process(words, (segment,), PROFILES["verbatim"], language=language).header.input_hash
        for words, segment, language in inputs
    }
    assert len(hashes) == len(inputs)


def test_no_words_at_all_are_no_problem() -> None:
    result = process((), (), find_profile("lecture"))
    assert (result.tokens, result.changes) == ((), ())
