"""The events about what users define, profiles and vocabularies, version by version."""

from __future__ import annotations

from pydantic import Field

from emend_events._models import Event, Moment


class ProfileChanged(Event):
    """One version of a profile. What a version says never changes, so results can be repeated."""

    label: str = Field(min_length=1)
    """``name@version``; the record's key."""
    name: str
    version: int = Field(ge=1)
    document: str
    """Everything in it, as JSON."""
    digest: str
    """The engine's hash of it; results name the same."""
    changed_at: Moment
    retired: bool = False
    """Its name leads nowhere any more; ``name@version`` does."""


class VocabularyChanged(Event):
    """One version of a vocabulary. What a version says never changes, as for profiles."""

    label: str = Field(min_length=1)
    """``name@version``; the record's key."""
    name: str
    version: int = Field(ge=1)
    document: str
    """Everything in it, as JSON."""
    digest: str
    """The engine's hash of it."""
    changed_at: Moment
    retired: bool = False
    """Its name leads nowhere any more; ``name@version`` does."""
