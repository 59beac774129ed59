"""PostgreSQL refuses to run as root; here root steps down to an ordinary user for it."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from emend_local.errors import LocalError

NOBODY = 65534
"""The customary id of the user and the group that own nothing."""


def is_root() -> bool:
    """Tell whether this process runs as root."""
    return os.geteuid() == 0


def step_down(command: tuple[str, ...]) -> tuple[str, ...]:
    """Return the command as an ordinary user would run it; unchanged for ordinary users.

    The capability lets that user pass folders that only root may enter, such as a project
    below root's home. Source: setpriv(1), capabilities(7).

    Raises:
        LocalError: this is root on a machine without ``setpriv`` of util-linux.
    """
    if not is_root():
        return command
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        message = (
            f"PostgreSQL does not run as root, and this {sys.platform} machine has no setpriv "
            "to step down with: start as an ordinary user, or set DATABASE_URL"
        )
        raise LocalError(message)
    capability = "--inh-caps=+dac_override", "--ambient-caps=+dac_override"
    user = f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"
    return (setpriv, *user, *capability, "--", *command)


def hand_over(path: Path) -> None:
    """Give a folder and all below it to the user that ``step_down`` becomes."""
    if not is_root():
        return
    for entry in (path, *path.rglob("*")):
        os.chown(entry, NOBODY, NOBODY, follow_symlinks=False)
