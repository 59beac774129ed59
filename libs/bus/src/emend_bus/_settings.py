"""How to reach Kafka: one set of settings for every service, ``KAFKA_*``."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import SettingsConfigDict

from emend_configuration import SectionSettings

RECONNECT_BACKOFF_MS = 200
"""There is no other wait between two attempts to reach a broker that is away, and a consumer
makes several kinds of them at once."""

MOST_PORT = 65_535

SecurityProtocol = Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"]
Compression = Literal["gzip", "lz4", "snappy", "zstd"]
SaslMechanism = Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"]


class KafkaSettings(SectionSettings):
    """Addresses, credentials and limits; the defaults fit the local stack."""

    model_config = SettingsConfigDict(env_prefix="KAFKA_")

    bootstrap_servers: str = "localhost:9092"
    topic_prefix: str = ""
    """Stands before every topic, group and transactional id: several installations, one cluster."""
    security_protocol: SecurityProtocol = "PLAINTEXT"
    sasl_mechanism: SaslMechanism = "SCRAM-SHA-512"
    sasl_username: str | None = None
    sasl_password: SecretStr | None = None
    sasl_password_file: Path | None = None
    """A mounted secret; read when connecting, so a rotated one is picked up."""
    ssl_cafile: Path | None = None
    ssl_certfile: Path | None = None
    ssl_keyfile: Path | None = None
    ssl_check_hostname: bool = True
    compression: Compression | Literal["none"] = "lz4"
    max_request_bytes: int = Field(default=16 * 2**20, gt=0)
    """The largest message this process may send; the topics have limits of their own."""
    session_timeout_ms: int = Field(default=15_000, gt=0)
    """A process that is silent for this long loses its partitions."""
    request_timeout_ms: int = Field(default=30_000, gt=0)

    @field_validator("bootstrap_servers")
    @classmethod
    def _hosts_with_ports(cls, servers: str) -> str:
        """Refuse what the client library would only trip over when it connects."""
        named = [server for server in servers.split(",") if server.strip()]
        for server in named or [servers]:
            host, colon, port = server.strip().rpartition(":")
            if colon and not host.endswith(":") and port.isdecimal() and 0 < int(port) <= MOST_PORT:
                continue
            message = f"{server!r} is no HOST:PORT"
            raise ValueError(message)
        return servers

    def topic(self, topic: str) -> str:
        """Return the topic's name on this cluster."""
        return self.topic_prefix + topic

    def group(self, group: str) -> str:
        """Return the consumer group's name on this cluster."""
        return self.topic_prefix + group

    @property
    def compression_type(self) -> Compression | None:
        """The compression as the producers take it."""
        return None if self.compression == "none" else self.compression

    def connection(self) -> dict[str, Any]:
        """Return aiokafka's connection arguments, the secret read from its file."""
        arguments: dict[str, Any] = {
            "bootstrap_servers": self.bootstrap_servers,
            "security_protocol": self.security_protocol,
            "request_timeout_ms": self.request_timeout_ms,
            "retry_backoff_ms": RECONNECT_BACKOFF_MS,
        }
        if self.security_protocol.startswith("SASL"):
            arguments |= {
                "sasl_mechanism": self.sasl_mechanism,
                "sasl_plain_username": self.sasl_username,
                "sasl_plain_password": self.password(),
            }
        if self.security_protocol.endswith("SSL"):
            arguments["ssl_context"] = self.ssl_context()
        return arguments

    def password(self) -> str | None:
        """Return the SASL password, from the mounted file if one is named."""
        if self.sasl_password_file is not None:
            return self.sasl_password_file.read_text().strip()
        return self.sasl_password.get_secret_value() if self.sasl_password else None

    def ssl_context(self) -> ssl.SSLContext:
        """Return a TLS context that trusts ``ssl_cafile``, or the system where none is named.

        Raises:
            OSError: a file cannot be read; it names which.
        """
        for path in filter(None, (self.ssl_cafile, self.ssl_certfile, self.ssl_keyfile)):
            path.open("rb").close()  # the library's own error does not say which file it is
        context = ssl.create_default_context(cafile=self.ssl_cafile)
        context.check_hostname = self.ssl_check_hostname
        if self.ssl_certfile is not None:
            context.load_cert_chain(self.ssl_certfile, self.ssl_keyfile)
        return context
