"""A whole transcript ready to be rendered: its parts joined, and what is known about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from operator import attrgetter
from typing import NamedTuple

from emend_transcript._caption_settings import DEFAULT_CAPTIONS, CaptionSettings
from emend_transcript._derive import segment_tokens
from emend_transcript._model import Change, Header, Result, Segment, Token, Word


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a rendition says about a transcript beside its text; all of it optional."""

    transcript_id: str | None = None
    title: str | None = None
    language: str | None = None
    duration_ms: int | None = None
    source: Mapping[str, str | int | None] | None = None
    """Where it came from: format, recogniser, the original's hash."""
    review_below: float | None = None
    """What is less sure than this needs review; none where nobody asked."""


@dataclass(frozen=True, slots=True)
class Document:
    """One transcript with transcript-wide word indexes."""

    result: Result
    metadata: Metadata = Metadata()
    captions: CaptionSettings = DEFAULT_CAPTIONS


class Turn(NamedTuple):
    """What one voice says until another begins."""

    speaker: str | None
    tokens: tuple[Token, ...]


def join_results(parts: Sequence[Result]) -> Result:
    """Join the consecutive parts of one transcript into one result, which replays as they do.

    Where the parts' headers differ, each distinct value stands, joined by ``+``; the input
    hash is that of the parts' input hashes. No parts at all make an empty result.
    """
    if len(parts) == 1:
        return parts[0]
    words: list[Word] = []
    segments: list[Segment] = []
    tokens: list[Token] = []
    changes: list[Change] = []
    for part in parts:
        shift, at, sequence = len(words), len(tokens), len(changes)
        words += [word._replace(index=word.index + shift) for word in part.words]
        segments += [_shift_segment(segment, shift) for segment in part.segments]
        tokens += _shift_tokens(part.tokens, shift)
        changes += [_shift_change(change, shift, at, sequence) for change in part.changes]
    header = _join_headers([part.header for part in parts])
    return Result(tuple(words), tuple(segments), tuple(tokens), tuple(changes), header)


def turns(result: Result) -> list[Turn]:
    """Return the voices' turns in order; segments without any token are left out.

    A channel stands for its speaker where there are several and the speakers have no names.
    """
    channels = {segment.channel for segment in result.segments}
    runs: list[tuple[str | None, int | None, list[Token]]] = []
    own = segment_tokens(result.segments, result.tokens)
    for segment, tokens in zip(result.segments, own, strict=True):
        if not tokens:
            continue
        name = segment.speaker or (f"Channel {segment.channel}" if len(channels) > 1 else None)
        if runs and runs[-1][:2] == (name, segment.channel):
            runs[-1][2].extend(tokens)
        else:
            runs.append((name, segment.channel, tokens))
    return [Turn(name, tuple(tokens)) for name, _, tokens in runs]


def _shift_segment(segment: Segment, shift: int) -> Segment:
    return segment._replace(first=segment.first + shift, last=segment.last + shift)


def _shift_tokens(tokens: Iterable[Token], shift: int) -> tuple[Token, ...]:
    return tuple(
        Token(token.text, token.first + shift, token.last + shift, token.glued, token.kind)
        for token in tokens
    )


def _shift_change(change: Change, shift: int, at: int, sequence: int) -> Change:
    return change._replace(
        sequence=change.sequence + sequence,
        at=change.at + at,
        first=change.first + shift,
        last=change.last + shift,
        before=_shift_tokens(change.before, shift),
        after=_shift_tokens(change.after, shift),
    )


def _join_headers(headers: Sequence[Header]) -> Header:
    names = ("pipeline_version", "profile", "profile_hash", "lexicon_hash")
    values = ("+".join(dict.fromkeys(map(attrgetter(name), headers))) for name in names)
    inputs = "".join(header.input_hash for header in headers)
    return Header(*values, input_hash=blake2b(inputs.encode(), digest_size=16).hexdigest())
