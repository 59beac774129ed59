"""Fetches Apache Kafka from Maven Central, once, with no Maven and no Java."""

from __future__ import annotations

import fcntl
import subprocess
import sys
from pathlib import Path

from emend_local.errors import FetchFailed

KAFKA_VERSION = "4.1.1"
COORDINATES = (
    f"org.apache.kafka:kafka_2.13:{KAFKA_VERSION}",
    f"org.apache.kafka:kafka-tools:{KAFKA_VERSION}",
    "org.slf4j:slf4j-simple:1.7.36",
)
TIMEOUT_SECONDS = 60


def kafka_jars(cache: Path) -> tuple[Path, ...]:
    """Return Kafka's jars, fetched into the cache when they are not there yet.

    Raises:
        FetchFailed: Maven Central could not be reached, or sent something else.
    """
    listing = cache / f"kafka-{KAFKA_VERSION}.jars"
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not listing.is_file():
            listing.write_text("\n".join(_fetch(cache)), encoding="utf-8")
    return tuple(cache / line for line in listing.read_text(encoding="utf-8").splitlines())


def are_fetched(cache: Path) -> bool:
    """Tell whether ``kafka_jars`` has nothing left to download."""
    return (cache / f"kafka-{KAFKA_VERSION}.jars").is_file()


def _fetch(cache: Path) -> list[str]:
    folders = ("--cache-dir", str(cache / "jars"), "--repo-cache", str(cache / "maven"))
    options = ("--ignore-config", "--quiet", "--resolver", "python", "--color", "never")
    command = (sys.executable, "-m", "jgo", *options, *folders, "--timeout", str(TIMEOUT_SECONDS))
    done = subprocess.run(  # noqa: S603 - every word of the command is ours
        (*command, "info", "classpath", "+".join(COORDINATES)),
        capture_output=True,
        check=False,
        text=True,
    )
    # jgo prints only the jars of the class path, not those it takes for modules: list the folder.
    jars = sorted((cache / "jars").rglob("*.jar"))
    if done.returncode != 0 or not jars:
        problem = (done.stderr or done.stdout).strip()[-2000:]
        message = (
            f"Apache Kafka {KAFKA_VERSION} could not be fetched from Maven Central:\n{problem}"
        )
        raise FetchFailed(message)
    return [str(jar.relative_to(cache)) for jar in jars]
