"""What can go wrong in the engine.

::

    EngineError
    ├── UnknownProfileError   no profile of that name, or not in that version
    ├── UnknownPolicyError    no policy of inverse text normalisation of that name; a ValueError too
    ├── ProfileError          a profile that cannot be read; names every field at fault
    ├── VocabularyError       a vocabulary that cannot be read; names every entry at fault
    ├── OverlappingEditsError a stage's edits overlap, run backwards or leave the text
    └── LostWordsError        a word is neither in a token nor deleted, or is in two tokens
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches


class EngineError(Exception):
    """The root of everything this package raises."""


class UnknownProfileError(EngineError):
    """No profile has this name and version."""

    def __init__(self, wanted: str, known: Iterable[str]) -> None:
        names = sorted(known)
        near = get_close_matches(wanted.lower(), names, 1)
        meant = f"; did you mean {near[0]}?" if near else ""
        super().__init__(f"no profile {wanted!r}; the known ones are {', '.join(names)}{meant}")
        self.wanted = wanted


class UnknownPolicyError(EngineError, ValueError):
    """No policy of inverse text normalisation has this name."""

    def __init__(self, wanted: object, known: Iterable[str]) -> None:
        super().__init__(f"no policy {wanted!r}; write one of {', '.join(known)}")
        self.wanted = wanted


class ProfileError(EngineError):
    """A profile cannot be read; ``problems`` are pairs: the field, and what is wrong with it."""

    def __init__(self, name: str | None, problems: Sequence[tuple[str, str]]) -> None:
        said = "; ".join(f"{field} {what}".strip() for field, what in problems)
        super().__init__(f"profile {name or 'without a name'}: {said}")
        self.problems = tuple(problems)


class VocabularyError(EngineError):
    """A vocabulary cannot be read; ``problems`` say which entries, why and what to write."""

    def __init__(self, name: str, problems: Sequence[str]) -> None:
        super().__init__(f"vocabulary {name}: {'; '.join(problems)}")
        self.name = name
        self.problems = tuple(problems)


class OverlappingEditsError(EngineError):
    """A stage proposed edits that cannot all be applied: a fault in the stage."""

    def __init__(self, stage: str, rule: str, at: int) -> None:
        super().__init__(f"stage {stage}: the edit of {rule} at token {at} overlaps its neighbour")


class LostWordsError(EngineError):
    """The tokens and deletions do not account for every word once: a fault in a stage."""
