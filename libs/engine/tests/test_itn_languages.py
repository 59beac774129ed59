"""Numbers in other languages than English: Hindi is read, what is not registered stays."""

from __future__ import annotations

from dataclasses import replace
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emend_engine import POLICIES, Profile, check_result, held_back, process, process_transcript
from emend_engine._itn.hindi import HINDI
from emend_engine._itn.languages import READERS
from emend_engine._itn.number_words import Kind
from emend_engine.plain import to_written
from emend_transcript import Word, from_text, joined

NUMBERS = Profile("numbers", 1, ("itn",), itn=POLICIES["plain"])
VOCABULARY = sorted({*HINDI.numbers, *HINDI.halves, *HINDI.whole_halves, *HINDI.units, "लोग", "से"})


def hindi(text: str) -> str:
    """Return Hindi text with its numbers in figures."""
    return to_written(text, language="hi")


def mixed(*pairs: tuple[str, str | None]) -> list[Word]:
    """Return the words of several texts, each in a language of its own."""
    spoken = [(word, tag) for text, tag in pairs for word in text.split()]
    return [
        from_text(word)
        .words[0]
        ._replace(index=at, start_ms=300 * at, end_ms=300 * at + 300, language=tag)
        for at, (word, tag) in enumerate(spoken)
    ]


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("वहाँ पच्चीस लोग थे", "वहाँ 25 लोग थे"),
        ("एक सौ आठ उपनिषद", "108 उपनिषद"),
        ("एक लाख बीस हज़ार छात्र", "1,20,000 छात्र"),
        ("ढाई लाख रुपये", "₹2.5 लाख"),
        ("साढ़े सात प्रतिशत", "7.5%"),
        ("पंद्रह अगस्त उन्नीस सौ सैंतालीस", "15 अगस्त 1947"),
        ("सवा नौ बजे", "9:15 बजे"),
        ("आठ बजकर बीस मिनट", "8:20"),
        ("पच्चीसवाँ अध्याय", "25वाँ अध्याय"),
        ("अध्याय दो श्लोक सैंतालीस", "अध्याय 2 श्लोक 47"),
        ("पाँच से दस किलोमीटर", "5 से 10 किमी"),
        ("chaurasi lakh yoniyan", "84 lakh yoniyan"),
        ("saadhe teen sau log", "350 log"),
    ],
)
def test_what_is_said_in_hindi_is_written_in_figures(said: str, written: str) -> None:
    assert hindi(said) == written


@pytest.mark.parametrize(
    "text",
    [
        "दो लोग आए",
        "मुझे पानी दो",
        "दस बारह लोग होंगे",
        "चोर नौ दो ग्यारह हो गया",
        "डेढ़ साल बाद",
        "वह दो से तीन घंटे पढ़ता है",
        "woh mere saath raha",
        "ram das ne kaha",
    ],
)
def test_idioms_guesses_and_small_numbers_stay_words(text: str) -> None:
    assert hindi(text) == text


def test_every_number_below_a_hundred_has_a_word_in_both_scripts() -> None:
    values = {
        ascii_: {
            number.value
            for word, number in HINDI.numbers.items()
            if word.isascii() == ascii_ and number.kind in (Kind.DIGIT, Kind.TEEN)
        }
        for ascii_ in (True, False)
    }
    assert values == {True: set(range(1, 100)), False: set(range(1, 100))}
    assert all(word == normalize("NFC", word).lower() for word in HINDI.numbers)


@settings(deadline=None)
@given(st.integers(10, 99), st.integers(1, 9), st.sampled_from([True, False]))
def test_a_number_is_read_as_the_sum_of_its_words(two: int, one: int, ascii_: bool) -> None:  # noqa: FBT001 - drawn
    words = {
        number.value: word for word, number in HINDI.numbers.items() if word.isascii() == ascii_
    }
    said = f"{words[one]} {words[1000]} {words[one]} {words[100]} {words[two]} x"
    assert hindi(said) == f"{one * 1100 + two} x"


@settings(deadline=None)
@given(st.lists(st.sampled_from(VOCABULARY), max_size=30))
def test_any_words_in_any_order_are_taken_and_accounted_for(words: list[str]) -> None:
    result = process_transcript(from_text(" ".join(words)), replace(NUMBERS, language="hi"))
    check_result(result)


def test_each_word_is_read_in_its_own_language() -> None:
    words = mixed(
        ("there were twenty five people", "en"),
        ("पच्चीस लोग थे", "hi-IN"),
        ("do fifty and", "en-GB"),
        ("fünfundzwanzig Leute", "de"),
        ("pachaas log", "hi"),
    )
    result = process(words, (), replace(NUMBERS, language="fr"))
    check_result(result)
    assert joined(result.tokens) == (
        "there were 25 people 25 लोग थे do 50 and fünfundzwanzig Leute 50 log"
    )


def test_a_language_that_is_not_registered_is_left_alone() -> None:
    assert "de" not in READERS
    text = "twenty five und पच्चीस"
    assert to_written(text, language="de") == text
    assert to_written("पच्चीस लोग", policy="nemo", language="hi") == "पच्चीस लोग"


def test_a_part_that_breaks_off_within_a_hindi_number_waits_for_the_rest() -> None:
    words = mixed(("हम वहाँ गए और फिर लौटे कि दो हज़ार", "hi"))
    assert held_back(words, replace(NUMBERS, language="hi")) == 2
