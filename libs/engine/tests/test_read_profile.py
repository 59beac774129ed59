"""Profiles come from documents, go back to them, and say exactly which field is wrong."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from emend_engine import (
    PROFILES,
    Profile,
    ProfileError,
    UnknownProfileError,
    find_profile,
    profile_from_dict,
    profile_schema,
    profile_to_dict,
)

LECTURE = PROFILES["lecture"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)


def faults(document: object) -> list[str]:
    """Return what the schema finds wrong."""
    validator: Any = Draft202012Validator(profile_schema())
    return [error.message for error in validator.iter_errors(document)]


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.label)
def test_every_built_in_profile_goes_out_and_comes_back(profile: Profile) -> None:
    document = json.loads(json.dumps(profile_to_dict(profile)))
    again = profile_from_dict(document)
    assert again == profile
    assert again.digest == profile.digest
    assert faults(document) == []


def test_what_is_not_said_is_as_in_the_profile_that_is_extended() -> None:
    said = {"name": "mine", "extends": "lecture", "itn": {"digits_from": 0}}
    assert profile_from_dict(said) == replace(
        LECTURE, name="mine", version=1, itn=replace(LECTURE.itn, digits_from=0)
    )


def test_everything_that_differs_changes_the_digest() -> None:
    said = {"name": "mine", "extends": "lecture"}
    others: list[dict[str, object]] = [
        {},
        {"version": 2},
        {"language": "de"},
        {"stages": []},
        {"name": "yours"},
    ]
    assert len({profile_from_dict(said | other).digest for other in others}) == len(others)


@pytest.mark.parametrize(
    ("change", "field", "what"),
    [
        ({"name": None}, "name", "is missing"),
        ({"name": "My Profile"}, "name", "small letters"),
        ({"name": "x" * 49}, "name", "small letters"),
        ({"name": "a@2"}, "name", "small letters"),
        ({"version": 0}, "version", "write 1 to"),
        ({"version": True}, "version", "a whole number"),
        ({"extends": "opera"}, "extends", "one of lecture"),
        ({"stages": ["fillers", "lexicom"]}, "stages[1]", "did you mean lexicon?"),
        ({"stages": "fillers"}, "stages", "a list, each one of"),
        ({"languages": "de"}, "languages", "did you mean language?"),
        ({"language": "x\0"}, "language", "a text"),
        ({"language": "x" * 1001}, "language", "a text"),
        ({"itn": 7}, "itn", "digits_from"),
        ({"itn": {"digits_from": "ten"}}, "itn.digits_from", "a whole number"),
        ({"itn": {"digits_from": 10**12}}, "itn.digits_from", "a whole number"),
        ({"itn": {"digit_from": 1}}, "itn.digit_from", "did you mean digits_from?"),
        ({7: 8}, "7", "is no setting"),
        ({"extends": "lectur"}, "extends", "did you mean lecture?"),
        ({"language": "klingon language"}, "language", "a tag of BCP 47, such as en-GB"),
        ({"loops": {"said_at_most": 0}}, "loops.said_at_most", "write 1 to 1000"),
        ({"review": {"confidence_below": 7}}, "review.confidence_below", "write 0 to 1"),
        ({"pii": {"confidence_from": -0.1}}, "pii.confidence_from", "write 0 to 1"),
        ({"terms": {"doubted_below": 1.5}}, "terms.doubted_below", "write 0 to 1"),
        ({"pii": {"regions": ["GB", "gb"]}}, "pii.regions[1]", "a country's two capitals"),
    ],
)
def test_a_fault_names_its_field_and_what_may_stand_there(
    change: dict[object, object], field: str, what: str
) -> None:
    with pytest.raises(ProfileError) as refused:
        profile_from_dict({"name": "mine", "extends": "lecture", **change})
    ((found, said),) = refused.value.problems
    assert found == field
    assert what in said
    assert field in str(refused.value)


@pytest.mark.parametrize(
    "settings",
    [
        {"language": "klingon language"},
        {"loops": {"longest": 0}},
        {"pii": {"regions": ["gb"]}},
        {"review": {"confidence_below": 7}},
    ],
)
def test_the_schema_has_the_same_ranges(settings: dict[str, object]) -> None:
    assert faults({"name": "mine", "extends": "lecture", **settings})


def test_a_profile_that_is_not_there_is_answered_with_the_likeliest() -> None:
    with pytest.raises(UnknownProfileError, match="did you mean lecture@1"):
        find_profile("Lectur")


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(ProfileError) as refused:
        profile_from_dict({"name": "mine", "language": 1, "itn": {"group_mark": 2, "x": 3}})
    fields = [field for field, _ in refused.value.problems]
    assert fields == ["stages", "language", "itn.x", "itn.group_mark"]


@given(JSON, st.sampled_from([*profile_to_dict(LECTURE), "extends", "itn.group_from"]))
def test_any_value_anywhere_is_taken_or_refused_and_the_schema_agrees(
    value: object, field: str
) -> None:
    said: dict[str, object] = {"name": "mine", "extends": "lecture"}
    first, _, second = field.partition(".")
    said[first] = {second: value} if second else value
    try:
        profile_from_dict(said)
    except ProfileError:
        return
    if said["extends"] is not None:
        assert faults(json.loads(json.dumps(said))) == []


@given(JSON)
def test_a_document_of_any_shape_is_refused_or_read(document: object) -> None:
    with suppress(ProfileError):
        profile_from_dict(document)
