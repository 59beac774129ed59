"""Where spans go: in batches, over OTLP/HTTP, as the ``OTEL_*`` variables say."""

from __future__ import annotations

import os

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter


def create_provider(service: str, version: str, exporter: SpanExporter | None) -> TracerProvider:
    """Build a provider that exports to ``exporter``, by default to the configured endpoint.

    ``OTEL_SERVICE_NAME`` wins over the built-in name.
    """
    name = os.environ.get("OTEL_SERVICE_NAME") or service
    resource = Resource.create({"service.name": name, "service.version": version})
    provider = TracerProvider(resource=resource, shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(exporter or OTLPSpanExporter()))
    return provider
