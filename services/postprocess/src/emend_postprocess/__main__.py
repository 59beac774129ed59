"""``python -m emend_postprocess``: run the service until it is told to stop."""

from __future__ import annotations

import gc

from emend_bus import KafkaSettings
from emend_events import Codec
from emend_postprocess.app import VERSION, create_app, create_stage
from emend_postprocess.domain import SERVICE
from emend_postprocess.settings import Settings
from emend_telemetry import configure_logging, configure_tracing
from emend_web import run, serve


def main() -> None:
    """Read the settings, build the service, serve."""
    settings = Settings()
    configure_logging(SERVICE, level=settings.log_level)
    flush = configure_tracing(SERVICE, VERSION)
    stage = create_stage(settings, KafkaSettings(), Codec(settings.schema_registry_url))
    app = create_app(stage)
    # What was imported lives as long as the process; collections need not walk it every time.
    gc.freeze()
    try:
        run(serve(app, settings.host, settings.port, work=[stage.run]))
    finally:
        flush()


if __name__ == "__main__":
    main()
