"""Readers that a word somewhere in the speech calls; without it they are not asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from emend_engine._itn.called import find_airliners, find_called
from emend_engine._itn.date_spans import find_seasons
from emend_engine._itn.early_years import find_anno_domini
from emend_engine._itn.english_calendar import SEASONS
from emend_engine._itn.english_callings import (
    AIRLINES,
    BIRTH_CUES,
    EXPIRY_CUES,
    LABORATORY,
    RACES,
    SPINE_CUES,
    SUTURES,
)
from emend_engine._itn.english_labels import SCORE_CUES
from emend_engine._itn.numeric_dates import find_numeric_dates
from emend_engine._itn.scores import find_averages, find_race_times, find_records, find_scores
from emend_engine._itn.speech import Speech
from emend_engine._itn.times import find_military_times
from emend_engine._itn.values import Found

Reader: TypeAlias = Callable[[Speech, int], Iterator[Found]]

_ROWS: tuple[tuple[frozenset[str], Reader], ...] = (
    (SCORE_CUES | {"score", "series"}, find_scores),
    (RACES, find_race_times),
    (frozenset(("sevens",)), find_airliners),
    (frozenset(("hours", "hundred")), find_military_times),
    (frozenset(("ad", "d")), find_anno_domini),
    (frozenset(("record", "season")), find_records),
    (frozenset(("batting", "bats", "batted", "hitter", "hitters")), find_averages),
    (BIRTH_CUES | EXPIRY_CUES, find_numeric_dates),
    (SEASONS, find_seasons),
    (AIRLINES | SPINE_CUES | SUTURES | LABORATORY | {"i"}, find_called),
)


def cued_readers(keys: Sequence[str]) -> tuple[Reader, ...]:
    """Return the readers that these words call."""
    return tuple(reader for cues, reader in _ROWS if not cues.isdisjoint(keys))
