"""The security settings, as environment variables, against a broker that insists on them."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from emend_bus import KafkaSettings, Output, create_producer, create_topics, send_all
from emend_events import Topic
from emend_local.jars import kafka_jars
from emend_local.layout import project_layout
from tests.support.secured import PASSWORD, USER, SecuredBroker, secured_broker
from tests.support.topics import read_until

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(120)]


@pytest.fixture(scope="module")
def broker(
    tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Generator[SecuredBroker]:
    """A broker with SASL_SSL."""
    jars = kafka_jars(project_layout(pytestconfig.rootpath).cache)
    with secured_broker(tmp_path_factory.mktemp("secured"), jars) as running:
        yield running


@pytest.fixture
def environment(broker: SecuredBroker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an operator sets; the password in a mounted file."""
    secret = tmp_path / "password"
    secret.write_text(f"{PASSWORD}\n")
    for name, value in {
        "KAFKA_BOOTSTRAP_SERVERS": broker.bootstrap_servers,
        "KAFKA_SECURITY_PROTOCOL": "SASL_SSL",
        "KAFKA_SASL_USERNAME": USER,
        "KAFKA_SASL_PASSWORD_FILE": str(secret),
        "KAFKA_SSL_CAFILE": str(broker.cafile),
    }.items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("environment")
async def test_messages_travel_encrypted_and_with_a_password() -> None:
    kafka = KafkaSettings()
    await create_topics(kafka, partitions=1)
    producer = create_producer(kafka, transactional_id="secured")
    async with producer, producer.transaction():
        await send_all(producer, kafka, [Output(Topic.SUBMITTED, b"key", b"value")])
    (record,) = await read_until(kafka, [Topic.SUBMITTED], bool)
    assert (record.key, record.value) == (b"key", b"value")


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize(
    ("name", "value"),
    [("KAFKA_SASL_PASSWORD_FILE", "/dev/null"), ("KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT")],
)
async def test_nobody_gets_in_without_them(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    monkeypatch.setenv("KAFKA_REQUEST_TIMEOUT_MS", "3000")
    with pytest.raises(Exception, match=r"[Aa]uthentication|[Cc]onnect|bootstrap"):
        await create_topics(KafkaSettings(), partitions=1)
