"""The file: which there is, which sections it has, and what may not stand in it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import urlsplit

import yaml

from emend_configuration._errors import SecretInFile, UnknownName, UnreadableFile

FILE_VARIABLE: Final = "EMEND_CONFIG"
"""Names the file; without it there is none, and the defaults run the local stack."""

SECTIONS: Final = ("audit", "database", "ingest", "kafka", "postprocess", "storage")
"""One for each owner of settings, so that a slip is told from another process's section."""


def configured_file() -> Path | None:
    """Return the file that the environment names, if it names one."""
    name = os.environ.get(FILE_VARIABLE)
    return Path(name) if name else None


def read_section(path: Path, section: str) -> Mapping[str, Any]:
    """Return one section's keys; empty where the file does not have it.

    Raises:
        UnreadableFile: the file is not there, or is no YAML of sections.
        UnknownName: it has a section that nobody reads.
    """
    return _read(path).get(section, {})


def refuse_secrets(path: Path, section: str, values: Mapping[str, Any]) -> None:
    """Raise ``SecretInFile`` if a value is a password or an address that holds one."""
    for key, value in values.items():
        if isinstance(value, str) and (key.endswith("password") or _has_password(value)):
            raise SecretInFile(path, f"{section}.{key}", f"{section}_{key}".upper())


@lru_cache(maxsize=4)
def _read(path: Path) -> Mapping[str, Mapping[str, Any]]:
    try:
        content: object = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnreadableFile(path, error.strerror or str(error)) from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise UnreadableFile(path, f"no YAML: {' '.join(str(error).split())}") from error
    return _sections(path, {} if content is None else content)


def _sections(path: Path, content: object) -> Mapping[str, Mapping[str, Any]]:
    if not isinstance(content, dict):
        raise UnreadableFile(path, "sections are expected at the top, as in 'kafka:'")
    sections = dict[str, Mapping[str, Any]]()
    for name, values in cast("dict[object, object]", content).items():
        if name not in SECTIONS:
            raise UnknownName(path, "section", str(name), SECTIONS)
        if not isinstance(values, dict | None):
            raise UnreadableFile(path, f"section {name!r} is no mapping of keys to values")
        sections[str(name)] = cast("dict[str, Any]", values or {})
    return sections


def _has_password(value: str) -> bool:
    try:
        return urlsplit(value).password is not None
    except ValueError:
        return False
