"""``python -m emend_postprocess``: run the service until it is told to stop."""

from __future__ import annotations

import sys

from emend_bus import KafkaSettings
from emend_configuration import read_or_exit
from emend_postprocess.app import VERSION, open_service
from emend_postprocess.domain import SERVICE
from emend_postprocess.settings import Settings
from emend_service import run_service, say_usage

USAGE = "usage: python -m emend_postprocess"


def main(arguments: list[str]) -> int:
    """Run what the arguments ask for; return the exit code."""
    if arguments:
        return say_usage(USAGE, arguments)
    settings, kafka = read_or_exit(Settings), read_or_exit(KafkaSettings)
    run_service(SERVICE, VERSION, settings, open_service(settings, kafka))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
