"""Figures and what stands behind them: the network learned from spoken texts, which have few."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from emend_engine._stages._word_set import word_set

_FIGURE = re.compile(
    r"[-+]?[$€£₹¥]?\d[\d.,:/-]*(?:[%$€£₹¥]|[kmgc]?[gmlwb]|bn|[kt])?", re.IGNORECASE
)
_DAYTIMES = frozenset(("am", "pm", "a.m", "p.m", "a.m.", "p.m."))
_SIGNS = word_set(
    """
    kg g mg km m cm mm ml l ft yd mi oz lb lbs mph kph km/h m/s kw kwh w v hz khz mhz ghz db
    kb mb gb tb kbps mbps gbps kcal hp rpm psi ms ns ha sec min hr hrs
    """
)
"""Signs of units that are no words; "in" is left out."""

_SAID = frozenset(("percent", "hundred", "thousand", "million", "billion", "trillion"))

_FIGURE_AS, _SIGN_AS, _DAYTIME_AS = "five", "years", "o'clock"
"""Words that the network knows well and that stand where these stand."""


def is_of_figure(left: str, right: str) -> bool:
    """Whether a word in lower case is the unit or the time of day of the figure before it."""
    return (right in _SIGNS or right in _DAYTIMES or right in _SAID) and _is_figure(left)


def known_words(words: Sequence[str]) -> Iterator[str]:
    """Yield words in lower case with those that the network knows in the place of figures."""
    before = ""
    for word in words:
        if _is_figure(word):
            yield _FIGURE_AS
        elif word not in _SAID and is_of_figure(before, word):
            yield _DAYTIME_AS if word in _DAYTIMES else _SIGN_AS
        else:
            yield word
        before = word


def _is_figure(word: str) -> bool:
    return not word.isalpha() and bool(_FIGURE.fullmatch(word))
