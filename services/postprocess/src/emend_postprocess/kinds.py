"""The two things that users define, under one shape: how each is read, and what carries it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Generic, TypeAlias, TypeVar, cast

from emend_engine import (
    PROFILES,
    Profile,
    ProfileError,
    Vocabulary,
    VocabularyError,
    is_profile_name,
    profile_from_dict,
    profile_schema,
    profile_to_dict,
    vocabulary_from_dict,
    vocabulary_schema,
)
from emend_events import ProfileChanged, Topic, VocabularyChanged

D = TypeVar("D", Profile, Vocabulary)
Changed: TypeAlias = ProfileChanged | VocabularyChanged


class Invalid(Exception):  # noqa: N818 - names the fact
    """A document cannot be taken; ``problems`` are pairs of place and fault."""

    def __init__(self, problems: Collection[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{place}: {fault}" for place, fault in problems))
        self.problems = list(problems)


@dataclass(frozen=True, slots=True)
class Kind(Generic[D]):
    """Profiles, or vocabularies."""

    noun: str
    plural: str
    topic: Topic
    model: type[Changed]
    built_in: Mapping[str, D]
    max_bytes: int
    schema: Callable[[], dict[str, Any]]
    _read: Callable[[dict[str, Any]], D]
    _write: Callable[[D], dict[str, Any]]

    def read(self, document: object, name: str, version: int) -> D:
        """Return what a document defines, under this name and version whatever it says.

        Raises:
            Invalid: names every fault with its place.
        """
        if not is_profile_name(name):
            hint = "write small letters, digits and hyphens, at most 48"
            raise Invalid([("name", f"is {name[:60]!r}; {hint}")])
        if not isinstance(document, dict):
            raise Invalid([(self.noun, "is no JSON object")])
        said = cast("dict[str, Any]", document)
        body: dict[str, Any] = {**said, "name": name, "version": version}
        try:
            return self._read(body)
        except ProfileError as error:
            raise Invalid(error.problems) from error
        except VocabularyError as error:
            pairs = (problem.partition(": ") for problem in error.problems)
            raise Invalid([(place, fault) for place, _, fault in pairs]) from error

    def written(self, defined: D) -> str:
        """Return everything in it as canonical JSON."""
        return json.dumps(self._write(defined), ensure_ascii=False, separators=(",", ":"))

    def parsed(self, document: str) -> D:
        """Return what a published document defines.

        Raises:
            Invalid: this release of the engine cannot read it any more.
        """
        body = json.loads(document)
        return self.read(body, body["name"], body["version"])


PROFILE = Kind(
    "profile",
    "profiles",
    Topic.PROFILES,
    ProfileChanged,
    PROFILES,
    256 * 1024,
    profile_schema,
    profile_from_dict,
    profile_to_dict,
)

VOCABULARY = Kind(
    "vocabulary",
    "vocabularies",
    Topic.VOCABULARIES,
    VocabularyChanged,
    {},
    6 * 2**20,
    vocabulary_schema,
    vocabulary_from_dict,
    asdict,
)
