"""What can be wrong with a log, a proof or a signature.

::

    TransparencyError
    ├── Malformed      bytes or text that are not of the form they should have
    ├── Untrusted      no valid signature by a key that the reader trusts
    ├── NotIncluded    an inclusion proof does not lead to the root
    ├── NotConsistent  two states of a log of which the later does not continue the earlier
    └── Tampered       an entry or a hash that is not what the tree above it says

Every message says what does not hold, and where.
"""

from __future__ import annotations


class TransparencyError(Exception):
    """The root of this package's errors."""


class Malformed(TransparencyError):  # noqa: N818 - the name is the fact
    """Something is not of the form it should have."""


class Untrusted(TransparencyError):  # noqa: N818 - the name is the fact
    """A note has no valid signature by a trusted key."""


class NotIncluded(TransparencyError):  # noqa: N818 - the name is the fact
    """A proof does not show that the entry is in the tree."""


class NotConsistent(TransparencyError):  # noqa: N818 - the name is the fact
    """The later state of a log does not continue the earlier one: a fork or a rollback."""


class Tampered(TransparencyError):  # noqa: N818 - the name is the fact
    """What is stored is not what the tree says."""
