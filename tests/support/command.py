"""A run of the ``emend`` command, as its tests see it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run of the command left."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """What ``--json`` printed."""
        return json.loads(self.out)

    @property
    def refusal(self) -> str:
        """The one line that says why a log was not accepted; empty if it was."""
        refused = self.code == 1 and "NOT VERIFIED" in self.err and self.err.count("\n") == 1
        return self.err if refused else ""


Emend: TypeAlias = Callable[..., Ran]
"""Runs the command with these arguments in this process."""
