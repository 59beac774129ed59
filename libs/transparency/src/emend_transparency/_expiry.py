"""What a log says of its own entries that have expired: their hashes stay, they themselves go.

The statement is an entry as any other, signed before anything is deleted. So a reader needs to
believe nobody that a missing entry is missing by rule.
"""

from __future__ import annotations

import json
from typing import Any, Final

EXPIRED: Final = "log.entries.expired"
"""The type of the event."""
UP_TO: Final = "up_to"
"""Its attribute: so many entries at the beginning of the log may be gone."""
EXPIRED_BY: Final = "emend-audit"
"""Its source."""


def expired_up_to(entry: bytes) -> int:
    """Return how many entries at the beginning have expired by what an entry says; 0 mostly."""
    if EXPIRED.encode() not in entry:
        return 0
    try:
        document: Any = json.loads(entry)
        if (document["type"], document["source"]) != (EXPIRED, EXPIRED_BY):
            return 0
        number: str = document["data"]["unmapped"][UP_TO]
        return int(number) if number.isascii() and number.isdigit() else 0
    except (ValueError, KeyError, TypeError, AttributeError):
        return 0
