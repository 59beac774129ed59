"""The ``emend`` command. What it prints with ``--json`` is stable; its modules are not an API."""

from __future__ import annotations

from emend_client.cli.main import main

__all__ = ["main"]
