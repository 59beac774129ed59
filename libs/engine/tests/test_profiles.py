"""Profiles are found by name, refused by name, and known by their hash."""

from __future__ import annotations

from dataclasses import replace

import pytest

from emend_engine import PROFILES, UnknownProfileError, find_profile


def test_a_profile_is_found_by_name_with_or_without_its_version() -> None:
    assert find_profile("lecture") is find_profile("lecture@1") is PROFILES["lecture"]


@pytest.mark.parametrize("name", ["lectures", "", "lecture@2", "@1", "lecture@"])
def test_an_unknown_profile_is_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(
        UnknownProfileError, match="the known ones are call@1, caption@1, lecture@1, verbatim@1"
    ):
        find_profile(name)


def test_equal_profiles_hash_equally_and_any_difference_shows() -> None:
    lecture = find_profile("lecture")
    assert replace(lecture).digest == lecture.digest
    others = [
        replace(lecture, version=2),
        replace(lecture, stages=lecture.stages[1:]),
        replace(lecture, language="de"),
        replace(lecture, itn=replace(lecture.itn, digits_from=13)),
    ]
    assert len({lecture.digest, *(other.digest for other in others)}) == 5
