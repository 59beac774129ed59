"""The example of a configuration is one that every owner takes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from contracts.owners import OWNERS
from emend_configuration import FILE_VARIABLE, SECTIONS, read_settings

FOLDER = Path(__file__).resolve().parents[2] / "infra/config"


def test_every_section_has_an_owner() -> None:
    assert {owner.section() for owner in OWNERS} == set(SECTIONS)


def test_every_owner_reads_the_production_file(monkeypatch: pytest.MonkeyPatch) -> None:
    path = FOLDER / "production.yaml"
    content: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    monkeypatch.setenv(FILE_VARIABLE, str(path))
    for owner in OWNERS:
        for name, value in content.get(owner.section(), {}).items():
            monkeypatch.delenv(owner.variable(name), raising=False)
            assert str(getattr(read_settings(owner), name)) == str(value)


def test_the_production_file_fits_the_committed_schema() -> None:
    schema = json.loads((FOLDER / "schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(yaml.safe_load((FOLDER / "production.yaml").read_text("utf-8")), schema)
