"""Encodings other than UTF-8 are read where they are marked or named; what is no text is told."""

from __future__ import annotations

import bz2
import gzip
import io
import zipfile

import pytest

from emend_transcript import FormatError, read

SRT = "1\n00:00:01,000 --> 00:00:02,000\ncaf\u00e9 \u2013 ok\n"
JSON = '{"text": "", "segments": [{"start": 0, "end": 1, "text": "caf\u00e9 \u2013 ok"}]}'


@pytest.mark.parametrize("text", [SRT, JSON, "WEBVTT\n\n" + SRT.replace(",", ".")])
@pytest.mark.parametrize(
    "encoding", ["cp1252", "mac-roman", "utf-16", "utf-16-le", "utf-32", "utf-8", "utf-8-sig"]
)
def test_an_encoding_that_is_named_is_read(text: str, encoding: str) -> None:
    found = read(text.encode(encoding), encoding=encoding).words
    assert [word.text for word in found] == ["caf\u00e9", "\u2013", "ok"]


@pytest.mark.parametrize("text", [SRT, JSON, "WEBVTT\n\n" + SRT.replace(",", ".")])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_a_byte_order_mark_names_the_encoding(text: str, encoding: str) -> None:
    found = read(text.encode(encoding)).words
    assert [word.text for word in found] == ["caf\u00e9", "\u2013", "ok"]


def test_half_a_character_after_a_byte_order_mark_is_refused_with_its_place() -> None:
    with pytest.raises(FormatError, match="utf-16") as refused:
        read(SRT.encode("utf-16")[:-1])
    assert refused.value.code == "wrong_encoding"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-32-be"])
def test_where_nothing_names_it_the_error_names_what_it_looks_like(encoding: str) -> None:
    with pytest.raises(FormatError, match=encoding[:6]) as refused:
        read(SRT.encode(encoding))
    assert refused.value.code == "wrong_encoding"


def test_the_first_byte_that_is_no_utf_8_is_named_with_what_to_do() -> None:
    with pytest.raises(FormatError) as refused:
        read(SRT.encode("cp1252"))
    assert (refused.value.code, refused.value.location) == ("wrong_encoding", "byte 35")
    assert "cp1252" in refused.value.hint


@pytest.mark.parametrize("encoding", ["nonsense", "hex", "rot13", "", "a\0b", "undefined", "idna"])
def test_a_name_of_no_encoding_is_refused(encoding: str) -> None:
    with pytest.raises(FormatError) as refused:
        read(SRT.encode(), encoding=encoding)
    assert refused.value.code == "wrong_encoding"


def zipped(content: bytes) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("talk.srt", content)
    return archive.getvalue()


@pytest.mark.parametrize(
    ("content", "kind", "hint"),
    [
        (gzip.compress(SRT.encode()), "gzip", "Unpack"),
        (bz2.compress(SRT.encode()), "bzip2", "Unpack"),
        (zipped(SRT.encode()), "zip archive", "Unpack"),
        (b"RIFF\x24\x08\0\0WAVEfmt ", "recording", "recogniser"),
        (b"ID3\x04\0\0\0\0\0\x23TSSE", "MP3", "recogniser"),
        (b"\0\0\0\x20ftypM4A \0\0\0\0", "MP4", "recogniser"),
        (b"\xff\xfb\x90\x44" + b"\0" * 400, "MP3", "recogniser"),
        (b"\xff\xf1\x50\x80\0\0", "AAC", "recogniser"),
        (b"#!AMR\n<<<<", "AMR", "recogniser"),
        (b"FORM\0\0\0\x10AIFFCOMM", "AIFF", "recogniser"),
        (b"0&\xb2u\x8ef\xcf\x11\xa6\xd9\0\xaa", "Windows Media", "recogniser"),
        ((b"G" + b"\x80" * 187) * 3, "transport stream", "recogniser"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF", "Export"),
        (b"{\\rtf1\\ansi hello}", "RTF", "Export"),
        (b"\x89PNG\r\n\x1a\n", "picture", "captions"),
    ],
)
def test_what_is_no_text_at_all_is_told_what_it_is(content: bytes, kind: str, hint: str) -> None:
    with pytest.raises(FormatError) as refused:
        read(content)
    assert refused.value.code == "wrong_encoding"
    assert kind in refused.value.reason
    assert hint in refused.value.hint


@pytest.mark.parametrize("text", ["[Script]\nTitle: x\n", "[a]hi\n", "[ti:x]\n"])
def test_text_that_begins_with_a_bracket_is_not_called_broken_json(text: str) -> None:
    with pytest.raises(FormatError) as refused:
        read(text.encode())
    assert refused.value.code == "unknown_format"


@pytest.mark.parametrize(
    ("content", "hint"),
    [
        (b"<!DOCTYPE html>\n<html lang='en'><body>Sign in</body></html>", "web page"),
        (b"<html><head>", "web page"),
        (b"hello there", "no times"),
        (b"{}", "Name the format"),
    ],
)
def test_content_of_no_known_shape_is_told_what_to_do(content: bytes, hint: str) -> None:
    with pytest.raises(FormatError) as refused:
        read(content)
    assert refused.value.code == "unknown_format"
    assert hint in refused.value.hint
