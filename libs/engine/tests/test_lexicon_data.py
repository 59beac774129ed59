"""The compiled tables are what their sources give, and the word lists say what is English."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from emend_engine import BUILT_IN
from emend_engine._english import FUNCTION_WORDS, is_common, is_known
from emend_engine._sounds import skeleton, sound

_BUILD = Path(__file__).parents[1] / "lexicon/build.py"


def test_the_compiled_tables_are_fresh() -> None:
    build = runpy.run_path(str(_BUILD))
    table = build["compiled"]()
    assert build["TARGET"].read_text(encoding="utf-8") == table, "run make lexicon"
    assert build["SOUNDS"].read_text(encoding="utf-8") == build["sounds"](table), "run make lexicon"


@pytest.mark.parametrize(
    ("iast", "customary"),
    [
        ("Śaṅkarācārya", "Shankaracharya"),
        ("Bhagavad Gītā", "Bhagavad Gita"),
        ("Vivekacūḍāmaṇi", "Vivekachudamani"),
        ("Chāndogya", "Chandogya"),
        ("Kṛṣṇa", "Krishna"),
        ("jñāna", "jnana"),
        ("saccidānanda", "sachchidananda"),
        ("Sāṃkhya", "Samkhya"),
    ],
)
def test_the_customary_spelling_follows_from_the_iast(iast: str, customary: str) -> None:
    assert runpy.run_path(str(_BUILD))["customary"](iast) == customary


def test_there_are_terms_of_every_kind() -> None:
    displays = {entry.display for entry in BUILT_IN.exact.values()}
    assert len(displays) > 1_800
    assert {"Bhagavad Gītā", "trikoṇāsana", "anusvāra", "Rishikesh", "āratī"} <= displays


def test_common_known_and_unknown_words_are_told_apart() -> None:
    assert all(map(is_common, ("yoga", "because", "wonderful", "houses")))
    assert all(
        is_known(word) and not is_common(word) for word in ("washington", "sarong", "kansas")
    )
    assert not any(map(is_known, ("pranayam", "adwaita", "kubernetes", "", "x1", "q\nu")))
    assert all(map(is_common, FUNCTION_WORDS - {"i", "a"}))


@pytest.mark.parametrize(
    "alike",
    [
        ("bhagavadgita", "bagavadgeeta", "bhagavadgeetaa"),
        ("jnana", "gyan", "gyana", "gnana", "dnyana"),
        ("samkhya", "sankya", "saankhya"),
        ("vedanta", "vedantha", "wedanta", "vedaanta"),
        ("shankaracharya", "sankaracharia"),
        ("upanishad", "oopanishad", "upanisad"),
        ("kubernetes", "cuberneties", "koobernetees"),
        ("lakshmi", "laxmi", "lakshmee"),
    ],
)
def test_what_sounds_alike_has_one_key(alike: tuple[str, ...]) -> None:
    assert len({sound(word) for word in alike}) == 1


def test_the_skeleton_survives_voicing_and_vowels() -> None:
    assert skeleton(sound("kubernetes")) == skeleton(sound("cooperneties"))
    assert skeleton(sound("metformin")) == skeleton(sound("medformun"))
