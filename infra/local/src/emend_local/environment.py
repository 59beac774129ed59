"""The addresses of a stack: chosen once, kept in a file that a shell can source."""

from __future__ import annotations

import secrets
import shlex
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, urlsplit

from emend_local.layout import Layout
from emend_local.ports import LOOPBACK, free_port, is_free

VARIABLES: Mapping[str, str] = {
    "kafka": "KAFKA_BOOTSTRAP_SERVERS",
    "postgres": "DATABASE_URL",
    "valkey": "VALKEY_URL",
}
"""The pieces of the stack, and the variable that says where each one is."""

SERVICES = ("ingest", "postprocess", "storage", "audit")
PIECES_HERE = "EMEND_LOCAL_PIECES"
CONTROLLER = "EMEND_LOCAL_KAFKA_CONTROLLER"
SUPERVISOR = "EMEND_LOCAL_SUPERVISOR"


def read_environment(path: Path) -> dict[str, str]:
    """Read ``NAME=value`` lines as a shell would; an absent file is an empty environment."""
    if not path.is_file():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("=") for line in lines if line and not line.startswith("#"))
    return {name: "".join(shlex.split(value)) for name, _, value in pairs}


def write_environment(path: Path, environment: Mapping[str, str]) -> None:
    """Write the environment for this user's eyes only; it holds a password."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(f"{name}={shlex.quote(value)}\n" for name, value in environment.items())
    path.touch(mode=0o600)
    path.write_text(lines, encoding="utf-8")


def port_of(address: str) -> int | None:
    """Return the port of a URL or of ``host:port``; None where it has none."""
    return urlsplit(address if "//" in address else f"//{address}").port


def pieces_here(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return the pieces that this stack starts itself."""
    return tuple(environment.get(PIECES_HERE, "").split())


def choose_environment(
    saved: Mapping[str, str], given: Mapping[str, str], layout: Layout, *, password: str
) -> dict[str, str]:
    """Decide where everything of a stopped stack shall listen.

    Args:
        saved: what the last start chose; its ports are kept where they are still free.
        given: the caller's environment; a piece that it names elsewhere is left out.
        layout: where the stack's files lie.
        password: the database user's.
    """
    elsewhere = _elsewhere(saved, given)
    here = [piece for piece in VARIABLES if piece not in elsewhere]
    ports = _Ports(saved)
    secret = urlsplit(saved.get(SUPERVISOR, "")).password or secrets.token_urlsafe(16)
    environment = {
        PIECES_HERE: " ".join(here),
        SUPERVISOR: f"http://emend:{secret}@{LOOPBACK}:{ports.choose(SUPERVISOR)}",
        CONTROLLER: f"{LOOPBACK}:{ports.choose(CONTROLLER)}",
        VARIABLES["kafka"]: f"{LOOPBACK}:{ports.choose(VARIABLES['kafka'])}",
        VARIABLES["postgres"]: (
            f"postgresql://emend:{password}@{LOOPBACK}:{ports.choose(VARIABLES['postgres'])}/emend"
        ),
        VARIABLES["valkey"]: f"redis://{LOOPBACK}:{ports.choose(VARIABLES['valkey'])}/0",
    }
    environment |= {VARIABLES[piece]: address for piece, address in elsewhere.items()}
    return environment | _services(ports, given, layout)


def _elsewhere(saved: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    # Whoever sourced our own file names our own pieces: those stay ours.
    ours = {piece: saved.get(VARIABLES[piece]) for piece in pieces_here(saved)}
    named = {piece: given.get(variable, "") for piece, variable in VARIABLES.items()}
    return {piece: value for piece, value in named.items() if value and value != ours.get(piece)}


def _services(ports: _Ports, given: Mapping[str, str], layout: Layout) -> dict[str, str]:
    environment: dict[str, str] = {}
    for service in SERVICES:
        name = service.upper()
        port = given.get(f"{name}_PORT") or str(ports.choose(f"{name}_PORT"))
        environment[f"{name}_HOST"] = LOOPBACK
        environment[f"{name}_PORT"] = port
        environment[f"EMEND_{name}_URL"] = f"http://{LOOPBACK}:{port}"
    environment["AUDIT_FILES_URL"] = f"file://{quote(str(layout.data('audit')))}"
    environment["AUDIT_SIGNING_KEY_FILE"] = str(layout.data("keys") / "audit-signing.key")
    environment["AUDIT_TENANT_KEY_FILE"] = str(layout.data("keys") / "audit-tenant.key")
    environment["AUDIT_GENERATE_KEYS"] = "true"
    environment["INGEST_FILES_URL"] = f"file://{quote(str(layout.data('files')))}"
    environment["INGEST_WATCH_FOLDER"] = str(layout.data("inbox"))
    return environment


class _Ports:
    """Ports of one stack: the saved ones where they are still free, never the same twice."""

    def __init__(self, saved: Mapping[str, str]) -> None:
        self._saved = saved
        self._taken: set[int] = set()

    def choose(self, variable: str) -> int:
        saved = self._saved.get(variable, "")
        port = int(saved) if saved.isdecimal() else port_of(saved)
        if port is None or port in self._taken or not is_free(port):
            port = free_port(self._taken)
        self._taken.add(port)
        return port
