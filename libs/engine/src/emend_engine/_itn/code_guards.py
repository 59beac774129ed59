"""Guards of what is said digit by digit: counting aloud is no code."""

from __future__ import annotations

from itertools import pairwise

from emend_engine._itn.english_labels import (
    CODE_CUES,
    COUNTED,
    NO_PHONE_CUES,
    NUMBERED,
    PHONE_CUES,
    STREETS,
)
from emend_engine._itn.number_words import Kind
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.quantities import read_unit
from emend_engine._itn.quantity_guards import is_numeric, stands_alone
from emend_engine._itn.speech import Gap, Speech
from emend_engine._itn.values import Found, Phone, Verbatim
from emend_engine._stages._word_set import word_set

_NEAR = 6
_SURE_CODE = 6
_SPOKEN_ZERO = 2
_PHONE = 10
_LONGEST_CODE = 19
"""The digits of the longest card number; more are a number begun twice."""

_ROADS = "MAB"
_WORDLIKE = "AIOU"
_ARTICLES = ("a", "i")
_SINGLES_OF_A_PHONE = 4
_CARD_CUES = word_set("card credit debit amex visa mastercard")
_SECURITY_CUES = frozenset(["social", "security", "ssn"])


def accept_phone(speech: Speech, found: Found, _policy: ItnPolicy) -> bool:
    """Refuse numbers that merely have ten digits together."""
    if not stands_alone(speech, found):
        return False
    if _counts_on(speech, found) and not _near(speech, found, PHONE_CUES | _SECURITY_CUES):
        return False
    if isinstance(found.value, Verbatim):
        return _near(speech, found, _SECURITY_CUES) and not _is_broken(speech, found)
    if _is_broken(speech, found):
        return _near(speech, found, PHONE_CUES)
    if isinstance(found.value, Phone) and len(found.value.digits) < _PHONE:
        return _is_local(speech, found)
    return _near(speech, found, PHONE_CUES) or _singles(speech, found) >= _SINGLES_OF_A_PHONE


def _is_local(speech: Speech, found: Found) -> bool:
    """Whether seven digits are a telephone number: announced as one, or all that is said."""
    paired = any(kind in (Kind.TEEN, Kind.TENS) for kind in speech.kinds[found.start : found.end])
    if _near(speech, found, NO_PHONE_CUES):
        return False
    if paired:
        return _near(speech, found, PHONE_CUES)
    invented = speech.keys[found.start : found.start + 3] == ["five", "five", "five"]
    alone = invented or (found.start == 0 and found.end == speech.length)
    extended = speech.key_after(found.end) in ("extension", "ext")
    return extended or alone or _near(speech, found, PHONE_CUES)


def accept_card(speech: Speech, found: Found, _policy: ItnPolicy) -> bool:
    """Accept sixteen digits, and fewer where a card is spoken of."""
    if not stands_alone(speech, found):
        return False
    if _is_broken(speech, found) and not _near(speech, found, _CARD_CUES):
        return False
    text = found.value.text if isinstance(found.value, Verbatim) else ""
    sixteen = sum(map(str.isdigit, text)) == 16  # noqa: PLR2004 - the digits of most cards
    return _near(speech, found, _CARD_CUES) or (sixteen and _singles(speech, found) >= 8)  # noqa: PLR2004


def accept_code(speech: Speech, found: Found, policy: ItnPolicy) -> bool:
    """Accept codes that a word announces, house numbers, and what is no counting aloud."""
    if not isinstance(found.value, Verbatim) or not stands_alone(speech, found):
        return False
    text = found.value.text
    if _is_broken(speech, found):
        told = speech.key_before(found.start) == "is" or not _is_counting(text)
        return told and _near(speech, found, CODE_CUES)
    listed = speech.key_after(found.end) in ("and", "or", "to") and is_numeric(
        speech, found.end + 1
    )
    alone = listed or not speech.follows(found.end)
    seat = speech.key_before(found.start) in NUMBERED and alone
    spelled = alone and _is_mixed(text)
    article = speech.keys[found.end - 1] in _ARTICLES and not (
        spelled or (seat and text[0].isdigit())
    )
    return not article and len(text) <= _LONGEST_CODE and _is_meant(speech, found, text, policy)


def _is_mixed(text: str) -> bool:
    """Whether letters and digits together are no words: "s w one a one a a"."""
    return len(text) >= _SURE_CODE and sum(map(str.isdigit, text)) > 1 and not text.isdigit()


def _is_meant(speech: Speech, found: Found, text: str, policy: ItnPolicy) -> bool:
    if speech.key_before(found.start) in NUMBERED or "/" in text or "-" in text:
        return True
    announced = _near(speech, found, CODE_CUES)
    if speech.keys[found.start] in ("oh", "o") and not announced:
        return False
    if text.isdigit():
        return _is_number(speech, found, policy, announced=announced)
    if _is_road(speech, found, text) or _is_house(speech, found, text):
        return True
    told = speech.key_before(found.start) == "is" and _is_mixed(text)
    clear = speech.keys[found.start] not in _ARTICLES and text[0].isalpha() and text[-1].isdigit()
    return told or announced or (clear and len(text) > 2)  # noqa: PLR2004 - "plan b two"


def _is_number(speech: Speech, found: Found, policy: ItnPolicy, *, announced: bool) -> bool:
    """Whether digits said one by one are a number, not counting, not a guess at a count."""
    if speech.key_after(found.end) in COUNTED:
        return False
    street = _is_in_street(speech, found)
    if _is_flight(speech, found):
        return True
    if street and not read_unit(speech, found.end, policy):
        return True
    text = found.value.text if isinstance(found.value, Verbatim) else ""
    paired = any(speech.kinds[at] >= Kind.TEEN for at in range(found.start, found.end))
    enumerated = speech.gaps[found.start] == Gap.COMMA and is_numeric(speech, found.start - 1)
    if _is_called(speech, found, text) or _is_airliner(speech, found, text):
        return True
    if announced:
        return len(text) > 2  # noqa: PLR2004 - two digits are a guess
    long = len(text) > 3 or "0" in text[2:]  # noqa: PLR2004 - "two two four" is a guess
    return long and not (paired or enumerated) and not _is_counting(text)


def _is_airliner(speech: Speech, found: Found, text: str) -> bool:
    """Whether a family of airliners is called: "seven eighty seven"."""
    pair = speech.kinds[found.start + 1] == Kind.TENS
    return pair and len(text) == 3 and text[0] == text[-1] == "7"  # noqa: PLR2004


def _is_flight(speech: Speech, found: Found) -> bool:
    """Whether an airline's two capitals stand before the digits: "BA two eighty four"."""
    before = speech.texts[found.start - 1] if found.start else ""
    shouted = speech.texts[found.start].isupper()
    airline = len(before) == 2 and before.isupper() and not shouted  # noqa: PLR2004
    return airline and speech.follows(found.start)


def _is_called(speech: Speech, found: Found, text: str) -> bool:
    """Whether digits are a number as it is called: "one oh eight", "one eighty three"."""
    keys = speech.keys[found.start : found.end]
    if (
        len(text) > _SPOKEN_ZERO
        and keys[-1] not in ("oh", "o")
        and not {"oh", "o"}.isdisjoint(keys)
    ):
        return True
    hundreds = len(text) == 3 and speech.kinds[found.start] == Kind.DIGIT  # noqa: PLR2004 - one digit and a pair
    pair = speech.kinds[found.start + 1] == Kind.TENS
    if not (hundreds and pair):
        return False
    year = speech.key_before(found.start) == "in" and not speech.follows(found.end)
    return year or (text[0] == "1" and text[1] >= "6")


def _is_in_street(speech: Speech, found: Found) -> bool:
    """Whether a street follows within four words, and no other number before it."""
    for at in range(found.end, found.end + 4):
        if speech.keys[at] in STREETS:
            return True
        if is_numeric(speech, at) and speech.ordinals[at] < 0:
            return False
    return False


def _is_road(speech: Speech, found: Found, text: str) -> bool:
    """Whether a letter and digits are a road: "the m four motorway"."""
    return text[0] in _ROADS and speech.key_after(found.end) in ("motorway", "road", "highway")


def _is_house(speech: Speech, found: Found, text: str) -> bool:
    """Whether digits and a letter are a house or a seat: "twelve b", "221 b baker street"."""
    if not text[:-1].isdigit() or len(text) < 3 or text[-1] in _WORDLIKE:  # noqa: PLR2004 - "12B"
        return False
    street = _is_in_street(speech, found)
    return street or not speech.follows(found.end)


def _is_broken(speech: Speech, found: Found) -> bool:
    """Whether a comma stands among the digits, as in an enumeration."""
    return any(not speech.follows(at) for at in range(found.start + 1, found.end))


def _counts_on(speech: Speech, found: Found) -> bool:
    """Whether the words count up or down: "ten nine eight seven …"."""
    values = speech.values[found.start : found.end]
    return {later - earlier for earlier, later in pairwise(values)} in ({1}, {-1})


def _is_counting(text: str) -> bool:
    steps = {int(later) - int(earlier) for earlier, later in pairwise(text)}
    return steps in ({1}, {-1}, {0})


def _singles(speech: Speech, found: Found) -> int:
    kinds = speech.kinds[found.start : found.end]
    return sum(kind in (Kind.DIGIT, Kind.ZERO) for kind in kinds) + sum(
        key in ("oh", "o", "double", "triple") for key in speech.keys[found.start : found.end]
    )


def _near(speech: Speech, found: Found, cues: frozenset[str]) -> bool:
    return not cues.isdisjoint(speech.keys[max(0, found.start - _NEAR) : found.start])
