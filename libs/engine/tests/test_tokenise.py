"""Words come out in Unicode's composed form, whatever form they arrive in."""

# ruff: noqa: RUF001 - letters that look alike are meant

from __future__ import annotations

from unicodedata import is_normalized, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emend_engine import PROFILES, check_result, process_transcript
from emend_engine.plain import correct
from emend_transcript import Change, from_text, joined

_LECTURE, _VERBATIM = PROFILES["lecture"], PROFILES["verbatim"]


def _rules(said: str) -> list[str]:
    result = process_transcript(from_text(said), _LECTURE)
    check_result(result)
    changes: tuple[Change, ...] = result.changes
    return [change.rule for change in changes]


@pytest.mark.parametrize("said", ["the Gītā", "the gītā", "the bhagavad gītā", "Śaṅkara's hymn"])
def test_a_term_in_decomposed_letters_is_the_same_term(said: str) -> None:
    assert correct(normalize("NFD", said)) == correct(said)
    assert "tokenise.nfc" in _rules(normalize("NFD", said))


def test_composed_text_gets_no_change() -> None:
    assert _rules("naïve Gītā in the café ॐ") == _rules("naive Gītā in the cafe ॐ")


@pytest.mark.parametrize("hidden", ["\u00ad", "\u200b", "\u2060", "\ufeff"])
def test_characters_without_width_do_not_hide_a_term(hidden: str) -> None:
    assert correct(f"the kri{hidden}shna") == "the Kṛṣṇa"
    assert _rules(f"the kri{hidden}shna")[0] == "tokenise.invisible"
    assert correct(hidden) == hidden


@pytest.mark.parametrize("said", ["\u00ad.a", "a\u200b,b"])
def test_they_stay_where_a_word_would_become_several(said: str) -> None:
    assert correct(said) == said


@pytest.mark.parametrize("said", ["می\u200cخواهم", "क्\u200dष", "👩\u200d🚀", "ﬁne", "ﷺ", "ﻻ"])
def test_joiners_and_compatibility_forms_stay(said: str) -> None:
    assert correct(said) == said


def test_without_stages_even_the_form_of_the_letters_stays() -> None:
    said = normalize("NFD", "the Gītā")
    result = process_transcript(from_text(said), _VERBATIM)
    assert joined(result.tokens) == said
    assert result.changes == ()


@given(st.text(max_size=12))
def test_every_word_comes_out_composed(said: str) -> None:
    for token in process_transcript(from_text(said), _LECTURE).tokens:
        assert is_normalized("NFC", token.text)
