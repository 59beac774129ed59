"""Formats are told by shape; whatever else comes in is refused with one kind of error."""

from __future__ import annotations

from typing import Any

import pytest

from emend_transcript import FORMATS, ErrorCode, FormatError, read, recognise
from tests.support.shapes import CONTENTS


def refusal(content: bytes, **options: Any) -> FormatError:
    with pytest.raises(FormatError) as refused:
        read(content, **options)
    str(refused.value).encode()
    return refused.value


def test_every_format_has_an_example_here() -> None:
    assert CONTENTS.keys() == FORMATS.keys()


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_told_from_all_others_by_its_shape(name: str) -> None:
    assert recognise(CONTENTS[name]) == name
    transcript = read(b"\xef\xbb\xbf \n"[: 5 if FORMATS[name].is_json else 3] + CONTENTS[name])
    assert (transcript.format, [word.text for word in transcript.words]) == (name, ["om"])
    assert read(CONTENTS[name], format=name) == read(CONTENTS[name])


def test_a_misleading_name_or_media_type_changes_nothing() -> None:
    assert recognise(CONTENTS["vosk"], filename="a.srt", media_type="text/vtt") == "vosk"


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("faster-whisper", "whisper"), ("WhisperX", "whisper"), ("whisper.cpp", "whisper_cpp"),
        ("vtt", "webvtt"), ("SRT", "srt"), ("kaldi", "vosk"), ("azure-batch", "azure"),
    ],
)  # fmt: skip
def test_formats_are_known_by_other_names_too(alias: str, name: str) -> None:
    assert read(CONTENTS[name], format=alias).format == name


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    error = refusal(b"{}", format="stl")
    assert error.code == "unknown_format"
    assert all(name in error.hint for name in FORMATS)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b'{"script": "om", "phrases": []}', "an object with the keys 'script', 'phrases'"),
        (b"{}", "an empty object"),
        (b'[{"a": 1}]', "a list whose first item is an object with the keys 'a'"),
        (b"[1]", "a list whose first item is the JSON value 1"),
        (b"hello", "text that begins with 'hello'"),
        (b"start,end,text\n0,1,hello\n", "text that begins with 'start,end,text"),
        (b'{"results": {}}', "the keys 'results'"),
    ],
)
def test_an_unknown_shape_is_refused_with_what_was_looked_for_and_found(
    content: bytes, found: str
) -> None:
    error = refusal(content, filename="lecture.dat")
    assert error.code == "unknown_format"
    assert found in error.reason
    assert "srt" in error.reason or "deepgram" in error.reason
    assert "lecture.dat" in error.reason


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        (b"", "no_words", "line 1"),
        (b" \r\n\t", "no_words", "line 1"),
        (b"\xef\xbb\xbf", "no_words", "line 1"),
        (b"[]", "no_words", ""),
        (b'{"text": "", "segments": []}', "no_words", ""),
        (b'{"text": "om"', "not_json", "line 1, column 14"),
        (b'{"text":\n "om",}', "not_json", "line 2, column 7"),
        (b"{'text': 1}", "not_json", "line 1, column 2"),
        (b'{"a": "\x01"}', "not_json", "line 1, column 8"),
        (b"\xff\xfe{\0}", "wrong_encoding", "byte 4"),
        ('{"text": "om"}'.encode("utf-16-le"), "wrong_encoding", "byte 0"),
        ('{"text": "om"}'.encode("utf-32-be"), "wrong_encoding", "byte 0"),
        ('{"text": "caf\xe9"}'.encode("latin-1"), "wrong_encoding", "byte 13"),
        (b"\x80\x81\x82", "wrong_encoding", "byte 0"),
        (b"[" * 200_000, "too_deep", ""),
        (b'{"segments": ' * 100_000, "too_deep", ""),
        (b'{"segments": [{"start": ' + b"9" * 5000 + b"}]}", "not_json", ""),
    ],
)
def test_content_that_cannot_be_looked_into_is_refused(
    content: bytes, code: str, place: str
) -> None:
    error = refusal(content)
    assert (error.code, error.location) == (code, place)
    assert error.reason


def test_a_claim_to_be_json_is_held_to_it() -> None:
    assert refusal(b"hello", filename="a.json").code == "not_json"


def test_deep_values_where_others_belong_are_refused_not_followed() -> None:
    deep = b"[" * 900 + b"]" * 900
    for place in (b"start", b"end", b"text", b"speaker", b"words"):
        content = b'{"segments": [{"text": "a", "start": 0, "end": 1, "%s": %s}]}' % (place, deep)
        assert refusal(content).location.startswith("$.segments[0]")


@pytest.mark.parametrize("text", ["\\u0000", "\\ud800", "a\\udc00b"])
def test_text_that_no_database_takes_is_refused(text: str) -> None:
    content = b'{"result": [{"word": "%s", "start": 0, "end": 1}]}' % text.encode()
    error = refusal(content)
    assert (error.code, error.location) == ("bad_text", "$.result[0]")


def test_surrogate_pairs_are_whole_characters() -> None:
    content = b'{"result": [{"word": "\\ud83d\\ude00", "start": 0, "end": 1}]}'
    assert read(content).words[0].text == "\U0001f600"


def test_an_error_reads_as_one_sentence_after_the_other() -> None:
    error = FormatError(ErrorCode.BAD_TIME, "The time is odd", "$.start", "Mend it.")
    assert str(error) == "The time is odd ($.start). Mend it."
    assert error.code == "bad_time"


def test_content_under_another_formats_name_is_told_what_it_is() -> None:
    vosk = b'{"result": [{"word": "hello", "start": 0, "end": 1, "conf": 1}], "text": "hello"}'
    with pytest.raises(FormatError) as caught:
        read(vosk, format="deepgram")
    assert caught.value.code == ErrorCode.WRONG_TYPE
    assert "shape of deepgram: it has that of vosk" in str(caught.value)
