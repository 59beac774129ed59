"""TTML (.ttml, .dfxp, .xml) as a transcript: each paragraph a segment, agents as speakers.

Source: W3C TTML2 and TTML1 (DFXP), "Timing": ``begin``, ``end`` and ``dur`` count from the
element around, in ``seq`` from the end of the one before; what has no end, ends with what is
around it. Times are those of ``_ttml_times.py``, XML is read by ``_xml.py``. Spans with times of
their own give them to their words. Ruby text and metadata are dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from emend_transcript._chunks import Chunk, chunk_words, in_sections, joined_syllables
from emend_transcript._errors import ErrorCode, FormatError, quoted
from emend_transcript._json import label
from emend_transcript._source import Group, Source
from emend_transcript._ttml_times import TimeParameters, parse_time, time_parameters
from emend_transcript._xml import XmlElement, parse_xml, root_name

_CONTENT = frozenset({"body", "div", "p", "span"})
_TIMES = ("begin", "end", "dur")


@dataclass(frozen=True, slots=True)
class _Around:
    """What holds inside an element: its stretch of time, its speaker, its language."""

    start_ms: int = 0
    end_ms: int | None = None
    timed: bool = False
    """Whether this or anything around it has a time of its own."""
    speaker: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class _File:
    """What the whole file says."""

    times: TimeParameters
    agents: Mapping[str, str]


def matches(text: str) -> bool:
    """XML whose root is ``tt``."""
    return root_name(text) == "tt"


def read(text: str) -> Source:
    """Read the paragraphs.

    Raises:
        FormatError: ``bad_caption`` for XML that is broken or has a document type, ``bad_time``,
            ``no_times``; each with its line.
    """
    root = parse_xml(text)
    if root.name != "tt":
        reason = f"A TTML file is a tt element, this one is {quoted(root.name)}"
        raise FormatError(ErrorCode.BAD_CAPTION, reason, f"line {root.line}")
    file = _File(time_parameters(root.attributes), _agents(root))
    bodies = list(root.elements("body"))
    groups = [group for body in bodies for group in _groups(body, _Around(), file)]
    groups.sort(key=lambda group: group.start_ms or 0)
    return Source(
        groups=[*map(_ended, groups, groups[1:]), *groups[-1:]],
        language=label(root.attributes.get("lang"), f"line {root.line}"),
        title=next((label(one.text.strip(), f"line {one.line}") for one in _heads(root, "title")),
                   None),
    )  # fmt: skip


def _ended(group: Group, following: Group) -> Group:
    """End a paragraph that has no end where the next one begins."""
    return group if group.end_ms is not None else replace(group, end_ms=following.start_ms)


def _heads(root: XmlElement, name: str) -> Iterator[XmlElement]:
    for head in root.elements("head"):
        for holder in (head, *head.elements("metadata")):
            yield from holder.elements(name)


def _agents(root: XmlElement) -> dict[str, str]:
    """Return the names of the people by their identifiers; the identifier where none is given."""
    found: dict[str, str] = {}
    for agent in _heads(root, "agent"):
        identifier = agent.attributes.get("id", "")
        names = [name.text.strip() for name in agent.elements("name")]
        found[identifier] = next(filter(None, names), identifier)
    return found


def _groups(element: XmlElement, around: _Around, file: _File) -> Iterator[Group]:
    inside = _inside(element, around, file)
    if element.name == "p":
        yield _paragraph(element, inside, file)
        return
    for child, start in _children(element, inside, file):
        yield from _groups(child, start, file)


def _children(
    element: XmlElement, inside: _Around, file: _File
) -> Iterator[tuple[XmlElement, _Around]]:
    """Yield the elements inside, and from when on each counts: in ``seq`` one after the other."""
    in_sequence = element.attributes.get("timeContainer") == "seq"
    for child in element.elements():
        if child.name in _CONTENT:
            yield child, inside
            if in_sequence:
                end_ms = _inside(child, inside, file).end_ms
                inside = replace(inside, start_ms=inside.start_ms if end_ms is None else end_ms)


def _inside(element: XmlElement, around: _Around, file: _File) -> _Around:
    """Return what holds inside an element."""
    place = f"line {element.line}"
    begin, end, length = (
        None if name not in element.attributes
        else parse_time(element.attributes[name], file.times, place)
        for name in _TIMES
    )  # fmt: skip
    start_ms = around.start_ms + (begin or 0)
    ends = [
        None if end is None else around.start_ms + end,
        None if length is None else start_ms + length,
        around.end_ms,
    ]
    agent = element.attributes.get("agent", "").split()[:1]
    speaker = label(file.agents.get(agent[0], agent[0]), place) if agent else around.speaker
    language = element.attributes.get("lang") if element.name != "body" else None
    return _Around(
        start_ms,
        min((one for one in ends if one is not None), default=None),
        around.timed or not element.attributes.keys().isdisjoint(_TIMES),
        speaker,
        label(language, place) or around.language,
    )


def _paragraph(element: XmlElement, inside: _Around, file: _File) -> Group:
    place = f"line {element.line}"
    stretches = [inside]
    chunks = list(_chunks(element, inside, file, stretches))
    words = list(chunk_words(chunks, place))
    if words and not any(one.timed for one in stretches):
        reason = f"Nothing gives a time for the text {quoted(words[0][0].text)}"
        raise FormatError(ErrorCode.NO_TIMES, reason, place, "Write begin and end at each p.")
    spoken = [word for word, _ in words]
    if len(stretches) > 1 and _in_order(stretches[1:]):
        spoken = joined_syllables(in_sections(words, _spans(stretches)))
    return Group(spoken, inside.start_ms, inside.end_ms, place)


def _in_order(stretches: Sequence[_Around]) -> bool:
    return all(before.start_ms <= after.start_ms for before, after in pairwise(stretches))


def _spans(stretches: Sequence[_Around]) -> list[tuple[int, int] | None]:
    """Return the times of spans, which end where the next begins; the paragraph's give none."""
    spans: list[tuple[int, int] | None] = [None]
    following = [*(one.start_ms for one in stretches[2:]), None]
    for span, next_ms in zip(stretches[1:], following, strict=True):
        ends = [one for one in (span.end_ms, next_ms) if one is not None]
        spans.append((span.start_ms, min(ends)) if ends else None)
    return spans


def _chunks(
    element: XmlElement, inside: _Around, file: _File, stretches: list[_Around], section: int = 0
) -> Iterator[Chunk]:
    """Yield the text of a paragraph; spans with times are added to ``stretches``."""
    for child in element.children:
        if isinstance(child, str):
            yield Chunk(child, section, inside.speaker, inside.language)
        elif child.name == "br":
            yield Chunk("\n", section, inside.speaker, inside.language)
        elif child.name == "span" and child.attributes.get("ruby") != "text":
            own, number = _inside(child, inside, file), section
            if not child.attributes.keys().isdisjoint(_TIMES):
                stretches.append(own)
                number = len(stretches) - 1
            yield from _chunks(child, own, file, stretches, number)
