"""JSON: everything, so that nobody needs the database to check an edit or replay them all.

::

    {"schema": "emend.transcript/1",
     "transcript_id": …, "title": …, "language": …, "duration_ms": …, "source": {…},
     "review_below": …,
     "engine": {"pipeline_version", "profile", "profile_hash", "lexicon_hash", "input_hash"},
     "segments": [{"start_ms", "end_ms", "first", "last", "speaker", "channel", "language",
                   "text", "needs_review",
                   "tokens": [{"text", "source": [first, last], "glued", "kind",
                               "start_ms", "end_ms", "confidence", "needs_review"}]}],
     "words": [{"index", "text", "start_ms", "end_ms", "confidence", "speaker", "flags": […]}],
     "changes": [{"sequence", "stage", "rule", "version", "at", "first", "last",
                  "before": [tokens], "after": [tokens], "confidence", "alternatives",
                  "reason"}]}

Indexes of words count through the whole transcript, from 0, both ends inclusive. Times are
milliseconds, confidences between 0 and 1; what is unknown is null. ``needs_review`` is null or
says why a person should look: see ``review``. A change's tokens have no
times, which are derived from their source.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TypeAlias

from emend_transcript._derive import joined, segment_tokens, token_confidence, token_times_ms
from emend_transcript._document import Document
from emend_transcript._model import Change, Segment, Token, Word, WordFlag, Words
from emend_transcript._review import review

_Json: TypeAlias = str | int | float | bool | Sequence["_Json"] | Mapping[str, "_Json"] | None

_FLAGS = {
    value: [flag.name.lower() for flag in WordFlag if flag & value and flag.name]
    for value in range(2 * max(WordFlag))
}


def render_json(document: Document) -> str:
    """Return one line of JSON, UTF-8 and not escaped."""
    result, about = document.result, document.metadata
    own = segment_tokens(result.segments, result.tokens)
    flags = review(result, about.review_below)
    reasons = iter(flags.tokens)
    last_ms = max((word.end_ms for word in result.words), default=0)
    body: Mapping[str, _Json] = {
        "schema": "emend.transcript/1",
        "transcript_id": about.transcript_id,
        "title": about.title,
        "language": about.language,
        "duration_ms": last_ms if about.duration_ms is None else about.duration_ms,
        "source": dict(about.source or {}),
        "review_below": about.review_below,
        "engine": asdict(result.header),
        "segments": [
            _segment(segment, tokens, result.words, reason, reasons)
            for segment, tokens, reason in zip(result.segments, own, flags.segments, strict=True)
        ],
        "words": [_word(word) for word in result.words],
        "changes": [_change(change) for change in result.changes],
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n"


def _segment(
    segment: Segment,
    tokens: Sequence[Token],
    words: Words,
    reason: str | None,
    reasons: Iterator[str | None],
) -> Mapping[str, _Json]:
    """Describe a segment; ``reasons`` are the tokens', of which it takes its own."""
    described = [_timed(token, words, next(reasons)) for token in tokens]
    said = {**segment._asdict(), "text": joined(tokens)}
    return {**said, "needs_review": reason, "tokens": described}


def _timed(token: Token, words: Words, reason: str | None) -> Mapping[str, _Json]:
    start_ms, end_ms = token_times_ms(token, words)
    confidence = token_confidence(token, words)
    return {
        **_token(token),
        "start_ms": start_ms,
        "end_ms": end_ms,
        "confidence": confidence,
        "needs_review": reason,
    }


def _token(token: Token) -> dict[str, _Json]:
    return {
        "text": token.text,
        "source": [token.first, token.last],
        "glued": token.glued,
        "kind": token.kind,
    }


def _word(word: Word) -> Mapping[str, _Json]:
    return {
        "index": word.index,
        "text": word.text,
        "start_ms": word.start_ms,
        "end_ms": word.end_ms,
        "confidence": word.confidence,
        "speaker": word.speaker,
        "flags": _FLAGS.get(word.flags, []),
    }


def _change(change: Change) -> Mapping[str, _Json]:
    return {
        **change._asdict(),
        "before": [_token(token) for token in change.before],
        "after": [_token(token) for token in change.after],
    }
