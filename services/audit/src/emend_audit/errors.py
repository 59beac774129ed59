"""What keeps the log from going on.

::

    AuditError
    ├── Deposed      another sequencer took over: this one stands by again
    ├── Forked       what is stored contradicts what is recorded: nothing is signed
    └── KeyProblem   a key file is missing, or is not the log's

``Forked`` and ``KeyProblem`` need a person; they stop the sequencer, not the readers.
"""

from __future__ import annotations


class AuditError(Exception):
    """The root of this service's errors."""


class Deposed(AuditError):  # noqa: N818 - the name is the fact
    """A newer sequencer has the log."""

    def __init__(self, epoch: int) -> None:
        super().__init__(f"the sequencer of epoch {epoch} was deposed by a newer one")


class Forked(AuditError):  # noqa: N818 - the name is the fact
    """Two of the log's records contradict each other."""


class KeyProblem(AuditError):  # noqa: N818 - the name is the fact
    """A key cannot be used."""
