"""Reads a profile from what a YAML or JSON reader returns, and writes one back.

Both follow from the fields of ``Profile`` and of the settings inside it: a new field needs
nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, asdict, fields, is_dataclass
from difflib import get_close_matches
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from emend_engine._errors import ProfileError
from emend_engine._profile_ranges import beyond
from emend_engine._profiles import PROFILES, Profile

EXTENDS = "extends"
"""The field that names the built-in profile from which everything unsaid is taken."""

NAME_PATTERN = r"[a-z0-9]+(?:[-_.][a-z0-9]+)*"
MAX_NAME_CHARACTERS = 48
MAX_ITEMS = 10_000
MAX_CHARACTERS = 1_000
MAX_NUMBER = 2**31 - 1
MANY_NAMES = 30
"""More than a line can tell."""

KINDS: Mapping[Any, tuple[str, str]] = {
    str: ("string", "a text"),
    bool: ("boolean", "true or false"),
    int: ("integer", "a whole number"),
    float: ("number", "a number"),
}
"""What JSON Schema and a person call each type."""

_Problems = list[tuple[str, str]]


def profile_from_dict(document: object, known: Mapping[str, Profile] = PROFILES) -> Profile:
    """Return the profile that a mapping describes.

    Its fields are those of ``Profile``, and ``extends``: what is not said is as in that
    profile, also inside a settings object. Without ``extends``, ``stages`` must be said.
    ``version`` is 1 unless it is said.

    Raises:
        ProfileError: names every field at fault, and what may stand there.
    """
    if not isinstance(document, Mapping):
        whole = f"is {_shown(document)}; write name, extends and settings"
        raise ProfileError(None, [("the whole", whole)])
    said = dict(cast("Mapping[object, object]", document))
    problems: _Problems = []
    base = _base(said.pop(EXTENDS, None), known, problems)
    name = said.get("name")
    if not isinstance(name, str) or not is_profile_name(name):
        hint = "write small letters, digits and hyphens, such as my-lectures"
        problems.append(("name", f"is {_shown(name)}; {hint}"))
        said["name"] = ""
    version = said.setdefault("version", 1)
    if isinstance(version, int) and not 1 <= version <= MAX_NUMBER:
        problems.append(("version", f"is {version}; write 1 to {MAX_NUMBER}"))
    read = _settings(Profile, said, base, "", problems)
    if problems:
        raise ProfileError(name if isinstance(name, str) else None, problems)
    return cast("Profile", read)


def profile_to_dict(profile: Profile) -> dict[str, Any]:
    """Return everything in a profile, as ``profile_from_dict`` and JSON take it."""
    return cast("dict[str, Any]", plain(asdict(profile)))


def is_profile_name(name: str) -> bool:
    """Whether this can be a profile's name: it stands in keys, URLs and file names."""
    return len(name) <= MAX_NAME_CHARACTERS and re.fullmatch(NAME_PATTERN, name) is not None


def _base(wanted: object, known: Mapping[str, Profile], problems: _Problems) -> Profile | None:
    if wanted is None:
        return None
    for profile in known.values():
        if wanted in (profile.name, profile.label):
            return profile
    near = get_close_matches(str(wanted).lower(), known, 1)
    meant = f"; did you mean {near[0]}?" if near else ""
    problems.append((EXTENDS, f"is {_shown(wanted)}; write one of {', '.join(known)}{meant}"))
    return next(iter(known.values()), None)


def _settings(kind: type, said: object, base: object, path: str, problems: _Problems) -> object:
    """Return a settings object: what is said, else the base's, else the field's default."""
    if not isinstance(said, Mapping):
        problems.append((path, f"is {_shown(said)}; write {', '.join(settings_of(kind))}"))
        return base
    given = cast("Mapping[object, object]", said)
    _refuse_unknown(kind, given, path, problems)
    before, values = len(problems), dict[str, object]()
    for name, hint in settings_of(kind).items():
        inherited = getattr(base, name, default_of(kind, name))
        if name in given:
            values[name] = _value(hint, given[name], inherited, _join(path, name), problems)
        elif inherited is MISSING:
            problems.append((_join(path, name), f"is missing; write {_allowed(hint)}"))
        else:
            values[name] = inherited
    return _built(kind, values, path, problems) if len(problems) == before else base


def _built(kind: type, values: Mapping[str, object], path: str, problems: _Problems) -> object:
    try:
        return kind(**values)
    except ValueError as error:
        problems.append((path, f"cannot be: {error}"))
        return None


def _value(hint: Any, said: object, base: object, path: str, problems: _Problems) -> object:
    origin, arguments = get_origin(hint), get_args(hint)
    if is_dataclass(hint):
        return _settings(cast("type", hint), said, base, path, problems)
    if origin in (Union, UnionType):
        if said is None and NoneType in arguments:
            return None
        others = [one for one in arguments if one is not NoneType]
        return _value(others[0], said, base, path, problems)
    if origin in (tuple, frozenset):
        return _items(origin, arguments[0], said, path, problems)
    if origin is Literal:
        fits = isinstance(said, str | int) and said in arguments
    else:
        fits = _fits(hint, said)
    advice = beyond(path, said) if fits else _advice(hint, said)
    if advice:
        problems.append((path, f"is {_shown(said)}; {advice}"))
    return float(cast("float", said)) if fits and hint is float else said


def _items(kind: type, item: Any, said: object, path: str, problems: _Problems) -> object:
    if not isinstance(said, list | tuple | frozenset):
        problems.append((path, f"is {_shown(said)}; write a list, each {_allowed(item)}"))
        return kind()
    several = list(cast("Sequence[object]", said))
    if len(several) > MAX_ITEMS:
        problems.append((path, f"has {len(several):,} entries, of which {MAX_ITEMS:,} are allowed"))
        return kind()
    return kind(
        _value(item, one, MISSING, f"{path}[{number}]", problems)
        for number, one in enumerate(several)
    )


def _fits(kind: Any, said: object) -> bool:
    if isinstance(said, bool):
        return kind is bool
    if kind is float:
        return isinstance(said, int | float) and abs(said) <= MAX_NUMBER
    if kind is int:
        return isinstance(said, int) and abs(said) <= MAX_NUMBER
    if kind is str:
        return isinstance(said, str) and len(said) <= MAX_CHARACTERS and _is_storable(said)
    return False


def _is_storable(text: str) -> bool:
    return not any(c == "\0" or "\ud800" <= c <= "\udfff" for c in text)


def _refuse_unknown(
    kind: type, given: Mapping[object, object], path: str, problems: _Problems
) -> None:
    names = list(settings_of(kind))
    for name in given:
        if name not in names:
            near = get_close_matches(str(name), names, 1)
            meant = f"; did you mean {near[0]}?" if near else ""
            what = f"is no setting; there are {', '.join(names)}{meant}"
            problems.append((_join(path, str(name)[:60]), what))


@cache
def settings_of(kind: type) -> Mapping[str, Any]:
    """Return the fields of a settings class with their types."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def default_of(kind: type, name: str) -> object:
    """Return a field's default; ``MISSING`` where it has none."""
    (field,) = (one for one in fields(kind) if one.name == name)
    return field.default if field.default_factory is MISSING else field.default_factory()


def _allowed(hint: Any) -> str:
    if get_origin(hint) is Literal:
        return f"one of {', '.join(map(str, get_args(hint)))}"
    if get_origin(hint) in (Union, UnionType):
        return " or ".join("null" if one is NoneType else _allowed(one) for one in get_args(hint))
    if get_origin(hint) in (tuple, frozenset):
        return f"a list, each {_allowed(get_args(hint)[0])}"
    return KINDS[hint][1] if hint in KINDS else f"{', '.join(settings_of(hint))}"


def _advice(hint: Any, said: object) -> str:
    """Return what may stand there, and what was probably meant; of many names only those."""
    names = [str(one) for one in get_args(hint)] if get_origin(hint) is Literal else []
    near = _near(str(said), names)
    meant = f"did you mean {' or '.join(near)}?"
    if near and len(names) > MANY_NAMES:
        return meant
    return f"write {_allowed(hint)}" + (f"; {meant}" if near else "")


def _near(said: str, names: Sequence[str]) -> list[str]:
    """Return the names that end or begin as what was said, with a dot between, or the likest."""
    pieces = [one for one in names if one.startswith(f"{said}.") or one.endswith(f".{said}")]
    return pieces or get_close_matches(said, names, 1)


def plain(value: object) -> object:
    """Return a value as JSON has it."""
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in cast("Mapping[str, object]", value).items()}
    if isinstance(value, frozenset):
        return [plain(one) for one in sorted(cast("frozenset[Any]", value))]
    if isinstance(value, list | tuple):
        return [plain(one) for one in cast("Sequence[object]", value)]
    return value


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _shown(value: object) -> str:
    if value is None:
        return "missing"
    shown = repr(value)
    return shown if len(shown) <= 40 else f"{shown[:37]}…"  # noqa: PLR2004 - a line's room
