"""Free TCP ports on the loopback address."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Container

LOOPBACK = "127.0.0.1"
FIRST_PORT, LAST_PORT = 20_000, 32_000
"""Below the range from which systems take ports for outgoing connections, above the well-known."""

ATTEMPTS = 200


def is_free(port: int) -> bool:
    """Tell whether a server could listen on this port of the loopback address."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def free_port(taken: Container[int] = ()) -> int:
    """Choose a free port that is not in ``taken``.

    Raises:
        OSError: none was found.
    """
    for _ in range(ATTEMPTS):
        port = FIRST_PORT + secrets.randbelow(LAST_PORT - FIRST_PORT)
        if port not in taken and is_free(port):
            return port
    message = f"no free port between {FIRST_PORT} and {LAST_PORT} in {ATTEMPTS} attempts"
    raise OSError(message)
