"""How the platform is: what each service says of itself, and whether Kafka answers."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

from emend_bus import KafkaSettings
from emend_client._addresses import SERVICES, Addresses, Service
from emend_client._connection import administration
from emend_client._errors import ClientError
from emend_client._http import document, session


@dataclass(frozen=True, slots=True)
class Health:
    """One service, or Kafka.

    Attributes:
        name: ``kafka`` or the service's.
        address: what was asked.
        state: ``up``; ``degraded``: it answers, but something that it needs is away; ``away``.
        latency_ms: how long the answer took; None where there was none.
        detail: the reason, or what a person likes to know.
        dependencies: what the service says of each: ``state``, ``latency_ms``, ``error``, ``note``.
    """

    name: str
    address: str
    state: str
    latency_ms: float | None = None
    detail: str = ""
    dependencies: dict[str, Any] = field(default_factory=dict[str, Any])


async def check_health(addresses: Addresses) -> list[Health]:
    """Ask Kafka and every service at once; none of them being away is an error here."""
    asked = [_service(name, addresses.service(name)) for name in SERVICES]
    return list(await asyncio.gather(_kafka(addresses.kafka()), *asked))


async def _kafka(settings: KafkaSettings) -> Health:
    began = time.perf_counter()
    try:
        async with administration(settings) as admin:
            cluster = await admin.describe_cluster()
    except ClientError as error:
        return Health("kafka", settings.bootstrap_servers, "away", detail=error.message)
    brokers = len(cluster.get("brokers", ()))
    detail = f"{brokers} broker{'' if brokers == 1 else 's'}"
    return Health("kafka", settings.bootstrap_servers, "up", _since(began), detail)


async def _service(name: Service, url: str) -> Health:
    began = time.perf_counter()
    try:
        async with session(url, name) as client:
            response = await client.get("/health/detailed")
            body = document(response)
    except ClientError as error:
        return Health(name, url, "away", detail=error.message)
    dependencies = body.get("dependencies", {})
    away = [f"{key}: {one.get('error')}" for key, one in dependencies.items() if one.get("error")]
    notes = [f"{key}: {one['note']}" for key, one in dependencies.items() if one.get("note")]
    detail = "; ".join((*away, *notes)) or f"version {body.get('version', '?')}"
    return Health(name, url, str(body.get("status")), _since(began), detail, dependencies)


def _since(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 1)
