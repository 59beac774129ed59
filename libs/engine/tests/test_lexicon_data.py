"""The compiled tables are what their sources give, and the word lists say what is English."""

from __future__ import annotations

import runpy
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from emend_engine import BUILT_IN
from emend_engine._english import FUNCTION_WORDS, is_common, is_known
from emend_engine._sounds import skeleton, sound
from emend_engine.plain import correct

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
        ("mūrcchā", "murccha"),
        ("Vedāntic", "Vedantic"),
        ("sāttvic", "sattvic"),
    ],
)
def test_the_customary_spelling_follows_from_the_iast(iast: str, customary: str) -> None:
    assert runpy.run_path(str(_BUILD))["customary"](iast) == customary


def _source() -> list[tuple[str, str, list[str]]]:
    """Return the terms of the source: kind, as written, and the variants beside it."""
    kind, found = "", list[tuple[str, str, list[str]]]()
    for line in runpy.run_path(str(_BUILD))["SOURCE"].read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            kind = line[3:]
        elif line and not line.startswith("#"):
            term, _, variants = line.partition(" = ")
            found.append((kind, term.lstrip("~+ "), [one.strip() for one in variants.split(",")]))
    return found


def test_no_term_and_no_variant_of_it_stands_twice() -> None:
    terms = [term for _, term, _ in _source()]
    assert [term for term, count in Counter(terms).items() if count > 1] == []
    for _, term, variants in _source():
        assert len(set(variants)) == len(variants), term


def test_sanskrit_is_in_the_letters_of_iast() -> None:
    letters = set("abcdefghijklmnopqrstuvwxyzāīūṛṝḷṃḥṅñṭḍṇśṣ -'")
    others = {"Tirukkuṟaḷ / Tirukkural": "ṟ", "Nammāḻvār / Nammalvar": "ḻ"}
    for kind, term, _ in _source():
        if not kind.endswith(" english"):
            assert set(term.split(" / ")[0].lower()) <= letters | set(others.get(term, "")), term
            assert unicodedata.is_normalized("NFC", term), term


def test_every_variant_that_is_sure_becomes_its_term() -> None:
    exact, rows = BUILT_IN.exact, runpy.run_path(str(_BUILD))["compiled"]().splitlines()
    for row in rows:
        display, _, _, forms = row.split("\t")
        for form in forms.split("|"):
            assert exact[form.removeprefix("~")].display == display, form
            if form[0] != "~":
                assert correct(form).lower() == display.lower(), form


def test_every_variant_of_the_source_reaches_a_term_of_its_own_sound_or_name() -> None:
    """Two terms may share a variant only where they are one word in two forms."""
    owners: dict[str, set[str]] = {}
    for _, term, variants in _source():
        for variant in filter(None, (one.removeprefix("~") for one in variants)):
            owners.setdefault(variant, set()).add(term)
    shared = {variant: terms for variant, terms in owners.items() if len(terms) > 1}
    assert shared == {"darshan": {"darśana", "darśan"}}


def test_names_of_people_are_not_taken_for_terms() -> None:
    said = "varun and lalit met bhaskar and siddhant and abhishek in havana"
    assert correct(said) == "Varun and Lalit met Bhaskar and Siddhant and Abhishek in havana"


def test_the_customary_spelling_has_no_letters_of_its_own() -> None:
    spelled = [entry.plain for entry in BUILT_IN.exact.values()]
    assert not [one for one in spelled if one.endswith("ich") or "chchh" in one]


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
