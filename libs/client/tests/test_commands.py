"""The command's frame: help, version, addresses that do not answer, shells."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.command import Emend

COMMANDS = ("process", "submit", "watch", "list", "show", "search", "lag", "topics", "status")
NOWHERE = "127.0.0.1:1"


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine on which nothing runs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", NOWHERE)
    for service in ("INGEST", "STORAGE", "POSTPROCESS", "AUDIT"):
        monkeypatch.setenv(f"EMEND_{service}_URL", f"http://{NOWHERE}")


def test_the_version_is_printed(emend: Emend) -> None:
    assert emend("--version").out.startswith("emend ")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_that_names_its_json(emend: Emend, command: str) -> None:
    ran = emend(command, "--help")
    assert ran.code == 0
    assert "--json" in ran.out


@pytest.mark.parametrize("command", ["process", "submit", "watch", "show", "search", "lag"])
def test_the_help_has_examples(emend: Emend, command: str) -> None:
    assert f"emend {command}" in emend(command, "--help").out.split("Examples")[1]


@pytest.mark.parametrize("command", ["list", "show", "replay"])
def test_the_dead_letter_commands_have_help(emend: Emend, command: str) -> None:
    assert "--json" in emend("dlq", command, "--help").out


@pytest.mark.usefixtures("nowhere")
@pytest.mark.parametrize(
    "arguments",
    [
        ("lag",),
        ("lag", "--live"),
        ("lag", "--json"),
        ("topics",),
        ("watch",),
        ("dlq", "list"),
        ("dlq", "show", "submitted", "0"),
        ("dlq", "replay", "submitted", "--all"),
    ],
)
def test_a_kafka_that_does_not_answer_is_one_line_with_a_way_out(
    emend: Emend, arguments: tuple[str, ...]
) -> None:
    ran = emend(*arguments)
    assert ran.code == 1
    assert not ran.out
    assert ran.err.count("\n") == 1
    assert NOWHERE in ran.err
    assert "make run" in ran.err
    assert "KAFKA_BOOTSTRAP_SERVERS" in ran.err


@pytest.mark.usefixtures("nowhere")
@pytest.mark.parametrize("arguments", [("list",), ("show", "x"), ("search", "gita")])
def test_a_service_that_does_not_answer_is_one_line_with_a_way_out(
    emend: Emend, arguments: tuple[str, ...]
) -> None:
    ran = emend(*arguments)
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert "EMEND_STORAGE_URL" in ran.err


@pytest.mark.usefixtures("nowhere")
def test_a_submission_that_reaches_nobody_says_so(emend: Emend, whisper: Path) -> None:
    assert "cannot reach Kafka" in emend("submit", whisper).err
    assert "cannot reach the ingest service" in emend("submit", "--http", whisper).err


@pytest.mark.usefixtures("nowhere")
def test_the_status_says_what_is_away_without_failing_on_it(emend: Emend) -> None:
    ran = emend("status", "--json")
    assert ran.code == 1
    assert not ran.document["healthy"]
    assert {part["name"]: part["state"] for part in ran.document["parts"]} == {
        "kafka": "away",
        "ingest": "away",
        "postprocess": "away",
        "storage": "away",
        "audit": "away",
    }


def test_an_address_that_is_none_is_said(emend: Emend, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMEND_STORAGE_URL", "nonsense")
    ran = emend("show", "x")
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert "nonsense" in ran.err


def test_a_setting_of_the_wrong_kind_is_said(emend: Emend, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAFKA_REQUEST_TIMEOUT_MS", "soon")
    ran = emend("lag")
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert "KAFKA_REQUEST_TIMEOUT_MS" in ran.err


def test_a_topic_that_there_is_not_is_a_wrong_call(emend: Emend) -> None:
    ran = emend("dlq", "show", "nonsense", "1")
    assert ran.code == 2
    assert "asr.transcript.submitted.v1" in ran.err


@pytest.mark.parametrize("name", ["changed", "asr"])
def test_a_name_that_several_topics_have_is_a_wrong_call(emend: Emend, name: str) -> None:
    ran = emend("dlq", "show", name, "1")
    assert ran.code == 2
    assert "asr.profile.changed.v1" in ran.err
    assert "asr.vocabulary.changed.v1" in ran.err


def test_a_replay_needs_an_offset_or_all(emend: Emend) -> None:
    assert emend("dlq", "replay", "submitted").code == 2
    assert emend("dlq", "replay", "submitted", "1", "--all").code == 2


def test_there_is_a_completion_script(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_EMEND_COMPLETE", "source_bash")
    ran = subprocess.run(
        [sys.executable, "-c", "from emend_client.cli import main; main()"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "complete" in ran.stdout


def test_nothing_is_coloured_where_nobody_looks(emend: Emend) -> None:
    assert "\033[" not in emend("process", "missing.json").err


@pytest.mark.usefixtures("nowhere")
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the content is empty."),
        (b"RIFF\x24\x08\0\0WAVEfmt ", "Let a recogniser transcribe it"),
        (b"%PDF-1.7\n", "Export it"),
        (None, "this is a folder. Name the files in it"),
    ],
)
def test_what_no_server_could_read_is_told_before_anything_is_sent(
    emend: Emend, tmp_path: Path, content: bytes | None, said: str
) -> None:
    file = tmp_path / "talk"
    file.mkdir() if content is None else file.write_bytes(content)
    ran = emend("submit", file)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err
    assert "Kafka" not in ran.err
