"""A service's process: opened, served until a signal, closed; and what it says of its command."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from emend_service import say_usage

PROGRAM = """
from contextlib import asynccontextmanager
from types import SimpleNamespace
from emend_service import Service, run_service
from emend_web import create_web

@asynccontextmanager
async def opening():
    async def work(stop):
        print("working", flush=True)
        await stop.wait()
        print("finished", flush=True)
    yield Service(create_web("emend-shop", "1", checks={}), [work])
    print("closed", flush=True)

settings = SimpleNamespace(host="127.0.0.1", port=0, log_level="INFO")
run_service("emend-shop", "1", settings, opening())
"""


def test_a_service_finishes_its_work_and_closes_when_it_is_told_to_stop() -> None:
    command = [sys.executable, "-c", PROGRAM]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        assert process.stdout.readline() == "working\n"
        process.send_signal(signal.SIGTERM)
        rest, _ = process.communicate(timeout=30)
    assert (process.returncode, rest) == (0, "finished\nclosed\n")


def test_help_is_no_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert say_usage("usage: shop", ["--help"]) == 0
    assert capsys.readouterr().out.startswith("usage: shop\n")


def test_an_unknown_argument_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert say_usage("usage: shop", ["migrat"]) == 2
    assert capsys.readouterr().err.startswith("usage: shop\n")
