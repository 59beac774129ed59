"""Where Kafka and the services are: environment, else the local stack's file, else defaults."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from emend_client._errors import ClientError

if TYPE_CHECKING:
    from emend_bus import KafkaSettings

Service: TypeAlias = Literal["audit", "ingest", "postprocess", "storage"]

SERVICES: Mapping[Service, str] = {
    "ingest": "http://localhost:8101",
    "postprocess": "http://localhost:8102",
    "storage": "http://localhost:8103",
    "audit": "http://localhost:8104",
}
"""The services that speak HTTP, and where each is when nothing says otherwise."""

PREFIX = "KAFKA_"

STACK_FILE = Path(".emend", "env")
"""Where the local stack writes its addresses, below the project's folder."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The variables that say where things are.

    Attributes:
        environment: the process's variables, which always win.
        stack: what the local stack's file says.
    """

    environment: Mapping[str, str] = field(default_factory=dict[str, str])
    stack: Mapping[str, str] = field(default_factory=dict[str, str])

    def service(self, service: Service) -> str:
        """Return a service's base URL, without a slash at its end."""
        variable = service_variable(service)
        url = self.environment.get(variable) or self.stack.get(variable) or SERVICES[service]
        return url.rstrip("/")

    def kafka(self) -> KafkaSettings:
        """Return how to reach Kafka; the process's own ``KAFKA_*`` win over the stack's.

        Raises:
            ClientError: a variable's value is not of its kind.
        """
        # Slow to import, and not every user needs them.
        from pydantic import ValidationError  # noqa: PLC0415

        from emend_bus import KafkaSettings  # noqa: PLC0415

        variables = {**self.stack, **self.environment}
        names = {f"{PREFIX}{field.upper()}": field for field in KafkaSettings.model_fields}
        values: dict[str, Any] = {
            field: variables[name] for name, field in names.items() if name in variables
        }
        try:
            return KafkaSettings(**values)
        except ValidationError as error:
            first = error.errors()[0]
            name = PREFIX + str(first["loc"][0]).upper()
            reason = first["msg"].removeprefix("Value error, ")
            message = f"{name} is {first['input']!r}: {reason}"
            raise ClientError(message) from error


def here() -> Addresses:
    """Return the addresses as seen from this process and its working folder."""
    return find_addresses(os.environ, Path.cwd())


def kafka_settings() -> KafkaSettings:
    """Return how to reach Kafka, as seen from this process and its working folder."""
    return here().kafka()


def service_variable(service: Service) -> str:
    """Return the name of the variable that holds a service's URL."""
    return f"EMEND_{service.upper()}_URL"


def find_addresses(environment: Mapping[str, str], folder: Path) -> Addresses:
    """Return the addresses as seen from a folder: the nearest ``.emend/env`` upward counts."""
    for candidate in (folder, *folder.parents):
        try:
            text = (candidate / STACK_FILE).read_text(encoding="utf-8")
        except OSError:
            continue
        return Addresses(environment, parse_environment(text))
    return Addresses(environment)


def parse_environment(text: str) -> dict[str, str]:
    """Return the variables of ``NAME=value`` lines, quoted as a shell would; others are skipped."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        name, equals, value = line.strip().removeprefix("export ").partition("=")
        if equals and not name.startswith("#"):
            try:
                found[name.strip()] = "".join(shlex.split(value))
            except ValueError:
                continue
    return found
