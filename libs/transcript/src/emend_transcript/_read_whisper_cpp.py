"""whisper.cpp's JSON (``whisper-cli --output-json`` and ``--output-json-full``).

Source: ggml-org/whisper.cpp, ``examples/cli``. ``transcription`` is a list of segments with
``offsets`` in milliseconds, or only ``timestamps``; the full form has ``tokens`` with their own
offsets, where it has any, and probability ``p``. Tokens are joined to words where a space begins
one; a word's confidence is its tokens' mean. Where the tokens do not make the segment's text, have
no offsets or contradict each other, the segment's time is divided. ``--max-len 1`` makes each
token a segment; these are joined to words as tokens are, and segments cut at pauses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import fmean
from typing import Any

from emend_transcript._json import (
    Json,
    as_object,
    as_text,
    confidence,
    first_object,
    inner,
    label,
    objects,
    only_object,
)
from emend_transcript._source import Group, Source, Spoken
from emend_transcript._times import clock_text, milliseconds


def matches(values: list[Any]) -> bool:
    """A ``transcription`` that is a list."""
    return isinstance(first_object(values).get("transcription"), list)


def read(values: list[Any]) -> Source:
    """Read the file; see the module for what may stand in it."""
    document = only_object(values)
    result, params = inner(document, "result", "$"), inner(document, "params", "$")
    segments = objects(document, "transcription", "$")
    return Source(
        groups=_of_tokens(segments) or (_group(item, path) for item, path in segments),
        language=label(result.get("language"), "$.result.language"),
        recogniser=label(params.get("model"), "$.params.model"),
    )


def _of_tokens(segments: Sequence[tuple[Json, str]]) -> list[Group]:
    """Return the words of segments that hold a token each; nothing for any other segments."""
    texts = [as_text(item.get("text"), f"{path}.text") for item, path in segments]
    if len(texts) == 1 or any(len(text.split()) > 1 for text in texts):
        return []
    tokens = [(item | {"p": _mean(item, path)}, path) for item, path in segments]
    words = [_word(run, _speaker(run[0][0], run[0][1])) for run in _runs(tokens)]
    return [Group(words, location="$.transcription", whole=False)]


def _mean(segment: Json, path: str) -> float | None:
    known = [confidence(one.get("p"), place) for one, place in objects(segment, "tokens", path)]
    sure = [value for value in known if value is not None]
    return fmean(sure) if sure else None


def _speaker(segment: Json, path: str) -> str | None:
    speaker = label(segment.get("speaker"), f"{path}.speaker")
    return None if speaker == "?" else speaker


def _group(segment: Json, path: str) -> Group:
    text = as_text(segment.get("text"), f"{path}.text")
    start, end = _offsets(segment, path)
    speaker = _speaker(segment, path)
    tokens = [
        (token, place)
        for token, place in objects(segment, "tokens", path)
        if not as_text(token.get("text"), f"{place}.text").startswith("[_")
    ]
    if tokens and "".join(token["text"] for token, _ in tokens) == text:
        words = [_word(run, speaker) for run in _runs(tokens)]
        words = [word._replace(glued=bool(n) and word.glued) for n, word in enumerate(words)]
    else:
        words = [Spoken(part, speaker=speaker, location=path, glued=False) for part in text.split()]
    if not _in_order(words):
        words = [word._replace(start_ms=None, end_ms=None) for word in words]
    return Group(words, start, end, path)


def _in_order(words: Sequence[Spoken]) -> bool:
    """The times of tokens are estimates, which do not always follow one another."""
    times = [(word.start_ms, word.end_ms) for word in words if word.start_ms is not None]
    return all(start <= (end or 0) for start, end in times) and all(
        before <= after for (before, _), (after, _) in pairwise(times)
    )


def _runs(tokens: list[tuple[Json, str]]) -> Iterator[list[tuple[Json, str]]]:
    run: list[tuple[Json, str]] = []
    for token, place in tokens:
        if run and token["text"][:1].isspace():
            yield run
            run = []
        run.append((token, place))
    if run:
        yield run


def _word(run: list[tuple[Json, str]], speaker: str | None) -> Spoken:
    text = "".join(token["text"] for token, _ in run)
    timed = all(token.get("offsets") or token.get("timestamps") for token, _ in run)
    known = [confidence(token.get("p"), f"{place}.p") for token, place in run]
    sure = [value for value in known if value is not None]
    return Spoken(
        text,
        _offsets(*run[0])[0] if timed else None,
        _offsets(*run[-1])[1] if timed else None,
        fmean(sure) if sure else None,
        speaker,
        location=run[0][1],
        glued=not text[:1].isspace(),
    )


def _offsets(item: Json, path: str) -> tuple[int, int]:
    if item.get("offsets") is None and item.get("timestamps") is not None:
        stamps, place = as_object(item["timestamps"], f"{path}.timestamps"), f"{path}.timestamps"
        return clock_text(stamps.get("from"), place), clock_text(stamps.get("to"), place)
    offsets = as_object(item.get("offsets"), f"{path}.offsets")
    start, end = offsets.get("from"), offsets.get("to")
    where = f"{path}.offsets"
    return milliseconds(start, 1000, f"{where}.from"), milliseconds(end, 1000, f"{where}.to")
