"""Structured logs: one JSON object per line on stderr, for our loggers and every library's.

Each line has ``timestamp``, ``level``, ``service``, ``logger`` and ``event``, the ids of the
current span where there is one, and exceptions as data (without the values of variables).
"""

from __future__ import annotations

import logging
import sys
from typing import Final

import structlog
from opentelemetry import trace
from structlog.stdlib import BoundLogger
from structlog.types import EventDict, Processor, WrappedLogger

from emend_telemetry._repeats import RepeatFilter

_QUIET: Final = ("httpx", "httpcore", "urllib3", "asyncio", "alembic.runtime.plugins")
"""Libraries whose INFO says nothing that an operator acts on."""


def configure_logging(service: str, *, level: str = "INFO") -> None:
    """Send all logging of this process, ours and the libraries', to stderr as JSON.

    Calling it again replaces what the last call set up. Raises ``ValueError`` for an unknown
    ``level``.
    """
    shared = _processors(service)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=BoundLogger,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_formatter(shared))
    handler.addFilter(RepeatFilter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


def get_logger(name: str) -> BoundLogger:
    """Return a logger that takes facts as keywords: ``log.info("part stored", words=12)``."""
    logger: BoundLogger = structlog.stdlib.get_logger(name)
    return logger


def _processors(service: str) -> list[Processor]:
    """Build what every line goes through, whoever logged it."""

    def add_service(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        event["service"] = service
        return event

    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        add_service,
        _add_trace,
    ]


def _formatter(shared: list[Processor]) -> logging.Formatter:
    """Render lines of structlog and of the standard library alike."""
    tracebacks = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.ExtraAdder(), *shared],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.ExceptionRenderer(tracebacks),
            structlog.processors.UnicodeDecoder(),
            structlog.processors.JSONRenderer(default=str, ensure_ascii=False),
        ],
    )


def _add_trace(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Name the current span, so that a log line leads to its trace."""
    context = trace.get_current_span().get_span_context()
    if context.is_valid:
        event["trace_id"] = f"{context.trace_id:032x}"
        event["span_id"] = f"{context.span_id:016x}"
    return event
