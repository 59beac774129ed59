"""What stands in a WebVTT cue, transcribed step by step from the W3C's text: settings and tags.

Source: W3C WebVTT, "Parse the WebVTT cue settings", "WebVTT cue text tokenizer" and "WebVTT
cue text parsing rules". Beside ``webvtt_algorithm.py``; character references are the caller's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any

from tests.support.webvtt_algorithm import DIGITS, WHITE_SPACE, Input, timestamp

Settings = dict[str, Any]

_ALIGN = {
    "line": ("start", "center", "end"),
    "position": ("line-left", "center", "line-right"),
    "align": ("start", "center", "end", "left", "right"),
}


def parse_settings(text: str, regions: Collection[str]) -> Settings:
    """Return the settings that a cue ends up with; those never set are missing."""
    cue: Settings = {}
    for setting in filter(None, re.split(f"[{WHITE_SPACE}]", text)):
        at = setting.find(":")
        if at <= 0 or setting[at + 1 :] == "":
            continue
        step = _STEPS.get(setting[:at])
        if step:
            step(cue, setting[at + 1 :], regions)
    return cue


def _region(cue: Settings, value: str, regions: Collection[str]) -> None:
    cue["region"] = value if value in regions else None


def _vertical(cue: Settings, value: str, _: Collection[str]) -> None:
    if value in ("rl", "lr"):
        cue["vertical"] = value
    if cue.get("vertical"):
        cue["region"] = None


def _line(cue: Settings, value: str, _: Collection[str]) -> None:
    line, align = _parted(value)
    if not any(one in DIGITS for one in line):
        return
    if line[-1] == "%":
        number = _percentage(line)
    elif any(one not in f"-.{DIGITS}" for one in line) or "-" in line[1:] or line.count(".") > 1:
        return
    else:
        point = line.find(".")
        around = line[point - 1 : point], line[point + 1 : point + 2]
        if point >= 0 and not all(one and one in DIGITS for one in around):
            return
        number = float(line)
    if number is None or (align is not None and align not in _ALIGN["line"]):
        return
    cue.update({"line": number, "snap_to_lines": line[-1] != "%", "region": None})
    if align is not None:
        cue["line_align"] = align


def _position(cue: Settings, value: str, _: Collection[str]) -> None:
    place, align = _parted(value)
    number = _percentage(place)
    if number is None or (align is not None and align not in _ALIGN["position"]):
        return
    cue["position"] = number
    if align is not None:
        cue["position_align"] = align


def _size(cue: Settings, value: str, _: Collection[str]) -> None:
    number = _percentage(value)
    if number is not None:
        cue["size"] = number
        if number != 100:  # noqa: PLR2004
            cue["region"] = None


def _align(cue: Settings, value: str, _: Collection[str]) -> None:
    if value in _ALIGN["align"]:
        cue["align"] = value


_STEPS = {
    "region": _region, "vertical": _vertical, "line": _line,
    "position": _position, "size": _size, "align": _align,
}  # fmt: skip


def _parted(value: str) -> tuple[str, str | None]:
    at = value.find(",")
    return (value, None) if at < 0 else (value[:at], value[at + 1 :])


def _percentage(text: str) -> float | None:
    source = Input(text)
    whole = source.collect(lambda one: one in DIGITS)
    if not whole:
        return None
    if source.here == ".":
        source.position += 1
        if not source.collect(lambda one: one in DIGITS):
            return None
    if text[source.position :] != "%":
        return None
    number = float(text[:-1])
    return number if number <= 100 else None  # noqa: PLR2004


Decode = Callable[[str], str]
Tree = list[Any]
"""Texts as strings, times as integers, elements as (name, classes, annotation, language, tree)."""


def parse_text(text: str, decode: Decode) -> Tree:
    """WebVTT cue text parsing rules."""
    root: Tree = []
    open_tags: list[tuple[str, Tree]] = []
    languages: list[str] = []
    source = Input(text)
    while not source.ended:
        current = open_tags[-1][1] if open_tags else root
        if source.here != "<":
            current.append(decode(source.collect(lambda one: one != "<")))
            continue
        source.position += 1
        sign = text[source.position : source.position + 1]
        if sign == "/":
            source.position += 1
            _end(_rest(source), open_tags, languages)
        elif sign and sign in DIGITS:
            stamp = Input(_rest(source))
            time_ms = timestamp(stamp)
            if time_ms is not None and stamp.ended:
                current.append(time_ms)
        else:
            _start(source, open_tags, current, languages, decode)
    return root


def _rest(source: Input) -> str:
    """Read up to the tag's end, and past it."""
    found = source.collect(lambda one: one != ">")
    source.position += 1
    return found


def _start(
    source: Input,
    open_tags: list[tuple[str, Tree]],
    current: Tree,
    languages: list[str],
    decode: Decode,
) -> None:
    name = source.collect(lambda one: one not in "\t\n\f .>")
    classes: list[str] = []
    while source.here == ".":
        source.position += 1
        classes.append(source.collect(lambda one: one not in "\t\n\f .>"))
    annotation = re.sub(f"[{WHITE_SPACE}]+", " ", decode(_rest(source))).strip(" ")
    if name not in ("c", "i", "b", "u", "ruby", "rt", "v", "lang"):
        return
    if name == "rt" and not (open_tags and open_tags[-1][0] == "ruby"):
        return
    if name == "lang":
        languages.append(annotation)
    inside: Tree = []
    known = tuple(filter(None, classes))
    current.append((name, known, annotation, languages[-1] if languages else "", inside))
    open_tags.append((name, inside))


def _end(name: str, open_tags: list[tuple[str, Tree]], languages: list[str]) -> None:
    current = open_tags[-1][0] if open_tags else ""
    if name and name == current:
        open_tags.pop()
        if name == "lang":
            languages.pop()
    elif name == "ruby" and current == "rt":
        del open_tags[-2:]
