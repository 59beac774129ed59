"""The model as it travels, and back: the only place that knows both.

Speaker, channel and language stand on the segment alone, since a segment has one of each;
the words get them back on the way in.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat

from emend_events._columns import (
    ChangeRecord,
    CorrectedSegment,
    SegmentRecord,
    TokenColumns,
    TokenRecord,
    WordColumns,
)
from emend_events._models import TranscriptProcessed
from emend_events._trusted import trusted
from emend_transcript import Change, Header, Result, Segment, Token, Word

NO_CONFIDENCE = -1.0


def words_to_columns(words: Sequence[Word]) -> WordColumns:
    """Return the words as parallel lists."""
    texts = [word.text for word in words]
    confidences = [word.confidence for word in words]
    flags = [int(word.flags) for word in words]
    known = any(confidence is not None for confidence in confidences)
    return trusted(
        WordColumns,
        text=texts,
        start_ms=[word.start_ms for word in words],
        end_ms=[word.end_ms for word in words],
        confidence=[NO_CONFIDENCE if c is None else c for c in confidences] if known else [],
        flags=flags if any(flags) else [],
    )


def words_from_columns(columns: WordColumns, segments: Sequence[SegmentRecord]) -> tuple[Word, ...]:
    """Return the words with their segments' speaker, channel and language.

    Raises:
        ValueError: the segments do not cover the words one after the other.
    """
    count = len(columns.text)
    _require_cover(segments, count)
    confidences: Sequence[float | None] = (
        [None if c < 0 else c for c in columns.confidence] if columns.confidence else [None] * count
    )
    flags = columns.flags or [0] * count
    texts, starts, ends = columns.text, columns.start_ms, columns.end_ms
    words: list[Word] = []
    for own in segments:
        span = slice(own.first, own.last + 1)
        words += map(
            Word,
            range(own.first, own.last + 1),
            texts[span],
            starts[span],
            ends[span],
            confidences[span],
            repeat(own.speaker),
            repeat(own.channel),
            repeat(own.language),
            flags[span],
        )
    return tuple(words)


def segments_to_records(segments: Sequence[Segment]) -> list[SegmentRecord]:
    """Return the segments as they travel before processing."""
    return [trusted(SegmentRecord, **segment._asdict()) for segment in segments]


def segments_from_records(records: Sequence[SegmentRecord]) -> tuple[Segment, ...]:
    """Return the model's segments."""
    return tuple(
        Segment(r.start_ms, r.end_ms, r.first, r.last, r.speaker, r.channel, r.language)
        for r in records
    )


def corrected_segments(segments: Sequence[Segment], texts: Sequence[str]) -> list[CorrectedSegment]:
    """Return the segments with the corrected text of each."""
    return [
        trusted(CorrectedSegment, **segment._asdict(), text=text)
        for segment, text in zip(segments, texts, strict=True)
    ]


def tokens_to_columns(tokens: Sequence[Token]) -> TokenColumns:
    """Return the tokens as parallel lists."""
    columns = list(zip(*tokens, strict=True)) or [(), (), (), (), ()]
    text, first, last, glued, kind = map(list, columns)
    return trusted(TokenColumns, text=text, first=first, last=last, glued=glued, kind=kind)


def tokens_from_columns(columns: TokenColumns) -> tuple[Token, ...]:
    """Return the tokens, in order."""
    return tuple(map(Token, columns.text, columns.first, columns.last, columns.glued, columns.kind))


def changes_to_records(changes: Sequence[Change]) -> list[ChangeRecord]:
    """Return the changes as they travel."""
    return [
        trusted(
            ChangeRecord,
            **change._asdict()
            | {
                "before": [_token_record(token) for token in change.before],
                "after": [_token_record(token) for token in change.after],
                "alternatives": list(change.alternatives),
            },
        )
        for change in changes
    ]


def changes_from_records(records: Sequence[ChangeRecord]) -> tuple[Change, ...]:
    """Return the model's changes."""
    return tuple(
        Change(
            record.sequence,
            record.stage,
            record.rule,
            record.version,
            record.at,
            record.first,
            record.last,
            tuple(_token(token) for token in record.before),
            tuple(_token(token) for token in record.after),
            record.confidence,
            tuple(record.alternatives),
            record.reason,
        )
        for record in records
    )


def result_from_event(part: TranscriptProcessed) -> Result:
    """Return a corrected part as the model's result.

    Raises:
        ValueError: the segments do not cover the words one after the other.
    """
    engine = part.engine
    return Result(
        words_from_columns(part.words, part.segments),
        segments_from_records(part.segments),
        tokens_from_columns(part.tokens),
        changes_from_records(part.changes),
        Header(
            *(engine.pipeline_version, engine.profile, engine.profile_hash),
            *(engine.lexicon_hash, engine.input_hash),
        ),
    )


def _token_record(token: Token) -> TokenRecord:
    return trusted(TokenRecord, **token._asdict())


def _token(record: TokenRecord) -> Token:
    return Token(record.text, record.first, record.last, record.glued, record.kind)


def _require_cover(segments: Sequence[SegmentRecord], count: int) -> None:
    position = 0
    for segment in segments:
        if segment.first != position or segment.last < position:
            message = f"segment {segment.first}..{segment.last} where word {position} is due"
            raise ValueError(message)
        position = segment.last + 1
    if position != count:
        message = f"segments cover {position} of {count} words"
        raise ValueError(message)
