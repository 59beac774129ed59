"""``python -m emend_<service> migrate …``: the migrations of one service from the shell."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Iterable, Sequence

from emend_configuration import read_or_exit
from emend_database._errors import MigrationError, is_unavailable
from emend_database._migrations import Revision, migrate
from emend_database._settings import DatabaseSettings


def migrate_command(package: str, schema: str, argv: Sequence[str]) -> int:
    """Run ``up [TARGET]``, ``down [TARGET]`` or ``status``; return the exit code.

    0: done; 1: a migration cannot be run or failed; 75 (``EX_TEMPFAIL``): PostgreSQL is away.
    Reads ``DATABASE_*`` and the configured file.
    """
    arguments = _parser(package).parse_args(argv)
    target: str | None = getattr(arguments, "target", None)
    work = migrate(read_or_exit(DatabaseSettings), package, schema, arguments.action, target)
    try:
        revisions = asyncio.run(work)
    except MigrationError as error:
        return _fail(1, str(error))
    except Exception as error:
        if not is_unavailable(error):
            raise
        return _fail(75, f"PostgreSQL is away: {error}")
    sys.stdout.write(_table(schema, revisions))
    return 0


def _parser(package: str) -> argparse.ArgumentParser:
    """Describe the command."""
    parser = argparse.ArgumentParser(prog=f"python -m {package} migrate")
    actions = parser.add_subparsers(dest="action", required=True)
    up = actions.add_parser("up", help="run what has not run yet")
    up.add_argument("target", nargs="?", help="a revision (default: the newest)")
    down = actions.add_parser("down", help="undo what ran")
    down.add_argument("target", nargs="?", help="a revision or 'base' (default: one step)")
    actions.add_parser("status", help="say what ran")
    return parser


def _table(schema: str, revisions: Iterable[Revision]) -> str:
    """Lay out one line per script."""
    lines = [
        f"{schema}  {revision.revision:<16}  {_when(revision):<25}  {revision.title}\n"
        for revision in revisions
    ]
    return "".join(lines) or f"{schema}  no migrations\n"


def _when(revision: Revision) -> str:
    """Say when a script ran, to the second."""
    return revision.applied_at.isoformat(timespec="seconds") if revision.applied_at else "pending"


def _fail(code: int, message: str) -> int:
    """Say on stderr why the command failed."""
    sys.stderr.write(f"{message}\n")
    return code
