"""Where things are: the environment wins, then the local stack's file, then the defaults."""

from __future__ import annotations

from pathlib import Path

import pytest

from emend_client import ClientError, find_addresses
from emend_client._addresses import Addresses, parse_environment


def stack_in(folder: Path, text: str) -> Path:
    file = folder / ".emend" / "env"
    file.parent.mkdir()
    file.write_text(text)
    return folder


def test_without_anything_the_defaults_are_the_local_ones(tmp_path: Path) -> None:
    addresses = find_addresses({}, tmp_path)
    assert addresses.service("storage") == "http://localhost:8103"
    assert addresses.service("ingest") == "http://localhost:8101"


def test_the_stack_s_file_is_found_from_a_folder_below(tmp_path: Path) -> None:
    stack_in(tmp_path, "EMEND_STORAGE_URL=http://127.0.0.1:23456/\n")
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert find_addresses({}, below).service("storage") == "http://127.0.0.1:23456"


def test_the_environment_wins_over_the_stack_s_file(tmp_path: Path) -> None:
    folder = stack_in(
        tmp_path, "EMEND_INGEST_URL=http://stack:1\nKAFKA_BOOTSTRAP_SERVERS=stack:2\n"
    )
    environment = {
        "EMEND_INGEST_URL": "http://own:3",
        "KAFKA_BOOTSTRAP_SERVERS": "own:4",
        "KAFKA_TOPIC_PREFIX": "mine-",
    }
    addresses = find_addresses(environment, folder)
    assert addresses.service("ingest") == "http://own:3"
    settings = addresses.kafka()
    assert settings.bootstrap_servers == "own:4"
    assert settings.topic("x") == "mine-x"


def test_the_stack_s_file_says_where_kafka_is(tmp_path: Path) -> None:
    folder = stack_in(tmp_path, "KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:29092\n")
    assert find_addresses({}, folder).kafka().bootstrap_servers == "127.0.0.1:29092"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A=1\n\n# B=2\nC='x y'\n", {"A": "1", "C": "x y"}),
        ("export A=1\nno equals sign\nB='open\n", {"A": "1"}),
        ("", {}),
    ],
)
def test_a_file_is_read_as_a_shell_would(text: str, expected: dict[str, str]) -> None:
    assert parse_environment(text) == expected


@pytest.mark.parametrize("servers", ["", "kafka", "kafka:abc", "kafka:99999", ":::", "kafka:0"])
def test_an_address_of_kafka_that_cannot_be_one_is_said_with_its_variable(servers: str) -> None:
    with pytest.raises(ClientError, match=r"KAFKA_BOOTSTRAP_SERVERS is .* is no HOST:PORT"):
        Addresses({"KAFKA_BOOTSTRAP_SERVERS": servers}).kafka()


@pytest.mark.parametrize("servers", ["a:1", "a:1,b:2", "a:1, b:2,", "[::1]:9092"])
def test_several_servers_may_be_named(servers: str) -> None:
    found = Addresses({"KAFKA_BOOTSTRAP_SERVERS": servers}).kafka()
    assert found.bootstrap_servers == servers


def test_a_certificate_that_is_not_there_is_named(tmp_path: Path) -> None:
    variables = {
        "KAFKA_SECURITY_PROTOCOL": "SSL",
        "KAFKA_SSL_CAFILE": str(tmp_path / "no.pem"),
    }
    with pytest.raises(FileNotFoundError, match=r"no\.pem"):
        Addresses(variables).kafka().connection()
