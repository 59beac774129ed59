"""``python -m emend_postprocess``: run the service until it is told to stop."""

from __future__ import annotations

import gc
from datetime import UTC, datetime

from emend_bus import KafkaSettings
from emend_configuration import read_or_exit
from emend_events import Codec
from emend_postprocess.app import VERSION, create_app, create_stage, create_work
from emend_postprocess.catalogue import create_catalogue
from emend_postprocess.domain import SERVICE
from emend_postprocess.records import AUDITED, Records
from emend_postprocess.settings import Settings
from emend_telemetry import configure_logging, configure_tracing
from emend_web import AuditTrail, run, serve


def main() -> None:
    """Read the settings, build the service, serve."""
    settings = read_or_exit(Settings)
    configure_logging(SERVICE, level=settings.log_level)
    flush = configure_tracing(SERVICE, VERSION)
    kafka, codec = read_or_exit(KafkaSettings), Codec(settings.schema_registry_url)
    catalogue = create_catalogue(kafka, codec, _now, VERSION)
    stage = create_stage(settings, kafka, codec, catalogue)
    records = Records(kafka, codec)
    trail = AuditTrail(SERVICE, VERSION, AUDITED, records.keep, _now)
    app = create_app(stage, catalogue, trail)
    work = (*create_work(stage, catalogue), records.run)
    # What was imported lives as long as the process; collections need not walk it every time.
    gc.freeze()
    try:
        run(serve(app, settings.host, settings.port, work=work))
    finally:
        flush()


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    main()
