"""A secret that several parts share is shown in none of them: it waits until it is whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emend_engine import MOST_HELD_SECRET, find_profile, held_back, process
from emend_transcript import Metadata, Result, Segment, Word, from_text, joined, render

CALL = find_profile("call")
SECRETS = (
    ("my card number is {}", "4111 1111 1111 1111"),
    ("the card please okay it's {}", "5500-0055-5555-5559"),
    ("my social security number is {}", "521 44 9087"),
    ("what is your account number it is {}", "40728815"),
    ("call me at {}", "415 555 0123"),
    ("my iban is {}", "GB82 WEST 1234 5698 7654 32"),
    ("the PIN for the gate card is {}", "8788"),
    ("my email is {}", "sarah dot connor at outlook dot com"),
    ("my passport number is {}", "533380006"),
    ("she was born on {}", "3 March 1985"),
    ("I live at {}", "2280 Birchwood Lane"),
)
NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def said(secret: str, *, read_out: bool) -> str:
    """Return a secret as it is written, or its characters one by one."""
    if not read_out or " dot " in secret or "Lane" in secret or "March" in secret:
        return secret
    letters = [character.lower() for character in secret if character.isalnum()]
    return " ".join(NAMES[int(c)] if c.isdigit() else c for c in letters)


def in_parts(words: Sequence[Word], cuts: Sequence[int]) -> list[Result]:
    """Return what is shown of words that come in parts, each with what the one before held."""
    results: list[Result] = []
    held: Sequence[Word] = ()
    for first, end in pairwise([0, *sorted(cuts), len(words)]):
        part = [*held, *words[first:end]]
        ends = end == len(words)
        count = 0 if ends else held_back(part, CALL, language="en")
        shown = [word._replace(index=at) for at, word in enumerate(part[: len(part) - count])]
        held = part[len(part) - count :]
        if shown:
            whole = Segment(shown[0].start_ms, shown[-1].end_ms, 0, len(shown) - 1)
            results.append(process(shown, [whole], CALL, language="en", ends=ends))
    return results


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(SECRETS), st.booleans(), st.data())
def test_a_secret_in_any_parts_is_shown_in_none(
    secret: tuple[str, str],
    read_out: bool,  # noqa: FBT001 - drawn
    data: st.DataObject,
) -> None:
    cue, value = secret
    spoken = said(value, read_out=read_out)
    text = f"thank you for waiting {cue.format(spoken)} and that is all for today"
    words = from_text(text, "en").words
    cuts = data.draw(st.lists(st.integers(1, len(words) - 1), max_size=3, unique=True))
    results = in_parts(words, cuts)
    assert sum(joined(result.tokens).count("[") for result in results) == 1
    behind = {word.text for word in from_text(spoken).words if len(word.text) > 1}
    prose = {word.text for word in from_text(text.replace(spoken, "")).words}
    for result in results:
        assert (behind - prose).isdisjoint(word.text for word in result.words)
        if not read_out:
            assert value not in render(result, "json", Metadata()) + repr(result.changes)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("thank you for waiting", ""),
        ("What is your social security number?", "social security number?"),
        ("it is 4111 1111.", "4111 1111."),
        ("reach me on (512)", "reach me on (512)"),
        ("my address is", "my address is"),
    ],
)
def test_what_announces_a_secret_waits_with_it(text: str, held: str) -> None:
    words = from_text(text, "en").words
    count = held_back(words, CALL, language="en")
    tokens = [word.text for word in words[len(words) - count :]]
    assert tokens == [word.text for word in from_text(held).words]


@given(st.lists(st.sampled_from(["one", "card", "number", "a", ".", "at", "dot"]), max_size=120))
def test_never_more_is_held_than_a_long_secret_has(said: list[str]) -> None:
    words = from_text(" ".join(said), "en").words
    assert held_back(words, CALL, language="en") <= MOST_HELD_SECRET
