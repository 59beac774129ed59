"""Markdown (CommonMark): the title, then each paragraph with its time and speaker."""

from __future__ import annotations

import re

from emend_transcript._document import Document
from emend_transcript._paragraphs import Paragraph, paragraphs
from emend_transcript._review import review
from emend_transcript._visible import visible

_SPECIAL = re.compile(r"[\\`*_\[\]<>&#|~]")


def render_markdown(document: Document) -> str:
    """Return a Markdown page in which the transcript's own characters are never markup.

    A paragraph with a segment that needs review says so.
    """
    title = document.metadata.title
    heading = [f"# {_escape(visible(title))}"] if title else []
    flags = review(document.result, document.metadata.review_below)
    doubtful = {
        index
        for segment, reason in zip(document.result.segments, flags.segments, strict=True)
        if reason
        for index in range(segment.first, segment.last + 1)
    }
    blocks = [*heading, *(_block(one, doubtful) for one in paragraphs(document.result))]
    return "\n".join(f"{block}\n" for block in blocks)


def _block(paragraph: Paragraph, doubtful: set[int]) -> str:
    speaker = paragraph.speaker if paragraph.opens_turn else None
    named = f" {_escape(speaker)}:" if speaker else ""
    sure = doubtful.isdisjoint(range(paragraph.first, paragraph.last + 1))
    flag = "" if sure else " _(needs review)_"
    return f"**\\[{_clock(paragraph.start_ms)}\\]{named}**{flag} {_escape(paragraph.text)}"


def _clock(time_ms: int) -> str:
    minutes, seconds = divmod(time_ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}"


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)
