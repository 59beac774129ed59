"""The plain functions: text in, text out, whatever the text, and once is as good as twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emend_engine import PolicyName, UnknownPolicyError
from emend_engine.plain import mask_profanity, redact, remove_disfluencies, to_written


def test_an_unknown_policy_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="no policy 'xx'; write one of plain, nemo, lecture") as no:
        to_written("two thousand", cast("PolicyName", "xx"))
    assert isinstance(no.value, UnknownPolicyError)


def test_disfluencies_go_and_lines_stay() -> None:
    assert remove_disfluencies("um the the gita\n\nuh yes") == "the gita\n\nyes"


def _texts(words: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(words.split()), max_size=16).map(" ".join)


@settings(max_examples=200)
@given(
    _texts(
        "no wait i mean sorry or rather um uh er , . ? the a in on paris milan monday tuesday who "
        "which when did is was he she red blue car not actually scratch that make you know like "
        "th- to well oh two three what go went"
    )
)
def test_a_text_without_disfluencies_has_none_to_lose(text: str) -> None:
    fluent = remove_disfluencies(text)
    assert remove_disfluencies(fluent) == fluent


@settings(max_examples=200)
@given(
    _texts(
        "my card is 4111 1111 4111111111111112 phone 415-555-0123 call ssn 123-45-6789 123456789 "
        "iban GB82WEST12345698765432 at gmail dot com john . , born on 12 March 1984 live Oak "
        "Street code pin 4321 cvv order number one two three four five six [CARD] that's"
    )
)
def test_a_redacted_text_has_nothing_to_redact(text: str) -> None:
    redacted = redact(text)
    assert redact(redacted) == redacted


@settings(max_examples=200)
@given(
    _texts(
        "fuck f u c k shit fuuuck wtf what the hell a$$ ass hole sh1t bitch - damn it f*** kick "
        "his s h i t up yours dick is a"
    )
)
def test_a_masked_text_has_nothing_to_mask(text: str) -> None:
    masked = mask_profanity(text)
    assert mask_profanity(masked) == masked


HOSTILE = {
    "a giant word": "a" * 200_000,
    "a giant number": "1" * 100_000,
    "digits one by one": "1 " * 10_000,
    "a cue over and over": "no wait " * 10_000,
    "a filler over and over": "er the " * 10_000,
    "one sentence of corrections": "in what year er in what month uh " * 2_000,
    "letters one by one": "f u c k " * 5_000,
    "a letter drawn out": "fu" + "u" * 100_000 + "ck",
    "marks that combine": "\N{COMBINING ACUTE ACCENT}" * 50_000 + " no wait",
    "controls": "\x00\x01\N{RIGHT-TO-LEFT OVERRIDE}no \N{ZERO WIDTH JOINER}um " * 5_000,
    "right to left": "\N{HEBREW LETTER ALEF}\N{HEBREW LETTER BET} no wait " * 5_000,
    "names and numbers": "12 Ab " * 5_000,
    "joints": "a dot b at " * 5_000,
}


@pytest.mark.timeout(20)  # what takes more than linear time takes minutes
@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("write", [remove_disfluencies, redact, mask_profanity])
def test_hostile_text_comes_back_in_bounded_time(write: Callable[[str], str], name: str) -> None:
    text = HOSTILE[name]
    assert len(write(text)) <= 2 * len(text)
