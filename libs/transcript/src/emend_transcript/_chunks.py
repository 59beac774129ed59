"""Makes words of a caption's stretches of text, between whose tags or times no space need be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from emend_transcript._source import Spoken, divided


class Chunk(NamedTuple):
    """Text between two tags, with what holds for it."""

    text: str
    section: int
    """Which of the caption's stretches of time it belongs to."""
    speaker: str | None = None
    language: str | None = None


def chunk_words(chunks: Sequence[Chunk], location: str) -> Iterator[tuple[Spoken, int]]:
    """Yield each word and its section; a tag inside a word does not cut it."""
    held: Chunk | None = None
    held_glued = False
    for chunk in chunks:
        if not chunk.text:
            continue
        starts_word = chunk.text[0].isspace()
        for index, part in enumerate(chunk.text.split()):
            follows = held is not None and not (index or starts_word)
            if held and follows and held[1:] == chunk[1:]:
                held = held._replace(text=held.text + part)
                continue
            if held:
                yield _spoken(held, location, glued=held_glued)
            held, held_glued = chunk._replace(text=part), follows
        if held and chunk.text[-1].isspace():
            yield _spoken(held, location, glued=held_glued)
            held = None
    if held:
        yield _spoken(held, location, glued=held_glued)


def within(words: Sequence[Spoken], start_ms: int, end_ms: int) -> list[Spoken]:
    """Give words the time of their section: a single one has it exactly, several share it."""
    if len(words) == 1:
        return [words[0]._replace(start_ms=start_ms, end_ms=end_ms)]
    return divided(words, start_ms, end_ms)


def in_sections(
    words: Iterable[tuple[Spoken, int]], spans: Sequence[tuple[int, int] | None]
) -> Iterator[Spoken]:
    """Yield words with the times of their sections, where these have some.

    Args:
        words: each with its section's number, as ``chunk_words`` gives them.
        spans: each section's start and end in milliseconds; an end before its start counts as it.
    """
    for section, members in groupby(words, key=lambda pair: pair[1]):
        own = [word for word, _ in members]
        span = spans[section]
        yield from own if span is None else within(own, span[0], max(span))


def joined_syllables(words: Iterable[Spoken]) -> list[Spoken]:
    """Join what one voice says without a space between: syllables with times of their own."""
    joined: list[Spoken] = []
    for word in words:
        before = joined[-1] if joined else None
        if before and word.glued and before.end_ms is not None and _same(before, word):
            joined[-1] = before._replace(text=before.text + word.text, end_ms=word.end_ms)
        else:
            joined.append(word)
    return joined


def _same(before: Spoken, word: Spoken) -> bool:
    return (before.speaker, before.language) == (word.speaker, word.language)


def _spoken(chunk: Chunk, location: str, *, glued: bool) -> tuple[Spoken, int]:
    word = Spoken(
        chunk.text, speaker=chunk.speaker, language=chunk.language, location=location, glued=glued
    )
    return word, chunk.section
