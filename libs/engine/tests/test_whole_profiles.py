"""Every built-in profile keeps its promises on texts that provoke all its stages at once."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emend_engine import PROFILES, Profile, check_result, process, process_transcript
from emend_transcript import (
    Result,
    Segment,
    Word,
    WordFlag,
    from_text,
    joined,
    replay,
    token_times_ms,
)

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


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_a_word_of_which_only_a_part_is_an_address_may_be_the_last(name: str) -> None:
    transcript = from_text("for people <https://www.example.org/downloads/>`_")
    check_result(process_transcript(transcript, PROFILES[name]))


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


_PHRASES = """
um | uh | so | you know | i mean | like | kind of | no wait | sorry | actually | or rather | the the
twenty five people | ten | two thousand and five | half past two | five o'clock | fifty percent | 20
ten dollars and fifty cents | nineteen eighty four | chapter two verse forty seven | $5 | one or two
my card is four one one one one one one one one one one one one one one one | [SSN] | **** 1111
call me at four one five five five five zero one two three | my pin is one two three four | [PHONE]
john dot smith at gmail dot com | my ssn is one two three four five six seven eight nine
bhagavad geeta | hare crishna | adwaita vedanta | gita two forty seven | sat chit ananda | the guru
damn | what the hell | f*** | s*** | we should we should | i think that we should | th- the | i i i
we went to paris | on monday | what is the | who is the author | how are you | is it | it was | and
do you know | in what year | was the founder | there is no | i b m | p h d | world war two | i need
one of the reasons | wait a second | thank you | of | eight | point | dot | number | may | for | to
"""
_ENDINGS = ("", "", "", ",", ".", "?", "!", " -", "...")


@st.composite
def _sentences(draw: st.DrawFn) -> str:
    """Draw up to eight phrases that others make mean something else, with or without marks."""
    phrases = [phrase.strip() for line in _PHRASES.splitlines() for phrase in line.split("|")]
    said = draw(st.lists(st.sampled_from([phrase for phrase in phrases if phrase]), max_size=8))
    if draw(st.booleans()):
        return " ".join(said)
    return " ".join(
        (phrase.capitalize() if draw(st.booleans()) else phrase) + draw(st.sampled_from(_ENDINGS))
        for phrase in said
    )


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES.keys())
@settings(max_examples=150, deadline=None, derandomize=True)
@given(_sentences())
def test_processing_the_output_again_changes_nothing(profile: Profile, text: str) -> None:
    once = process_transcript(from_text(text), profile)
    read_again = process_transcript(from_text(joined(once.tokens)), profile)
    assert joined(read_again.tokens) == joined(once.tokens)
    said_again = process(*_said_again(once), profile)
    assert joined(said_again.tokens) == joined(once.tokens)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("three quarters you know", "Three quarters."),
        ("the twenty first of may", "The 21st of May."),
        ("sat chit ananda", "Sat-cit-ānanda."),
        ("minus twenty degrees celsius", "-20 degrees Celsius."),
        ("ninety eight point six degrees fahrenheit", "98.6 degrees Fahrenheit."),
        ("first corinthians thirteen four", "1 Corinthians 13:4."),
    ],
)
def test_what_the_marks_show_is_acted_on_at_once(text: str, written: str) -> None:
    once = process_transcript(from_text(text), PROFILES["lecture"])
    assert joined(once.tokens) == written


def test_a_profile_without_stages_leaves_every_character() -> None:
    text = "Um, the the [PHONE] Gi\u0304ta\u0304 twenty five kri\u00adshna"
    result = process_transcript(from_text(text), PROFILES["verbatim"])
    assert joined(result.tokens) == text
    assert not result.changes


def _said_again(result: Result) -> tuple[tuple[Word, ...], tuple[Segment, ...]]:
    """Return the corrected tokens as if a recogniser had said them."""
    words = tuple(
        Word(
            at,
            token.text,
            *token_times_ms(token, result.words),
            speaker=result.words[min(token.first, max(token.last, 0))].speaker,
            flags=(WordFlag.MARK if token.kind == "punctuation" else 0)
            | (WordFlag.GLUED if token.glued else 0)
            | (result.words[max(token.last, 0)].flags & WordFlag.INTERPOLATED),
        )
        for at, token in enumerate(result.tokens)
    )
    return words, _segments(words)
