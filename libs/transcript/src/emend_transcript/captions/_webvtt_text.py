"""What stands inside a WebVTT cue: text, tags and times, as events and as a tree.

Source: W3C WebVTT, "WebVTT cue text parsing rules": a tag that is unknown, or ends what is not
open, is ignored; what is open at the end ends there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast

from emend_transcript.captions._character_references import decode_references
from emend_transcript.captions._webvtt_times import parse_timestamp

TagName: TypeAlias = Literal["c", "i", "b", "u", "ruby", "rt", "v", "lang"]

_TAGS = frozenset({"c", "i", "b", "u", "ruby", "rt", "v", "lang"})
_TOKEN = re.compile(r"<([^>]*+)>?+|[^<]++")
_START_TAG = re.compile(r"([^\t\n\f .]*+)((?:\.[^\t\n\f .]*+)*+)(?:[\t\n\f ](.*+))?+", re.DOTALL)
_SPACES = re.compile(r"[ \t\n\f\r]+")


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of text, character references decoded."""

    value: str


@dataclass(frozen=True, slots=True)
class Timestamp:
    """A time between words, in milliseconds: what follows is spoken from then on."""

    time_ms: int


@dataclass(frozen=True, slots=True)
class Element:
    """A tag and what it holds."""

    name: TagName
    classes: tuple[str, ...] = ()
    annotation: str = ""
    """What a tag says after its name: a voice's name, a language."""
    language: str = ""
    """The language of the nearest ``<lang>`` around it, its own included."""
    children: tuple[Node, ...] = ()


Node: TypeAlias = Text | Timestamp | Element


@dataclass(frozen=True, slots=True)
class Open:
    """An element begins; its children follow as events."""

    element: Element


@dataclass(frozen=True, slots=True)
class Close:
    """The innermost element ends."""


Event: TypeAlias = Text | Timestamp | Open | Close


def events(text: str) -> Iterator[Event]:
    """Yield a cue text's pieces in order; every element that opens also closes."""
    stack: list[Element] = []
    for match in _TOKEN.finditer(text):
        tag = cast("str | None", match[1])
        if tag is None:
            yield Text(decode_references(match.group()))
        elif tag[:1] == "/":
            for _ in range(_closed(tag[1:], stack)):
                stack.pop()
                yield Close()
        elif "0" <= tag[:1] <= "9":
            if (time_ms := parse_timestamp(tag)) is not None:
                yield Timestamp(time_ms)
        elif element := _opened(tag, stack):
            stack.append(element)
            yield Open(element)
    for _ in stack:
        yield Close()


def parse_cue_text(text: str) -> tuple[Node, ...]:
    """Return a cue text's tree; never fails."""
    levels: list[tuple[Element | None, list[Node]]] = [(None, [])]
    for event in events(text):
        if isinstance(event, Open):
            levels.append((event.element, []))
        elif isinstance(event, Close):
            element, children = levels.pop()
            if element:
                whole = Element(
                    element.name, element.classes, element.annotation, element.language,
                    tuple(children),
                )  # fmt: skip
                levels[-1][1].append(whole)
        else:
            levels[-1][1].append(event)
    return tuple(levels[0][1])


def plain_cue_text(text: str) -> str:
    """Return all text of the tree."""
    if "<" not in text:
        return decode_references(text)
    return "".join(event.value for event in events(text) if isinstance(event, Text))


def first_voice(text: str) -> str | None:
    """Return the name of the first voice that has one."""
    if "<v" not in text:
        return None
    voices = (
        event.element.annotation
        for event in events(text)
        if isinstance(event, Open) and event.element.name == "v"
    )
    return next(filter(None, voices), None)


def _closed(name: str, stack: Sequence[Element]) -> int:
    """Return how many elements an end tag closes."""
    current = stack[-1].name if stack else ""
    if name == "ruby" and current == "rt":
        return 2
    return 1 if name and name == current else 0


def _opened(tag: str, stack: Sequence[Element]) -> Element | None:
    match = _START_TAG.match(tag)
    name = match[1] if match else ""
    if match is None or name not in _TAGS:
        return None
    if name == "rt" and not (stack and stack[-1].name == "ruby"):
        return None
    classes = tuple(filter(None, match[2].split(".")))
    annotation = _SPACES.sub(" ", decode_references(match[3] or "")).strip(" ")
    around = stack[-1].language if stack else ""
    language = annotation if name == "lang" else around
    return Element(cast("TagName", name), classes, annotation, language)
