"""TTML captions (W3C TTML2, text profile of IMSC), with an agent per speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape

from emend_transcript._document import Document
from emend_transcript._visible import visible
from emend_transcript.captions import Caption, cut_captions, timed_lines
from emend_transcript.captions._webvtt_times import format_clock

_NAMESPACES = (
    'xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" '
    'xmlns:ttm="http://www.w3.org/ns/ttml#metadata"'
)
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold, however they are written."""


def render_ttml(document: Document) -> str:
    """Return a TTML file; without any words it has no paragraphs.

    Where the settings ask for word times, spans begin when their words are spoken.
    """
    cues = cut_captions(document.result, document.captions)
    names = dict.fromkeys(filter(None, (visible(cue.speaker or "") for cue in cues)))
    agents = {name: f"speaker{number}" for number, name in enumerate(names, 1)}
    language = _xml(document.metadata.language or "")
    timed = document.captions.word_times
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<tt {_NAMESPACES} ttp:timeBase="media" xml:lang="{language}">',
            *_head(document.metadata.title or "", agents),
            "<body><div>",
            *(_paragraph(cue, agents, timed=timed) for cue in cues),
            "</div></body>",
            "</tt>\n",
        )
    )


def _head(title: str, agents: Mapping[str, str]) -> Iterator[str]:
    yield "<head><metadata>"
    if visible(title):
        yield f"<ttm:title>{_xml(visible(title))}</ttm:title>"
    for name, identifier in agents.items():
        yield (
            f'<ttm:agent xml:id="{identifier}" type="person">'
            f'<ttm:name type="alias">{_xml(name)}</ttm:name></ttm:agent>'
        )
    yield "</metadata></head>"


def _paragraph(cue: Caption, agents: Mapping[str, str], *, timed: bool) -> str:
    identifier = agents.get(visible(cue.speaker or ""))
    agent = f' ttm:agent="{identifier}"' if identifier else ""
    lines = _timed(cue) if timed else map(_xml, cue.lines)
    text = "<br/>".join(lines)
    start, end = format_clock(cue.start_ms), format_clock(cue.end_ms)
    return f'<p begin="{start}" end="{end}"{agent}>{text}</p>'


def _timed(cue: Caption) -> Iterator[str]:
    for line in timed_lines(cue):
        yield "".join(_stretch(text, start_ms, cue.start_ms) for text, start_ms in line)


def _stretch(text: str, start_ms: int | None, cue_ms: int) -> str:
    bare = text.lstrip(" ")
    space = " " * (len(text) - len(bare))
    offset = (start_ms or cue_ms) - cue_ms
    return f'{space}<span begin="{format_clock(offset)}">{_xml(bare)}</span>'


def _xml(text: str) -> str:
    return escape(_NO_XML.sub("", text))
