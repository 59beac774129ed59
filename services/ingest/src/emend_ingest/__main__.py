"""``python -m emend_ingest`` serves; ``python -m emend_ingest migrate up|down|status``."""

from __future__ import annotations

import sys

from emend_bus import KafkaSettings
from emend_configuration import read_or_exit
from emend_database import DatabaseSettings, migrate_command
from emend_ingest.app import SCHEMA, SERVICE, VERSION, open_service
from emend_ingest.settings import Settings
from emend_service import run_service, say_usage

USAGE = "usage: python -m emend_ingest [migrate up|down|status]"


def main(arguments: list[str]) -> int:
    """Run what the arguments ask for; return the exit code."""
    match arguments:
        case ["migrate", *rest]:
            return migrate_command("emend_ingest", SCHEMA, rest)
        case []:
            pass
        case _:
            return say_usage(USAGE, arguments)
    settings = read_or_exit(Settings)
    kafka, database = read_or_exit(KafkaSettings), read_or_exit(DatabaseSettings)
    run_service(SERVICE, VERSION, settings, open_service(settings, kafka, database))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
