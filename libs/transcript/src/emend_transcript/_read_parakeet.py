"""parakeet-mlx's JSON (``--output-format json``).

Source: senstella/parakeet-mlx, ``cli.py``: ``sentences`` with ``tokens`` of ``text``, ``start``
and ``end`` in seconds and, in later versions, ``confidence``. Tokens are joined to words where a
space begins one; a word's confidence is its tokens' mean.
"""

from __future__ import annotations

from statistics import fmean
from typing import Any

from emend_transcript._json import (
    Json,
    as_text,
    confidence,
    first_object,
    objects,
    only_object,
    peek,
)
from emend_transcript._source import Group, Source, Spoken
from emend_transcript._times import milliseconds


def matches(values: list[Any]) -> bool:
    """Sentences with tokens."""
    sentences = peek(first_object(values), "sentences")
    return bool(sentences) and "tokens" in sentences[0]


def read(values: list[Any]) -> Source:
    """Read the sentences."""
    sentences = objects(only_object(values), "sentences", "$")
    return Source(groups=[_group(sentence, path) for sentence, path in sentences])


def _group(sentence: Json, path: str) -> Group:
    runs: list[list[tuple[Json, str]]] = []
    for token, place in objects(sentence, "tokens", path):
        text = as_text(token.get("text"), f"{place}.text")
        if not runs or text[:1].isspace():
            runs.append([])
        runs[-1].append((token, place))
    return Group([_word(run) for run in runs], location=path)


def _word(run: list[tuple[Json, str]]) -> Spoken:
    known = [confidence(token.get("confidence"), place) for token, place in run]
    sure = [value for value in known if value is not None]
    (first, place), (last, end_place) = run[0], run[-1]
    return Spoken(
        "".join(token["text"] for token, _ in run),
        milliseconds(first.get("start"), 1, f"{place}.start"),
        milliseconds(last.get("end"), 1, f"{end_place}.end"),
        fmean(sure) if sure else None,
        location=place,
        glued=False,
    )
