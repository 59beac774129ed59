"""Profiles and vocabularies in files: YAML, JSON, and tables for terms; read with care."""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

import yaml

from emend_client._errors import FileProblem
from emend_client._renditions import read_file
from emend_client._tables import Rows, read_list, read_table

if TYPE_CHECKING:
    from emend_engine import Profile, Vocabulary

Noun: TypeAlias = Literal["profile", "vocabulary"]

MAX_BYTES = 8 * 2**20


def read_document(file: str) -> Any:
    """Return what a YAML or JSON file says, as lists and mappings.

    Raises:
        FileProblem: it cannot be read, or is not what its name says; with line and column.
    """
    return _parsed(file, _text(file))


def _parsed(file: str, text: str) -> Any:
    return _json(file, text) if text.lstrip()[:1] in {"{", "["} else _yaml(file, text)


def _text(file: str) -> str:
    content = read_file(file)
    if len(content) > MAX_BYTES:
        raise FileProblem(file, "too_large", f"it is larger than {MAX_BYTES // 2**20} MiB")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = f"byte {error.start}"
        problem = "it is not UTF-8; save it as UTF-8"
        raise FileProblem(file, "wrong_encoding", problem, location=place) from None


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
        FileProblem: names every term at fault with its line, and what to write instead.
    """
    from emend_engine import VocabularyError, vocabulary_from_dict  # noqa: PLC0415 - slow to import

    text = _text(file)
    table = _table(file, text)
    document: Any = _parsed(file, text) if table is None else table.rows
    try:
        return vocabulary_from_dict(document, name=name_of(file))
    except VocabularyError as error:
        lines = _lines_of_terms(text) if table is None else table.lines
        said = "; ".join(_placed(problem, lines) for problem in error.problems)
        raise FileProblem(file, "invalid_vocabulary", f"vocabulary {error.name}: {said}") from None


def _table(file: str, text: str) -> Rows | None:
    """Return the rows of a table or list of phrases; of YAML and JSON nothing."""
    suffix = Path(file).suffix.lower()
    if suffix == ".txt" and "\t" not in text.partition("\n")[0]:
        return read_list(text)
    return read_table(file, text) if suffix in {".csv", ".tsv", ".txt"} else None


def _lines_of_terms(text: str) -> list[int]:
    """Return the line of each term in YAML or JSON, which is YAML for this; none if it is odd."""
    reader: Any = yaml  # untyped
    try:
        node: Any = reader.compose(text, _PlainLoader)
    except yaml.YAMLError:
        return []
    if isinstance(node, yaml.MappingNode):
        pairs: list[tuple[Any, Any]] = node.value
        node = next((value for key, value in pairs if key.value == "terms"), None)
    terms: list[Any] = node.value if isinstance(node, yaml.SequenceNode) else []
    return [term.start_mark.line + 1 for term in terms]


def _placed(problem: str, lines: Sequence[int]) -> str:
    """Return a problem of a term with the line on which the term begins."""
    found = re.match(r"term (\d+)", problem)
    number = int(found[1]) if found else 0
    return f"line {lines[number - 1]}, {problem}" if 0 < number <= len(lines) else problem


def name_of(file: str) -> str:
    """Return the name that a file gives to what it defines: its own, in small letters."""
    letters = (c if c.isascii() and c.isalnum() else "-" for c in Path(file).stem.lower())
    return "-".join(filter(None, "".join(letters).split("-"))) or "mine"


def _json(file: str, text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_without_doubles)
    except _TwiceError as error:
        raise FileProblem(file, "twice", f"{error.args[0]!r} is said twice") from None
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


class _TwiceError(Exception):
    """A mapping says a key twice, of which JSON and YAML would silently take the last."""


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    said = dict(pairs)
    if len(said) < len(pairs):
        names = [name for name, _ in pairs]
        raise _TwiceError(next(name for name in names if names.count(name) > 1))
    return said


class _PlainLoader(yaml.SafeLoader):
    """Takes no aliases, of which a few lines can mean gigabytes, and no key twice."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        # The library's reader is untyped.
        reader: Any = self
        if reader.check_event(yaml.AliasEvent):
            problem = "an alias cannot stand here; write the value out"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=reader.peek_event().start_mark)
        return super().compose_node(parent, index)

    def construct_mapping(
        self,
        node: yaml.MappingNode,
        deep: bool = False,  # noqa: FBT001, FBT002 - the library's own signature
    ) -> dict[Hashable, Any]:
        seen: set[Any] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    problem = f"{key.value!r} is said twice"
                    raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
                seen.add(key.value)
        return super().construct_mapping(node, deep=deep)
