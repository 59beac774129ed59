"""Reads back what ``_render_json.py`` writes, so that anybody can check or explain it later."""

from __future__ import annotations

from typing import Any, TypeAlias

from emend_transcript._decode import decode
from emend_transcript._derive import joined, segment_tokens, token_times_ms
from emend_transcript._document import Metadata
from emend_transcript._errors import ErrorCode, FormatError, quoted
from emend_transcript._json import Json, as_text, inner, objects, only_object, parse
from emend_transcript._model import (
    Change,
    Header,
    Result,
    Segment,
    Token,
    Transcript,
    Word,
    WordFlag,
)

SCHEMA = "emend.transcript/1"

_PEEK_CHARACTERS = 200
_Kinds: TypeAlias = type | tuple[type, ...]
_FLAGS = {flag.name.lower(): int(flag) for flag in WordFlag if flag.name}
_TEXT_OR_NULL = (str, type(None))
_NUMBER_OR_NULL = (int, float, type(None))
_WHOLE_OR_NULL = (int, type(None))


def read_result(content: bytes) -> tuple[Result, Metadata]:
    """Return the result in a JSON rendition, and what that says about the transcript.

    Nothing is derived anew: whether the changes lead to the tokens is for ``replay`` to tell.

    Raises:
        FormatError: it is no such rendition; the location names the field.
    """
    body = only_object(parse(decode(content)))
    if body.get("schema") != SCHEMA:
        reason = f"The schema is {quoted(body.get('schema'))}, not {SCHEMA}"
        hint = "Make it with `emend process FILE -o NAME.json`, or download a stored transcript."
        raise FormatError(ErrorCode.UNKNOWN_FORMAT, reason, "$.schema", hint)
    segments = objects(body, "segments", "$")
    read = tuple(_segment(value, place) for value, place in segments)
    tokens = [
        _token(token, where)
        for value, place in segments
        for token, where in objects(value, "tokens", place)
    ]
    result = Result(
        _words(body, read),
        read,
        tuple(tokens),
        tuple(_change(value, place) for value, place in objects(body, "changes", "$")),
        _header(inner(body, "engine", "$")),
    )
    _check_ranges(result)
    return result, _metadata(body)


def transcript_of_result(result: Result, metadata: Metadata) -> Transcript:
    """Return what was recognised, as it stood before any correction.

    Words that were redacted are blank there too: what they were is in the original file alone.
    """
    source = metadata.source or {}
    blank = sum(bool(word.flags & WordFlag.REDACTED) for word in result.words)
    warning = (
        f"{blank} of {len(result.words)} words were redacted and stay blank: only the original "
        "recogniser's file holds them"
    )
    return Transcript(
        result.words,
        result.segments,
        str(source.get("format") or "emend"),
        _text(source.get("recogniser")),
        metadata.language,
        metadata.duration_ms,
        metadata.title,
        (warning,) if blank else (),
    )


def is_rendition(text: str) -> bool:
    """Whether a text is what the JSON rendition is: its schema stands first."""
    return f'"{SCHEMA.partition("/")[0]}/' in text[:_PEEK_CHARACTERS]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _check_ranges(result: Result) -> None:
    count = len(result.words)
    inside = [*result.tokens, *(token for change in result.changes for token in change.after)]
    for place in (*inside, *result.changes):
        if not (0 <= place.first <= count and place.first - 1 <= place.last < count):
            reason = f"The words {place.first} to {place.last} are meant, of {count}"
            where = "$.changes" if isinstance(place, Change) else "$.segments"
            raise FormatError(ErrorCode.WRONG_TYPE, reason, where)


def _words(body: Json, segments: tuple[Segment, ...]) -> tuple[Word, ...]:
    """Return the words; channel and language stand on their segments alone."""
    found = objects(body, "words", "$")
    voices: list[tuple[int | None, str | None]] = []
    for number, one in enumerate(segments):
        if one.first != len(voices) or not one.first <= one.last < len(found):
            reason = f"The segment covers {one.first} to {one.last}, where {len(voices)} is due"
            raise FormatError(ErrorCode.WRONG_TYPE, reason, f"$.segments[{number}]")
        voices += [(one.channel, one.language)] * (one.last - one.first + 1)
    if len(voices) != len(found):
        reason = f"The segments cover {len(voices)} of {len(found)} words"
        raise FormatError(ErrorCode.WRONG_TYPE, reason, "$.segments")
    return tuple(
        _word(value, place, index, *voice)
        for index, ((value, place), voice) in enumerate(zip(found, voices, strict=True))
    )


def _word(value: Json, place: str, index: int, channel: int | None, language: str | None) -> Word:
    if _field(value, "index", int, place) != index:
        reason = f"The word has index {value['index']} where {index} is due"
        raise FormatError(ErrorCode.WRONG_TYPE, reason, f"{place}.index")
    names: list[Any] = _field(value, "flags", list, place)
    return Word(
        index,
        _field(value, "text", str, place),
        _field(value, "start_ms", int, place),
        _field(value, "end_ms", int, place),
        _field(value, "confidence", _NUMBER_OR_NULL, place),
        _field(value, "speaker", _TEXT_OR_NULL, place),
        channel,
        language,
        sum({_FLAGS.get(as_text(name, f"{place}.flags"), 0) for name in names}),
    )


def _segment(value: Json, place: str) -> Segment:
    return Segment(
        *(_field(value, name, int, place) for name in ("start_ms", "end_ms", "first", "last")),
        speaker=_field(value, "speaker", _TEXT_OR_NULL, place),
        channel=_field(value, "channel", _WHOLE_OR_NULL, place),
        language=_field(value, "language", _TEXT_OR_NULL, place),
    )


def _token(value: Json, place: str) -> Token:
    source: list[Any] = _field(value, "source", list, place)
    if len(source) != 2 or not all(isinstance(index, int) for index in source):  # noqa: PLR2004 - first and last
        reason = f"Expected the first and last word, found {quoted(source)}"
        raise FormatError(ErrorCode.WRONG_TYPE, reason, f"{place}.source")
    return Token(
        _field(value, "text", str, place),
        source[0],
        source[1],
        _field(value, "glued", bool, place),
        _field(value, "kind", str, place),
    )


def _change(value: Json, place: str) -> Change:
    numbers = ("version", "at", "first", "last")
    return Change(
        _field(value, "sequence", int, place),
        _field(value, "stage", str, place),
        _field(value, "rule", str, place),
        *(_field(value, name, int, place) for name in numbers),
        before=tuple(_token(one, where) for one, where in objects(value, "before", place)),
        after=tuple(_token(one, where) for one, where in objects(value, "after", place)),
        confidence=_field(value, "confidence", _NUMBER_OR_NULL, place),
        alternatives=tuple(
            as_text(one, f"{place}.alternatives")
            for one in _field(value, "alternatives", list, place)
        ),
        reason=_field(value, "reason", str, place),
    )


def _header(value: Json) -> Header:
    names = ("pipeline_version", "profile", "profile_hash", "lexicon_hash", "input_hash")
    return Header(*(_field(value, name, str, "$.engine") for name in names))


def _metadata(body: Json) -> Metadata:
    return Metadata(
        *(
            _field(body, name, _TEXT_OR_NULL, "$")
            for name in ("transcript_id", "title", "language")
        ),
        duration_ms=_field(body, "duration_ms", _WHOLE_OR_NULL, "$"),
        source=inner(body, "source", "$"),
        review_below=_field(body, "review_below", _NUMBER_OR_NULL, "$")
        if "review_below" in body
        else None,
    )


def _field(parent: Json, name: str, kinds: _Kinds, place: str) -> Any:
    value = parent.get(name)
    is_bool_for_number = isinstance(value, bool) and kinds is not bool
    if not isinstance(value, kinds) or is_bool_for_number:
        found = "nothing" if name not in parent else quoted(value)
        wanted = kinds if isinstance(kinds, tuple) else (kinds,)
        names = " or ".join("null" if kind is type(None) else kind.__name__ for kind in wanted)
        reason = f"Expected {names}, found {found}"
        raise FormatError(ErrorCode.WRONG_TYPE, reason, f"{place}.{name}")
    return value


def derived_misfit(content: bytes, result: Result) -> str:
    """Return where a rendition's texts or times are not what its tokens and words give.

    Empty where everything fits. ``content`` is what ``result`` was read from.
    """
    own = segment_tokens(result.segments, result.tokens)
    for (value, place), tokens in zip(
        objects(only_object(parse(decode(content))), "segments", "$"), own, strict=True
    ):
        if value.get("text") != joined(tokens):
            return f"{place}.text is {quoted(value.get('text'))}, not {quoted(joined(tokens))}"
        for (token, where), own_token in zip(objects(value, "tokens", place), tokens, strict=False):
            times = (token.get("start_ms"), token.get("end_ms"))
            if times != (due := token_times_ms(own_token, result.words)):
                return (
                    f"{where} is at {times[0]} to {times[1]} ms, its words at {due[0]} to {due[1]}"
                )
    return ""
