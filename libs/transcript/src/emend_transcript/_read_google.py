"""Google Speech-to-Text's answers, version 1 and version 2, also inside an operation.

Sources: Cloud Speech-to-Text REST reference, ``speech.longrunningrecognize`` (v1: ``startTime``,
``speakerTag``) and ``BatchRecognizeResults`` (v2: ``startOffset``, ``speakerLabel``), with
``resultEndTime``/``resultEndOffset``, ``languageCode`` and ``channelTag``; durations are written
``"1.200s"`` and a missing start is 0. With version 1's diarisation the last result repeats
all words with their speakers, and only that one is read. Where a result has no words, its
text shares the time since the result before it. Japanese words drop the reading that follows
a vertical bar. Streaming answers follow one another or stand in a list; their final results
are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, cast

from emend_transcript._errors import ErrorCode, FormatError, quoted
from emend_transcript._json import (
    Json,
    as_object,
    as_text,
    channel_number,
    confidence,
    either,
    label,
    numbered,
    objects,
    peek,
    peek_messages,
)
from emend_transcript._source import Group, Source, Spoken, joins
from emend_transcript._times import milliseconds


class _Result(NamedTuple):
    words: list[Spoken]
    text: str
    end_ms: int | None
    channel: int | None
    language: str | None
    path: str


def matches(values: list[Any]) -> bool:
    """Results with alternatives, or an operation that says it is Google's."""
    first = numbered(values)[0][0] if values else None
    document = cast("Json", first) if isinstance(first, dict) else {}
    metadata: Any = document.get("metadata")
    kind: Any = cast("Json", metadata).get("@type") if isinstance(metadata, dict) else None
    if isinstance(kind, str) and "google.cloud.speech" in kind:
        return True
    if _files(document):
        return True
    results, _ = _find_results(document, "$")
    found = peek({"results": results}, "results") or peek_messages(values)[:1]
    keys = ("alternatives", "resultEndTime", "resultEndOffset")
    return document.get("results") == [] or any(key in one for one in found[:1] for key in keys)


def read(values: list[Any]) -> Source:
    """Read the answer; see the module for what may stand in it."""
    answers = [(as_object(value, path), path) for value, path in numbered(values)]
    found = [
        pair
        for answer, path in answers
        for pair in ([(answer, path)] if "alternatives" in answer else _results(answer, path))
    ]
    final = [pair for pair in found if either(pair[0], "isFinal", "is_final")]
    results = [_result(result, path) for result, path in final or found]
    return Source(groups=list(_groups(_diarised(results))))


def _results(document: Json, path: str) -> list[tuple[Json, str]]:
    _refuse_error(document, path)
    files = _files(document)
    if len(files) > 1:
        reason = f"The batch holds the transcripts of {len(files)} recordings"
        hint = "Submit the part of each recording on its own."
        raise FormatError(ErrorCode.WRONG_TYPE, reason, f"{path}.response.results", hint)
    for name, file in files.items():
        _refuse_error(as_object(file, path), f"{path}.response.results[{name!r}]")
    if document.get("done") is False:
        reason, hint = "The operation is not done yet", "Fetch it when it is."
        raise FormatError(ErrorCode.RECOGNISER_FAILED, reason, f"{path}.done", hint)
    found, place = _find_results(document, path)
    return objects({"results": found}, "results", place)


def _refuse_error(document: Json, path: str) -> None:
    if document.get("error"):
        said = as_object(document["error"], f"{path}.error").get("message")
        reason = f"Google could not transcribe this: {quoted(said, 300)}"
        raise FormatError(ErrorCode.RECOGNISER_FAILED, reason, f"{path}.error")


def _files(document: Json) -> Json:
    """Return the recordings of a batch by their addresses."""
    response: Any = document.get("response")
    results: Any = cast("Json", response).get("results") if isinstance(response, dict) else None
    return cast("Json", results) if isinstance(results, dict) else {}


def _find_results(document: Json, path: str) -> tuple[list[Any], str]:
    """Look through the wrappers: an operation's response, a batch's file, its transcript."""
    current = document
    for _ in range(8):
        inside: Any = current.get("results")
        if isinstance(inside, list):
            return cast("list[Any]", inside), path
        if isinstance(inside, dict) and len(cast("Json", inside)) == 1:
            name, inside = next(iter(cast("Json", inside).items()))
            path = f"{path}.results[{name!r}]"
        else:
            key = next((k for k in ("response", "inlineResult", "transcript") if k in current), "")
            inside, path = current.get(key), f"{path}.{key}"
        if not isinstance(inside, dict):
            break
        current = cast("Json", inside)
    return [], path


def _result(result: Json, path: str) -> _Result:
    alternatives = objects(result, "alternatives", path)
    best, place = alternatives[0] if alternatives else ({}, path)
    channel_tag = either(result, "channelTag", "channel_tag")
    channel = channel_number(channel_tag or None, f"{path}.channelTag")
    language = label(either(result, "languageCode", "language_code"), f"{path}.languageCode")
    end = either(result, "resultEndTime", "resultEndOffset", "result_end_time", "result_end_offset")
    text = as_text(best.get("transcript", ""), f"{place}.transcript")
    words = [_word(word, at, channel, language) for word, at in objects(best, "words", place)]
    known = joins(text, [word.text for word in words])
    return _Result(
        [word._replace(glued=glued) for word, glued in zip(words, known, strict=True)],
        text,
        None if end is None else _duration(end, f"{path}.resultEndTime"),
        channel,
        language,
        place,
    )


def _word(word: Json, path: str, channel: int | None, language: str | None) -> Spoken:
    start = either(word, "startTime", "startOffset", "start_time", "start_offset")
    end = either(word, "endTime", "endOffset", "end_time", "end_offset")
    speaker = either(word, "speakerLabel", "speaker_label", "speakerTag", "speaker_tag")
    text = as_text(word.get("word"), f"{path}.word")
    if language and language.lower().startswith("ja"):
        text = text.partition("|")[0]
    return Spoken(
        text,
        None if end is None else _duration(start or "0s", f"{path}.startTime"),
        None if end is None else _duration(end, f"{path}.endTime"),
        # Protobuf's default of 0 stands for a confidence that was not asked for.
        confidence(word.get("confidence") or None, f"{path}.confidence"),
        label(speaker or None, f"{path}.speakerTag"),
        channel,
        language,
        path,
    )


def _duration(value: Any, path: str) -> int:
    if isinstance(value, dict):
        parts = cast("Json", value)
        seconds = milliseconds(parts.get("seconds") or 0, 1, f"{path}.seconds")
        return seconds + milliseconds(parts.get("nanos") or 0, 1_000_000_000, f"{path}.nanos")
    return milliseconds(value.removesuffix("s") if isinstance(value, str) else value, 1, path)


def _diarised(results: Sequence[_Result]) -> Sequence[_Result]:
    """Return only the last result where it repeats the words of all others with speakers."""
    if len(results) < 2:  # noqa: PLR2004 - nothing before the last
        return results
    *before, last = results
    tagged = any(word.speaker for word in last.words)
    plain = not any(word.speaker for result in before for word in result.words)
    repeated = sum(len(result.words) for result in before)
    silent = not repeated and not last.text.strip()
    if not (tagged and plain and (silent or 0 < repeated <= len(last.words))):
        return results
    language = last.language or before[0].language
    return [last._replace(words=[word._replace(language=language) for word in last.words])]


def _groups(results: Sequence[_Result]) -> Iterator[Group]:
    ends: dict[int | None, int] = {}
    for result in results:
        start_ms = ends.get(result.channel, 0)
        end_ms = result.end_ms
        words = result.words or _without_times(result)
        if words and not result.words and end_ms is None:
            reason = f"The result {quoted(result.text.strip())} has no times"
            hint = "Set enableWordTimeOffsets."
            raise FormatError(ErrorCode.NO_TIMES, reason, result.path, hint)
        spoken_end = max((word.end_ms or 0 for word in words), default=0)
        ends[result.channel] = max(start_ms, spoken_end if end_ms is None else end_ms)
        diarised = any(word.speaker for word in words)
        yield Group(words, start_ms, end_ms, result.path, whole=not diarised)


def _without_times(result: _Result) -> list[Spoken]:
    about = Spoken(
        "", channel=result.channel, language=result.language, location=result.path, glued=False
    )
    return [about._replace(text=part) for part in result.text.split()]
