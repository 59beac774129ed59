r"""The markup that players take in SubRip captions: HTML tags and ASS codes. Both are dropped.

ASS's line ends are line ends here too, but for those that look like a path (``C:\New``).
"""

from __future__ import annotations

import re

from emend_transcript.captions._character_references import decode_references

_BREAK = re.compile(r"(?<![:\\])\\N")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|\{\\[^{}]{0,200}\}")


def plain_markup(text: str) -> str:
    r"""Return the text without ``<i>`` and ``{\an8}``, its references and line ends decoded."""
    if "<" in text or "{" in text:
        text = _MARKUP.sub("", text)
    if "\\" in text:
        text = _BREAK.sub("\n", text).replace("\\h", " ")
    return decode_references(text)
