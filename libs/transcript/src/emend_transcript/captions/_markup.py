"""The markup that players take in SubRip captions: HTML tags and ASS codes. Both are dropped."""

from __future__ import annotations

import re

from emend_transcript.captions._character_references import decode_references

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|\{\\[^{}]{0,200}\}")


def plain_markup(text: str) -> str:
    r"""Return the text without ``<i>`` and ``{\an8}`` and with its references decoded."""
    if "<" in text or "{" in text:
        text = _MARKUP.sub("", text)
    return decode_references(text)
