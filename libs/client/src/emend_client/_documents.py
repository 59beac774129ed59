"""Profiles and vocabularies in files: YAML, JSON, and CSV for terms; read with care."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

import yaml

from emend_client._errors import FileProblem
from emend_client._renditions import read_file

if TYPE_CHECKING:
    from emend_engine import Profile, Vocabulary

Noun: TypeAlias = Literal["profile", "vocabulary"]

MAX_BYTES = 8 * 2**20


def read_document(file: str) -> Any:
    """Return what a YAML, JSON or CSV file says, as lists and mappings.

    Raises:
        FileProblem: it cannot be read, or is not what its name says; with line and column.
    """
    content = read_file(file)
    if len(content) > MAX_BYTES:
        raise FileProblem(file, "too_large", f"it is larger than {MAX_BYTES // 2**20} MiB")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileProblem(
            file, "wrong_encoding", "it is not UTF-8", location=f"byte {error.start}"
        ) from None
    suffix = Path(file).suffix.lower()
    if suffix in {".csv", ".tsv"}:
        return list(csv.DictReader(io.StringIO(text), delimiter="\t" if suffix == ".tsv" else ","))
    return _json(file, text) if text.lstrip()[:1] in {"{", "["} else _yaml(file, text)


def read_profile(file: str) -> Profile:
    """Return the profile in a file, named after the file where it says no name.

    Raises:
        FileProblem: names every field at fault, and what may stand there.
    """
    from emend_engine import ProfileError, profile_from_dict  # noqa: PLC0415 - slow to import

    document: Any = read_document(file)
    if isinstance(document, dict):
        document = {"name": name_of(file)} | cast("dict[str, Any]", document)
    try:
        return profile_from_dict(document)
    except ProfileError as error:
        raise FileProblem(file, "invalid_profile", str(error)) from None


def read_vocabulary(file: str) -> Vocabulary:
    """Return the vocabulary in a file, named after the file where it says no name.

    Raises:
        FileProblem: names every term at fault, and what to write instead.
    """
    from emend_engine import VocabularyError, vocabulary_from_dict  # noqa: PLC0415 - slow to import

    try:
        return vocabulary_from_dict(read_document(file), name=name_of(file))
    except VocabularyError as error:
        raise FileProblem(file, "invalid_vocabulary", str(error)) from None


def name_of(file: str) -> str:
    """Return the name that a file gives to what it defines: its own, in small letters."""
    letters = (c if c.isascii() and c.isalnum() else "-" for c in Path(file).stem.lower())
    return "-".join(filter(None, "".join(letters).split("-"))) or "mine"


def _json(file: str, text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise FileProblem(
            file, "not_json", f"it is not JSON: {error.msg}", location=place
        ) from None
    except RecursionError:
        raise FileProblem(file, "too_deep", "it nests too deep") from None


def _yaml(file: str, text: str) -> Any:
    try:
        return yaml.load(text, _PlainLoader)  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        message = f"it is not YAML: {error.problem}"
        raise FileProblem(file, "not_yaml", message, location=place) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise FileProblem(file, "not_yaml", f"it is not YAML: {error}") from None


class _PlainLoader(yaml.SafeLoader):
    """Takes no aliases: a few lines of them can mean gigabytes."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        # The library's reader is untyped.
        reader: Any = self
        if reader.check_event(yaml.AliasEvent):
            problem = "an alias cannot stand here; write the value out"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=reader.peek_event().start_mark)
        return super().compose_node(parent, index)
