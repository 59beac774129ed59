"""Plain text: a paragraph per line, blank lines between, speakers named where they begin."""

from __future__ import annotations

from emend_transcript._document import Document
from emend_transcript._paragraphs import Paragraph, paragraphs


def render_text(document: Document) -> str:
    """Return the text alone; empty for a transcript without words."""
    return "\n".join(f"{_line(paragraph)}\n" for paragraph in paragraphs(document.result))


def _line(paragraph: Paragraph) -> str:
    if paragraph.speaker and paragraph.opens_turn:
        return f"{paragraph.speaker}: {paragraph.text}"
    return paragraph.text
