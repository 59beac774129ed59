"""How the command speaks: results on stdout, messages for people on stderr, colour on a TTY."""

# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

AsJson = Annotated[
    bool, typer.Option("--json", help="Print JSON on stdout instead of text for people.")
]

WIDE = 200
"""Columns where no terminal says how many there are, so that a pipe gets whole rows."""

_COMMANDS = {
    code: "\N{REPLACEMENT CHARACTER}"
    for code in (*range(32), *range(127, 160))
    if chr(code) not in "\n\t"
}

RED, GREEN, DIM = "31", "32", "2"


def is_interactive(stream: TextIO) -> bool:
    """Whether a person looks at this stream."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def coloured(text: str, code: str, stream: TextIO) -> str:
    """Return the text in a colour where the stream shows colours and NO_COLOR is not set."""
    if not is_interactive(stream) or os.environ.get("NO_COLOR"):
        return text
    return f"\033[{code}m{text}\033[0m"


def say(message: str) -> None:
    """Tell the person something that is not the result."""
    _say(printable(message))


def complain(message: str) -> None:
    """Tell the person on one line what went wrong."""
    _say(f"{coloured('emend:', RED, sys.stderr)} {' '.join(printable(message).split())}")


def _say(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201 - the command's voice


def printable(text: str) -> str:
    """Return a text in which nothing commands the terminal: what it shows came from anywhere."""
    return text.translate(_COMMANDS)


def put(text: str) -> None:
    """Write text to stdout as it is, as UTF-8 whatever the locale, with a newline at its end."""
    stream = getattr(sys.stdout, "buffer", None)
    line = text if text.endswith("\n") else f"{text}\n"
    if stream is None:
        sys.stdout.write(line)
    else:
        sys.stdout.flush()
        stream.write(line.encode("utf-8", "surrogateescape"))
    sys.stdout.flush()


def put_json(value: Any) -> None:
    """Write one JSON value to stdout: indented for a person, on one line for a program."""
    indent = 2 if is_interactive(sys.stdout) else None
    put(json.dumps(value, ensure_ascii=False, indent=indent, default=str))


def put_json_line(value: Any) -> None:
    """Write one JSON value on one line, whoever looks."""
    put(json.dumps(value, ensure_ascii=False, default=str))


def console() -> Console:
    """Return rich's console for stdout; in a pipe it cuts no row at 80 columns."""
    from rich.console import Console

    return Console(highlight=False, width=None if is_interactive(sys.stdout) else WIDE)


def table(title: str, *columns: str, right: tuple[str, ...] = ()) -> Table:
    """Return an empty table with plain rules; columns named in ``right`` hold numbers."""
    from rich import box
    from rich.table import Table

    made = Table(title=title or None, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        made.add_column(column, justify="right" if column in right else "left", overflow="fold")
    return made


def clock(milliseconds: int) -> str:
    """Return a time in a recording as ``h:mm:ss``."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"
