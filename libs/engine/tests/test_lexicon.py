"""Known terms are written as their vocabulary says, and nothing else changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emend_engine import (
    BUILT_IN,
    Profile,
    Term,
    TermStyle,
    Vocabulary,
    build_lexicon,
    check_result,
    process,
    process_transcript,
)
from emend_engine.plain import correct
from emend_transcript import Result, Segment, Transcript, Word, from_text, joined

_TERMS = Profile("terms", 1, ("lexicon",))

_CLINIC = Vocabulary(
    "clinic",
    1,
    (
        Term("bhagavad gita", "Bhagavad Gītā", ("bug of odd geeta",)),
        Term("postgresql", "PostgreSQL", ("post gress q l", "postgres")),
        Term("mri", "MRI"),
        Term("IT", case_sensitive=True),
        Term("KPI"),
        Term("type 2 diabetes", "Type 2 diabetes"),
    ),
)


def _processed(text: str, *vocabularies: Vocabulary) -> Result:
    return process_transcript(from_text(text), _TERMS, lexicon=build_lexicon(*vocabularies))


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("the bhagavad gita and the upanishads", "the Bhagavad Gītā and the Upaniṣads"),
        ("i know i'm here", "I know I'm here"),
        ("on monday in may", "on Monday in May"),
        ("krishna's flute", "Kṛṣṇa's flute"),
        ("the path of karma yoga", "the path of Karma Yoga"),
        ("shankara, the teacher of vedanta.", "Śaṅkara, the teacher of Vedānta."),
        ("Asana comes before Pranayama", "Āsana comes before Prāṇāyāma"),
        ("the three gunas' play", "the three guṇas' play"),
        ("BHAGAVAD GEETA", "BHAGAVAD GĪTĀ"),
        ("swami vivekananda in rishikesh", "Swami Vivekananda in Rishikesh"),
        ("one day swamiji and panditji spoke", "one day Swamiji and Panditji spoke"),
        ("śaṅkarācārya", "Śaṅkarācārya"),
    ],
)
def test_known_terms_are_written_as_they_should(said: str, written: str) -> None:
    assert correct(said) == written
    assert correct(written) == written


@pytest.mark.parametrize(
    "said",
    [
        "you may come",
        "they march",
        "an august man",
        "karma and yoga",
        "the man as tall as a door sat",
        "a chit of paper",
        "maya and anand are friends",
        "the mutt barked at the news",
        "Kansas and Arkansas",
        "the guru of gardening",
        "so ham and eggs it is",
        "shruti and smriti asked pooja",
        "lalita wrote to aditi",
    ],
)
def test_ordinary_words_stay(said: str) -> None:
    assert correct(said) == said


@pytest.mark.parametrize(
    ("said", "written", "rule"),
    [
        ("bagavad geetaa", "Bhagavad Gītā", "lexicon.phonetic"),
        ("the adwaita school", "the Advaita school", "lexicon.exact"),
        ("the pranayam", "the prāṇāyāma", "lexicon.exact"),
        ("read the oop an ishad", "read the Upaniṣad", "lexicon.phrase"),
        ("up anishads", "Upaniṣads", "lexicon.phrase"),
        ("sama dhi", "samādhi", "lexicon.phrase"),
        ("bhagavadgita", "Bhagavad Gītā", "lexicon.exact"),
        ("naraya na", "Nārāyaṇa", "lexicon.phrase"),
        ("yagnyavalkia said", "Yājñavalkya said", "lexicon.phonetic"),
        ("mimamsa", "Mīmāṃsā", "lexicon.exact"),
        ("an upanishid", "an Upaniṣad", "lexicon.fuzzy"),
        ("the viveka choodomani", "the Vivekacūḍāmaṇi", "lexicon.fuzzy"),
        ("om namah shivaya", "Oṃ Namaḥ Śivāya", "lexicon.phrase"),
        ("buddha", "Buddha", "lexicon.case"),
    ],
)
def test_what_a_recogniser_made_of_a_term_is_mended(said: str, written: str, rule: str) -> None:
    result = _processed(said)
    check_result(result)
    assert joined(result.tokens) == written
    assert [change.rule for change in result.changes] == [rule]
    assert all(change.reason and 0.7 < (change.confidence or 0) <= 1 for change in result.changes)


def test_what_is_also_a_name_counts_only_near_another_term() -> None:
    assert correct("maya said hello") == "maya said hello"
    assert correct("brahman and its maya") == "Brahman and its māyā"
    assert correct("Maya teaches vedanta") == "Maya teaches Vedānta"
    assert (
        correct("the goddess saraswati and lord ganesh") == "the goddess Sarasvatī and lord Gaṇeśa"
    )


def test_a_word_that_the_recogniser_doubted_may_be_a_term() -> None:
    lexicon = build_lexicon(Vocabulary("people", 1, (Term("Kassandra"),)))
    segments = (Segment(0, 100, 0, 0),)
    for confidence, written in ((0.9, "cassandra"), (None, "cassandra"), (0.1, "Kassandra")):
        words = (Word(0, "cassandra", 0, 100, confidence),)
        assert joined(process(words, segments, _TERMS, lexicon=lexicon).tokens) == written


def test_customary_spelling_is_a_profiles_choice() -> None:
    customary = replace(_TERMS, terms=TermStyle(spelling="customary"))
    text = "the bhagavad geeta of krishna and shankeracharya's jnana yoga"
    expected = "the Bhagavad Gita of Krishna and Shankaracharya's Jnana Yoga"
    assert joined(process_transcript(from_text(text), customary).tokens) == expected


def test_guessing_can_be_switched_off() -> None:
    exact = replace(_TERMS, terms=TermStyle(guess=False))
    result = process_transcript(from_text("yagnyavalkia and krishna"), exact)
    assert joined(result.tokens) == "yagnyavalkia and Kṛṣṇa"


def test_every_built_in_form_gives_its_term_and_every_term_is_stable() -> None:
    for form, entry in BUILT_IN.exact.items():
        if not entry.unsure:
            assert correct(form).lower() == entry.display.lower(), form
        assert correct(entry.display) == entry.display, entry.display


def test_guesses_say_what_else_was_near() -> None:
    terms = (Term("Metroprolol"), Term("Metoprolol"), Term("Metaprolol"))
    result = _processed("metoprolool", Vocabulary("drugs", 1, terms))
    assert joined(result.tokens) == "Metoprolol"
    assert "Metaprolol" in result.changes[0].alternatives


def test_a_term_of_ones_own_takes_the_place_of_the_built_in_one() -> None:
    own = Vocabulary("plain", 1, (Term("krishna", "Krishna"), Term("gita", "Gita", priority=0)))
    assert correct("krsna and kṛṣṇa", own) == "Krishna and Krishna"
    assert correct("gita of krishna", own) == "Gita of Krishna"


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("we run cuber netties", "we run Kubernetes"),
        ("we run cooper netties", "we run Kubernetes"),
        ("give met formin and ibuprophen", "give metformin and ibuprofen"),
        ("the data dog alert", "the Datadog alert"),
        ("the k p i is red", "the KPI is red"),
        ("it is IT", "it is IT"),
        ("in post gress we trust", "in PostgreSQL we trust"),
        ("give me a i mean", "give me a I mean"),
    ],
)
def test_guesses_work_for_any_vocabulary(said: str, written: str) -> None:
    words = ("Kubernetes", "metformin", "ibuprofen", "Datadog", "KPI", "AI")
    terms = (*map(Term, words), Term("postgres", "PostgreSQL"), Term("IT", case_sensitive=True))
    assert correct(said, Vocabulary("work", 1, terms)) == written


@pytest.mark.parametrize(
    ("term", "heard"),
    [
        ("PostgreSQL", "postgre s q l"),
        ("PostgreSQL", "postgre sql"),
        ("OpenTelemetry", "open telemetry"),
        ("iPhone", "i phone"),
        ("EC2", "e c two"),
        ("EC2", "e c 2"),
        ("GPT-4", "g p t four"),
        ("CI/CD", "c i c d"),
        ("Snowflake", "snow flake"),
        ("scikit-learn", "scikit learn"),
        ("KPI", "k p i"),
        ("type 2 diabetes", "type two diabetes"),
        ("Moët & Chandon", "moet and chandon"),
        ("dbt", "d b t"),
        ("Mehmet Yılmaz", "mehmet yilmaz"),  # noqa: RUF001 - a dotless i is meant
        ("Łódź", "lodz"),
    ],
)
def test_codes_and_compounds_are_found_as_they_are_read_out(term: str, heard: str) -> None:
    vocabulary = Vocabulary("codes", 1, (Term(term),))
    assert correct(f"we use {heard}.", vocabulary) == f"we use {term}."
    assert correct(f"we use {term}.", vocabulary) == f"we use {term}."


@pytest.mark.parametrize(
    "said",
    [
        "sunita drove",
        "doctor ramachandran called",
        "professor vishwanathan",
        "mr mukherjee",
        "brahmin",
    ],
)
def test_names_that_sound_like_terms_change_in_case_only(said: str) -> None:
    assert correct(said).lower() == said


def test_terms_that_all_sound_alike_are_compared_up_to_a_bound() -> None:
    vowels = [f"{a}{b}{c}" for a in "aeiou" for b in "aeiou" for c in "aeiou"]
    terms = tuple(Term(f"n{a}t{b}nt") for a in vowels for b in vowels[:40])
    lexicon = build_lexicon(Vocabulary("alike", 1, terms))
    said = from_text(" ".join(f"n{a}d{b}nd" for a in vowels for b in vowels[:2]))
    result = process_transcript(said, _TERMS, lexicon=lexicon)
    check_result(result)
    assert result == process_transcript(said, _TERMS, lexicon=lexicon)


@pytest.mark.parametrize(
    "said",
    [
        "a" * 100_000,
        "vedan" + "ta" * 1_000,
        " ".join(["vedantah" * 5] * 500),
        "\x00 \ud800 vedan\ud800ta",
        "ॐ नमः शिवाय 你好 שלום",
        "-" * 1_000 + "'s",
        "' 's s s' - s-s",
        "q1w2e3 x" * 500,
    ],
)
def test_hostile_text_comes_out_as_it_was(said: str) -> None:
    assert correct(said) == " ".join(said.split())


_HEARD = """
bhagavad geeta gita bagavadgeeta the a of krishna krisna sat chit ananda anand than om namah shivaya
upa nishad up anishads shankar acharya adi vedantha advaita a dwaita yoga karma raja man as is in
maya brahman maha bharata rama yana - , . 's Gita GITA Maya vedas shiva ishad
"""


@settings(derandomize=True)
@given(st.lists(st.sampled_from(_HEARD.split()), max_size=8).map(" ".join))
def test_correcting_twice_is_correcting_once(said: str) -> None:
    once = correct(said)
    assert correct(once) == once


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("dwaita vedas sat", "Dvaita Vedas sat"),
        ("hare crishna", "Hare Kṛṣṇa"),
        ("guru shishya parampar", "guru-śiṣya paramparā"),
        ("the samkya yoga", "the Sāṃkhya Yoga"),
    ],
)
def test_a_term_written_right_completes_a_longer_one_at_once(said: str, written: str) -> None:
    assert correct(said) == written
    assert correct(written) == written


@pytest.mark.parametrize(
    "said", ["advaita chit adi", "nata brah man", "no as mrityor maa amri tam gamaya"]
)
def test_a_guess_between_two_terms_is_stable(said: str) -> None:
    result = _processed(said)
    check_result(result)
    once = joined(result.tokens)
    assert correct(once) == once


def test_the_longest_phrase_wins(spoken: Callable[..., Transcript]) -> None:
    terms = tuple(map(Term, ("York", "New York", "New York Times")))
    lexicon = build_lexicon(Vocabulary("papers", 1, terms))
    result = process_transcript(spoken("the new york times of new york"), _TERMS, lexicon=lexicon)
    assert joined(result.tokens) == "the New York Times of New York"
    assert [len(change.after) for change in result.changes] == [3, 2]


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("the bhagavad gita's first verse", "the Bhagavad Gītā's first verse"),
        ("Bhagavad-Gita", "Bhagavad Gītā"),
        ("read the bug of odd geeta, please", "read the Bhagavad Gītā, please"),
        ("BHAGAVAD GITA", "BHAGAVAD GĪTĀ"),
        ("in post gress q l we trust", "in PostgreSQL we trust"),
        ("Postgresql", "PostgreSQL"),
        ("an mri, an Mri", "an MRI, an MRI"),
        ("IT is it", "IT is it"),
        ("every k p i's value", "every KPI's value"),
    ],
)
def test_a_vocabulary_of_ones_own_is_followed(said: str, written: str) -> None:
    assert correct(said, _CLINIC) == written
    assert correct(written, _CLINIC) == written


def test_each_written_word_points_at_the_words_it_was_heard_as(
    spoken: Callable[..., Transcript],
) -> None:
    lexicon = build_lexicon(_CLINIC)
    said = spoken("the bug of odd geeta")
    result = process_transcript(said, _TERMS, lexicon=lexicon)
    check_result(result)
    assert [(token.text, token.first, token.last) for token in result.tokens] == [
        ("the", 0, 0),
        ("Bhagavad", 1, 3),
        ("Gītā", 4, 4),
    ]
    assert [change.rule for change in result.changes] == ["lexicon.phrase"]


def test_the_higher_priority_wins_and_then_the_later_vocabulary() -> None:
    low = Vocabulary("low", 1, (Term("gita", "low", priority=10),))
    high = Vocabulary("high", 1, (Term("gita", "high", priority=20),))
    later = Vocabulary("later", 1, (Term("gita", "later", priority=20),))
    assert build_lexicon(high, low).exact["gita"].display == "high"
    assert build_lexicon(high, later).exact["gita"].display == "later"
    assert build_lexicon(later, high).exact["gita"].display == "high"


def test_equal_vocabularies_have_equal_digests_and_any_difference_shows() -> None:
    one, two = Vocabulary("a", 1, (Term("a"),)), Vocabulary("b", 1, (Term("b", "B"),))
    lexicons = [
        build_lexicon(),
        build_lexicon(one),
        build_lexicon(one, two),
        build_lexicon(two, one),
        build_lexicon(one, built_in=False),
        build_lexicon(Vocabulary("a", 2, one.terms)),
        build_lexicon(Vocabulary("a", 1, (Term("a", sounds_like=("b",)),))),
    ]
    assert build_lexicon(one, two).digest == lexicons[2].digest
    assert len({lexicon.digest for lexicon in lexicons}) == len(lexicons)


def test_terms_of_ones_own_are_found_in_every_language() -> None:
    assert correct("das postgres und die mri", _CLINIC) == "das PostgreSQL und die MRI"
