"""``python -m emend_audit`` serves; ``migrate up|down|status`` and ``rotate-key`` do just that."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from emend_audit.app import SCHEMA, VERSION, open_service
from emend_audit.erasure import SERVICE
from emend_audit.errors import AuditError
from emend_audit.rotation import Rotation
from emend_audit.settings import Settings
from emend_bus import KafkaSettings
from emend_configuration import read_or_exit
from emend_database import DatabaseSettings, create_pool, migrate_command
from emend_events import Codec
from emend_service import run_service, say_usage
from emend_web import run

USAGE = "usage: python -m emend_audit [migrate up|down|status | rotate-key [NEW_KEY_FILE]]"


async def _rotate(settings: Settings, file: Path | None) -> None:
    async with create_pool(read_or_exit(DatabaseSettings), SCHEMA) as pool:
        codec = Codec(settings.schema_registry_url)
        rotation = Rotation(pool, codec, settings.signing_key_file, VERSION, _now)
        print(await rotation.rotate(file))  # noqa: T201 - the command's answer


def main(arguments: list[str]) -> int:
    """Run what the arguments ask for; return the exit code."""
    settings = read_or_exit(Settings)
    match arguments:
        case ["migrate", *rest]:
            return migrate_command("emend_audit", SCHEMA, rest)
        case ["rotate-key", *rest] if len(rest) <= 1:
            return _say(settings, Path(rest[0]) if rest else None)
        case []:
            pass
        case _:
            return say_usage(USAGE, arguments)
    kafka, database = read_or_exit(KafkaSettings), read_or_exit(DatabaseSettings)
    run_service(SERVICE, VERSION, settings, open_service(settings, kafka, database))
    return 0


def _say(settings: Settings, file: Path | None) -> int:
    try:
        run(_rotate(settings, file))
    except AuditError as error:
        print(error, file=sys.stderr)  # noqa: T201 - the command's answer
        return 1
    return 0


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
