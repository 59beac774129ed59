"""The languages whose numbers are written in figures, by the primary subtag of BCP 47."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from emend_engine._itn.english import ENGLISH
from emend_engine._itn.finding import NEMO_TRIGGERS, PLAIN_TRIGGERS, find_all
from emend_engine._itn.guards import accepts
from emend_engine._itn.hindi import HINDI
from emend_engine._itn.language import Language
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.speech import Speech
from emend_engine._itn.tabled import find_tabled
from emend_engine._itn.values import Found


class Readers(NamedTuple):
    """A language, the words that call its readers, and the readers."""

    language: Language
    find: Callable[[Speech, ItnPolicy], Iterable[Found]]
    triggers: frozenset[str]
    """Without one of these a text has nothing to write otherwise."""
    nemo_triggers: frozenset[str] = frozenset()


def _find_english(speech: Speech, policy: ItnPolicy) -> Iterable[Found]:
    readings = find_all(speech, policy)
    if policy.nemo:
        return readings
    return (found for found in readings if accepts(speech, found, policy))


def _tabled(language: Language) -> Readers:
    words = (*language.numbers, *language.ordinals, *language.whole_halves, *language.halves)
    return Readers(language, find_tabled, frozenset(words))


READERS: Mapping[str, Readers] = MappingProxyType(
    {
        "en": Readers(ENGLISH, _find_english, PLAIN_TRIGGERS, NEMO_TRIGGERS),
        "hi": _tabled(HINDI),
    }
)
"""A new language of tables is one more row."""

OTHER_SCRIPTS = frozenset(
    word
    for readers in READERS.values()
    for word in (
        *readers.triggers,
        *readers.language.points,
        *readers.language.percent,
        *readers.language.currencies,
        *readers.language.minor_units,
        *readers.language.units,
        *readers.language.months,
        *readers.language.hours,
        *readers.language.labels,
    )
    if not word.isascii()
)
"""What numbers and the like are made of in words that no English text has."""
