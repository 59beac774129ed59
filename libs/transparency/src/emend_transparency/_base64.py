"""Standard base64, in its one canonical spelling only."""

from __future__ import annotations

import base64
import binascii

from emend_transparency._errors import Malformed


def decoded(text: str, what: str, size: int | None = None) -> bytes:
    """Return the bytes of a base64 text.

    Raises:
        Malformed: it is no base64, not its canonical spelling, or not of ``size`` bytes.
    """
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        message = f"{what} is no base64: {text[:80]!r}"
        raise Malformed(message) from error
    if encoded(content) != text:
        message = f"{what} is not the canonical base64 of its bytes: {text[:80]!r}"
        raise Malformed(message)
    if size is not None and len(content) != size:
        message = f"{what} has {len(content)} bytes, not {size}"
        raise Malformed(message)
    return content


def encoded(content: bytes) -> str:
    """Return bytes as base64."""
    return base64.b64encode(content).decode("ascii")
