"""Says of content that is no text what it is: a recording, a picture, an archive, a document."""

from __future__ import annotations

from emend_transcript._errors import ErrorCode, FormatError

_UNPACK = "Unpack it first; an office document must be exported as captions."
_RECOGNISE = "Let a recogniser transcribe it, and submit what that writes."
_EXPORT = "Export it as one of the formats that can be read."
_OTHER = "Submit what a recogniser wrote, or captions."
_SOUND, _VIDEO = "a sound recording", "a sound or video recording"

_KINDS = (
    (0, b"\x1f\x8b", "compressed with gzip", _UNPACK),
    (0, b"PK\x03\x04", "a zip archive, or an office document", _UNPACK),
    (0, b"\x28\xb5\x2f\xfd", "compressed with zstd", _UNPACK),
    (0, b"BZh", "compressed with bzip2", _UNPACK),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (0, b"\xfd7zXZ\0", "compressed with xz", _UNPACK),
    (0, b"%PDF-", "a PDF", _EXPORT),
    (0, b"{\\rtf", "a document (RTF)", _EXPORT),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document", _EXPORT),
    (0, b"\x89PNG\r\n", "a picture (PNG)", _OTHER),
    (0, b"\xff\xd8\xff", "a picture (JPEG)", _OTHER),
    (0, b"GIF8", "a picture (GIF)", _OTHER),
    (0, b"RIFF", f"{_VIDEO} (RIFF)", _RECOGNISE),
    (0, b"RF64", f"{_SOUND} (RF64)", _RECOGNISE),
    (0, b"ID3", f"{_SOUND} (MP3)", _RECOGNISE),
    *((0, bytes((0xFF, second)), f"{_SOUND} (MP3)", _RECOGNISE)
      for second in (0xFB, 0xFA, 0xF3, 0xF2, 0xE3)),
    *((0, bytes((0xFF, second)), f"{_SOUND} (AAC)", _RECOGNISE) for second in (0xF1, 0xF9)),
    (0, b"OggS", f"{_SOUND} (Ogg)", _RECOGNISE),
    (0, b"fLaC", f"{_SOUND} (FLAC)", _RECOGNISE),
    (0, b"wvpk", f"{_SOUND} (WavPack)", _RECOGNISE),
    (0, b"caff\0", f"{_SOUND} (CAF)", _RECOGNISE),
    (0, b"#!AMR", f"{_SOUND} (AMR)", _RECOGNISE),
    (0, b".snd\0", f"{_SOUND} (AU)", _RECOGNISE),
    (8, b"AIFF", f"{_SOUND} (AIFF)", _RECOGNISE),
    (8, b"AIFC", f"{_SOUND} (AIFF)", _RECOGNISE),
    (4, b"ftyp", f"{_VIDEO} (MP4)", _RECOGNISE),
    (4, b"moov", f"{_VIDEO} (QuickTime)", _RECOGNISE),
    (0, b"\x1aE\xdf\xa3", f"{_VIDEO} (Matroska, WebM)", _RECOGNISE),
    (0, b"0&\xb2u\x8ef\xcf\x11", f"{_VIDEO} (Windows Media)", _RECOGNISE),
    (0, b"\0\0\x01\xba", f"{_VIDEO} (MPEG)", _RECOGNISE),
    (0, b"FLV\x01", f"{_VIDEO} (Flash)", _RECOGNISE),
)  # fmt: skip
"""Where a kind of file has its signature, and what to do about it."""

_PACKET = 188
"""A transport stream's packets each begin with the same byte."""


def refuse_binary(content: bytes) -> None:
    """Refuse content whose first bytes are those of something that is no text.

    Raises:
        FormatError: ``wrong_encoding`` with what it is and what to do.
    """
    kinds = (one for one in _KINDS if content.startswith(one[1], one[0]))
    _, _, kind, hint = next(kinds, (0, b"", "", _RECOGNISE))
    if content[:1] == b"G" and content[_PACKET : 3 * _PACKET : _PACKET] == b"GG":
        kind = f"{_VIDEO} (MPEG transport stream)"
    if kind:
        reason = f"The content is no text but {kind}"
        raise FormatError(ErrorCode.WRONG_ENCODING, reason, "byte 0", hint)
