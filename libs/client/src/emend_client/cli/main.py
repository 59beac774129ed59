"""The command's frame: its groups, its version, and what an error looks like."""

# ruff: noqa: PLC0415 - what a command needs is imported when it runs
# ruff: noqa: FBT002 - options of a command

from __future__ import annotations

import contextlib
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from emend_client._errors import ClientError
from emend_client.cli import (
    audit,
    definitions,
    dlq,
    explain,
    kafka,
    process,
    read,
    reprocess,
    status,
    submit,
    watch,
)
from emend_client.cli.output import complain, put

_EPILOG = """
Addresses come from KAFKA_BOOTSTRAP_SERVERS, EMEND_INGEST_URL, EMEND_STORAGE_URL,
EMEND_POSTPROCESS_URL and EMEND_AUDIT_URL; else from the nearest .emend/env upward, which the
local stack writes.
Colours only on a terminal; NO_COLOR switches them off.
"""


def create_app() -> typer.Typer:
    """Return the command with all its groups."""
    app = typer.Typer(
        name="emend",
        help="Turn what speech recognisers say into transcripts that people can publish.",
        epilog=_EPILOG,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    groups = (process, reprocess, explain, definitions, submit, watch)
    for group in (*groups, read, kafka, dlq, audit, status):
        group.register(app)
    return app


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and leave the process.

    Exit codes: 0 done, 1 something failed and was said on stderr, 2 wrongly called,
    130 interrupted.
    """
    # The Kafka client reports on its own what we report in one line.
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    # Python has no stream where the caller has closed it.
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - as long as we live
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - likewise
    try:
        create_app()(args=arguments, prog_name="emend")
    except ClientError as error:
        complain(str(error))
        sys.exit(1)
    except BrokenPipeError:
        _forget_stdout()
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        complain(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        sys.exit(1)
    except Exception as error:
        if os.environ.get("EMEND_TRACEBACK"):
            raise
        hint = "EMEND_TRACEBACK=1 shows where; please report it."
        complain(f"unexpected {type(error).__name__}: {error}. {hint}")
        sys.exit(1)


def _version_if(wanted: bool) -> None:  # noqa: FBT001 - an option's callback
    if wanted:
        from importlib.metadata import version

        put(f"emend {version('emend-client')}")
        raise typer.Exit


def _options(
    _version: Annotated[
        bool,
        typer.Option("--version", help="Print the version.", is_eager=True, callback=_version_if),
    ] = False,
) -> None: ...


def _forget_stdout() -> None:
    # Whoever read us is gone; the interpreter must not try to flush to it on its way out.
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
