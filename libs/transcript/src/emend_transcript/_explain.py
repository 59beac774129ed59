"""Which changes made which token of which words: a result, ready to be shown beside its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from emend_transcript._derive import joined, segment_tokens, token_times_ms
from emend_transcript._errors import OtherTokensError, ReplayError
from emend_transcript._model import Change, Result, Segment, Token, Word, Words
from emend_transcript._replay import initial_tokens


class ExplainedWord(NamedTuple):
    """A word as recognised, and what became of it."""

    word: Word
    changes: tuple[int, ...]
    """The changes that concern it, as positions in the result's changes."""
    kept: bool
    """Whether some token still stands for it."""


class ExplainedToken(NamedTuple):
    """A published token, and what made it."""

    token: Token
    changes: tuple[int, ...]
    """The changes that led to it, in order; none for a word that was left alone."""


class ExplainedSegment(NamedTuple):
    """One segment before and after."""

    segment: Segment
    words: tuple[ExplainedWord, ...]
    tokens: tuple[ExplainedToken, ...]
    changes: tuple[int, ...]
    """The changes whose words begin in it."""


def explain(result: Result) -> list[ExplainedSegment]:
    """Return the segments with everything that happened in each.

    Raises:
        ReplayError: a change does not fit what the earlier ones left.
        OtherTokensError: the changes do not lead to the tokens.
    """
    origins = _origins(result)
    explained = iter([*map(ExplainedToken, result.tokens, origins)])
    by_word = _by_word(result.changes, len(result.words))
    kept = bytearray(len(result.words))
    for token in result.tokens:
        for index in range(token.first, token.last + 1):
            kept[index] = 1
    own = segment_tokens(result.segments, result.tokens)
    begun = _begun(result)
    return [
        ExplainedSegment(
            segment,
            tuple(
                ExplainedWord(result.words[index], tuple(by_word[index]), bool(kept[index]))
                for index in range(segment.first, segment.last + 1)
            ),
            tuple(next(explained) for _ in tokens),
            tuple(begun[number]),
        )
        for number, (segment, tokens) in enumerate(zip(result.segments, own, strict=True))
    ]


def first_misfit(result: Result) -> str:
    """Return what is wrong with a result's record, as a sentence; empty where nothing is.

    Replays the changes over the words, and compares with the tokens.
    """
    try:
        _origins(result)
    except (ReplayError, OtherTokensError) as error:
        return str(error)
    return ""


def change_times_ms(change: Change, words: Words) -> tuple[int, int]:
    """Return from when to when the words of a change were spoken."""
    return token_times_ms(Token("", change.first, change.last), words)


def change_texts(change: Change) -> tuple[str, str]:
    """Return the text before and after a change."""
    return joined(change.before), joined(change.after)


def _origins(result: Result) -> list[tuple[int, ...]]:
    """Return the changes behind each token, while replaying them."""
    tokens = initial_tokens(result.words)
    origins: list[tuple[int, ...]] = [()] * len(tokens)
    for number, change in enumerate(result.changes):
        end = change.at + len(change.before)
        found = tuple(tokens[change.at : end]) if change.at >= 0 else ()
        if found != change.before or not 0 <= change.at <= len(tokens):
            raise ReplayError(change, found)
        earlier = sorted({known for origin in origins[change.at : end] for known in origin})
        tokens[change.at : end] = change.after
        origins[change.at : end] = [(*earlier, number)] * len(change.after)
    if tuple(tokens) != result.tokens:
        raise OtherTokensError(_difference(tokens, result.tokens))
    return origins


def _difference(made: Sequence[Token], published: Sequence[Token]) -> str:
    for at, (one, other) in enumerate(zip(made, published, strict=False)):
        if one != other:
            return (
                f"every change fits, but they make {one.text!r} of the words {one.first} to "
                f"{one.last} at token {at}, where {other.text!r} of {other.first} to "
                f"{other.last} is published"
            )
    return (
        f"every change fits, but they make {len(made)} tokens, and {len(published)} are published"
    )


def _by_word(changes: Iterable[Change], count: int) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in range(count)]
    for number, change in enumerate(changes):
        for index in range(max(change.first, 0), min(change.last + 1, count)):
            found[index].append(number)
    return found


def _begun(result: Result) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in result.segments]
    places = list(_places(result.segments, len(result.words)))
    for number, change in enumerate(result.changes):
        anchor = change.first if change.last >= change.first else change.first - 1
        if places:
            found[places[min(max(anchor, 0), len(places) - 1)]].append(number)
    return found


def _places(segments: Sequence[Segment], count: int) -> Iterator[int]:
    for number, segment in enumerate(segments):
        for _ in range(segment.first, min(segment.last + 1, count)):
            yield number
