"""A vocabulary: the terms of one field, how each is written, and what a recogniser makes of it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import blake2b

MAX_TERMS = 20_000
MAX_CHARACTERS = 120
"""Of a term, a display form or a sound."""
MAX_WORDS = 6
"""Of a term or a sound; longer ones never match."""
MAX_SOUNDS = 50
TOP_PRIORITY = 100
USUAL_PRIORITY = 50
"""A user's term; built-in terms have 0."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase, looked for without regard to case, hyphens and possessive endings."""

    text: str
    """As it is usually spelled: ``bhagavad gita``."""
    display_as: str | None = None
    """As it shall be written: ``Bhagavad Gītā``; none means as ``text``."""
    sounds_like: tuple[str, ...] = ()
    """What recognisers write instead, such as ``bug of odd geeta``; each is replaced exactly."""
    priority: int = USUAL_PRIORITY
    """From 0 to 100; the higher wins where two terms claim the same words."""
    kind: str = "term"
    """A word of the user's own: ``name``, ``drug``, ``product`` …"""
    exact_only: bool = False
    """Never guessed from a similar spelling or sound."""
    case_sensitive: bool = False
    """Taken only where it stands exactly as ``text``: ``IT``, but not ``it``."""

    @property
    def display(self) -> str:
        """How the term is written."""
        return self.text if self.display_as is None else self.display_as


@dataclass(frozen=True)
class Vocabulary:
    """Terms under a name. Raise ``version`` whenever a term changes."""

    name: str
    version: int
    terms: tuple[Term, ...]

    def __hash__(self) -> int:
        return hash(self.digest)

    @property
    def label(self) -> str:
        """``name@version``."""
        return f"{self.name}@{self.version}"

    @cached_property
    def digest(self) -> str:
        """BLAKE2b of name, version and every term; 32 hexadecimal digits."""
        canonical = json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))
        return blake2b(canonical.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
