"""The command ``emend-local``: the whole platform on this machine, up, down and looked at."""

from __future__ import annotations

import argparse
import logging
import shlex
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from emend_local.environment import SERVICES, SUPERVISOR, VARIABLES, read_environment
from emend_local.errors import LocalError
from emend_local.layout import Layout, project_layout
from emend_local.logs import find_logs, follow, last_lines
from emend_local.platform import (
    erase,
    fetch,
    one_at_a_time,
    start_platform,
    start_services,
    stop_platform,
)
from emend_local.samples import sample_files, show_samples
from emend_local.services import is_ready
from emend_local.stack import ANSWERS, open_stack
from emend_local.supervision import Supervisor


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and leave the process: 0 done, 1 failed, 2 wrongly called."""
    options = _parser().parse_args(arguments)
    # aiokafka reports on its own what we report in one line.
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    try:
        options.command(project_layout(options.project), options)
    except LocalError as error:
        sys.exit(f"\n{error}")
    except KeyboardInterrupt:
        sys.exit(130)


def _up(layout: Layout, _: argparse.Namespace) -> None:
    console = Console()
    with one_at_a_time(layout):
        stack = start_platform(layout, console)
    _show_addresses(stack.environment, layout, console)


def _run(layout: Layout, options: argparse.Namespace) -> None:
    console = Console()
    with one_at_a_time(layout):
        stack = start_platform(layout, console)
    sources = options.files or sample_files(options.project / "tests" / "samples")
    show_samples(sources, stack.environment, layout.data("out"))
    console.rule(align="left")
    _show_addresses(stack.environment, layout, console)


def _fetch(layout: Layout, _: argparse.Namespace) -> None:
    fetch(layout, Console(stderr=True))


def _down(layout: Layout, _: argparse.Namespace) -> None:
    if not layout.folder.is_dir():
        return
    with one_at_a_time(layout):
        stop_platform(layout, Console())


def _clean(layout: Layout, _: argparse.Namespace) -> None:
    if not layout.folder.is_dir():
        return
    with one_at_a_time(layout):
        erase(layout, Console())


def _restart(layout: Layout, options: argparse.Namespace) -> None:
    _running(layout)
    unknown = set(options.names) - set(SERVICES)
    if unknown:
        message = f"no service {', '.join(sorted(unknown))}; there are: {', '.join(SERVICES)}"
        raise LocalError(message)
    with one_at_a_time(layout):
        stack = open_stack(layout, durable=True)
        for service in options.names or SERVICES:
            stack.supervisor.stop(service)
        start_services(stack, Console())


def _status(layout: Layout, _: argparse.Namespace) -> None:
    environment, supervisor = _running(layout)
    states, descriptions = supervisor.states(), supervisor.descriptions()
    table = Table("name", "state", "process", "address", box=None)
    for name in (*VARIABLES, *SERVICES):
        address = environment[VARIABLES.get(name, f"EMEND_{name.upper()}_URL")]
        works = ANSWERS.get(name, is_ready)(address)
        state = "[green]ready[/]" if works else f"[red]{states.get(name, 'no answer').lower()}[/]"
        process = descriptions.get(name, "not ours")
        table.add_row(name, state, process, _without_password(address))
    Console().print(table)


def _logs(layout: Layout, options: argparse.Namespace) -> None:
    logs = find_logs(layout.logs, options.name)
    for line in last_lines(logs):
        print(line)  # noqa: T201 - what was asked for
    for line in follow(logs) if options.follow else ():
        print(line, flush=True)  # noqa: T201 - what was asked for


def _env(layout: Layout, _: argparse.Namespace) -> None:
    environment, _supervisor = _running(layout)
    for name, value in environment.items():
        print(f"export {name}={shlex.quote(value)}")  # noqa: T201 - what was asked for
    commands = shlex.quote(str(Path(sys.executable).parent))
    print(f'export PATH={commands}:"$PATH"')  # noqa: T201 - so that `emend` is found


def _running(layout: Layout) -> tuple[dict[str, str], Supervisor]:
    environment = read_environment(layout.environment)
    if environment:
        supervisor = Supervisor(layout, environment[SUPERVISOR])
        if supervisor.is_running():
            return environment, supervisor
    message = "nothing runs here: start it with `make run`, or without the samples with `make up`"
    raise LocalError(message)


def _show_addresses(environment: Mapping[str, str], layout: Layout, console: Console) -> None:
    ingest, storage = environment["EMEND_INGEST_URL"], environment["EMEND_STORAGE_URL"]
    rows = {
        "submit": f"POST {ingest}/v1/transcripts, or copy files to {layout.data('inbox')}",
        "read": f"{storage}/v1/transcripts, {storage}/v1/search?q=yoga, {storage}/docs",
        "audit": "{0}/checkpoint, {0}/v1/audit/events, {0}/docs".format(
            environment["EMEND_AUDIT_URL"]
        ),
        "health": "  ".join(
            f"{environment[f'EMEND_{service.upper()}_URL']}/health/detailed" for service in SERVICES
        ),
        "metrics": "the same addresses with /metrics",
        "kafka": environment[VARIABLES["kafka"]],
        "all of it": f"{layout.environment} (`make status`, `make logs`, `make down`)",
    }
    for name, text in rows.items():
        console.print(f"[bold]{name:>10}[/]  {text}", highlight=False, soft_wrap=True)


def _without_password(address: str) -> str:
    scheme, found, rest = address.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}" if found else address


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="emend-local", description=__doc__)
    parser.add_argument(
        "--project", type=Path, default=Path.cwd(), help="the folder whose .emend/ it uses"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(
        name: str, command: Callable[[Layout, argparse.Namespace], None], text: str
    ) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(command=command)
        return sub

    add("up", _up, "start what does not run yet")
    run = add("run", _run, "start, then send the sample lectures through")
    run.add_argument("files", type=Path, nargs="*", help="other files than the samples")
    add("fetch", _fetch, "download what is missing, so that a later start needs no network")
    add("down", _down, "stop everything, keep the data")
    add("clean", _clean, "stop everything and erase .emend/")
    restart = add("restart", _restart, "restart the services, as after a change of code")
    restart.add_argument("names", nargs="*", help="by default all")
    add("status", _status, "say what runs, and where")
    logs = add("logs", _logs, "print the end of the logs")
    logs.add_argument("name", nargs="?", help="one process; by default all")
    logs.add_argument("-f", "--follow", action="store_true", help="go on as they are written")
    add("env", _env, "print the addresses for a shell: eval $(emend-local env)")
    return parser
