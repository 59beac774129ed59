"""English words that always have a capital; only their case is ever changed.

Words that English also uses without a capital (may, march, august) stand here only inside a phrase
that leaves no doubt. Compiled by hand for this project.
"""

from __future__ import annotations

_CALENDAR = """
Monday Tuesday Wednesday Thursday Friday Saturday Sunday
January February April June July September October November December
Christmas Easter Vesak Ramadan
"""

_AMBIGUOUS_MONTHS = ("May", "March", "August")
_BEFORE_A_MONTH = ("in", "of", "since", "until", "last", "next", "early", "late", "mid")

_ENGLISH = """
I I'm I've I'd I'll
English British American Indian German French Spanish Italian Russian Chinese Japanese
Tibetan European Asian African Greek Latin Sanskrit Hindi Tamil Telugu Bengali Pali
England Britain America India Germany France Spain Italy Russia China Japan Tibet Nepal Bhutan
Europe Asia Africa Australia Canada London Paris Berlin Rome Delhi Mumbai Kolkata Chennai
Hindu Hindus Hinduism Buddhist Buddhists Buddhism Jain Jains Jainism Christian Christians
Christianity Islam Muslim Muslims Judaism Jewish Sikh Sikhs Sikhism Buddha Jesus Christ Bible
"""

_PHRASES = (
    "New York",
    "North America",
    "South America",
    "Jesus Christ",
    "Old Testament",
    "New Testament",
)

TERMS: tuple[str, ...] = (
    *_CALENDAR.split(),
    *(f"{before} {month}" for before in _BEFORE_A_MONTH for month in _AMBIGUOUS_MONTHS),
    *_ENGLISH.split(),
    *_PHRASES,
)
"""Every term; a phrase of several words has spaces between them."""
