"""Which values of an event tell of a person, and of whom.

A person is an actor or a resource that is no service, and whatever repeats that name elsewhere
in the event is personal too. An address belongs to the actor; of an actor who is nobody in
particular it is all that there is, so there it stands for the person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, TypeAlias, cast

from emend_audit.domain.names import folded

Path: TypeAlias = tuple[str | int, ...]
Document: TypeAlias = Mapping[str, Any]

NOBODY: Final = frozenset(("", "anonymous", "unknown"))
"""Actors that name no one."""
PERSONS: Final = frozenset(("person", "speaker", "user"))
"""Types of resources that are people."""
_ADDRESS: Final = ("data", "src_endpoint", "ip")
_SERVICE_KINDS: Final = frozenset((3, 4))
_SHORT: Final = 3
"""Names up to this many characters count where they stand alone, not within other text."""
_PLAIN: Final = frozenset(("id", "specversion", "source", "type", "time", "traceparent"))
"""Members of an event that never name a person."""


def personal_values(document: Document) -> dict[Path, str]:
    """Return the place of every personal value, with the person whom it tells of."""
    names = dict(_named(document))
    found = dict(names)
    mentions = {person: person for person in names.values()}
    address = names.get(_ADDRESS)
    if address is not None:
        mentions.setdefault(_value(document, _ADDRESS), address)
    if not mentions:
        return found
    for path, value in _texts(document, ()):
        if path not in found and path[0] not in _PLAIN:
            person = _mentioned(value, mentions)
            if person is not None:
                found[path] = person
    return found


def persons_of(values: Mapping[Path, str]) -> Sequence[str]:
    """Return every person once, in the order of their appearance."""
    return list(dict.fromkeys(values.values()))


def is_service(document: Document) -> bool:
    """Tell whether the actor is a service, and so no person."""
    user = _value(document, ("data", "actor", "user"))
    if not isinstance(user, Mapping):
        return True
    kind, name = (cast("Document", user).get(key) for key in ("type_id", "uid"))
    product = _value(document, ("data", "metadata", "product", "name"))
    return kind in _SERVICE_KINDS or name in (document.get("source"), product)


def _named(document: Document) -> Iterator[tuple[Path, str]]:
    """Yield where a person is named or addressed."""
    actor = _value(document, ("data", "actor", "user", "uid"))
    is_person = isinstance(actor, str) and folded(actor) not in NOBODY and not is_service(document)
    if is_person:
        yield ("data", "actor", "user", "uid"), cast("str", actor)
    address = _value(document, _ADDRESS)
    if isinstance(address, str) and address:
        yield _ADDRESS, cast("str", actor) if is_person else address
    resources = _value(document, ("data", "resources"))
    for place, resource in enumerate(cast("Sequence[Any]", resources or ())):
        if isinstance(resource, Mapping):
            named = cast("Document", resource)
            kind, name = named.get("type"), named.get("uid")
            if isinstance(kind, str) and kind.lower() in PERSONS and isinstance(name, str) and name:
                yield ("data", "resources", place, "uid"), name


def _mentioned(value: str, mentions: Mapping[str, str]) -> str | None:
    """Return the person of whom a text tells, if it repeats a name or an address."""
    text = folded(value)
    for name, person in mentions.items():
        wanted = folded(name)
        # The quick look decides nearly always. Some letters match by case that folding keeps
        # apart, such as a dotless i.
        if wanted in text and _mention(wanted).search(text):
            return person
        if not value.isascii() and _mention(name).search(value):
            return person
    return None


@lru_cache(4_096)
def _mention(name: str) -> re.Pattern[str]:
    """Match a name that stands alone, or one that is long enough inside of a text."""
    pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
    return re.compile(rf"\A{re.escape(name)}\Z" if len(name) <= _SHORT else pattern, re.IGNORECASE)


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, member in cast("dict[str, Any]", value).items():
            yield from _texts(member, (*path, name))
    elif isinstance(value, list):
        for place, item in enumerate(cast("list[Any]", value)):
            yield from _texts(item, (*path, place))


def _value(document: Document, path: Path) -> Any:
    value: Any = document
    for name in path:
        if not isinstance(value, dict):
            return None
        value = cast("dict[str, Any]", value).get(cast("str", name))
    return value
