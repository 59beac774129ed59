"""Decides which readings a sentence really means; nemo's grammar has no such doubts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from emend_engine._itn.amount_guards import accept_decimal, accept_fraction
from emend_engine._itn.code_guards import accept_card, accept_code, accept_phone
from emend_engine._itn.date_guards import accept_date, accept_decade, accept_time, accept_year
from emend_engine._itn.electronic_guards import accept_email, accept_ip, accept_url
from emend_engine._itn.measure_guards import accept_measure, accept_money
from emend_engine._itn.ordinal_guards import accept_ordinal
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.quantity_guards import accept_cardinal
from emend_engine._itn.speech import Speech
from emend_engine._itn.values import Found

Guard = Callable[[Speech, Found, ItnPolicy], bool]

_GUARDS: Mapping[str, Guard] = MappingProxyType(
    {
        "cardinal": accept_cardinal,
        "decimal": accept_decimal,
        "fraction": accept_fraction,
        "ordinal": accept_ordinal,
        "measure": accept_measure,
        "percent": accept_measure,
        "money": accept_money,
        "date": accept_date,
        "year": accept_year,
        "decade": accept_decade,
        "time": accept_time,
        "telephone": accept_phone,
        "card": accept_card,
        "code": accept_code,
        "email": accept_email,
        "url": accept_url,
        "ip": accept_ip,
    }
)


def accepts(speech: Speech, found: Found, policy: ItnPolicy) -> bool:
    """Whether a reading is meant, as far as the words around it tell."""
    guard = _GUARDS.get(found.rule)
    return guard is None or guard(speech, found, policy)
