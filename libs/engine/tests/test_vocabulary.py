"""Vocabularies are read from plain data, and refused with every entry that is wrong."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from emend_engine import (
    Term,
    Vocabulary,
    VocabularyError,
    vocabulary_from_dict,
    vocabulary_schema,
    vocabulary_warnings,
)
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
        (
            {"name": "a", "terms": [{"text": "x", "dislay_as": "X"}]},
            "term 1: has 'dislay_as'; .*; did you mean display_as",
        ),
        ({"name": "a", "term": ["x"]}, "has 'term'; the fields are .*; did you mean terms"),
        ({"name": "a", "terms": [{"text": "x", "IPA": "ks"}]}, "term 1: has 'IPA'"),
        ({"name": "a", "terms": ["x"] * 20_001}, "there are 20,001, of which 20,000 are allowed"),
    ],
)
def test_what_is_wrong_is_named_with_what_to_write(data: Any, problem: str) -> None:
    with pytest.raises(VocabularyError, match=problem):
        vocabulary_from_dict(data)


def test_an_unknown_column_of_a_table_is_told_once() -> None:
    rows = [{"text": word, "colour": "red"} for word in ("one", "two", "three")]
    with pytest.raises(VocabularyError) as caught:
        vocabulary_from_dict(rows, name="a")
    assert len(caught.value.problems) == 1


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ([{"text": "helm", "sounds_like": ["help"]}], "every 'help' becomes 'helm'"),
        ([{"text": "sofia", "sounds_like": ["so if"]}], "every 'so if' becomes 'sofia'"),
        ([{"text": "will", "display_as": "Will"}], "every 'will' becomes 'Will'; write case_sens"),
        (
            [{"text": "a b c", "sounds_like": ["xyz"]}, {"text": "d e f", "sounds_like": ["xyz"]}],
            "'xyz' is also a form of term 1 ('a b c'); give one of them a higher priority",
        ),
    ],
)
def test_what_is_probably_not_meant_is_told(terms: list[Any], said: str) -> None:
    (warning,) = vocabulary_warnings(vocabulary_from_dict(terms, name="a"))
    assert said in warning


def test_a_usual_vocabulary_leaves_nothing_to_say() -> None:
    terms = [
        {"text": "IT", "case_sensitive": True},
        {"text": "metformin", "sounds_like": ["met forman"]},
        {"text": "kafka", "display_as": "Apache Kafka", "priority": 60},
        {"text": "kafka streams", "display_as": "Kafka Streams"},
    ]
    assert vocabulary_warnings(vocabulary_from_dict(terms, name="a")) == []


@pytest.mark.parametrize(
    ("term", "heard"),
    [
        ("C++", "c plus plus"),
        ("C#", "c sharp"),
        ("AT&T", "a t and t"),
        ("R&D", "r and d"),
        ("Next.js", "next j s"),
        ("Next.js", "next dot js"),
        ("Llama 3.1", "llama three point one"),
        ("GPT-4o", "gpt-4o"),
        ("GPT-4o", "gpt four o"),
        ("CS 101", "c s one oh one"),
        ("CS 229", "c s two twenty nine"),
        ("B-52", "b fifty two"),
        ("Windows 2000", "windows twenty oh zero"),
        ("Boeing 747", "boeing seven four seven"),
        ("D.C.", "d c"),
        ("Wi-Fi", "wifi"),
        ("O'Reilly", "o\N{RIGHT SINGLE QUOTATION MARK}reilly"),
    ],
)
def test_codes_and_signs_are_found_as_they_are_read_out(term: str, heard: str) -> None:
    assert correct(f"we use {heard} here", [term]) == f"we use {term} here"


@pytest.mark.parametrize("term", ["AI", "re-sign", ".NET", "U.S."])
def test_a_reading_that_is_english_is_none(term: str) -> None:
    said = "give me a i mean we resign with a net and i o u us"
    assert correct(said, [term]).lower() == said


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


def test_what_the_schema_takes_is_read() -> None:
    schema = vocabulary_schema()
    validator: Any = Draft202012Validator(schema)
    every_field = {
        "text": "x",
        "display_as": "X",
        "sounds_like": ["y"],
        "priority": 1,
        "kind": "k",
        "exact_only": True,
        "case_sensitive": False,
    }
    document = {"name": "a", "version": 2, "terms": ["z", every_field]}
    assert validator.is_valid(document)
    assert vocabulary_from_dict(document).terms[1] == Term("x", "X", ("y",), 1, "k", True)  # noqa: FBT003 - a field
    refused: list[Any] = [{"name": "a"}, {"name": "a", "terms": [{}]}, {"name": "a", "terms": [""]}]
    for wrong in refused:
        assert not validator.is_valid(wrong)
        with pytest.raises(VocabularyError):
            vocabulary_from_dict(wrong)
