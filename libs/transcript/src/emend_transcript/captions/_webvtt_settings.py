"""The settings of WebVTT's cues and regions.

Source: W3C WebVTT, "parse the WebVTT cue settings" and "WebVTT region settings parsing": one that
is not understood is left out, the others hold; the last of a name wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from math import isfinite
from typing import Any, TypeAlias

from emend_transcript.captions._model import CueSettings, Region

_PERCENTAGE = re.compile(r"([0-9]++(?:\.[0-9]++)?)%")
_LINE_NUMBER = re.compile(r"-?[0-9]++(?:\.[0-9]++)?")
_SPLIT = re.compile(r"[^ \t\n\f\r]+")
_MOST_LINE_DIGITS = 9
_DEFAULT = CueSettings()

_Setter: TypeAlias = Callable[[CueSettings, str], CueSettings | None]
_RegionSetter: TypeAlias = Callable[[Region, str], Region | None]


def parse_cue_settings(
    text: str, regions: Collection[str] = ()
) -> tuple[CueSettings, tuple[str, ...]]:
    """Return what stands after a cue's times, and the settings that were not understood.

    Args:
        text: the rest of the line.
        regions: the identifiers of the regions above it; another is not understood.
    """
    settings = _DEFAULT
    ignored: list[str] = []
    for setting in _SPLIT.findall(text):
        name, colon, value = setting.partition(":")
        changed = None
        if colon and name and value:
            if name == "region":
                settings = replace(settings, region=value if value in regions else None)
                changed = settings if value in regions else None
            elif setter := _CUE_SETTERS.get(name):
                changed = setter(settings, value)
        if changed is None:
            ignored.append(setting)
        else:
            settings = changed
    return settings, tuple(ignored)


def parse_region(text: str) -> Region:
    """Return the region that a REGION block describes."""
    region = Region()
    for setting in _SPLIT.findall(text):
        name, _, value = setting.partition(":")
        if value and (setter := _REGION_SETTERS.get(name)):
            region = setter(region, value) or region
    return region


def parse_percentage(text: str) -> float | None:
    """Return ``50%`` as 50.0; none for what is no percentage between 0 and 100."""
    match = _PERCENTAGE.fullmatch(text)
    value = float(match[1]) if match else -1.0
    return value if 0 <= value <= 100 else None  # noqa: PLR2004 - per cent


def _vertical(settings: CueSettings, value: str) -> CueSettings | None:
    """There are no vertical regions, nor any for a cue with a line or a size of its own."""
    if value not in {"rl", "lr"}:
        return replace(settings, region=None) if settings.vertical else None
    return replace(settings, vertical=value, region=None)


def _line(settings: CueSettings, value: str) -> CueSettings | None:
    place, comma, align = value.partition(",")
    percent = place.endswith("%")
    if percent:
        number = parse_percentage(place)
    else:
        number = float(place) if _LINE_NUMBER.fullmatch(place) else None
    if number is None or not isfinite(number) or (comma and align not in _LINE_ALIGN):
        return None
    changed: dict[str, Any] = {"line_align": align} if comma else {}
    return replace(settings, line=number, snap_to_lines=not percent, region=None, **changed)


def _position(settings: CueSettings, value: str) -> CueSettings | None:
    place, comma, align = value.partition(",")
    number = parse_percentage(place)
    if number is None or (comma and align not in _POSITION_ALIGN):
        return None
    changed: dict[str, Any] = {"position_align": align} if comma else {}
    return replace(settings, position=number, **changed)


def _size(settings: CueSettings, value: str) -> CueSettings | None:
    number = parse_percentage(value)
    if number is None:
        return None
    whole = number == 100  # noqa: PLR2004 - per cent
    return replace(settings, size=number, region=settings.region if whole else None)


def _align(settings: CueSettings, value: str) -> CueSettings | None:
    return replace(settings, align=value) if value in _TEXT_ALIGN else None


def _width(region: Region, value: str) -> Region | None:
    number = parse_percentage(value)
    return None if number is None else replace(region, width=number)


def _lines(region: Region, value: str) -> Region | None:
    if not (value.isascii() and value.isdigit()):
        return None
    digits = value.lstrip("0") or "0"
    most = 10**_MOST_LINE_DIGITS
    return replace(region, lines=int(digits) if len(digits) <= _MOST_LINE_DIGITS else most)


def _anchor(name: str) -> _RegionSetter:
    def set_anchor(region: Region, value: str) -> Region | None:
        across, comma, down = value.partition(",")
        point = parse_percentage(across), parse_percentage(down)
        return replace(region, **{name: point}) if comma and None not in point else None

    return set_anchor


_LINE_ALIGN = frozenset({"start", "center", "end"})
_POSITION_ALIGN = frozenset({"line-left", "center", "line-right"})
_TEXT_ALIGN = frozenset({"start", "center", "end", "left", "right"})
_CUE_SETTERS: Mapping[str, _Setter] = {
    "vertical": _vertical,
    "line": _line,
    "position": _position,
    "size": _size,
    "align": _align,
}
_REGION_SETTERS: Mapping[str, _RegionSetter] = {
    "id": lambda region, value: replace(region, identifier=value),
    "width": _width,
    "lines": _lines,
    "regionanchor": _anchor("anchor"),
    "viewportanchor": _anchor("viewport_anchor"),
    "scroll": lambda region, value: replace(region, scroll="up") if value == "up" else None,
}
