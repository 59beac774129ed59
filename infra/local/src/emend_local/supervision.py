"""Starts, watches and stops the processes of a stack: supervisord, driven over its XML-RPC.

supervisord listens on the loopback address, not on a socket file: a path below a deep project
folder is longer than a socket's may be. Source: supervisord.org/configuration.html and /api.html.
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import xmlrpc.client
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from supervisor.xmlrpc import Faults

from emend_local.errors import LocalError, StartFailed, StopFailed
from emend_local.layout import Layout
from emend_local.waiting import wait_for

NAME = "supervisord"
START_SECONDS = 20
STOP_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Program:
    """One process: what to run, how to ask it to end, whether to start it again if it dies.

    Those with the higher priority are stopped first, so that services say goodbye to a broker
    that still listens; otherwise the next start waits until their group membership runs out.
    """

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict[str, str])
    stop_signal: str = "TERM"
    stop_seconds: int = 30
    restart: bool = True
    priority: int = 100


def supervisor_configuration(
    programs: Sequence[Program], layout: Layout, address: str, *, root: bool
) -> str:
    """Return the text of ``supervisord.conf``; ``address`` is a URL with user and password.

    Raises:
        LocalError: a value of some program's environment cannot be written there.
    """
    url = urlsplit(address)
    sections = [
        "[supervisord]",
        *(["user=root"] if root else []),
        f"logfile={_relative(layout.log('supervisor'), layout)}",
        f"pidfile={_relative(layout.supervisor / 'pid', layout)}",
        f"childlogdir={_relative(layout.logs, layout)}",
        "silent=true",
        "[inet_http_server]",
        f"port={url.hostname}:{url.port}",
        f"username={_escaped(url.username or '')}",
        f"password={_escaped(url.password or '')}",
        "[rpcinterface:supervisor]",
        "supervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface",
    ]
    for program in programs:
        sections += _program_section(program, layout)
    return "\n".join(sections) + "\n"


def _program_section(program: Program, layout: Layout) -> list[str]:
    environment = ",".join(_variable(*pair) for pair in program.environment.items())
    return [
        f"[program:{program.name}]",
        f"command={_escaped(shlex.join(program.command))}",
        f"environment={environment}",
        "autostart=false",
        f"priority={program.priority}",
        f"autorestart={'true' if program.restart else 'false'}",
        # Without these two, what dies in its first second is started again all the same.
        *(["startsecs=1", "startretries=3"] if program.restart else ["startsecs=0"]),
        f"stopsignal={program.stop_signal}",
        f"stopwaitsecs={program.stop_seconds}",
        "stopasgroup=false",
        "killasgroup=true",
        "redirect_stderr=true",
        f"stdout_logfile={_relative(layout.log(program.name), layout)}",
        "stdout_logfile_maxbytes=10MB",
        "stdout_logfile_backups=1",
    ]


def _variable(name: str, value: str) -> str:
    # supervisord splits this list by a grammar that knows no escape for its own quotation mark.
    if '"' in value or "\n" in value:
        message = f"the value of {name} has a quotation mark or a line break: {value!r}"
        raise LocalError(message)
    return f'{name}="{_escaped(value)}"'


def _escaped(text: str) -> str:
    return text.replace("%", "%%")


def _relative(path: Path, layout: Layout) -> str:
    # supervisord expands some of its values twice, which no escaping of "%" survives.
    return str(path.relative_to(layout.folder))


class Supervisor:
    """The supervisor of one stack, which may or may not be running."""

    def __init__(self, layout: Layout, address: str) -> None:
        self._layout = layout
        self._address = address

    def _call(self, method: str, *arguments: Any) -> Any:
        with xmlrpc.client.ServerProxy(f"{self._address}/RPC2") as proxy:
            return getattr(proxy, f"supervisor.{method}")(*arguments)

    def _call_unless(self, already: int, method: str, *arguments: Any) -> None:
        try:
            self._call(method, *arguments)
        except xmlrpc.client.Fault as fault:
            if fault.faultCode != already:
                raise

    def is_running(self) -> bool:
        """Tell whether it answers at its address, with its password."""
        try:
            self._call("getState")
        except (OSError, xmlrpc.client.Error):
            return False
        return True

    def ensure(self, programs: Sequence[Program]) -> None:
        """Make it run, and know exactly these programs; what runs unchanged is left alone.

        Raises:
            StartFailed: supervisord did not come up.
        """
        configuration = self._layout.supervisor / "supervisord.conf"
        for folder in (self._layout.supervisor, self._layout.logs):
            folder.mkdir(parents=True, exist_ok=True)
        text = supervisor_configuration(
            programs, self._layout, self._address, root=os.geteuid() == 0
        )
        configuration.touch(mode=0o600)
        configuration.write_text(text, encoding="utf-8")
        if self.is_running():
            self._reload()
        else:
            self._launch(configuration)

    def _launch(self, configuration: Path) -> None:
        command = (sys.executable, "-m", "supervisor.supervisord", "-c", str(configuration))
        log = self._layout.log("supervisor")
        done = subprocess.run(  # noqa: S603 - every word of the command is ours
            command,
            capture_output=True,
            check=False,
            cwd=self._layout.folder,
            stdin=subprocess.DEVNULL,
            text=True,
        )
        if done.returncode != 0:
            raise StartFailed(NAME, (done.stderr or done.stdout).strip(), log)
        if not wait_for(self.is_running, START_SECONDS):
            raise StartFailed(NAME, f"no answer in {START_SECONDS} s", log)

    def _reload(self) -> None:
        # The three lists are the added, changed and removed groups.
        [[added, changed, removed]] = self._call("reloadConfig")
        for name in [*changed, *removed]:
            self._call("stopProcessGroup", name)
            self._call("removeProcessGroup", name)
        for name in [*added, *changed]:
            self._call("addProcessGroup", name)

    def states(self) -> dict[str, str]:
        """Return each program's state: RUNNING, STOPPED, BACKOFF, FATAL and so on."""
        return {info["name"]: info["statename"] for info in self._infos()}

    def descriptions(self) -> dict[str, str]:
        """Return what a person wants to read beside the state, such as pid and uptime."""
        return {info["name"]: info["description"] for info in self._infos()}

    def pid(self, name: str) -> int:
        """Return the process id of a program, 0 where it is not running."""
        return next(int(info["pid"]) for info in self._infos() if info["name"] == name)

    def _infos(self) -> list[dict[str, Any]]:
        return self._call("getAllProcessInfo")

    def start(self, name: str) -> None:
        """Start a program unless it runs; returns at once."""
        wait = False
        self._call_unless(Faults.ALREADY_STARTED, "startProcess", name, wait)

    def stop(self, name: str) -> None:
        """Stop a program and wait for its end; one that does not run is left alone."""
        self._call_unless(Faults.NOT_RUNNING, "stopProcess", name)

    def signal(self, name: str, number: signal.Signals) -> None:
        """Send a signal to a program; its own ``signalProcess`` refuses one that only starts."""
        pid = self.pid(name)
        if pid:
            os.kill(pid, number)

    def shutdown(self) -> None:
        """Stop every program, then the supervisor itself; waits for the end."""
        if not self.is_running():
            return
        pid = int(self._call("getPID"))
        self._call("shutdown")
        if not wait_for(lambda: not _is_alive(pid), STOP_SECONDS):
            log = self._layout.log("supervisor")
            raise StopFailed(NAME, STOP_SECONDS, log)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
