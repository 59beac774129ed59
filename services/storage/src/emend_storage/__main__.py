"""``python -m emend_storage`` serves; ``python -m emend_storage migrate up|down|status``."""

from __future__ import annotations

import gc
import sys

from emend_bus import KafkaSettings
from emend_configuration import read_or_exit
from emend_database import DatabaseSettings, migrate_command
from emend_service import run_service, say_usage
from emend_storage.app import SCHEMA, VERSION, open_service
from emend_storage.domain.decide import SERVICE
from emend_storage.settings import Settings

USAGE = "usage: python -m emend_storage [migrate up|down|status]"
COLLECT_AFTER = 100_000
"""New objects between two garbage collections. A batch of decoded events is about so many,
none of them in a cycle; with Python's 700 the collector walks each event a dozen times, which
costs as much as decoding it."""


def main(arguments: list[str]) -> int:
    """Run what the arguments ask for; return the exit code."""
    match arguments:
        case ["migrate", *rest]:
            return migrate_command("emend_storage", SCHEMA, rest)
        case []:
            pass
        case _:
            return say_usage(USAGE, arguments)
    settings = read_or_exit(Settings)
    gc.set_threshold(COLLECT_AFTER)
    kafka, database = read_or_exit(KafkaSettings), read_or_exit(DatabaseSettings)
    run_service(SERVICE, VERSION, settings, open_service(settings, kafka, database))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
