"""Every rule is registered, changes something, and nothing where a profile is without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import cast, get_args

import pytest

from emend_engine import (
    POLICIES,
    PROFILES,
    RULES,
    Profile,
    ProfileError,
    RuleName,
    check_result,
    process_transcript,
    profile_from_dict,
    profile_schema,
)
from emend_transcript import Result, from_text, joined

EXAMPLES: Mapping[RuleName, str] = {
    "tokenise.nfc": "they met in a cafe\u0301",
    "tokenise.invisible": "the kri\u00adshna of the song",
    "notes.sound": "that is right (laughter) and so we go on",
    "notes.speaker": "how are you >> i am fine",
    "notes.kept": "we go [music playing] on",
    "loops.ngram": "we go on and on and on and on and on and on and on and on",
    "loops.invented": "that is all for now. Thanks for watching! and so we go on.",
    "fillers.hesitation": "this is um the first part",
    "fillers.phrase": "it was, you know, a long way home",
    "repeats.word": "this is the the first part",
    "repeats.phrase": "this is this is the first part",
    "repeats.partial": "we need a rec- recogniser for this",
    "corrections.cue": "we meet on tuesday no wait on wednesday",
    "corrections.restart": "what is the who is the author of the book",
    "corrections.filler": "in what year er in what month was she born",
    "corrections.interjection": "we went home, I mean, in the evening",
    "lexicon.case": "we met on monday",
    "lexicon.exact": "this is called pranayam in the texts",
    "lexicon.phrase": "we read the bhagavad geeta together",
    "lexicon.phonetic": "the sage yagnyavalkia spoke",
    "lexicon.fuzzy": "we chant the gayatree mantram and read the bhagavatum",
    "itn.abbreviation": "he works at i b m in town",
    "itn.card": "four one one one one one one one one one one one one one one one",
    "itn.cardinal": "there were twenty five people",
    "itn.code": "the code is four seven one nine",
    "itn.date": "we meet on july twenty fifth",
    "itn.decade": "it was in the nineteen nineties",
    "itn.decimal": "it was two point five million",
    "itn.email": "write to john dot smith at gmail dot com",
    "itn.fraction": "it takes three quarters of the day",
    "itn.ip": "the server is at one nine two dot one six eight dot one dot one",
    "itn.measure": "we walked five kilometers",
    "itn.money": "it costs twenty five dollars",
    "itn.ordinal": "this is the twenty first century",
    "itn.percent": "it is twenty five percent",
    "itn.phrase": "we are open twenty four seven",
    "itn.range": "it takes five to ten minutes",
    "itn.roman": "it was in world war two",
    "itn.score": "they won three to two",
    "itn.telephone": "call five five five one two three four five six seven",
    "itn.time": "we meet at three thirty pm",
    "itn.url": "go to example dot com",
    "itn.verse": "in the gita two forty seven we read",
    "itn.version": "we use python three point eleven",
    "itn.year": "it was in nineteen eighty four",
    "pii.aadhaar": "my aadhaar is 2341 2341 2346",
    "pii.account": "my account number is 12345678",
    "pii.address": "i live at 42 Baker Street",
    "pii.card": "my card is 4111 1111 1111 1111",
    "pii.crypto": "send it to 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
    "pii.cvv": "the cvv is 123",
    "pii.dob": "my date of birth is 4 May 1980",
    "pii.email": "write to jane@example.com",
    "pii.health_id": "my medicare id is 1EG4-TE5-MK73",
    "pii.iban": "the iban is DE89 3704 0044 0532 0130 00",
    "pii.ip": "the server is 192.168.10.7",
    "pii.itin": "my itin is 912-78-1234",
    "pii.licence": "my driving licence number is D1234567",
    "pii.mac": "the device is 00:1B:44:11:3A:B7",
    "pii.national_id": "my dni is 12345678Z",
    "pii.nhs": "my nhs number is 943 476 5919",
    "pii.nino": "my national insurance number is AB123456C",
    "pii.pan": "my pan is ABCPE1234F",
    "pii.passport": "my passport number is C01234567",
    "pii.phone": "call me at 415-555-2671",
    "pii.pin": "my pin is 4821",
    "pii.postcode": "my zip code is 94103",
    "pii.routing": "the routing number is 021000021",
    "pii.sin": "my social insurance number is 046 454 286",
    "pii.sort_code": "the sort code is 20-00-00",
    "pii.ssn": "my social security number is 219-09-9999",
    "pii.tax_id": "my tax file number is 123 456 782",
    "pii.url": "go to www.example.com/jane",
    "pii.vehicle": "my number plate is AB12 CDE",
    "punctuation.comma": "if you want to learn this well you need to practise every day",
    "punctuation.full_stop": "this is the first part",
    "punctuation.question": "how are you today",
    "casing.sentence": "this is the first part",
    "casing.pronoun": "then i went home",
    "casing.name": "we flew from paris to london",
    "casing.acronym": "the n b c broadcast began",
    "profanity.mask": "what the fuck is this",
    "profanity.tag": "what the fuck is this",
    "profanity.remove": "what the fuck is this",
    "redaction.label": "call me at 415-555-2671",
    "redaction.mask": "call me at 415-555-2671",
    "redaction.remove": "call me at 415-555-2671",
}

EVERYTHING = replace(PROFILES["call"], itn=POLICIES["plain"])


def profile_that_shows(name: RuleName) -> Profile:
    """Return a profile in which no earlier stage does what a rule would do."""
    stage, _, about = name.partition(".")
    if stage == "casing":
        kept = [one for one in EVERYTHING.stages if one not in ("lexicon", "itn")]
        return replace(EVERYTHING, stages=tuple(kept))
    if stage == "profanity":
        return profile_from_dict(
            {"name": "shown", "extends": "call", "profanity": {"action": about}}
        )
    if name == "notes.kept":
        return profile_from_dict({"name": "shown", "extends": "call", "notes": {"keep": True}})
    if stage == "redaction":
        return profile_from_dict({"name": "shown", "extends": "call", "redaction": {"how": about}})
    return EVERYTHING


def result_of(text: str, profile: Profile) -> Result:
    """Return a checked result; the recogniser doubted the words of an invented phrase."""
    transcript = from_text(text)
    heard = [
        word._replace(confidence=0.1) if "Thanks" in text else word for word in transcript.words
    ]
    result = process_transcript(replace(transcript, words=tuple(heard)), profile)
    check_result(result)
    return result


def test_every_rule_is_in_the_type_and_in_the_registry() -> None:
    assert list(get_args(RuleName)) == list(RULES)
    assert all(rule.name == name and rule.does and rule.version > 0 for name, rule in RULES.items())


@pytest.mark.parametrize("name", RULES)
def test_a_rule_changes_its_example_and_leaves_it_where_it_is_off(name: RuleName) -> None:
    profile = profile_that_shows(name)
    changes = result_of(EXAMPLES[name], profile).changes
    assert (name, RULES[name].version) in {(change.rule, change.version) for change in changes}
    without = result_of(EXAMPLES[name], replace(profile, without=(name,)))
    assert name not in {change.rule for change in without.changes}


@pytest.mark.parametrize("text", EXAMPLES.values())
def test_every_change_names_a_registered_rule(text: str) -> None:
    for profile in PROFILES.values():
        for change in result_of(text, profile).changes:
            assert RULES[cast("RuleName", change.rule)].version == change.version
            assert change.rule.startswith(f"{change.stage}.")


def corrected_without(text: str, *names: RuleName) -> str:
    """Return a sentence as the lecture profile writes it without some rules."""
    return joined(result_of(text, replace(PROFILES["lecture"], without=names)).tokens)


def test_what_a_rule_would_have_written_stays_in_words() -> None:
    text = "we pay twenty five dollars on july twenty fifth twenty twelve"
    assert "twenty five dollars" in corrected_without(text, "itn.money")
    written = corrected_without(text, "itn.date", "punctuation.comma").lower()
    assert "$25" in written
    assert not any(figure in written for figure in ("25th", "2012"))


def test_an_idiom_is_not_written_in_figures_where_the_rule_that_guards_it_is_off() -> None:
    assert "eleventh hour" in corrected_without("at the eleventh hour we left", "itn.phrase")


def test_where_no_question_mark_stands_no_sentence_begins() -> None:
    text = "how are you today this is the first part"
    assert corrected_without(text) == "How are you today? This is the first part."
    assert corrected_without(text, "punctuation.question") == (
        "How are you today this is the first part."
    )


def test_without_guesses_known_forms_are_still_written() -> None:
    text = "the sage yagnyavalkia taught pranayam"
    assert "Yājñavalkya" in corrected_without(text)
    plain = corrected_without(text, "lexicon.phonetic", "lexicon.fuzzy")
    assert "yagnyavalkia taught prāṇāyāma" in plain.lower()


def test_a_stage_all_of_whose_rules_are_off_changes_nothing() -> None:
    numbers = tuple(name for name in RULES if name.startswith("itn."))
    lecture = PROFILES["lecture"]
    bare = replace(lecture, stages=tuple(one for one in lecture.stages if one != "itn"))
    text = "we pay twenty five dollars on july twenty fifth"
    without = result_of(text, replace(lecture, without=numbers))
    assert without.tokens == result_of(text, bare).tokens


def test_the_digest_covers_what_is_off() -> None:
    lecture = PROFILES["lecture"]
    assert replace(lecture, without=("itn.date",)).digest != lecture.digest


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("itn.dates", "did you mean itn.date?"),
        ("fuzzy", "did you mean lexicon.fuzzy?"),
        ("repeats", "did you mean repeats.word or repeats.phrase or repeats.partial?"),
        ("zzz", "write one of tokenise.nfc, "),
        (7, "write one of tokenise.nfc, "),
    ],
)
def test_an_unknown_rule_is_refused_with_the_likely_ones(said: object, meant: str) -> None:
    with pytest.raises(ProfileError) as refused:
        profile_from_dict({"name": "mine", "extends": "lecture", "without": ["itn.date", said]})
    ((field, what),) = refused.value.problems
    assert field == "without[1]"
    assert meant in what


def test_what_is_off_is_inherited_until_it_is_said_anew() -> None:
    mine = profile_from_dict({"name": "mine", "extends": "lecture", "without": ["itn.date"]})
    known = {"mine": mine}
    assert profile_from_dict({"name": "a", "extends": "mine"}, known).without == ("itn.date",)
    assert profile_from_dict({"name": "a", "extends": "mine", "without": []}, known).without == ()
    assert profile_schema()["properties"]["without"]["items"]["enum"] == list(RULES)
