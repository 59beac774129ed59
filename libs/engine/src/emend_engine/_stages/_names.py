"""Capitals that the words of a name show by themselves, whatever the network makes of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from emend_engine._english import FUNCTION_WORDS
from emend_engine._punctuator.model import model
from emend_engine._stages._proper_names import (
    ENDS,
    GIVEN_NAMES,
    LANDFORMS,
    NAMES,
    OF_PEOPLES,
    PHRASES,
    SPELLED,
    STREETS,
    TITLES,
)
from emend_engine._stages._word_set import word_set
from emend_engine._word_classes import without_possessive

_SHORTEST = 5
"""Letters of the shortest name that the dictionary's word is taken for."""
_NAME = re.compile(r"[A-Z][a-z]*[a-z]{3}(?:[A-Z][a-z]+)?|(?:Ma?c|De|Di|Du|La)[A-Z][a-z]+")
"""No acronym: those the network tells from words."""
_ADJECTIVE = re.compile(r".*(?:ian|ican|ean|ish|ese|ic)|french|german|greek|dutch|czech|swiss|thai")
_NTH = re.compile(r"\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth")

_TO_A_STREET = word_set("across along at down from in near of off on onto to up")
_ANY = word_set("a an another any every no some this")

_SMALL_BETWEEN: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "turkey": (
        word_set("a cold frozen fried ground roast roasted smoked stuffed whole wild"),
        word_set("bacon breast burger burgers dinner leg legs meat sandwich sandwiches soup"),
    ),
    "china": (
        word_set("bone fine porcelain"),
        word_set("cabinet closet cup cups doll dolls plate plates shop teapot"),
    ),
    "polish": (
        word_set("floor furniture nail please shoe"),
        word_set("her his it its my our that the their them these this those up your"),
    ),
}
"""Names of countries and a people that are things, by the words before and after them."""
_AFTER_A_THING = FUNCTION_WORDS | {""}
_OF_CHINA = frozenset(("set of", "piece of", "pieces of"))

_BEFORE_A_MONTH = word_set("during early in late mid since until")
_IT_WORK = word_set(
    "company department director guy guys industry manager people sector staff support team"
)
_OWNERS = word_set("an her his my our the their your")
_A_OR_THE = word_set("a an every former her his my new our that the their this your")
_OFFICES = word_set("captain colonel doctor governor lieutenant professor senator sergeant")
"""Titles that are small where no name follows them; of presidents and kings opinions differ."""
_OWN = word_set("her his my our their your")
_KIN = word_set("aunt auntie brother cousin dr mr mrs ms sister uncle")
_CLAUSE = word_set(
    "after and as because before but if or since so than that then though until when while"
) | {""}
_OF_PERSONS = word_set(
    """
    agreed answers asked asks believes called came cried explained goes insisted invited knew knows
    laughed likes lives married never paid promised replied resigned said says smiled studied thinks
    thought told wants wanted went woke works wrote
    """
)
"""Verbs that say of the word before them that it is a person."""
_BESIDE_US = word_set("and of or them versus vs")


def names_in(words: Sequence[str], seen_as_names: Sequence[bool]) -> dict[int, str]:
    """Return how some words are written, by their places; the others are the network's.

    ``words`` are in lower case, empty where another thing stands. ``seen_as_names`` says for each
    what the network takes for one.
    """
    found: dict[int, str] = {}
    for at, word in enumerate(words):
        if word and at not in found:
            found.update(_phrase(words, at) or _single(words, at))
    for at, word in enumerate(words):
        if word in ENDS or word in STREETS:
            is_part = _ends_name(words, at, seen_as_names, found)
        elif word in LANDFORMS or word in TITLES:
            is_part = _begins_name(words, at, seen_as_names, found)
            if not is_part and word in _OFFICES and _before(words, at) in _A_OR_THE:
                found[at] = word
        else:
            continue
        if is_part:
            found[at] = word.capitalize()
            if _NTH.fullmatch(_before(words, at)):
                found[at - 1] = words[at - 1].capitalize()
    return found


def _phrase(words: Sequence[str], at: int) -> dict[int, str]:
    for phrase in PHRASES.get(words[at], ()):
        said = words[at : at + len(phrase)]
        if len(said) == len(phrase) and [one.lower() for one in phrase] == list(said):
            return {place: text for place, text in enumerate(phrase, at) if not text.islower()}
    return {}


def _single(words: Sequence[str], at: int) -> dict[int, str]:
    word = words[at]
    if word in _SMALL_BETWEEN:
        return {at: word} if _is_thing(words, at) else {}
    if word in ("may", "march"):
        return {at: word.capitalize()} if _before(words, at) in _BEFORE_A_MONTH else {}
    if word in GIVEN_NAMES:
        return {at: word.capitalize()} if _is_person(words, at) else {}
    if word in ("us", "it"):
        return {at: word.upper()} if _is_acronym(words, at) else {}
    stem = without_possessive(word)
    spelled = SPELLED.get(stem) or (stem.capitalize() if stem in NAMES else "")
    if not spelled and len(stem) >= _SHORTEST:
        known = model().names.get(stem, "")
        spelled = known if _NAME.fullmatch(known) else ""
    return {at: spelled + word[len(stem) :]} if spelled else {}


def _is_thing(words: Sequence[str], at: int) -> bool:
    before, after = _SMALL_BETWEEN[words[at]]
    one_before, one_after = _before(words, at), _after(words, at)
    if one_before in before or one_after in after:
        return True
    if words[at] == "polish":
        return False
    the_thing = one_before in ("the", "our", "my") and one_after in _AFTER_A_THING
    return the_thing or (words[at] == "china" and " ".join(words[at - 2 : at]) in _OF_CHINA)


def _is_acronym(words: Sequence[str], at: int) -> bool:
    """Whether "us" is the country, "it" the trade: "the us economy", "our it department"."""
    if words[at] == "it":
        return _before(words, at) in _OWNERS and _after(words, at) in _IT_WORK
    return _before(words, at) == "the" and _after(words, at) not in _BESIDE_US


def _is_person(words: Sequence[str], at: int) -> bool:
    """Whether "bill" is a person: "uncle bill", "and bill paid"."""
    before = _before(words, at)
    return before in _KIN or (before in _CLAUSE and _after(words, at) in _OF_PERSONS)


def _ends_name(
    words: Sequence[str], at: int, seen: Sequence[bool], found: Mapping[int, str]
) -> bool:
    name, before = _before(words, at), _before(words, at - 1)
    if words[at] in STREETS:
        is_name = _is_name(at - 1, seen, found) or _NTH.fullmatch(name) is not None
        return is_name and before in _TO_A_STREET and not _ADJECTIVE.fullmatch(name)
    if not _is_name(at - 1, seen, found) or name.endswith("'s") or before in _ANY:
        return False
    return words[at] in OF_PEOPLES or not _ADJECTIVE.fullmatch(name)


def _begins_name(
    words: Sequence[str], at: int, seen: Sequence[bool], found: Mapping[int, str]
) -> bool:
    if _before(words, at) in _OWN:
        return False  # my uncle Bill, our captain
    return _is_name(at + 1, seen, found) and not _ADJECTIVE.fullmatch(_after(words, at))


def _is_name(at: int, seen: Sequence[bool], found: Mapping[int, str]) -> bool:
    if not 0 <= at < len(seen):
        return False
    return not found[at].islower() if at in found else seen[at]


def _before(words: Sequence[str], at: int) -> str:
    return words[at - 1] if at > 0 else ""


def _after(words: Sequence[str], at: int) -> str:
    return words[at + 1] if at + 1 < len(words) else ""
