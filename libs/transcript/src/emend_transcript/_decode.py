"""Decodes content to text, and says of content that is no text what it is."""

from __future__ import annotations

from emend_transcript._errors import ErrorCode, FormatError, quoted

_UTF8_HINT = "Save the file as UTF-8, or name its encoding, such as cp1252."
_UTF16_HINT = "Save the file as UTF-8, or name its encoding: utf-16, utf-32."
_MARKED = (
    (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
)  # fmt: skip
"""Byte order marks, as Windows puts them before text; UTF-32's begins as UTF-16's."""

_UNPACK = "Unpack it first."
_RECOGNISE = "Let a recogniser transcribe it, and submit what that writes."
_EXPORT = "Export it as one of the formats that can be read."
_KINDS = (
    (0, b"\x1f\x8b", "compressed with gzip", _UNPACK),
    (0, b"PK\x03\x04", "a zip archive, or an office document", _UNPACK),
    (0, b"\x28\xb5\x2f\xfd", "compressed with zstd", _UNPACK),
    (0, b"BZh", "compressed with bzip2", _UNPACK),
    (0, b"%PDF-", "a PDF", _EXPORT),
    (0, b"RIFF", "a sound or video recording (RIFF)", _RECOGNISE),
    (0, b"ID3", "a sound recording (MP3)", _RECOGNISE),
    (0, b"OggS", "a sound recording (Ogg)", _RECOGNISE),
    (0, b"fLaC", "a sound recording (FLAC)", _RECOGNISE),
    (4, b"ftyp", "a sound or video recording (MP4)", _RECOGNISE),
    (0, b"\x1aE\xdf\xa3", "a sound or video recording (Matroska, WebM)", _RECOGNISE),
)


def decode(content: bytes, encoding: str | None = None) -> str:
    """Return the content as text, without a byte order mark.

    Args:
        content: UTF-8, where no encoding is named and no mark tells another.
        encoding: one of Python's, such as ``cp1252``; without one a byte order mark decides.

    Raises:
        FormatError: ``wrong_encoding`` if it is in another encoding, or no text at all.
    """
    _refuse_binary(content)
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


def _refuse_binary(content: bytes) -> None:
    for start, magic, kind, hint in _KINDS:
        if content.startswith(magic, start):
            reason = f"The content is no text but {kind}"
            raise FormatError(ErrorCode.WRONG_ENCODING, reason, "byte 0", hint)
