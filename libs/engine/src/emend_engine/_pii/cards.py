"""Payment cards: the numbering ranges of the brands, Luhn's check, and the code on the back."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from emend_engine._pii.checksums import luhn
from emend_engine._pii.cues import NO_CUE, cue_before, is_linked, is_told_behind
from emend_engine._pii.findings import MISHEARD, Finding, digits_of
from emend_engine._pii.line import Line
from emend_engine._pii.ordinary import is_counting, is_ordinary
from emend_engine._pii.postcodes import is_postal_pin
from emend_engine._rules import RULES

_CARD = RULES["pii.card"]
_CVV = RULES["pii.cvv"]
_PIN = RULES["pii.pin"]

_RUN = re.compile(r"(?<![\w$€£₹.])\d(?:[ .,–-]{0,3}\d){11,}(?![\d%])")  # noqa: RUF001 - a dash is meant
"""Digits, whatever separates them: "4111 1111 …", "4111-1111", "4111, 1111", "4 1 1 1"."""

_GROUP = re.compile(r"\d+")
_DECIMAL = re.compile(r"\d\.\d{7}")
_LONGEST_RUN = 60
"""Longer runs of digits are no card with something behind it; they are not searched."""

_SHORTEST = 12
_LENGTHS = (16, 15, 14, 19, 13, 18, 17, 12)
_BRAND = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})"
    r"|(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}"
    r"|220[0-4]\d{12}"
    r"|3[47]\d{13}"
    r"|3(?:0[0-5]|09|[689]\d)\d{11}"
    r"|35\d{14}|(?:2131|1800)\d{11}"
    r"|(?:6011|64[4-9]\d|65\d{2})\d{12,15}"
    r"|62\d{14,17}"
    r"|(?:60|81|82)\d{14}|508\d{13}"
)
"""Visa, Mastercard, Mir, American Express, Diners, JCB, Discover, UnionPay, RuPay."""

_ANY_BRAND = re.compile(r"(?:50|5[6-9]|6\d)\d{10,17}")
"""Maestro, from 12 digits on: only where it is announced and stands alone."""

_ANNOUNCING = ("card", "pan")
"""A "PAN" is a card's number to a bank, and a taxpayer's in India."""

_READ_OUT = 6
"""Numbers in so many groups, of whatever size, were read out."""

_CODE = re.compile(r"(?<![\w$€£₹.,:/-])\d(?: ?\d){2,5}(?![\w%]|[.,:/-]\d)")

_CODES = frozenset(("cvv", "pin"))
_CODE_WORD = re.compile(r"(?i)\b(?<!zip )(?<!post )(?<!pin )(?<!area )code(?: is|'s| of|:)? ?$")
_TEXTED = re.compile(
    r"(?i)(?: [\w']+){0,3}? "
    r"(?:texted|sent|emailed|messaged|(?:sign|log) ?in|log on|verify|unlock)\b"
)
_OF_CARD = re.compile(
    r"(?i)(?:\d[ -]?){12}|\bexp(?:\.|iry|ires?|iration)?\b|\bvalid (?:thru|until)"
)
_BESIDE = 80
"""How far before a card's code its number or expiry may stand, in characters."""


def cards(line: Line) -> Iterator[Finding]:
    """Find card numbers; those that fail Luhn's check are none."""
    for match in _RUN.finditer(line.text) if line.digits >= _SHORTEST else ():
        if match.end() - match.start() > 4 * _LONGEST_RUN:
            continue
        if is_counting(match.group()) or _DECIMAL.search(match.group()):
            continue
        cue = cue_before(line, match.start())
        if cue.subject == "other" and cue is not NO_CUE:
            continue
        announced = cue.subject in _ANNOUNCING or is_told_behind(line, match.end(), "card")
        found = list(_numbers(match.group(), has_cue=announced))
        written = not (announced or _is_rewritten(line, match))
        for start, end in found:
            number = match.group()[start:end]
            if is_ordinary(number) or (written and not _is_regular(number)):
                continue
            sure = 0.99 if announced else 0.95
            reason = "the length and beginning of a card number; Luhn's check fits"
            yield Finding(match.start() + start, match.start() + end, _CARD, sure, reason)
        digits = digits_of(match.group())
        if announced and not found and _is_card(digits[1:], any_brand=False):
            reason = "announced as a card number, and a digit before it"
            yield Finding(*match.span(), _CARD, 0.9, reason)
        elif announced and not found and _BRAND.fullmatch(digits):
            reason = "announced as a card number, but Luhn's check fails: misheard?"
            yield Finding(*match.span(), _CARD, MISHEARD, reason)


def codes(line: Line) -> Iterator[Finding]:
    """Find verification codes and PINs, of which only the words before them tell."""
    if _CODES.isdisjoint(line.subjects) and "code" not in line.words:
        return
    for match in _CODE.finditer(line.text):
        length = len(digits_of(match.group()))
        cue = cue_before(line, match.start())
        if length <= 4 and _is_beside_card(line, match.start()):  # noqa: PLR2004 - as below
            yield Finding(*match.span(), _CVV, 0.9, "a code told together with a card")
        if length >= 4 and _is_texted(line, *match.span()):  # noqa: PLR2004 - as below
            yield Finding(*match.span(), _PIN, 0.85, "a code that was sent to sign in with")
        if not is_linked(line, match.start(), cue):
            continue
        if cue.subject == "cvv" and length <= 4:  # noqa: PLR2004 - three digits, four on American Express
            yield Finding(*match.span(), _CVV, 0.95, "announced as a card's verification code")
        elif is_postal_pin(line, *match.span(), cue):
            continue
        elif cue.subject == "pin" and length >= 4:  # noqa: PLR2004 - a PIN has four to six digits
            yield Finding(*match.span(), _PIN, 0.9, "announced as a PIN or one-time password")


def _is_texted(line: Line, start: int, end: int) -> bool:
    """Whether "code" stands before, and behind it that it was sent or signs somebody in."""
    ahead = line.text[max(start - _BESIDE, 0) : start]
    return bool(_CODE_WORD.search(ahead)) and _TEXTED.match(line.text, end) is not None


def _is_beside_card(line: Line, start: int) -> bool:
    """Whether "code", "and the code is" stand before, and a card's number or expiry before that."""
    before = line.text[max(start - _BESIDE, 0) : start]
    code = _CODE_WORD.search(before)
    return bool(code and _OF_CARD.search(before, 0, code.start()))


def _numbers(run: str, *, has_cue: bool) -> Iterator[tuple[int, int]]:
    """Yield where card numbers stand in a run of digits, one behind the other."""
    done = 0
    while found := _number(run[done:], has_cue=has_cue):
        yield done + found[0], done + found[1]
        done += found[1]


def _number(run: str, *, has_cue: bool) -> tuple[int, int] | None:
    """Return where in a run of digits a card number stands: all of it, or whole groups of it.

    Digits behind it are an expiry date or a code. Digits ahead of it that begin as it does are
    a false start and belong to it.
    """
    digits, places = digits_of(run), [at for at, sign in enumerate(run) if sign.isdecimal()]
    edges = {number for number, place in enumerate(places) if run[place - 1 : place] in ("", " ")}
    edges.add(len(digits))
    for start in _starts(digits, edges, has_cue=has_cue):
        for length in _LENGTHS:
            number = digits[start : start + length]
            is_whole = start == 0 and length == len(digits)
            if start + length in edges and _is_card(number, any_brand=has_cue and is_whole):
                begun = digits[:start]
                opening = 0 if start and number.startswith(begun) else places[start]
                return opening, places[start + length - 1] + 1
    return None


def _is_regular(number: str) -> bool:
    """Whether a number is written as on a card, "4111 1111 …", "3782 822463 10005", or read out."""
    sizes = [len(group) for group in _GROUP.findall(number)]
    even = len(set(sizes[:-1])) < 2 and sizes[-1:] <= sizes[:1]  # noqa: PLR2004 - all of one size
    return even or sizes[:2] == [4, 6] or len(sizes) >= _READ_OUT


def _is_rewritten(line: Line, match: re.Match[str]) -> bool:
    """Whether an earlier stage grouped the digits, and not who wrote the text."""
    return any(
        line.kinds[unit.first].startswith("entity:") for unit in line.units_at(*match.span())
    )


def _starts(digits: str, edges: Collection[int], *, has_cue: bool) -> Iterator[int]:
    """Yield where a number may begin, the likeliest first.

    Among digits that are read out one by one every place is an edge; without a cue only the
    first and those that leave a usual length to the end are tried, or chance would find cards.
    """
    one_by_one = len(edges) > len(digits)
    for start in sorted(edges):
        if not one_by_one or has_cue or start == 0 or len(digits) - start in (15, 16):
            yield start


def _is_card(number: str, *, any_brand: bool) -> bool:
    known = _BRAND.fullmatch(number) or (any_brand and _ANY_BRAND.fullmatch(number))
    return bool(known) and luhn(number) and len(set(number)) > 1
