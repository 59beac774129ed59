"""Work per word is bounded on hostile text; nothing raises; what is written stays as it is."""

from __future__ import annotations

import sys
from types import FrameType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from emend_engine import PolicyName
from emend_engine.plain import to_written

POLICIES: tuple[PolicyName, ...] = ("plain", "lecture", "nemo")

_MOST_CALLS = 900
"""Python calls for a word of the worst text; prose takes about 20."""


def calls(text: str, policy: PolicyName) -> int:
    """Return how many Python functions are called for a text: its work, whatever the machine."""
    counted = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        to_written(text, policy)
    finally:
        sys.setprofile(before)
    return counted


@pytest.mark.parametrize("policy", ["plain", "nemo"])
@pytest.mark.parametrize(
    "phrase",
    [
        "one", "one and", "at dot", "a dot com at", "minus one", "double", "x one", "five to ten",
        "twenty first", "a hundred", "dash one", "one slash", "one point", "two times",
        "john three", "first corinthians", "may", "oh", "one oh", "a b c", "u s", "one,", "lakh",
        "thousand", "dot", "twenties and", "ten dollars", "louis the", "five minutes", "half past",
        "hundred and first", "between one and", "one by", "triple five", "1", "ek sau", "colon one",
        "visit blue sky dot com", "one nil", "plus nine one", "two fifty a", "in seven",
        "one fifty", "on i ten", "delta one two", "may fifth to", "at anna lee dot", "l four",
        "season twenty twenty one twenty two", "born oh four", "score one two", "press one for",
    ],
)  # fmt: skip
def test_the_work_for_a_word_does_not_grow_with_the_text(phrase: str, policy: PolicyName) -> None:
    once, twice = (calls(f"{phrase} " * count, policy) for count in (120, 240))
    words = 120 * len(phrase.split())
    assert twice - once <= 1.2 * once + 100
    assert twice - once <= _MOST_CALLS * words


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize(
    "text",
    [
        "x" * 100_000,
        "9" * 100_000,
        "one " * 2_000,
        "-" * 50_000,
        "one-" * 2_000,
        "e\u0301\u0323\u0308" * 20_000,
        "one" + "\u0301" * 50_000,
        "\u202eone two\u202c \u2066five dollars\u2069 " * 500,
        "عشرون 25 שלוש " * 1_000,
        "".join(map(chr, range(32))) * 500,
        "\ud800 twenty five \udfff" * 500,
        "one\u200btwo\u00a0three\u2028four\ufeff" * 300,
        "٢٥ twenty ² five ½ ⅓ ① " * 300,
        "$" * 20_000 + "%" * 20_000,
        "twenty\n" * 500,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_text_comes_back_as_text(text: str, policy: PolicyName) -> None:
    written = to_written(text, policy)
    assert isinstance(written, str)
    assert len(written) <= 2 * len(text) + 16


@pytest.mark.parametrize("policy", POLICIES)
@settings(max_examples=40)
@given(text=st.text(max_size=60))
@example(text="²")
@example(text="one²")
@example(text="$")
def test_no_text_raises(text: str, policy: PolicyName) -> None:
    to_written(text, policy)


_SAID = """
zero one two three four five six seven eight nine ten eleven twelve thirteen nineteen twenty
thirty forty eighty ninety hundred thousand million billion lakh crore a an and the of in on at
to by from first second third fifth twenty-first twentieth hundredth half quarter quarters thirds
past point dot slash plus times equals dollars dollar cents pounds rupees percent kilometers per
hour minutes people feet inches may january oh o double triple pm a.m. o'clock nineteen nineties
eighties tens chapter verse gita john version python world war room section number call flight
ratio out over divided is between sharp b c g k d u s x com www , . 25 $5 half-past U.S.
twenty-five fifty-fifty henry louis vision big or through bit extension psalm corinthians lane
hundreds thousands mid early degrees celsius square meters gigabytes bc est ist
delta i season record press bake meter flight born expires sodium through am batting up series
ad hours eighth's my the irs email ping
"""


@settings(derandomize=True, max_examples=300)
@given(
    words=st.lists(st.sampled_from(_SAID.split()), max_size=9).map(" ".join),
    policy=st.sampled_from(POLICIES),
)
@example(words="thirteen twenty-first", policy="plain")
@example(words="twentieth twenty-five hundreds", policy="plain")
@example(words="third twenty-first forty d", policy="lecture")
@example(words="forty dash over", policy="nemo")
@example(words="or ninety nine pm", policy="nemo")
@example(words="nine two inches o thirteen square", policy="plain")
@example(words="www dot hundred twenty", policy="plain")
def test_what_is_written_stays_whatever_numbers_stand_together(
    words: str, policy: PolicyName
) -> None:
    once = to_written(words, policy)
    assert to_written(once, policy) == once
