"""AssemblyAI's transcript object.

Source: AssemblyAI API reference, ``GET /v2/transcript/{id}``: ``words`` with ``start`` and
``end`` in milliseconds, ``speaker`` with speaker labels, ``channel`` with several channels;
``utterances`` hold the same words turn by turn, as do the answers of ``/sentences`` and
``/paragraphs``; ``audio_duration`` in whole seconds. A
transcript that failed or is not ready is refused with what it says.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from emend_transcript._errors import ErrorCode, FormatError, quoted
from emend_transcript._json import (
    Json,
    as_text,
    channel_number,
    confidence,
    first_object,
    label,
    objects,
    only_object,
    peek,
)
from emend_transcript._source import Group, Source, Spoken
from emend_transcript._times import milliseconds

_PARTS = ("utterances", "sentences", "paragraphs")
_WORD = {"text", "start", "end", "confidence"}


def matches(values: list[Any]) -> bool:
    """Words, or a status or the length of the audio beside words or the audio's address."""
    document = first_object(values)
    words = peek(document, "words")
    if "text" in document and words and words[0].keys() >= _WORD and "type" not in words[0]:
        return True
    return ("status" in document or "audio_duration" in document) and (
        "audio_url" in document
        or ("words" in document and "text" in document)
        or any("words" in part for key in _PARTS for part in peek(document, key)[:1])
    )


def read(values: list[Any]) -> Source:
    """Read the transcript; see the module for what may stand in it."""
    document = only_object(values)
    _check_status(document)
    duration = document.get("audio_duration")
    model = document.get("speech_model_used") or document.get("speech_model")
    return Source(
        groups=list(_groups(document)),
        language=label(document.get("language_code"), "$.language_code"),
        duration_ms=None if duration is None else milliseconds(duration, 1, "$.audio_duration"),
        recogniser=label(model or document.get("acoustic_model"), "$.speech_model"),
    )


def _check_status(document: Json) -> None:
    status = document.get("status", "completed")
    if status == "error":
        reason = f"AssemblyAI could not transcribe this: {quoted(document.get('error'), 300)}"
        raise FormatError(ErrorCode.RECOGNISER_FAILED, reason, "$.error")
    if status != "completed":
        reason = f"The transcript is not finished; its status is {quoted(status)}"
        raise FormatError(
            ErrorCode.RECOGNISER_FAILED, reason, "$.status", "Fetch it when it is completed."
        )


def _groups(document: Json) -> Iterator[Group]:
    words = objects(document, "words", "$")
    key = next((key for key in _PARTS if document.get(key)), "utterances")
    turns = [
        (turn, objects(turn, "words", path), path) for turn, path in objects(document, key, "$")
    ]
    if sum(len(inside) for _, inside, _ in turns) < max(len(words), 1):
        yield Group([timed_word(word, path) for word, path in words], whole=False)
        return
    for turn, inside, path in turns:
        speaker = label(turn.get("speaker"), f"{path}.speaker")
        channel = channel_number(turn.get("channel"), f"{path}.channel")
        spoken = [timed_word(word, place, speaker, channel) for word, place in inside]
        yield Group(spoken, location=path, whole=False)


def timed_word(
    word: Json, path: str, speaker: str | None = None, channel: int | None = None
) -> Spoken:
    """Return one of ``words``; a speaker and a channel of its own come first."""
    own_channel = channel_number(word.get("channel"), f"{path}.channel")
    return Spoken(
        as_text(word.get("text"), f"{path}.text"),
        milliseconds(word.get("start"), 1000, f"{path}.start"),
        milliseconds(word.get("end"), 1000, f"{path}.end"),
        confidence(word.get("confidence"), f"{path}.confidence"),
        label(word.get("speaker"), f"{path}.speaker") or speaker,
        channel if own_channel is None else own_channel,
        location=path,
    )
