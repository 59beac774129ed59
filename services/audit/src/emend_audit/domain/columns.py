"""By what an entry is found: taken from its sealed document, so nothing personal gets in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

from emend_audit.domain.leaf import PERSON, SEALED

MAX_CHARACTERS: Final = 500
"""Longer values are found by their beginning."""
_RENDITION: Final = re.compile(r"(.+)\.(?:json|txt|md|srt|vtt|ttml|sbv)", re.DOTALL)
"""A rendition is asked for under the transcript's id and an extension."""
_TRACE: Final = re.compile(r"[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")


@dataclass(frozen=True, slots=True)
class Columns:
    """What an entry can be searched by."""

    occurred_at: datetime
    type: str
    source: str
    actor: str
    """A service's name, or a person's pseudonym."""
    subject: str
    trace_id: str | None
    transcripts: Sequence[str]


def columns_of(document: Mapping[str, Any], occurred_at: datetime) -> Columns:
    """Return what a sealed document is found by."""
    data: Any = document.get("data") or {}
    user: Any = data.get("actor", {}).get("user", {})
    actor: Any = user.get("uid")
    traced = _TRACE.fullmatch(str(document.get("traceparent") or ""))
    return Columns(
        occurred_at=occurred_at,
        type=_searchable(document.get("type")),
        source=_searchable(document.get("source")),
        actor=_searchable(actor),
        subject=_searchable(document.get("subject")),
        trace_id=traced[1] if traced else None,
        transcripts=_transcripts(document, data.get("resources")),
    )


def searchable(text: str) -> str:
    """Return a text as it stands in a column, for comparing with it."""
    return text.replace("\0", "\ufffd")[:MAX_CHARACTERS]


def _transcripts(document: Mapping[str, Any], resources: Any) -> Sequence[str]:
    """Return the transcripts that an event concerns, each once."""
    named = [
        _searchable(each.get("uid"))
        for each in cast("Sequence[Any]", resources or ())
        if each.get("type") == "transcript"
    ]
    is_about = str(document.get("type") or "").startswith("transcript.")
    subject = _searchable(document.get("subject")) if is_about else ""
    rendition = _RENDITION.fullmatch(subject)
    transcript = rendition[1] if rendition else ""
    return list(dict.fromkeys(name for name in (*named, subject, transcript) if name))


def _searchable(value: Any) -> str:
    if isinstance(value, Mapping) and set(cast("Mapping[str, Any]", value)) == {PERSON, SEALED}:
        return cast("Mapping[str, str]", value)[PERSON]
    return searchable(value) if isinstance(value, str) else ""
