"""Services as real processes, started, harmed and stopped by the id they were started with."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_fixed

READY_SECONDS = 60


@dataclass(slots=True)
class Service:
    """One process of a service."""

    name: str
    port: int
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def url(self) -> str:
        """Where its HTTP side listens."""
        return f"http://127.0.0.1:{self.port}"

    def last_words(self) -> str:
        """Return its log's last line, without the end of a long traceback."""
        lines = self.log.read_text(errors="replace").splitlines()
        return lines[-1][:2_000] if lines else "it said nothing"

    def kill(self) -> None:
        """End it with SIGKILL."""
        self.process.kill()
        self.process.wait()

    def freeze(self) -> None:
        """Halt it with SIGSTOP."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self.process.send_signal(signal.SIGCONT)

    def stop(self) -> int:
        """Ask it to end, kill it after a while; return its exit code."""
        self.process.send_signal(signal.SIGCONT)
        self.process.terminate()
        try:
            return self.process.wait(45)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()


@dataclass(slots=True)
class Platform:
    """A Kafka prefix, a database and a folder, and the services that work on them."""

    bootstrap_servers: str
    topic_prefix: str
    database_url: str
    folder: Path
    settings: dict[str, str] = field(default_factory=dict[str, str])
    services: list[Service] = field(default_factory=list[Service])

    def environment(self) -> dict[str, str]:
        """Return what every process is started with."""
        return {
            **os.environ,
            "KAFKA_BOOTSTRAP_SERVERS": self.bootstrap_servers,
            "KAFKA_TOPIC_PREFIX": self.topic_prefix,
            "DATABASE_URL": self.database_url,
            "INGEST_FILES_URL": (self.folder / "files").as_uri(),
            "AUDIT_FILES_URL": (self.folder / "audit").as_uri(),
            "AUDIT_SIGNING_KEY_FILE": str(self.folder / "keys" / "signing.key"),
            "AUDIT_TENANT_KEY_FILE": str(self.folder / "keys" / "tenant.key"),
            "AUDIT_GENERATE_KEYS": "true",
            **self.settings,
        }

    def migrate(self, *names: str) -> None:
        """Create the tables of these services, or of those that carry transcripts."""
        for name in names or ("ingest", "storage"):
            command = [sys.executable, "-m", f"emend_{name}", "migrate", "up"]
            subprocess.run(command, check=True, env=self.environment(), capture_output=True)  # noqa: S603 - ours

    def start(self, name: str, *, wait: bool = True) -> Service:
        """Start one more process of a service; wait until it says that it is ready."""
        port = free_port()
        log = self.folder / f"{name}-{port}.log"
        with log.open("wb") as sink:
            process = subprocess.Popen(  # noqa: S603 - ours
                [sys.executable, "-m", f"emend_{name}"],
                env=self.environment() | {f"{name.upper()}_PORT": str(port)},
                stdout=sink,
                stderr=sink,
            )
        service = Service(name, port, process, log)
        self.services.append(service)
        if wait:
            wait_ready(service)
        return service

    def stop(self, service: Service) -> int:
        """Stop one process; return its exit code."""
        self.services.remove(service)
        return service.stop()

    def close(self) -> None:
        """Stop every process that is left."""
        for service in list(self.services):
            self.stop(service)


@contextmanager
def platform(
    bootstrap_servers: str, topic_prefix: str, database_url: str, **settings: str
) -> Generator[Platform]:
    """A platform in a temporary folder; its processes end with the block."""
    with tempfile.TemporaryDirectory(prefix="emend-") as folder:
        it = Platform(bootstrap_servers, topic_prefix, database_url, Path(folder), settings)
        (it.folder / "files").mkdir()
        try:
            yield it
        finally:
            it.close()


class NotReady(Exception):  # noqa: N818 - names the state
    """The service does not say that it is ready."""


@retry(
    retry=retry_if_exception_type((NotReady, OSError)),
    stop=stop_after_delay(READY_SECONDS),
    wait=wait_fixed(0.1),
    reraise=True,
)
def wait_ready(service: Service) -> None:
    """Wait until ``/ready`` answers with success.

    Raises:
        RuntimeError: the process ended; the message ends with its log.
        NotReady: it did not get ready in time.
    """
    if service.process.poll() is not None:
        message = f"{service.name} ended with {service.process.returncode}:\n{service.last_words()}"
        raise RuntimeError(message)
    try:
        with urlopen(f"{service.url}/ready", timeout=5):  # noqa: S310 - loopback
            return
    except URLError as error:
        raise NotReady(service.name) from error


def free_port() -> int:
    """Return a port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
