"""Test sessions side by side: each holds one numbered slot, and cleans up after the dead."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from emend_local.environment import SUPERVISOR, read_environment
from emend_local.errors import LocalError
from emend_local.layout import Layout, session_layout
from emend_local.supervision import Supervisor

SLOTS = range(1, 33)


@contextmanager
def hold_slot(project: Path) -> Generator[Layout]:
    """Hold the first free slot for as long as the block runs.

    The system lets go of a slot whose session dies, however it dies; what such a session left
    running is stopped here.

    Raises:
        LocalError: every slot is held.
    """
    _stop_leftovers(project)
    for slot in SLOTS:
        layout = session_layout(project, slot)
        lock = _lock(layout)
        if lock is None:
            continue
        try:
            _stop(layout)
            yield layout
        finally:
            os.close(lock)
        return
    message = f"all {len(SLOTS)} slots for test sessions are held"
    raise LocalError(message)


def stop_idle_slots(project: Path) -> None:
    """Stop what killed sessions left running.

    Raises:
        LocalError: a session is under way.
    """
    held = _stop_leftovers(project)
    if held:
        message = f"a test session runs in {held[0].folder}: let it end first"
        raise LocalError(message)


def _stop_leftovers(project: Path) -> list[Layout]:
    """Stop what sessions that were killed left running; return the slots that are held."""
    layouts = (session_layout(project, slot) for slot in SLOTS)
    held: list[Layout] = []
    for layout in layouts:
        if not layout.folder.is_dir():
            continue
        lock = _lock(layout)
        if lock is None:
            held.append(layout)
            continue
        try:
            _stop(layout)
        finally:
            os.close(lock)
    return held


def _stop(layout: Layout) -> None:
    saved = read_environment(layout.environment)
    if saved:
        Supervisor(layout, saved[SUPERVISOR]).shutdown()


def _lock(layout: Layout) -> int | None:
    layout.folder.mkdir(parents=True, exist_ok=True)
    lock = os.open(layout.folder / "lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return None
    return lock
