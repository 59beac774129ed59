"""What a command corrects with: a profile and terms, built in or in a file."""

# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from emend_engine import Lexicon, Profile

DOCUMENTS = frozenset((".yaml", ".yml", ".json"))
"""What a profile's file ends in; a built-in name does not."""


def names() -> list[str]:
    """Return the profiles there are, for completion."""
    from emend_engine import PROFILES

    return sorted(PROFILES)


def find_profile_named(name: str) -> Profile:
    """Return a built-in profile or the one in a file; one that is not there is a wrong call.

    Raises:
        FileProblem: the file cannot be read, or its profile is not valid.
    """
    from emend_engine import UnknownProfileError, find_profile

    if Path(name).suffix.lower() in DOCUMENTS:
        from emend_client._documents import read_profile

        return read_profile(name)
    try:
        return find_profile(name)
    except UnknownProfileError as error:
        raise typer.BadParameter(str(error), param_hint="--profile") from None


def read_lexicon(vocabulary: str | None) -> Lexicon:
    """Return the built-in terms, with those of a vocabulary's file before them.

    Raises:
        FileProblem: the file cannot be read, or its vocabulary is not valid.
    """
    from emend_engine import BUILT_IN, build_lexicon

    if vocabulary is None:
        return BUILT_IN
    from emend_client._documents import read_vocabulary

    return build_lexicon(read_vocabulary(vocabulary))
