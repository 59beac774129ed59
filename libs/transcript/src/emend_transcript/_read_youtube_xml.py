"""YouTube's captions as XML: ``srv1``, ``srv2`` and ``srv3``, as yt-dlp and older tools save them.

Source: YouTube's ``timedtext`` answers. ``<transcript><text start="1.5" dur="2">`` has seconds and
its references encoded twice; ``<timedtext>`` has milliseconds, in ``<text t= d=>`` or, with format
3, in ``<body><p t= d=>`` with a word of automatic captions in each ``<s t=>``.
"""

from __future__ import annotations

from html import unescape

from emend_transcript._errors import ErrorCode, FormatError
from emend_transcript._source import Source
from emend_transcript._times import milliseconds
from emend_transcript._xml import XmlElement, parse_xml, root_name
from emend_transcript._youtube_events import Event, Piece, groups

_ROOTS = ("transcript", "timedtext")


def matches(text: str) -> bool:
    """XML whose root is one of YouTube's."""
    return root_name(text) in _ROOTS


def read(text: str) -> Source:
    """Read the captions.

    Raises:
        FormatError: ``bad_caption`` for XML that is broken or has another root, ``bad_time``.
    """
    root = parse_xml(text)
    if root.name not in _ROOTS:
        reason = f"YouTube's captions are a transcript or a timedtext, this is a {root.name}"
        raise FormatError(ErrorCode.BAD_CAPTION, reason, f"line {root.line}")
    texts = [*root.elements("text")]
    paragraphs = [one for body in root.elements("body") for one in body.elements("p")]
    seconds = root.name == "transcript"
    events = [_plain(one, seconds=seconds) for one in texts] + [_rich(one) for one in paragraphs]
    return Source(groups=groups(events))


def _plain(element: XmlElement, *, seconds: bool) -> Event:
    start, length = ("start", "dur") if seconds else ("t", "d")
    pieces = [Piece(unescape(element.text))]
    scale = 1 if seconds else 1000
    return _event(element, _time(element, start, scale), _time(element, length, scale), pieces)


def _rich(element: XmlElement) -> Event:
    pieces: list[Piece] = []
    for child in element.children:
        if isinstance(child, str):
            pieces.append(Piece(child))
        elif child.name == "s":
            offset = _time(child, "t", 1000) if "t" in child.attributes else None
            pieces.append(Piece(child.text, offset))
        elif child.name == "br":
            pieces.append(Piece("\n"))
    return _event(element, _time(element, "t", 1000), _time(element, "d", 1000), pieces)


def _event(element: XmlElement, start_ms: int, length_ms: int, pieces: list[Piece]) -> Event:
    return Event(start_ms, length_ms, pieces, f"line {element.line}")


def _time(element: XmlElement, name: str, per_second: int) -> int:
    place = f"line {element.line}"
    return milliseconds(element.attributes.get(name, "0"), per_second, place)
