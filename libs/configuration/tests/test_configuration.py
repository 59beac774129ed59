"""Settings come from the environment, then from the file's section; mistakes are one line each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import SettingsConfigDict

from emend_configuration import (
    FILE_VARIABLE,
    ConfigurationError,
    InvalidSetting,
    LogLevel,
    SecretInFile,
    SectionSettings,
    UnknownName,
    UnreadableFile,
    file_schema,
    read_or_exit,
    read_settings,
)

WriteFile = Callable[[str], Path]


class StorageSettings(SectionSettings):
    """An owner with every kind of field."""

    model_config = SettingsConfigDict(env_prefix="STORAGE_")

    port: int = Field(default=1, ge=0)
    """Where it listens."""
    folder: Path | None = None
    log_level: LogLevel = "INFO"
    password: SecretStr | None = None
    valkey_url: str | None = Field(
        default=None, validation_alias=AliasChoices("STORAGE_VALKEY_URL", "VALKEY_URL")
    )


@pytest.fixture
def write_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WriteFile:
    """Return a function that makes its text the configured file."""

    def write(text: str) -> Path:
        path = tmp_path / "production.yaml"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setenv(FILE_VARIABLE, str(path))
        return path

    return write


def test_without_file_and_environment_there_are_the_defaults() -> None:
    assert read_settings(StorageSettings).port == 1


def test_the_file_gives_what_the_environment_does_not(
    write_file: WriteFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_file("storage:\n  port: 7\n  folder: /srv/emend\nkafka:\n  topic_prefix: a.\n")
    monkeypatch.setenv("STORAGE_PORT", "9")
    settings = read_settings(StorageSettings)
    assert (settings.port, settings.folder) == (9, Path("/srv/emend"))


def test_an_argument_wins_over_both(write_file: WriteFile) -> None:
    write_file("storage: {port: 7}")
    assert StorageSettings(port=3).port == 3


def test_an_empty_variable_is_none(write_file: WriteFile, monkeypatch: pytest.MonkeyPatch) -> None:
    write_file("storage: {port: 7}")
    monkeypatch.setenv("STORAGE_PORT", "")
    assert read_settings(StorageSettings).port == 7


@pytest.mark.parametrize("variable", ["STORAGE_VALKEY_URL", "VALKEY_URL"])
def test_any_of_a_settings_variables_wins_over_the_file(
    variable: str, write_file: WriteFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_file("storage: {valkey_url: 'valkey://file'}")
    assert read_settings(StorageSettings).valkey_url == "valkey://file"
    monkeypatch.setenv(variable, "valkey://environment")
    assert read_settings(StorageSettings).valkey_url == "valkey://environment"


@pytest.mark.parametrize("text", ["", "storage:\n", "# nothing yet\n"])
def test_a_file_may_say_nothing(text: str, write_file: WriteFile) -> None:
    write_file(text)
    assert read_settings(StorageSettings).port == 1


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("storge: {port: 7}", UnknownName, "no section is called 'storge'; did you mean 'storage'"),
        ("storage: {prot: 7}", UnknownName, "no key is called 'storage.prot'; did you mean 'port'"),
        ("storage: {zzz: 7}", UnknownName, "there are folder, log_level, password, port, valkey"),
        ("storage: 7", UnreadableFile, "section 'storage' is no mapping"),
        ("- storage", UnreadableFile, "sections are expected at the top"),
        ("storage: [", UnreadableFile, "no YAML: .*line 1"),
        ("storage: {password: x}", SecretInFile, "STORAGE_PASSWORD in the environment"),
        ("storage: {valkey_url: 'valkey://:pw@h'}", SecretInFile, "storage.valkey_url holds a"),
        ("storage: {port: many}", InvalidSetting, r"STORAGE_PORT \(storage.port in .*'many'"),
    ],
)
def test_a_mistake_in_the_file_is_told(
    text: str, error: type[ConfigurationError], message: str, write_file: WriteFile
) -> None:
    write_file(text)
    with pytest.raises(error, match=message):
        read_settings(StorageSettings)


def test_a_file_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FILE_VARIABLE, "/nowhere/production.yaml")
    with pytest.raises(UnreadableFile, match=r"/nowhere/production\.yaml: No such file"):
        read_settings(StorageSettings)


def test_all_wrong_values_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORAGE_PORT", "-1")
    monkeypatch.setenv("STORAGE_LOG_LEVEL", "loud")
    with pytest.raises(InvalidSetting, match=r"STORAGE_PORT is .-1.(?s:.*)STORAGE_LOG_LEVEL is"):
        read_settings(StorageSettings)


def test_a_level_may_be_written_in_any_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORAGE_LOG_LEVEL", "debug")
    assert read_settings(StorageSettings).log_level == "DEBUG"


def test_a_process_says_what_is_wrong_and_exits_with_78(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STORAGE_PORT", "many")
    with pytest.raises(SystemExit) as exit_:
        read_or_exit(StorageSettings)
    assert exit_.value.code == 78
    assert capsys.readouterr().err.startswith("STORAGE_PORT is 'many': ")


def test_the_schema_accepts_what_is_read_and_refuses_slips() -> None:
    schema = file_schema([StorageSettings])
    jsonschema.validate({"storage": {"port": 7}}, schema)
    port = schema["properties"]["storage"]["properties"]["port"]
    assert (port["description"], port["$comment"]) == ("Where it listens.", "STORAGE_PORT")
    slips: list[object] = [{"storge": 1}, {"storage": {"prot": 7}}, {"storage": {"password": "x"}}]
    for slip in slips:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(slip, schema)
