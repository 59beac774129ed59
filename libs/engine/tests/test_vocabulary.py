"""Vocabularies are read from plain data, and refused with every entry that is wrong."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from emend_engine import Term, Vocabulary, VocabularyError, vocabulary_from_dict
from emend_engine.plain import correct

_YAML = """
name: cardiology
version: 3
terms:
  - Metoprolol
  - text: atrial fibrillation
    display_as: atrial fibrillation
    sounds_like: [a trial fib relation, afib]
    kind: condition
  - {Phrase: ecg, DisplayAs: ECG, sounds-like: e c g | e k g, priority: "70", exact_only: "yes"}
  - {term: IT, caseSensitive: true}
"""


def test_a_vocabulary_is_read_from_what_yaml_gives() -> None:
    assert vocabulary_from_dict(yaml.safe_load(_YAML)) == Vocabulary(
        "cardiology",
        3,
        (
            Term("Metoprolol"),
            Term(
                "atrial fibrillation",
                "atrial fibrillation",
                ("a trial fib relation", "afib"),
                kind="condition",
            ),
            Term("ecg", "ECG", ("e c g", "e k g"), 70, exact_only=True),
            Term("IT", case_sensitive=True),
        ),
    )


def test_rows_of_a_table_are_a_vocabulary_under_a_name() -> None:
    rows = [{"text": "nginx", "display_as": "NGINX", "sounds_like": "engine x", "priority": ""}]
    read = vocabulary_from_dict(rows, name="servers")
    assert read == Vocabulary("servers", 1, (Term("nginx", "NGINX", ("engine x",)),))


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (7, "the whole: is 7; write a list of terms, or a mapping with name, version and terms"),
        ({"terms": []}, "name: is missing; write small letters"),
        ({"name": "A b", "terms": []}, "name: is 'A b'; write small letters"),
        ({"name": "a", "version": 0, "terms": []}, "version: is 0; write a whole number from 1"),
        ({"name": "a"}, "terms: is missing; write a list of terms"),
        ({"name": "a", "terms": "x"}, "terms: is 'x'; write a list of terms"),
        ({"name": "a", "terms": [3]}, "term 1: is 3; write a text or a mapping"),
        ({"name": "a", "terms": [{"text": "x", "prio": 1}]}, "term 1: has 'prio'; the fields are"),
        ({"name": "a", "terms": ["x", {"display_as": "X"}]}, "term 2 .*text: is missing"),
        ({"name": "a", "terms": [{"text": True}]}, "is True; write a text .in YAML between quot"),
        ({"name": "a", "terms": ["a b c d e f g"]}, "has 7 words, of which 6 are allowed"),
        ({"name": "a", "terms": ["x" * 121]}, "has 121 characters, of which 120 are allowed"),
        ({"name": "a", "terms": ["?!"]}, "is '.!'; write a word"),
        ({"name": "a", "terms": ["a\x00b"]}, "take the control characters out"),
        ({"name": "a", "terms": ["Ab c", "ab  C"]}, "term 2 .'ab C'.: stands already as term 1"),
        (
            {"name": "a", "terms": [{"text": "x", "priority": "high"}]},
            "term 1 .'x'., priority: is 'high'; write a whole number from 0 to 100",
        ),
        ({"name": "a", "terms": [{"text": "x", "sounds_like": 5}]}, "sounds_like: is 5; write a l"),
        ({"name": "a", "terms": [{"text": "x", "exact_only": "so"}]}, "'so'; write true or false"),
        ({"name": "a", "terms": ["x"] * 20_001}, "there are 20,001, of which 20,000 are allowed"),
    ],
)
def test_what_is_wrong_is_named_with_what_to_write(data: Any, problem: str) -> None:
    with pytest.raises(VocabularyError, match=problem):
        vocabulary_from_dict(data)


def test_all_problems_are_told_at_once() -> None:
    data = {"name": "a", "terms": [{"text": "x", "priority": -1}, 5, {"text": ""}, "fine"]}
    with pytest.raises(VocabularyError) as caught:
        vocabulary_from_dict(data)
    assert len(caught.value.problems) == 3


def test_the_digest_follows_every_field() -> None:
    base = Vocabulary("a", 1, (Term("x"),))
    others = [
        Vocabulary("b", 1, (Term("x"),)),
        Vocabulary("a", 2, (Term("x"),)),
        Vocabulary("a", 1, (Term("x", "X"),)),
        Vocabulary("a", 1, (Term("x", priority=1),)),
        Vocabulary("a", 1, (Term("x", kind="y"),)),
        Vocabulary("a", 1, (Term("x", exact_only=True),)),
        Vocabulary("a", 1, (Term("x", case_sensitive=True),)),
        Vocabulary("a", 1, ()),
    ]
    assert Vocabulary("a", 1, (Term("x"),)).digest == base.digest
    assert len({base.digest, *(other.digest for other in others)}) == len(others) + 1


@pytest.mark.parametrize(
    "given",
    [
        ["Kubernetes"],
        ("Kubernetes",),
        [Term("Kubernetes")],
        [{"term": "Kubernetes"}],
        {"terms": ["Kubernetes"]},
        Vocabulary("one", 1, (Term("Kubernetes"),)),
    ],
)
def test_a_vocabulary_may_be_given_in_any_plain_form(given: object) -> None:
    assert correct("we run cuber netties", given) == "we run Kubernetes"


@pytest.mark.parametrize("given", ["Kubernetes", 5, {"Kubernetes"}, {"kubernetes": "Kubernetes"}])
def test_what_is_no_vocabulary_is_told_how_to_write_one(given: object) -> None:
    with pytest.raises(VocabularyError, match="write a list of terms"):
        correct("we run cuber netties", given)
