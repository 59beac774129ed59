"""Markdown (CommonMark): the title, then each paragraph with its time and speaker."""

from __future__ import annotations

import re

from emend_transcript._document import Document
from emend_transcript._paragraphs import Paragraph, paragraphs

_SPECIAL = re.compile(r"[\\`*_\[\]<>&#|~]")


def render_markdown(document: Document) -> str:
    """Return a Markdown page in which the transcript's own characters are never markup."""
    title = document.metadata.title
    heading = [f"# {_escape(' '.join(title.split()))}"] if title else []
    blocks = [*heading, *map(_block, paragraphs(document.result))]
    return "\n".join(f"{block}\n" for block in blocks)


def _block(paragraph: Paragraph) -> str:
    speaker = " ".join(paragraph.speaker.split()) if paragraph.speaker else ""
    named = f" {_escape(speaker)}:" if speaker and paragraph.opens_turn else ""
    return f"**\\[{_clock(paragraph.start_ms)}\\]{named}** {_escape(paragraph.text)}"


def _clock(time_ms: int) -> str:
    minutes, seconds = divmod(time_ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}"


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)
