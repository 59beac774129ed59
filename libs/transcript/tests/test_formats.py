"""Formats are told by shape; whatever else comes in is refused with one kind of error."""

from __future__ import annotations

import json
import time
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emend_transcript import FORMATS, ErrorCode, FormatError, read, recognise

WORD = {"word": "om", "start": 0, "end": 1}
SHAPES: dict[str, Any] = {
    "whisper": {"text": "", "segments": [{"start": 0, "end": 1, "text": "om"}]},
    "whisper_cpp": {"transcription": [{"text": "om", "offsets": {"from": 0, "to": 1}}]},
    "vosk": {"result": [WORD], "text": "om"},
    "nemo": {"text": "om", "timestamp": {"word": [WORD]}},
    "riva": {"results": [{"alternatives": [{"words": [{"endTime": 1, "word": "om"}]}]}]},
    "deepgram": {"results": {"channels": [{"alternatives": [{"words": [WORD]}]}]}},
    "assemblyai": {"status": "completed", "text": "om",
                   "words": [{"text": "om", "start": 0, "end": 1}]},
    "aws": {"results": {"items": [{"start_time": "0", "end_time": "1",
                                   "alternatives": [{"content": "om"}]}]}},
    "aws_calls": {"Transcript": [{"ParticipantRole": "AGENT", "BeginOffsetMillis": 0,
                                  "EndOffsetMillis": 1, "Content": "om"}]},
    "aws_live": {"Transcript": {"Results": [{"IsPartial": False, "Alternatives": [{"Items": [
        {"Content": "om", "StartTime": 0, "EndTime": 1}]}]}]}},
    "assemblyai_live": {"type": "Turn", "turn_order": 0, "end_of_turn": True,
                        "words": [{"text": "om", "start": 0, "end": 1}]},
    "parakeet": {"sentences": [{"tokens": [{"text": "om", "start": 0, "end": 1}]}]},
    "deepgram_live": {"is_final": True, "channel": {"alternatives": [{"words": [WORD]}]}},
    "speechmatics": {"results": [{"type": "word", "start_time": 0, "end_time": 1,
                                  "alternatives": [{"content": "om"}]}]},
    "rev_ai": {"monologues": [{"elements": [{"type": "text", "value": "om",
                                             "ts": 0, "end_ts": 1}]}]},
    "elevenlabs": {"language_code": "en", "text": "om",
                   "words": [{"text": "om", "start": 0, "end": 1, "type": "word"}]},
    "gladia": {"result": {"transcription": {"utterances": [{"text": "om", "start": 0, "end": 1}]}}},
    "transformers": {"text": "om", "chunks": [{"text": "om", "timestamp": [0, 1]}]},
    "watson": {"results": [{"final": True, "alternatives": [{"timestamps": [["om", 0, 1]]}]}]},
    "google": {"results": [{"alternatives": [{"words": [{"endTime": "1s", "word": "om"}]}]}]},
    "azure": {"recognizedPhrases": [{"offsetInTicks": 0, "durationInTicks": 1,
                                     "nBest": [{"display": "om"}]}]},
    "azure_live": {"RecognitionStatus": "Success", "Offset": 0, "Duration": 1, "DisplayText": "om"},
}  # fmt: skip
CAPTIONS = {
    "ctm": "rec 1 0.0 1.0 om\n",
    "webvtt": "WEBVTT\n\n00:00.000 --> 00:01.000\nom\n",
    "sbv": "0:00:00.000,0:00:01.000\nom\n",
    "srt": "1\n00:00:00,000 --> 00:00:01,000\nom\n",
}
CONTENTS = {name: json.dumps(value).encode() for name, value in SHAPES.items()} | {
    name: text.encode() for name, text in CAPTIONS.items()
}


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
    error = refusal(b"{}", format="dfxp")
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
        (b"\xff\xfe{\0}\0", "wrong_encoding", "byte 0"),
        ('{"text": "om"}'.encode("utf-32"), "wrong_encoding", "byte 0"),
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


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


def read_or_refuse(content: bytes, name: str | None) -> None:
    """Read content; anything but words or the one error, well said, fails."""
    try:
        assert read(content, format=name).words
    except FormatError as error:
        assert str(error).encode()  # noqa: PT017 - either outcome is right


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode()))
def test_no_bytes_lead_to_anything_but_a_transcript_or_the_one_error(content: bytes) -> None:
    for name in (None, *FORMATS):
        read_or_refuse(content, name)


def paths(value: Any) -> list[tuple[Any, ...]]:
    """Return the way to every value inside a value."""
    items: Any = ()
    if isinstance(value, dict):
        items = cast("dict[str, Any]", value).items()
    elif isinstance(value, list):
        items = enumerate(cast("list[Any]", value))
    return [(key, *rest) for key, inside in items for rest in [(), *paths(inside)]]


def replaced(value: Any, path: tuple[Any, ...], by: Any) -> Any:
    if not path:
        return by
    copy = value.copy()
    copy[path[0]] = replaced(value[path[0]], path[1:], by)
    return copy


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_no_damage_to_a_file_leads_to_anything_but_a_transcript_or_the_one_error(
    data: st.DataObject,
) -> None:
    name = data.draw(st.sampled_from(sorted(SHAPES)))
    path = data.draw(st.sampled_from(paths(SHAPES[name])))
    damaged = replaced(SHAPES[name], path, data.draw(json_values))
    content = json.dumps(damaged).encode()
    for chosen in (None, name):
        read_or_refuse(content, chosen)


@settings(deadline=None)
@given(st.sampled_from(sorted(CONTENTS)), st.data())
def test_a_file_cut_short_is_read_or_refused(name: str, data: st.DataObject) -> None:
    content = CONTENTS[name]
    read_or_refuse(content[: data.draw(st.integers(0, len(content)))], name)


@pytest.mark.parametrize(
    "content",
    [
        b"1\n00:00:01,000 --> 00:00:02,000\n" + b"<a" * 300_000,
        b"1\n00:00:01,000 -->" + b" " * 500_000 + b"x",
        b"1\n00:00:01,000 --> 00:00:02,000\n" + b"&" * 500_000,
        b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<" * 500_000,
        b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<v " * 200_000,
        b"WEBVTT\n\n" + b"x\n" * 300_000,
        b"WEBVTT\n\n00:01.000" + b" " * 500_000 + b"-->",
        json.dumps({"result": [{"word": "a-" * 5_000_000, "start": 0, "end": 1}]}).encode(),
    ],
    ids=["tags", "arrow", "entities", "angles", "voices", "lines", "spaces", "one word of 10 MB"],
)
def test_hostile_content_is_refused_in_linear_time(content: bytes) -> None:
    before = time.process_time()
    refusal(content)
    assert time.process_time() - before < 2


def test_content_under_another_formats_name_is_told_what_it_is() -> None:
    vosk = b'{"result": [{"word": "hello", "start": 0, "end": 1, "conf": 1}], "text": "hello"}'
    with pytest.raises(FormatError) as caught:
        read(vosk, format="deepgram")
    assert caught.value.code == ErrorCode.WRONG_TYPE
    assert "shape of deepgram: it has that of vosk" in str(caught.value)
