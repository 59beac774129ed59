"""Where marks are put, whose marks are kept, and what pauses and edges say."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from emend_engine import (
    Profile,
    build_lexicon,
    check_result,
    find_profile,
    process,
    process_transcript,
    vocabulary_from_dict,
)
from emend_engine._stages._questions import is_question
from emend_engine.plain import punctuate
from emend_transcript import Segment, Word, WordFlag, from_text, joined

MARKS = Profile("marks", 1, ("punctuation",))


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("where are you going", "Where are you going?"),
        ("i live in london", "I live in London."),
        (
            "we have been here before but nobody remembers it",
            "We have been here before, but nobody remembers it.",
        ),
        ("my card number is 4111 1111 1111 1111", "My card number is 4111 1111 1111 1111."),
        ("the book cost $12.50", "The book cost $12.50."),
        ("it weighs 3.5 kg", "It weighs 3.5 kg."),
        ("at 3:30 p.m. we met", "At 3:30 p.m. we met."),
        ("take 500 mg twice", "Take 500 mg twice."),
        ("we grew by 5 percent last year", "We grew by 5 percent last year."),
        ("", ""),
        ("yes", "Yes."),
        ("हम घर जा रहे हैं", "हम घर जा रहे हैं"),
    ],
)
def test_sentences_get_their_marks_and_capitals(said: str, written: str) -> None:
    assert punctuate(said) == written


@pytest.mark.parametrize(
    "sentence",
    [
        "where are you going",
        "so what is the answer",
        "could somebody please help me",
        "how many people came",
        "what's your name",
        "which road is shorter",
        "is the door open",
        "you live here don't you",
    ],
)
def test_a_sentence_built_as_a_question_is_one(sentence: str) -> None:
    assert is_question(sentence.split())


@pytest.mark.parametrize(
    "sentence",
    [
        "what you need is sleep",
        "have a seat",
        "when it rains we stay at home",
        "i know where you live",
        "how we live matters",
        "do the dishes",
        "well",
        "",
    ],
)
def test_a_sentence_built_as_a_statement_is_none(sentence: str) -> None:
    assert not is_question(sentence.split())


@pytest.mark.parametrize(
    "text",
    [
        "Hello there. How are you today?",
        "He came, he saw, he went.",
        "Is it true? Yes! It is.",
        "“Well,” she said — and left.",
        "Visit www.example.com, or write to bob@example.com.",
        "Mr. Smith lives in the U.S. He is 45.",
        "“Who is it?” asked the girl. We sat at the city council.",
    ],
)
def test_text_that_has_marks_stays_as_it_is(text: str) -> None:
    assert punctuate(text) == text


@pytest.mark.parametrize(
    ("said", "written"),
    [
        (
            "there are five kośas annamaya prāṇamaya manomaya vijñānamaya and ānandamaya",
            "There are five kośas, annamaya, prāṇamaya, manomaya, vijñānamaya, and ānandamaya.",
        ),
        ("we read what śaṅkara wrote", "We read what Śaṅkara wrote."),
        ("he said that brahman is satyam", "He said that Brahman is satyam."),
    ],
)
def test_known_terms_of_another_language_are_no_other_language(said: str, written: str) -> None:
    assert punctuate(said) == written


def test_no_mark_parts_the_words_of_a_term() -> None:
    said = from_text("we sat in the band yes we went home")
    vocabulary = vocabulary_from_dict({"terms": ["band yes"]}, name="songs")
    parted, whole = (
        joined(process_transcript(said, MARKS, lexicon=build_lexicon(*each)).tokens)
        for each in ((), (vocabulary,))
    )
    assert "band yes" not in parted
    assert "band yes" in whole


@pytest.mark.parametrize("text", ["write to bob@example.com", "see https://example.com/a", "h2o"])
def test_addresses_and_codes_are_neither_cut_nor_capitalised(text: str) -> None:
    last = text.rsplit(maxsplit=1)[-1]
    assert punctuate(text).split()[-1] in (last, f"{last}.")


def test_other_languages_are_left_alone() -> None:
    said = from_text("wo wohnst du ich wohne in berlin", "de")
    result = process_transcript(said, find_profile("lecture"))
    assert joined(result.tokens) == "wo wohnst du ich wohne in berlin"


def _spoken(text: str, pauses: dict[int, int]) -> tuple[list[Word], tuple[Segment, ...]]:
    """Return words of 300 ms with 20 ms between them, and these pauses after some."""
    words: list[Word] = []
    time = 0
    for at, word in enumerate(text.split()):
        words.append(Word(at, word, time, time + 300))
        time += 300 + pauses.get(at, 20)
    return words, (Segment(0, time, 0, len(words) - 1),)


def test_a_long_pause_is_a_reason_for_a_mark_and_none_a_reason_against() -> None:
    text = "we can start with the garden the house comes later"
    paused = process(*_spoken(text, {5: 1500}), MARKS)
    pauses_elsewhere = process(*_spoken(text, {1: 1500}), MARKS)
    confidences = [
        [change.confidence or 0 for change in result.changes if change.at == 6]
        for result in (paused, pauses_elsewhere)
    ]
    assert confidences[0]
    assert not confidences[1] or confidences[1][0] < confidences[0][0]


def test_times_that_were_invented_say_nothing() -> None:
    words, segments = _spoken("we can start with the garden the house comes later", {2: 3000})
    invented = [word._replace(flags=WordFlag.INTERPOLATED) for word in words]
    even, _ = _spoken(" ".join(word.text for word in words), {})
    unpaused = [word._replace(flags=WordFlag.INTERPOLATED) for word in even]
    texts = [joined(process(said, segments, MARKS).tokens) for said in (invented, unpaused)]
    assert texts[0] == texts[1]


def test_every_voice_ends_its_sentence() -> None:
    words = [
        Word(0, "are", 0, 100, speaker="A"),
        Word(1, "you", 100, 200, speaker="A"),
        Word(2, "there", 200, 300, speaker="A"),
        Word(3, "yes", 300, 400, speaker="B"),
    ]
    segments = (Segment(0, 300, 0, 2, speaker="A"), Segment(300, 400, 3, 3, speaker="B"))
    assert joined(process(words, segments, MARKS).tokens) in (
        "are you there? yes.",
        "are you there? yes?",
    )


def test_a_part_that_breaks_off_ends_no_sentence() -> None:
    said = from_text("this is what we call the")
    whole = process(said.words, said.segments, MARKS)
    part = process(said.words, said.segments, MARKS, ends=False)
    assert joined(whole.tokens).rstrip(".?") == "this is what we call the"
    assert joined(whole.tokens)[-1] in ".?"
    assert joined(part.tokens) == "this is what we call the"
    assert whole.header.input_hash != part.header.input_hash


def test_every_mark_is_a_change_of_its_own_rule_with_a_probability() -> None:
    result = process_transcript(from_text("how are you i am fine thank you"), MARKS)
    check_result(result)
    assert next(change.rule for change in result.changes) == "punctuation.question"
    assert all(0 < (change.confidence or 0) <= 1 for change in result.changes)
    inserted = [token for change in result.changes for token in change.after]
    assert all(token.last == token.first - 1 for token in inserted)
    assert all(token.glued and token.kind == "punctuation" for token in inserted)


@settings(max_examples=200, deadline=None)
@given(st.text())
@example("N\r\x00")
@example("\xad.A")
def test_any_text_is_punctuated_once_and_only_once(text: str) -> None:
    once = punctuate(text)
    assert punctuate(once) == once
