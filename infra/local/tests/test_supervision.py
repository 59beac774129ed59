"""The supervisor's configuration says what we mean, whatever the paths and values look like."""

from __future__ import annotations

import sys
from collections.abc import Generator
from configparser import RawConfigParser
from pathlib import Path

import pytest

from emend_local.environment import SUPERVISOR, choose_environment
from emend_local.errors import LocalError, StartFailed
from emend_local.layout import Layout
from emend_local.supervision import Program, Supervisor, supervisor_configuration
from emend_local.waiting import wait_for

ADDRESS = "http://emend:secret@127.0.0.1:9001"
LIMIT_SECONDS = 20


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(folder=tmp_path / "a b%c" / ".emend", cache=tmp_path / "cache")


@pytest.fixture
def supervisor(layout: Layout) -> Generator[Supervisor]:
    layout.folder.mkdir(parents=True)
    address = choose_environment({}, {}, layout, password="")[SUPERVISOR]
    supervisor = Supervisor(layout, address)
    yield supervisor
    supervisor.shutdown()


def python(name: str, code: str, **environment: str) -> Program:
    return Program(name, (sys.executable, "-u", "-c", code), environment, restart=False)


def section(text: str, name: str) -> dict[str, str]:
    parser = RawConfigParser()
    parser.read_string(text)
    return dict(parser[name])


def test_nothing_starts_by_itself(layout: Layout) -> None:
    text = supervisor_configuration([python("one", "pass")], layout, ADDRESS, root=False)
    assert section(text, "program:one")["autostart"] == "false"


def test_only_root_says_that_it_stays_root(layout: Layout) -> None:
    as_root = supervisor_configuration([], layout, ADDRESS, root=True)
    as_user = supervisor_configuration([], layout, ADDRESS, root=False)
    assert section(as_root, "supervisord")["user"] == "root"
    assert "user" not in section(as_user, "supervisord")


@pytest.mark.parametrize("value", ['a "b"', "a\nb"])
def test_a_value_that_it_cannot_hold_is_refused(layout: Layout, value: str) -> None:
    with pytest.raises(LocalError, match="COLOUR"):
        supervisor_configuration([python("one", "", COLOUR=value)], layout, ADDRESS, root=False)


def test_its_door_is_on_the_loopback_address_and_has_a_password(layout: Layout) -> None:
    text = supervisor_configuration([], layout, ADDRESS, root=False)
    door = section(text, "inet_http_server")
    assert door == {"port": "127.0.0.1:9001", "username": "emend", "password": "secret"}


def test_odd_values_and_paths_reach_the_process_unchanged(
    supervisor: Supervisor, layout: Layout
) -> None:
    odd = "100% of it's, a b;c"
    code = f"import os, sys; print(sys.argv[1] == os.environ['ODD'] == {odd!r})"
    program = Program("odd", (sys.executable, "-c", code, odd), {"ODD": odd}, restart=False)
    supervisor.ensure([program])
    supervisor.start("odd")
    assert wait_for(lambda: _said(layout, "odd") == "True\n", LIMIT_SECONDS), _said(layout, "odd")


def test_a_second_look_leaves_alone_what_runs_unchanged(supervisor: Supervisor) -> None:
    wait = "import signal; signal.pause()"
    supervisor.ensure([python("kept", wait), python("changed", wait, COLOUR="red")])
    for name in ("kept", "changed"):
        supervisor.start(name)
    before = {name: supervisor.pid(name) for name in ("kept", "changed")}
    supervisor.ensure([python("kept", wait), python("changed", wait, COLOUR="blue")])
    assert supervisor.pid("kept") == before["kept"]
    assert supervisor.pid("changed") != before["changed"]


def test_a_supervisor_that_cannot_start_says_why(supervisor: Supervisor) -> None:
    with pytest.raises(StartFailed, match="not a valid signal name"):
        supervisor.ensure([Program("bad", ("sleep", "1"), stop_signal="NO SUCH SIGNAL")])


def test_one_that_does_not_run_is_told_apart(layout: Layout) -> None:
    assert not Supervisor(layout, "http://emend:secret@127.0.0.1:9").is_running()


def _said(layout: Layout, name: str) -> str:
    log = layout.log(name)
    return log.read_text(encoding="utf-8") if log.is_file() else ""
