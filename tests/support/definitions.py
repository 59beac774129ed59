"""Where the postprocess service finds profiles and terms when users have published none."""

from __future__ import annotations

from emend_engine import BUILT_IN, Lexicon, Profile, UnknownProfileError, find_profile
from emend_postprocess.versions import UnknownName


class BuiltIn:
    """A catalogue with nothing of users' own in it."""

    async def profile(self, name: str) -> Profile:
        """Return a built-in profile."""
        try:
            return find_profile(name)
        except UnknownProfileError as error:
            raise UnknownName("profile", name) from error  # noqa: EM101 - a noun

    async def lexicon(self, name: str | None) -> Lexicon:
        """Return the built-in terms."""
        if name is not None:
            raise UnknownName("vocabulary", name)  # noqa: EM101 - a noun
        return BUILT_IN
