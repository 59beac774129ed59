"""Which number words become digits, and which keep their words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emend_engine import NumberStyle, find_profile, process_transcript
from emend_transcript import Transcript


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("in two thousand five", "in 2005"),
        ("in two thousand and five", "in 2005"),
        ("in nineteen eighty four", "in 1984"),
        ("in nineteen oh five", "in 1905"),
        ("in twenty twenty five", "in 2025"),
        ("in nineteen hundred", "in 1900"),
        ("twenty-five, people", "25, people"),
        ("Twenty-five people came.", "25 people came."),
        ("one hundred and eight names", "108 names"),
        ("one-hundred-and-eight names", "108 names"),
        ("a hundred names", "100 names"),
        ("A hundred and one names", "101 names"),
        ("ten thousand", "10,000"),
        ("nine thousand", "9000"),
        ("twenty five hundred", "2500"),
        ("two thousand, five hundred people", "2500 people"),
        ("five million people", "5 million people"),
        ("two million five hundred thousand", "2,500,000"),
        ("one hundred and five thousand", "105,000"),
        ("between one hundred and two hundred", "between 100 and 200"),
        ("one hundred and one hundred fifty", "100 and 150"),
        ("twenty, thirty people", "20, 30 people"),
        ("a ten-year-old boy", "a 10-year-old boy"),
        ("chapter two verse forty seven", "chapter 2 verse 47"),
        ("twenty um five", "25"),
    ],
)
def test_cardinals_and_years_become_digits(
    corrected: Callable[[str], str], said: str, written: str
) -> None:
    assert corrected(said) == written


@pytest.mark.parametrize(
    "said",
    [
        "one of the reasons",
        "no one came",
        "wait a second",
        "one by one",
        "two or three reasons",
        "twenty twenty vision",
        "fifteen twenty minutes",
        "at nineteen thirty",
        "ten thirty",
        "one two three four five",
        "thirteen fourteen fifteen",
        "the twenty first day",
        "the twenty-first day",
        "one hundred and fiftieth",
        "two point five million",
        "ten and a half",
        "half a million",
        "a million reasons",
        "several hundred people",
        "the Ten Commandments",
        "chapter two and three",
        "a hundred millions",
        "a three-year-old",
    ],
)
def test_what_is_no_plain_number_keeps_its_words(
    corrected: Callable[[str], str], said: str
) -> None:
    assert corrected(said) == said


def test_a_number_points_at_all_its_words_and_says_its_kind(
    spoken: Callable[..., Transcript],
) -> None:
    result = process_transcript(spoken("in nineteen eighty-four,"), find_profile("lecture"))
    assert [tuple(token) for token in result.tokens] == [
        ("in", 0, 0, False, "word"),
        ("1984", 1, 4, False, "entity:year"),
        (",", 5, 5, True, "punctuation"),
    ]


def test_the_style_is_the_profiles(corrected: Callable[..., str]) -> None:
    style = NumberStyle(digits_from=3, group_from=1_000, group_mark=" ")
    profile = replace(find_profile("lecture"), numbers=style)
    assert corrected("five men, ten thousand women", profile) == "5 men, 10 000 women"
    assert corrected("two and three", profile) == "two and 3"


_SMALL_NUMBERS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen
"""
_SMALL = _SMALL_NUMBERS.split()
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def _below_thousand(value: int, joint: str) -> str:
    if value < 20:
        return _SMALL[value]
    if value < 100:
        tens, unit = _TENS[value // 10 - 2], value % 10
        return f"{tens} {_SMALL[unit]}" if unit else tens
    rest = f" {joint}{_below_thousand(value % 100, joint)}" if value % 100 else ""
    return f"{_SMALL[value // 100]} hundred{rest}"


def _in_words(value: int, joint: str) -> str:
    groups: list[str] = []
    for scale, name in ((10**9, " billion"), (10**6, " million"), (10**3, " thousand"), (1, "")):
        group, value = divmod(value, scale)
        if group:
            groups.append(f"{_below_thousand(group, joint)}{name}")
    return " ".join(groups)


@given(
    value=st.integers(min_value=10, max_value=10**12 - 1).filter(lambda n: n % 10**6),
    joint=st.sampled_from(["", "and "]),
)
def test_every_number_in_words_is_read_back(
    corrected: Callable[[str], str], value: int, joint: str
) -> None:
    written = f"{value:,}" if value >= 10_000 else str(value)
    assert corrected(f"some {_in_words(value, joint)} things") == f"some {written} things"
