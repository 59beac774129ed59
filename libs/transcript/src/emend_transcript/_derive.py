"""What is derived from words and tokens, and so never stored: times, confidence, text."""

from __future__ import annotations

from collections.abc import Sequence

from emend_transcript._model import Segment, Token, Tokens, WordFlag, Words


def token_times_ms(token: Token, words: Words) -> tuple[int, int]:
    """Return a token's start and end: those of its source, or the end of the word before."""
    if token.last >= token.first:
        return words[token.first].start_ms, words[token.last].end_ms
    at = words[token.first - 1].end_ms if token.first else words[0].start_ms if words else 0
    return at, at


def token_confidence(token: Token, words: Words) -> float | None:
    """Return the lowest confidence among the spoken words behind a token, if any has one."""
    known = [
        word.confidence
        for word in words[token.first : token.last + 1]
        if word.confidence is not None and not word.flags & WordFlag.MARK
    ]
    return min(known, default=None)


def joined(tokens: Tokens) -> str:
    """Return the text that tokens make, without a space at its beginning."""
    if not tokens:
        return ""
    return "".join([tokens[0].text, *(t.text if t.glued else f" {t.text}" for t in tokens[1:])])


def segment_tokens(segments: Sequence[Segment], tokens: Tokens) -> list[list[Token]]:
    """Return the tokens of each segment; one that spans several belongs to the first.

    An inserted mark belongs to the segment of the word before it.
    """
    found: list[list[Token]] = []
    position = 0
    for number, segment in enumerate(segments):
        start = position
        if number == len(segments) - 1:
            position = len(tokens)
        while position < len(tokens) and _anchor(tokens[position]) <= segment.last:
            position += 1
        found.append(list(tokens[start:position]))
    return found


def segment_texts(segments: Sequence[Segment], tokens: Tokens) -> list[str]:
    """Return the text of each segment."""
    if len(segments) == 1:
        return [joined(tokens)]
    return [joined(own) for own in segment_tokens(segments, tokens)]


def _anchor(token: Token) -> int:
    return token.first if token.last >= token.first else token.first - 1
