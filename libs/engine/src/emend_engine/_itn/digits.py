"""Reads digits said one by one, in pairs, or doubled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from emend_engine._itn.number_words import Kind
from emend_engine._itn.numbers import read_digit, read_two_digits
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.speech import Gap, Speech

TIMES = {"double": 2, "triple": 3}
LONGEST = 40
"""Words in the longest code that is looked for."""

_PHONE = 10


class Digits(NamedTuple):
    """Digits and where they end."""

    text: str
    end: int
    pairs: int = 0
    """How many two-digit numbers are among them."""


def read_digits(speech: Speech, start: int, most: int, policy: ItnPolicy) -> Iterator[Digits]:
    """Yield the digits said from a position, one reading for each word that may be the last."""
    text, at, pairs = "", start, 0
    widest = Gap.HYPHEN if policy.nemo or most < _PHONE else Gap.COMMA
    while len(text) < most and at - start < LONGEST and (at == start or speech.gaps[at] <= widest):
        step = _step(speech, at, policy)
        if step is None:
            return
        text, at, pairs = text + step.text, step.end, pairs + step.pairs
        yield Digits(text, at, pairs)


def _step(speech: Speech, at: int, policy: ItnPolicy) -> Digits | None:
    times = TIMES.get(speech.keys[at])
    if times:
        digit = read_digit(speech, at + 1) if speech.follows(at + 1) else ""
        return Digits(digit * times, at + 2) if digit else None
    digit = read_digit(speech, at)
    hundred = speech.kinds[at + 1] == Kind.HUNDRED and speech.follows(at + 1)
    if digit and hundred and not policy.nemo:
        return Digits(f"{digit}00", at + 2)
    if digit:
        return Digits(digit, at + 1)
    pair = read_two_digits(speech, at)
    return Digits(str(pair.value), pair.end, pairs=1) if pair else None
