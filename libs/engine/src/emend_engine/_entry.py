"""What a look-up gives: how a term is written, and how far it may be believed."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """How one term is written, and how it may be found."""

    display: str
    plain: str
    """Its customary English spelling: Krishna for Kṛṣṇa; the same as ``display`` for most."""
    own: bool
    """From a user's vocabulary: found in every language, and in preference to built-in ones."""
    rank: tuple[int, bool, int]
    """Priority, whether spelled as the term itself, place; the higher wins."""
    exact_only: bool = False
    unsure: bool = False
    """An English word or a name too: counts only near another term."""
