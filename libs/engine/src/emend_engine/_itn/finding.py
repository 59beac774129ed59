"""Calls the readers where a word may begin something, by the class of the word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from emend_engine._itn.codes import find_codes
from emend_engine._itn.cued import Reader, cued_readers
from emend_engine._itn.date_spans import find_day_spans
from emend_engine._itn.dates import find_dates, find_periods, find_years
from emend_engine._itn.early_years import find_early_years
from emend_engine._itn.electronic import find_emails, find_urls
from emend_engine._itn.electronic_parts import SYMBOLS
from emend_engine._itn.english_calendar import MONTHS, PERIODS, SHORT_MONTHS
from emend_engine._itn.english_labels import RULERS
from emend_engine._itn.english_numbers import DECADES, HINDI, NUMBERS, ORDINALS, SURE_HINDI
from emend_engine._itn.english_phrases import PHRASES_FROM
from emend_engine._itn.hosts import find_local_hosts, find_long_hosts, find_sites
from emend_engine._itn.labelled import find_labelled
from emend_engine._itn.mailboxes import find_mailboxes
from emend_engine._itn.nemo_words import ABBREVIATIONS, JOINED, WRITTEN
from emend_engine._itn.number_words import Kind
from emend_engine._itn.pairs import find_pairs
from emend_engine._itn.phrases import find_abbreviations, find_compounds, find_phrases
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.prices import find_prices, find_short_hundreds
from emend_engine._itn.quantities import (
    find_counted_sizes,
    find_ordinals,
    find_quantities,
)
from emend_engine._itn.short_decades import find_short_decades
from emend_engine._itn.speech import Speech, goes_on
from emend_engine._itn.sums import find_sums
from emend_engine._itn.times import find_times
from emend_engine._itn.values import Found

_NUMBER, _ORDINAL, _MONTH, _DIGIT, _SYMBOL, _AT, _PART, _DECADE, _RULER, _PHRASE, _ABBREVIATED = (
    1 << bit for bit in range(11)
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _classes(entries: Mapping[int, frozenset[str]]) -> Mapping[str, int]:
    classes: dict[str, int] = {}
    for bit, words in entries.items():
        for word in words:
            classes[word] = classes.get(word, 0) | bit
    return MappingProxyType(classes)


_ENGLISH = {
    _NUMBER: frozenset((*NUMBERS, *HINDI, "a", "minus", "negative", "point")),
    _ORDINAL: frozenset(ORDINALS),
    _MONTH: MONTHS,
    _DIGIT: frozenset(("oh", "double", "triple", "plus", *_LETTERS)),
    _SYMBOL: frozenset(SYMBOLS),
    _AT: frozenset(("at",)),
    _PART: frozenset(("half", "quarter", "a")),
    _DECADE: frozenset(DECADES),
}
_PLAIN_CLASSES = _classes(
    _ENGLISH
    | {
        _NUMBER: _ENGLISH[_NUMBER] | {"nought", "naught", "oh"},
        _MONTH: MONTHS | SHORT_MONTHS,
        _RULER: RULERS,
        _SYMBOL: frozenset((*SYMBOLS, "colon")),
        _PHRASE: frozenset((*PHRASES_FROM, *_LETTERS)),
    }
)
_NEMO_CLASSES = _classes(
    _ENGLISH
    | {
        _ABBREVIATED: frozenset(
            (*(words[0] for words in ABBREVIATIONS), *JOINED, "billion", "h", "g", "hmd")
        ),
        _PART: frozenset(("half", "quarter", *(words[0] for words in PERIODS))),
    }
)

_COMMON = (frozenset(HINDI) - SURE_HINDI - {"sau", "hazaar", "hazar"}) | frozenset(
    ("a", "i", "at", "the", "is", "give", "thanks")
)
"""Words that begin something only where another trigger stands."""

PLAIN_TRIGGERS = frozenset(_PLAIN_CLASSES) - _COMMON
"""Without one of these a text has nothing to write otherwise."""

NEMO_TRIGGERS = frozenset(_NEMO_CLASSES)


def find_all(speech: Speech, policy: ItnPolicy) -> Iterator[Found]:
    """Yield everything that the words may say, in no order; readings overlap."""
    classes = _NEMO_CLASSES if policy.nemo else _PLAIN_CLASSES
    cased = policy.nemo and any(map(_is_cased, speech.texts))
    cued = () if policy.nemo else cued_readers(speech.keys)
    for at, key in enumerate(speech.keys):
        bits = classes.get(key)
        if bits:
            yield from _numbers(speech, at, bits, policy, cued)
            yield from _others(speech, at, bits, policy)
            if bits & _ABBREVIATED:
                yield from find_abbreviations(speech, at, cased=cased)


def _is_cased(text: str) -> bool:
    """Whether a recogniser with capitals wrote a word."""
    return text != text.lower() and text.isalpha() and text not in WRITTEN


def _numbers(
    speech: Speech, at: int, bits: int, policy: ItnPolicy, cued: tuple[Reader, ...]
) -> Iterator[Found]:
    again = speech.keys[at] in ("oh", "o") and speech.key_before(at) == speech.keys[at]
    if not policy.nemo and (again or goes_on(speech, at)):
        if speech.kinds[at] >= Kind.TEEN and speech.kinds[at - 1] == Kind.DIGIT:
            yield from find_counted_sizes(speech, at, policy)
        return  # every other guard refuses what begins within a number
    if bits & _NUMBER and (speech.keys[at] != "a" or speech.kinds[at + 1]):
        yield from find_quantities(speech, at, policy)
        yield from find_years(speech, at, policy)
        yield from find_times(speech, at, policy)
        yield from find_ordinals(speech, at, policy)
        if not policy.nemo:
            yield from find_labelled(speech, at, policy)
            yield from find_pairs(speech, at, policy)
            yield from find_compounds(speech, at, policy)
            yield from find_early_years(speech, at)
            yield from find_short_hundreds(speech, at, policy)
            yield from find_prices(speech, at)
    if speech.keys[at] == "a" and not policy.nemo:
        yield from find_sums(speech, at)
    if bits & (_NUMBER | _DIGIT):
        yield from find_codes(speech, at, policy)
        for reader in cued:
            yield from reader(speech, at)
    if bits & _ORDINAL:
        yield from find_ordinals(speech, at, policy)
    if bits & _PART or speech.keys[at] in ("oh", "o"):
        yield from find_times(speech, at, policy)


def _others(speech: Speech, at: int, bits: int, policy: ItnPolicy) -> Iterator[Found]:
    if bits & _MONTH:
        yield from find_dates(speech, at, policy)
    if bits & (_PART | _ORDINAL) or speech.keys[at] == "q":
        yield from find_periods(speech, at, policy)
    if bits & _SYMBOL:
        yield from find_urls(speech, at, policy)
    if bits & _AT:
        yield from find_emails(speech, at, policy)
    if not policy.nemo and bits & (_MONTH | _SYMBOL | _AT):
        yield from _beyond_nemo(speech, at, bits, policy)
    if bits & _RULER:
        yield from find_labelled(speech, at + 1, policy)
    if bits & _PHRASE:
        yield from find_phrases(speech, at)
    if bits & _DECADE and policy.short_decades:
        yield from find_short_decades(speech, at)


def _beyond_nemo(speech: Speech, at: int, bits: int, policy: ItnPolicy) -> Iterator[Found]:
    """Yield what nemo's grammar has not: spans of days, hosts and mailboxes of several words."""
    if bits & _MONTH:
        yield from find_day_spans(speech, at)
    if bits & _SYMBOL:
        yield from find_sites(speech, at, policy)
        yield from find_long_hosts(speech, at)
        yield from find_local_hosts(speech, at, policy)
    if bits & _AT:
        yield from find_mailboxes(speech, at, policy)
