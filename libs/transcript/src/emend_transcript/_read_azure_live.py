"""Azure Speech's real-time phrases: the SDK's detailed or simple JSON, and the short-audio API's.

Source: Azure AI Speech, "Get speech recognition results", and the SDK's ``DetailedSpeechPhrase``:
``Offset`` and ``Duration`` in ticks of 100 ns, ``NBest`` with ``Words`` and ``DisplayWords``,
``SpeakerId`` with conversation transcription, ``PrimaryLanguage`` with language identification. One
phrase, a list of them, or one after another; those without success say no word. Displayed words
are read with the confidence of the words they were made of.
"""

from __future__ import annotations

from typing import Any

from emend_transcript._errors import ErrorCode, FormatError, quoted
from emend_transcript._json import (
    Json,
    as_object,
    as_text,
    channel_number,
    confidence,
    either,
    inner,
    label,
    numbered,
    objects,
    peek_messages,
)
from emend_transcript._read_azure import with_confidence
from emend_transcript._source import Group, Source, Spoken
from emend_transcript._times import milliseconds

_TICKS = 10_000_000
_NOBODY = "Unknown"
_PLACED = {"Offset", "Duration"}
_TEXTS = {"NBest", "DisplayText"}
_SILENT = {"NoMatch", "InitialSilenceTimeout", "BabbleTimeout", "EndOfDictation"}


def matches(values: list[Any]) -> bool:
    """Phrases with a status, or with an offset and what was said."""
    phrases = peek_messages(values)
    return bool(phrases) and all(
        "RecognitionStatus" in one or (one.keys() >= _PLACED and bool(_TEXTS & one.keys()))
        for one in phrases
    )


def read(values: list[Any]) -> Source:
    """Read the phrases; see the module for what may stand in them."""
    phrases = [(as_object(value, path), path) for value, path in numbered(values)]
    return Source(
        groups=[_group(phrase, path) for phrase, path in phrases if _succeeded(phrase, path)]
    )


def _succeeded(phrase: Json, path: str) -> bool:
    status = phrase.get("RecognitionStatus", "Success")
    if isinstance(status, str) and status not in {"Success", *_SILENT}:
        reason = f"Azure could not transcribe this: its status is {quoted(status)}"
        raise FormatError(ErrorCode.RECOGNISER_FAILED, reason, f"{path}.RecognitionStatus")
    return status in ("Success", 0)


def _group(phrase: Json, path: str) -> Group:
    best = objects(phrase, "NBest", path)
    inside, place = best[0] if best else (phrase, path)
    language = inner(phrase, "PrimaryLanguage", path).get("Language")
    speaker = label(phrase.get("SpeakerId"), f"{path}.SpeakerId")
    about = Spoken(
        "",
        speaker=None if speaker == _NOBODY else speaker,
        channel=channel_number(phrase.get("Channel"), f"{path}.Channel"),
        language=label(language, f"{path}.PrimaryLanguage"),
        location=path,
    )
    start_ms = _ticks(phrase, "Offset", path)
    end_ms = start_ms + _ticks(phrase, "Duration", path)
    return Group(_words(inside, place, phrase, about), start_ms, end_ms, path)


def _words(inside: Json, path: str, phrase: Json, about: Spoken) -> list[Spoken]:
    plain = [_word(word, place, about) for word, place in objects(inside, "Words", path)]
    shown = [_word(word, place, about) for word, place in objects(inside, "DisplayWords", path)]
    if shown:
        return list(with_confidence(shown, plain)) if plain else shown
    if plain:
        return plain
    text = either(inside, "Display", "DisplayText", "Lexical") or phrase.get("DisplayText") or ""
    parts = as_text(text, f"{path}.Display").split()
    return [about._replace(text=part, glued=False) for part in parts]


def _word(word: Json, path: str, about: Spoken) -> Spoken:
    start_ms = _ticks(word, "Offset", path)
    return about._replace(
        text=as_text(either(word, "DisplayText", "Word"), f"{path}.Word"),
        start_ms=start_ms,
        end_ms=start_ms + _ticks(word, "Duration", path),
        confidence=confidence(word.get("Confidence"), f"{path}.Confidence"),
        location=path,
    )


def _ticks(item: Json, key: str, path: str) -> int:
    return milliseconds(item.get(key), _TICKS, f"{path}.{key}")
