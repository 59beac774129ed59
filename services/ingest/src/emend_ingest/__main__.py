"""``python -m emend_ingest`` serves; ``python -m emend_ingest migrate up|down|status``."""

from __future__ import annotations

import sys

from emend_bus import KafkaSettings
from emend_configuration import read_or_exit
from emend_database import DatabaseSettings, migrate_command
from emend_ingest.app import SCHEMA, SERVICE, VERSION, open_service
from emend_ingest.settings import Settings
from emend_telemetry import configure_logging, configure_tracing
from emend_web import run, serve


async def _serve(settings: Settings) -> None:
    kafka, database = read_or_exit(KafkaSettings), read_or_exit(DatabaseSettings)
    async with open_service(settings, kafka, database) as service:
        await serve(service.app, settings.host, settings.port, work=service.work)


def main(arguments: list[str]) -> int:
    """Run what the arguments ask for; return the exit code."""
    if arguments[:1] == ["migrate"]:
        return migrate_command("emend_ingest", SCHEMA, arguments[1:])
    settings = read_or_exit(Settings)
    configure_logging(SERVICE, level=settings.log_level)
    flush = configure_tracing(SERVICE, VERSION)
    try:
        run(_serve(settings))
    finally:
        flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
