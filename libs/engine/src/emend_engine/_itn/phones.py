"""Finds telephone, card and social security numbers."""

from __future__ import annotations

from collections.abc import Iterator

from emend_engine._itn.digits import read_digits
from emend_engine._itn.number_words import Kind
from emend_engine._itn.numbers import read_digit
from emend_engine._itn.phone_plans import as_international, as_national
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.speech import Speech
from emend_engine._itn.values import Found, Phone, Verbatim

_PHONE = 10
_LOCAL = 7
_SHORTEST_ABROAD, _LONGEST_PHONE = 9, 15

_GROUPS = {9: ((3, 2, 4), "-"), 14: ((4, 6, 4), " "), 15: ((4, 6, 5), " "), 16: ((4, 4, 4, 4), " ")}
"""How many digits are grouped how: social security and card numbers."""


def find_phones(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    plus = speech.keys[at] == "plus"
    start = at + 1 if plus else at
    if plus and not speech.follows(start):
        return
    if plus:
        yield from _with_round_code(speech, at, policy)
    if not policy.nemo:
        yield from _planned(speech, at, start, policy)
    for digits in read_digits(speech, start, 16, policy):
        count = len(digits.text)
        if count >= _PHONE and count <= _PHONE + 3:
            country, number = digits.text[:-_PHONE], digits.text[-_PHONE:]
            if country or not plus:
                sign = "+" if plus else ""
                phone = Phone(number, f"{sign}{country}" if country else "")
                yield Found(at, digits.end, "telephone", phone, 1.1001 + 0.7 * digits.pairs)
        elif count == _LOCAL and not (policy.nemo or plus):
            yield Found(at, digits.end, "telephone", Phone(digits.text), 1.1001)
        elif count in _GROUPS and not plus:
            sizes, mark = _GROUPS[count]
            text = mark.join(_cut(digits.text, sizes))
            rule = "telephone" if mark == "-" else "card"
            yield Found(at, digits.end, rule, Verbatim(text), 1.1001 + 0.7 * digits.pairs)


def _planned(speech: Speech, at: int, start: int, policy: ItnPolicy) -> Iterator[Found]:
    """Find numbers behind a plus, and British ones, grouped as their countries do."""
    home = at == start
    if home and not (read_digit(speech, at) == "0" and read_digit(speech, at + 1)):
        return
    for digits in read_digits(speech, start, _LONGEST_PHONE, policy):
        text = digits.text
        if home:
            grouped = as_national(text, "GB") if len(text) == _PHONE + 1 else ""
        else:
            abroad = len(text) >= _SHORTEST_ABROAD and text[0] != "1"
            grouped = as_international(text) if abroad else ""
        if grouped:
            yield Found(at, digits.end, "telephone", Phone(text, grouped=grouped), 1.0)


def _with_round_code(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    """Find "plus ninety one …" where ten digits follow the ninety: +90, and 1 is the first."""
    start = at + 2
    if speech.kinds[at + 1] != Kind.TENS or not speech.follows(start):
        return
    for digits in read_digits(speech, start, _PHONE, policy):
        if len(digits.text) == _PHONE and not digits.pairs:
            phone = Phone(digits.text, f"+{speech.values[at + 1]}")
            yield Found(at, digits.end, "telephone", phone, 1.1)


def _cut(text: str, sizes: tuple[int, ...]) -> Iterator[str]:
    done = 0
    for size in sizes:
        yield text[done : done + size]
        done += size
