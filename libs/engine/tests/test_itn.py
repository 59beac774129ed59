"""Which words become figures, and which keep their words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emend_engine import (
    POLICIES,
    RULES,
    ItnPolicy,
    PolicyName,
    Profile,
    check_result,
    find_profile,
    process_transcript,
)
from emend_engine.plain import to_written
from emend_transcript import Transcript, from_text

NUMBERS = Profile("numbers", 1, ("itn",))


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
        ("chapter two verse forty seven", "chapter 2, verse 47"),
        ("twenty um five", "25"),
        ("the twenty-first day", "the 21st day"),
        ("one hundred and fiftieth", "150th"),
        ("two point five million", "2.5 million"),
        ("a hundred and eight percent", "108%"),
        ("five kilometers", "5 kilometers"),
        ("on may the first nineteen sixty", "on may 1 1960"),
        ("at three thirty p.m.", "at 3:30 p.m."),
        ("two lakh fifty thousand", "2,50,000"),
        ("gita two forty seven", "Gītā 2.47"),
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
        "fifteen twenty minutes",
        "at nineteen thirty",
        "ten thirty",
        "one two three four five",
        "thirteen fourteen fifteen",
        "ten and a half",
        "half a million",
        "a million reasons",
        "several hundred people",
        "the Ten Commandments",
        "chapter two and three",
        "a hundred millions",
        "a three-year-old",
        "half past four",
        "three quarters of it",
        "the eighties",
        "he stood on his own two feet",
    ],
)
def test_what_is_no_plain_number_keeps_its_words(
    corrected: Callable[[str], str], said: str
) -> None:
    assert corrected(said) == said


def test_a_number_points_at_all_its_words_and_says_its_kind(
    spoken: Callable[..., Transcript],
) -> None:
    result = process_transcript(spoken("in nineteen eighty-four,"), NUMBERS)
    assert [tuple(token) for token in result.tokens] == [
        ("in", 0, 0, False, "word"),
        ("1984", 1, 4, False, "entity:year"),
        (",", 5, 5, True, "punctuation"),
    ]


def test_the_style_is_the_profiles(corrected: Callable[..., str]) -> None:
    style = ItnPolicy(digits_from=3, group_from=1_000, group_mark=" ")
    profile = replace(find_profile("lecture"), itn=style)
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


@pytest.mark.parametrize(
    ("policy", "said", "written"),
    [
        ("plain", "half past two", "2:30"),
        ("nemo", "half past two", "02:30"),
        ("lecture", "half past two", "half past two"),
        ("plain", "two hundred kilometers per hour", "200 km/h"),
        ("lecture", "two hundred kilometers per hour", "200 kilometers per hour"),
        ("nemo", "the twenty fifth of july", "25 july"),
        ("plain", "the twenty fifth of july", "the 25th of july"),
        ("nemo", "twenty five percent", "25 %"),
        ("plain", "twenty five percent", "25%"),
        ("nemo", "eleven", "eleven"),
        ("plain", "eleven", "11"),
        ("nemo", "doctor smith", "dr. smith"),
        ("nemo", "one two three one two three five six seven eight", "123-123-5678"),
        ("plain", "john dot smith at gmail dot com", "john.smith@gmail.com"),
        ("plain", "On July twenty-fifth, two thousand twelve.", "On July 25, 2012."),
        ("plain", "We left at three thirty pm.", "We left at 3:30 p.m."),
        ("plain", "world war two", "world war II"),
        ("plain", "louis the fourteenth", "louis XIV"),
        ("plain", "two to three million dollars", "$2 million to $3 million"),
        ("plain", "two to three hundred people", "200 to 300 people"),
        ("plain", "ek sau aath names", "108 names"),
        ("plain", "one crore twenty lakh", "1,20,00,000"),
        ("plain", "two nil", "two nil"),
        ("plain", "call five five five, one two one two", "call 555-1212"),
        ("plain", "five five five, one two one two", "five five five, one two one two"),
        ("plain", "from nine thirty to ten forty five", "from 9:30 to 10:45"),
        ("plain", "between two and four pm", "between 2 and 4 p.m."),
        ("plain", "he is six foot two", "he is 6 foot 2"),
        ("plain", "minus minus two", "minus -2"),
        ("plain", "two or three hundred people", "200 or 300 people"),
        ("lecture", "three or four thousand dollars", "$3000 or $4000"),
        ("plain", "five or six hundred thousand people", "500,000 or 600,000 people"),
        ("plain", "between two and three hundred million", "between 200 and 300 million"),
        ("lecture", "two or three miles", "2 or 3 miles"),
        ("plain", "this one or five dollars", "this one or $5"),
        ("plain", "for the one hundredth time", "for the 100th time"),
        ("lecture", "for the one hundredth time", "for the 100th time"),
        ("plain", "one hundredth of a second", "1/100 of a second"),
        ("plain", "the third quarter of nineteen ninety", "the third quarter of 1990"),
        ("lecture", "the first half of nineteen ninety", "the first half of 1990"),
        ("plain", "in first quarter of twenty twenty", "in Q1 2020"),
        ("plain", "info at my hyphen company dot org", "info@my-company.org"),
        ("lecture", "info at my dash company dot org", "info@my-company.org"),
        ("plain", "a dollar fifty", "$1.50"),
        ("lecture", "it costs a pound fifty", "it costs £1.50"),
        ("plain", "a dollar twenty people", "a dollar 20 people"),
        ("plain", "ten kilometers per second", "10 km/s"),
        ("plain", "five grams per liter", "5 g/L"),
        ("lecture", "five grams per liter", "5 grams per liter"),
        ("plain", "five hundred fifth avenue", "500 fifth avenue"),
        ("lecture", "one hundred tenth street", "110th street"),
        ("plain", "triple five two two double oh nine", "55522009"),
        ("plain", "we have five g and four k", "we have 5G and 4K"),
        ("plain", "co two and mp three", "CO2 and MP3"),
        ("plain", "covid nineteen", "COVID-19"),
        ("plain", "between five and ten people", "between 5 and 10 people"),
        ("plain", "between five and ten dollars", "between $5 and $10"),
        ("plain", "nine out of ten", "9 out of 10"),
        ("plain", "ten divided by two", "10 divided by 2"),
        ("plain", "john three sixteen", "john 3:16"),
        ("plain", "first corinthians thirteen four", "1 corinthians 13:4"),
        ("plain", "psalm one nineteen", "psalm 119"),
        ("plain", "katha upanishad one two eighteen", "katha upanishad 1.2.18"),
        ("plain", "twenty twenty vision", "20/20 vision"),
        ("plain", "a fifty-fifty chance", "a 50-50 chance"),
        ("plain", "one oh eight", "108"),
        ("plain", "a four oh four error", "a 404 error"),
        ("plain", "five slash three slash twenty twenty", "5/3/2020"),
        ("plain", "the forty-niners", "the forty-niners"),
        ("plain", "ocean's eleven", "ocean's eleven"),
        ("plain", "a u s embassy", "a US embassy"),
        ("plain", "u s b three point one", "USB 3.1"),
        ("plain", "a p h d student", "a PhD student"),
        ("plain", "six by nine feet", "6 by 9 feet"),
        ("plain", "one twenty over eighty", "120/80"),
        ("plain", "two hours ten minutes", "2 hours 10 minutes"),
        ("plain", "during twenty twenty one", "during 2021"),
        ("plain", "on july fourth one hundred people came", "on july 4 100 people came"),
        ("plain", "louis the first one to speak", "louis the first one to speak"),
        ("plain", "he is number one", "he is number one"),
        ("plain", "on stage two men sang", "on stage two men sang"),
        ("plain", "six thousand crore rupees", "₹6000 crore"),
        ("plain", "a million dollar home", "a $1 million home"),
        ("plain", "he ran into problems three times", "he ran into problems three times"),
        ("plain", "the title one would expect", "the title one would expect"),
        ("plain", "python two is dead", "python 2 is dead"),
        ("plain", "We're open twenty-four seven.", "We're open 24/7."),
        ("plain", "Is it May fifth?", "Is it May 5?"),
    ],
)
def test_a_policy_decides_how_and_not_whether_words_are_understood(
    policy: PolicyName, said: str, written: str
) -> None:
    assert to_written(said, policy) == written


def test_every_change_names_its_class_and_its_reason(spoken: Callable[..., Transcript]) -> None:
    result = process_transcript(spoken("it costs five dollars"), NUMBERS)
    (change,) = (change for change in result.changes if change.stage == "itn")
    assert (change.rule, change.version) == ("itn.money", RULES["itn.money"].version)
    assert change.after[0].kind == "entity:money"
    assert change.reason


_SAID = """
one two five ten eleven twenty thirty hundred thousand million a and the of first twenty-first
half quarter past to point dot at slash dash dollars cents percent kilometers per hour second
may january oh o zero double pm a.m. o'clock nineteen nineties chapter verse gita version
world war minus lakh crore is , . ? x b w john com 25 $5 half-past U.S.
"""
_WORDS = st.sampled_from(_SAID.split())
_SENTENCES = st.lists(_WORDS, max_size=14).map(" ".join)


@given(text=_SENTENCES, policy=st.sampled_from(["plain", "lecture", "nemo"]))
def test_no_word_is_lost_whatever_stands_beside_it(text: str, policy: PolicyName) -> None:
    profile = replace(find_profile("lecture"), stages=("itn",), itn=POLICIES[policy])
    check_result(process_transcript(from_text(text), profile))


_SENTENCES_OF_WORDS = st.lists(
    st.sampled_from([word for word in _SAID.split() if len(word) > 3]), max_size=8
).map(" ".join)


@settings(derandomize=True)
@given(text=_SENTENCES_OF_WORDS, policy=st.sampled_from(["plain", "lecture"]))
def test_what_is_written_stays_as_it_is(text: str, policy: PolicyName) -> None:
    once = to_written(text, policy)
    assert to_written(once, policy) == once
