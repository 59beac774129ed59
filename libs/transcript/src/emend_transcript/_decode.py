"""Decodes content to text."""

from __future__ import annotations

from emend_transcript._errors import ErrorCode, FormatError, quoted
from emend_transcript._not_text import refuse_binary

_UTF8_HINT = "Save the file as UTF-8, or name its encoding, such as cp1252."
_UTF16_HINT = "Save the file as UTF-8, or name its encoding: utf-16, utf-32."
_MARKED = (
    (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip
"""Byte order marks, as Windows puts them before text; UTF-32's begins as UTF-16's."""


def decode(content: bytes, encoding: str | None = None) -> str:
    """Return the content as text, without a byte order mark.

    Args:
        content: UTF-8, where no encoding is named and no mark tells another.
        encoding: one of Python's, such as ``cp1252``; without one a byte order mark decides.

    Raises:
        FormatError: ``wrong_encoding`` if it is in another encoding, or no text at all.
    """
    refuse_binary(content)
    marked = next((name for mark, name in _MARKED if content.startswith(mark)), None)
    named = marked if encoding is None else encoding
    if named is not None:
        return _named(content, named)
    if b"\0" in content[:4]:
        reason = "The content is not UTF-8 but looks like UTF-16 or UTF-32"
        raise FormatError(ErrorCode.WRONG_ENCODING, reason, "byte 0", _UTF16_HINT)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _undecodable(content, "UTF-8", error) from error


def _named(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _undecodable(content, encoding, error) from error
    except (LookupError, ValueError, OSError) as error:
        reason = f"There is no text encoding {quoted(encoding)}"
        raise FormatError(ErrorCode.WRONG_ENCODING, reason, hint=_UTF8_HINT) from error


def _undecodable(content: bytes, encoding: str, error: UnicodeDecodeError) -> FormatError:
    found = content[error.start : error.start + 1]
    reason = f"The content is not {encoding}: byte {quoted(found)} cannot stand there"
    return FormatError(ErrorCode.WRONG_ENCODING, reason, f"byte {error.start}", _UTF8_HINT)
