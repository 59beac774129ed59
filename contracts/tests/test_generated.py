"""The committed files say what the models say, and what was released stays as it was."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from emend_events import TOPICS, Topic, released_schemas, schema_fingerprint

IDS = "schemas/ids.json"


def id_rows(text: str) -> list[dict[str, Any]]:
    """Return the rows of an ids file."""
    return json.loads(text)["schemas"]


def generate(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the generator."""
    command = [sys.executable, str(root / "contracts/generate.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603


def git(root: Path, *arguments: str) -> str:
    """Return what git says, or skip where there is no history to ask."""
    program = shutil.which("git")
    if program is None:
        pytest.skip("git is not installed")
    command = [program, "-C", str(root), *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if result.returncode:
        pytest.skip(f"no git history here: {result.stderr.strip()}")
    return result.stdout


def test_every_generated_file_is_fresh(root: Path) -> None:
    result = generate(root, "--check")
    assert result.returncode == 0, result.stderr


def test_a_stale_file_is_named(root: Path, tmp_path: Path) -> None:
    released = "libs/events/src/emend_events/released.json"
    (tmp_path / released).parent.mkdir(parents=True)
    shutil.copy(root / released, tmp_path / released)
    assert generate(root, "--root", str(tmp_path)).returncode == 0
    changed = tmp_path / "schemas/avro" / f"{Topic.REJECTED}.avsc"
    changed.write_text("{}")
    result = generate(root, "--check", "--root", str(tmp_path))
    assert result.returncode == 1
    assert result.stderr == f"out of date: schemas/avro/{Topic.REJECTED}.avsc\n"


def test_a_changed_schema_gets_the_next_id_and_leaves_the_old_one(
    root: Path, tmp_path: Path
) -> None:
    released = "libs/events/src/emend_events/released.json"
    content = json.loads((root / released).read_text(encoding="utf-8"))
    older = next(row for row in content["schemas"] if row["topic"] == Topic.REJECTED)
    older["schema"]["fields"].pop()
    (tmp_path / released).parent.mkdir(parents=True)
    (tmp_path / released).write_text(json.dumps(content))
    generate(root, "--root", str(tmp_path))
    rows: list[dict[str, Any]] = json.loads((tmp_path / released).read_text())["schemas"]
    assert rows[: len(content["schemas"])] == content["schemas"]
    added = rows[len(content["schemas"]) :]
    versions = sum(row["topic"] == Topic.REJECTED for row in content["schemas"])
    assert [(row["id"], row["topic"], row["version"]) for row in added] == [
        (len(content["schemas"]) + 1, Topic.REJECTED, versions + 1)
    ]


def test_ids_are_consecutive_and_match_their_schemas(root: Path) -> None:
    rows = id_rows((root / IDS).read_text(encoding="utf-8"))
    assert [row["id"] for row in rows] == list(range(1, len(rows) + 1))
    assert [(row["topic"], row["version"], row["sha256"]) for row in rows] == [
        (schema.topic, schema.version, schema_fingerprint(schema.schema))
        for schema in released_schemas().values()
    ]


def test_versions_of_a_topic_count_from_one() -> None:
    for topic in TOPICS:
        versions = [s.version for s in released_schemas().values() if s.topic is topic]
        assert versions == list(range(1, len(versions) + 1))


def test_ids_were_only_ever_added(root: Path) -> None:
    now = id_rows((root / IDS).read_text(encoding="utf-8"))
    for commit in git(root, "log", "--format=%H", "--", IDS).split():
        then = id_rows(git(root, "show", f"{commit}:{IDS}"))
        assert now[: len(then)] == then, f"schemas/ids.json rewrites what {commit} released"


def test_docs_alone_are_no_new_version() -> None:
    schema = {"type": "record", "name": "A", "fields": [{"name": "a", "type": "long"}]}
    documented = schema | {"doc": "Something."}
    defaulted = schema | {"fields": [{"name": "a", "type": "long", "default": 0}]}
    assert schema_fingerprint(documented) == schema_fingerprint(schema)
    assert schema_fingerprint(defaulted) != schema_fingerprint(schema)
