"""Each service's migrations form one line: two that were made at the same time are noticed."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

ROOT = Path(__file__).parents[2]
FOLDERS = sorted(folder.parent for folder in ROOT.glob("services/*/src/*/migrations/versions"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_migrations_are_one_line_numbered_from_the_first(folder: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        newest_first = list(ScriptDirectory(folder).walk_revisions())
    revisions = [script.revision for script in reversed(newest_first)]
    assert revisions == [f"{number:04}" for number in range(1, len(revisions) + 1)]
    assert all(Path(script.path).name.startswith(script.revision) for script in newest_first)
