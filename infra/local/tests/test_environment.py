"""Addresses are chosen once, kept while they are free, and leave out what is elsewhere."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emend_local.environment import (
    VARIABLES,
    choose_environment,
    pieces_here,
    port_of,
    read_environment,
    write_environment,
)
from emend_local.layout import Layout
from emend_local.ports import LOOPBACK, free_port, is_free

NAMES = st.from_regex(r"[A-Z_]{1,12}", fullmatch=True)
VALUES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]))


def layout_in(folder: Path) -> Layout:
    return Layout(folder=folder / ".emend", cache=folder / "cache")


def chosen(
    folder: Path, saved: Mapping[str, str] = MappingProxyType({}), given: str = "", at: str = ""
) -> dict[str, str]:
    named = {given: at} if given else {}
    return choose_environment(saved, named, layout_in(folder), password="secret")  # noqa: S106 - no secret


@given(environment=st.dictionaries(NAMES, VALUES))
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]
) -> None:
    path = tmp_path_factory.mktemp("env") / "env"
    write_environment(path, environment)
    assert read_environment(path) == environment


def test_a_shell_reads_the_file_as_we_do(tmp_path: Path) -> None:
    path = tmp_path / "env"
    write_environment(path, {"PLACE": "/home/a b/it's $HOME"})
    script = f'. "{path}"; printf %s "$PLACE"'
    done = subprocess.run(("/bin/sh", "-c", script), capture_output=True, check=True, text=True)  # noqa: S603 - our own words
    assert done.stdout == "/home/a b/it's $HOME"


def test_the_file_is_for_its_owner_only(tmp_path: Path) -> None:
    write_environment(tmp_path / "env", {"DATABASE_URL": "postgresql://emend:secret@host/emend"})
    assert (tmp_path / "env").stat().st_mode & 0o077 == 0


def test_an_absent_file_is_an_empty_environment(tmp_path: Path) -> None:
    assert read_environment(tmp_path / "env") == {}


def test_no_two_things_listen_on_one_port(tmp_path: Path) -> None:
    ports = [port_of(value) for value in chosen(tmp_path).values() if value.count(":") in {1, 2, 3}]
    own = [port for port in ports if port is not None]
    assert len(own) == len(set(own)) == 9


def test_the_next_start_keeps_every_address(tmp_path: Path) -> None:
    first = chosen(tmp_path)
    assert chosen(tmp_path, saved=first) == first


def test_a_port_that_was_taken_meanwhile_is_chosen_anew(tmp_path: Path) -> None:
    first = chosen(tmp_path)
    port = port_of(first["KAFKA_BOOTSTRAP_SERVERS"])
    assert port is not None
    with socket.create_server((LOOPBACK, port)):
        second = chosen(tmp_path, saved=first)
    changed = {name for name in first if first[name] != second[name]}
    assert changed == {"KAFKA_BOOTSTRAP_SERVERS"}


@pytest.mark.parametrize("piece", VARIABLES)
def test_a_piece_that_the_caller_names_elsewhere_is_left_out(tmp_path: Path, piece: str) -> None:
    elsewhere = "elsewhere:1234"
    environment = chosen(tmp_path, given=VARIABLES[piece], at=elsewhere)
    assert environment[VARIABLES[piece]] == elsewhere
    assert set(pieces_here(environment)) == set(VARIABLES) - {piece}


def test_who_sources_our_file_does_not_lose_our_pieces(tmp_path: Path) -> None:
    first = chosen(tmp_path)
    assert pieces_here(choose_environment(first, first, layout_in(tmp_path), password="")) == tuple(
        VARIABLES
    )


def test_a_piece_comes_back_when_it_is_no_longer_named_elsewhere(tmp_path: Path) -> None:
    first = chosen(tmp_path, given="DATABASE_URL", at="postgresql://elsewhere:5432/emend")
    second = chosen(tmp_path, saved=first)
    assert pieces_here(second) == tuple(VARIABLES)
    assert urlsplit(second["DATABASE_URL"]).hostname == LOOPBACK


def test_the_caller_may_choose_a_services_port(tmp_path: Path) -> None:
    environment = chosen(tmp_path, given="STORAGE_PORT", at="8103")
    assert environment["EMEND_STORAGE_URL"] == f"http://{LOOPBACK}:8103"


def test_the_folder_of_originals_is_a_url_that_survives_spaces(tmp_path: Path) -> None:
    environment = chosen(tmp_path / "a b")
    assert environment["INGEST_FILES_URL"].endswith("/a%20b/.emend/files")


def test_a_free_port_is_not_one_that_is_taken() -> None:
    port = free_port()
    with socket.create_server((LOOPBACK, port)):
        assert not is_free(port)
