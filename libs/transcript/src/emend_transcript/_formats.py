"""Reads content of any format, and tells which it has.

A format is recognised by its shape, never by its name: JSON formats by the keys that only they
have, captions by their first lines. The registry's order settles what two formats share. Where
none fits, a recogniser's own error is told, and what other software wraps around is looked into.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple, cast

from emend_transcript._build import build
from emend_transcript._decode import decode
from emend_transcript._errors import ErrorCode, FormatError, quoted
from emend_transcript._failures import failure
from emend_transcript._json import Json, parse
from emend_transcript._model import Transcript
from emend_transcript._read_result import is_rendition, read_result, transcript_of_result
from emend_transcript._registry import FORMATS, Format
from emend_transcript._wrapped import unwrapped
from emend_transcript._xml import root_name


class _Found(NamedTuple):
    """What content turned out to be."""

    format: Format
    document: Any
    """What the format's reader takes: JSON values or text."""
    path: str = "$"
    """Where in the content it lies."""


_JSON = re.compile(r"\{(?!\d+\}\{)|\[\s*(?:[\[{\"\]\d-]|true|false|null|NaN|Infinity)(?!\d{0,9}:)")
"""What JSON begins with; MicroDVD begins with ``{1}{``, lyrics and ASS with ``[00:01``, ``[S``."""

_JSON_HINT = "Name the format if you know it, or convert the file to one of these."
_TEXT_HINT = "Plain text has no times: let the recogniser write JSON, WebVTT or SubRip instead."
_PAGE_HINT = "This is a web page, perhaps one that asks to sign in: fetch the transcript itself."
_PAGES = frozenset({"html", "HTML", "head", "body"})


def recognise(content: bytes, *, filename: str | None = None, media_type: str | None = None) -> str:
    """Return the name of the content's format.

    The file's name and media type decide nothing; they only make an error clearer.

    Raises:
        FormatError: ``unknown_format`` with what was looked for and what was found,
            ``no_words`` for empty content, or what keeps it from being looked into:
            ``wrong_encoding``, ``not_json``, ``too_deep``.
    """
    claim = " ".join(filter(None, (filename, media_type)))
    return _recognise(_decoded(content), claim).format.name


def read(
    content: bytes,
    *,
    format: str | None = None,  # noqa: A002 - the word that users know
    offset_ms: int = 0,
    filename: str | None = None,
    encoding: str | None = None,
) -> Transcript:
    """Return the transcript that a recogniser's file holds.

    Args:
        content: the file's bytes; also a JSON rendition of ours, whose words as recognised
            count, not the corrected text.
        format: a name in ``FORMATS``; recognised by the content's shape when missing.
        offset_ms: where in the recording the file's zero lies; added to every time.
        filename: makes an error about an unknown format clearer.
        encoding: one of Python's, such as ``cp1252`` or ``utf-16``; UTF-8 when missing.

    Raises:
        FormatError: the content cannot become a transcript; it says why and where.
        ValueError: the offset is negative.
    """
    if offset_ms < 0:
        message = f"offset_ms is negative: {offset_ms}"
        raise ValueError(message)
    text = _decoded(content, encoding)
    if format is None and not offset_ms and is_rendition(text):
        return transcript_of_result(*read_result(text.encode()))
    if format is None:
        found = _recognise(text, filename or "")
    else:
        named = _named(format)
        found = _Found(named, parse(text) if named.is_json else text)
    adapter = found.format.adapter
    try:
        return build(found.format.name, adapter.read(found.document), offset_ms)
    except FormatError as error:
        if error.code == ErrorCode.NO_WORDS and not adapter.matches(found.document):
            raise _mislabelled(found.format, text) from error
        if found.path != "$" and error.location.startswith("$"):
            place = found.path + error.location[1:]
            raise FormatError(error.code, error.reason, place, error.hint) from error
        raise


def _mislabelled(named: Format, text: str) -> FormatError:
    """Return the error for content without a word of the format that it is said to have."""
    try:
        shape = f"it has that of {_recognise(text, '').format.name}"
    except FormatError as error:
        if error.code == ErrorCode.RECOGNISER_FAILED:
            return error
        shape = error.reason
    reason = f"The content does not have the shape of {named.name}: {shape}"
    hint = "Name the right format, or none and let it be recognised."
    return FormatError(ErrorCode.WRONG_TYPE, reason, "$" if named.is_json else "line 1", hint)


def _decoded(content: bytes, encoding: str | None = None) -> str:
    text = decode(content, encoding)
    if not text or text.isspace():
        raise FormatError(ErrorCode.NO_WORDS, "The content is empty", "line 1")
    return text


def _named(name: str) -> Format:
    plain = name.strip().lower().replace("-", "_").replace(".", "_")
    for each in FORMATS.values():
        if plain == each.name or plain in each.aliases:
            return each
    hint = f"Known are {', '.join(FORMATS)}."
    reason = f"There is no format {quoted(name)}"
    raise FormatError(ErrorCode.UNKNOWN_FORMAT, reason, hint=hint)


def _recognise(text: str, claim: str) -> _Found:
    head = text.lstrip()
    is_json = "json" in claim or _JSON.match(head) is not None
    document = parse(text) if is_json else text
    if chosen := _matching(document, is_json=is_json):
        return _Found(chosen, document)
    refused = _unknown(document, claim, is_json=is_json)
    if is_json:
        values = cast("list[Any]", document)
        refused = failure(values) or refused
        if refused.code != ErrorCode.RECOGNISER_FAILED:
            for inside, path in unwrapped(values):
                if chosen := _matching(inside, is_json=True):
                    return _Found(chosen, inside, path)
    else:
        refused = _error_of_claimed(text, claim) or refused
    raise refused


def _error_of_claimed(text: str, claim: str) -> FormatError | None:
    """Return what the reader that a file's extension speaks of finds wrong with its text."""
    for each in FORMATS.values():
        if not each.is_json and claim.lower().endswith(each.extensions):
            try:
                each.adapter.read(text)
            except FormatError as error:
                return error
    return None


def _matching(document: Any, *, is_json: bool) -> Format | None:
    """Return the first format whose shape the content has."""
    return next(
        (
            each
            for each in FORMATS.values()
            if each.is_json == is_json and each.adapter.matches(document)
        ),
        None,
    )


def _unknown(document: Any, claim: str, *, is_json: bool) -> FormatError:
    names = ", ".join(each.name for each in FORMATS.values() if each.is_json == is_json)
    named = f" of {quoted(claim)}" if claim else ""
    reason = f"The content{named} has none of the known shapes ({names}): {_shape(document)}"
    hint = _JSON_HINT if is_json else _PAGE_HINT if root_name(document) in _PAGES else _TEXT_HINT
    return FormatError(ErrorCode.UNKNOWN_FORMAT, reason, "$" if is_json else "line 1", hint)


def _shape(document: Any) -> str:
    """Say what content looks like, for the error."""
    if isinstance(document, str):
        return f"it is text that begins with {quoted(document.strip())}"
    values = cast("list[Any]", document)
    value = values[0]
    if isinstance(value, list) and value:
        return f"it is a list whose first item is {_keys(value[0])}"
    return f"it is {_keys(value)}"


def _keys(value: Any) -> str:
    if not isinstance(value, dict):
        return f"the JSON value {quoted(value)}"
    keys = list(cast("Json", value))
    shown = ", ".join(quoted(key, 30) for key in keys[:12]) + (" …" if len(keys) > 12 else "")  # noqa: PLR2004
    return f"an object with the keys {shown}" if keys else "an empty object"
