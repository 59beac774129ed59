"""HTML's character references (``&amp;``, ``&#8206;``), as both caption formats decode them.

Source: HTML standard, "Character reference state", outside attributes. ``html.unescape`` is not
used since it drops control characters and fails on numbers of thousands of digits.
"""

from __future__ import annotations

import re
from html.entities import html5

_REFERENCE = re.compile(r"&(?:#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?|([A-Za-z0-9]{1,31};?))")
_REPLACEMENT = "\ufffd"
_WINDOWS_1252 = {
    code: bytes((code,)).decode("cp1252", "replace")
    for code in range(0x80, 0xA0)
    if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
"""What the numbers of C1 control characters stand for."""

_LAST_CODE_POINT = 0x10FFFF
_MOST_DIGITS = 7


def decode_references(text: str) -> str:
    """Return the text with its character references decoded; an unknown one stays as it is."""
    return _REFERENCE.sub(_decoded, text) if "&" in text else text


def _decoded(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name is None:
        return _numbered(hexadecimal or decimal, 16 if hexadecimal else 10)
    if found := html5.get(name):
        return found
    for length in range(len(name) - 1, 1, -1):
        # Names from before HTML 4 need no semicolon: &ampersand is an ampersand and "ersand".
        if found := html5.get(name[:length]):
            return found + name[length:]
    return match.group()


def _numbered(digits: str, base: int) -> str:
    digits = digits.lstrip("0")
    code = int(digits or "0", base) if len(digits) <= _MOST_DIGITS else _LAST_CODE_POINT + 1
    if code == 0 or code > _LAST_CODE_POINT or 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004
        return _REPLACEMENT
    return _WINDOWS_1252.get(code) or chr(code)
