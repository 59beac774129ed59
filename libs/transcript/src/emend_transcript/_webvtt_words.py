"""Makes words of what stands inside a WebVTT cue: voices, languages and times between them.

Voices (``<v Name>``) become speakers, ``<lang xx>`` languages, a time between words ends what is
before it; other tags are dropped, and so is what a ``<rt>`` writes above a word. Words between
two times share them by characters; a single word there has them exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from emend_transcript._json import label
from emend_transcript._source import Spoken, divided
from emend_transcript.captions import Cue
from emend_transcript.captions._webvtt_text import Element, Open, Text, Timestamp, events


class _Chunk(NamedTuple):
    """Text between two tags, with what holds for it."""

    text: str
    section: int
    speaker: str | None
    language: str | None


def cue_words(cue: Cue) -> list[Spoken]:
    """Return the words of one cue.

    Raises:
        FormatError: ``bad_text`` for a name that no database takes.
    """
    location = f"line {cue.line}"
    times = [cue.start_ms]
    chunks = list(_chunks(cue.text, times, cue.end_ms, location))
    words = list(_words(chunks, location))
    if len(times) == 1:
        return [word for word, _ in words]
    times.append(cue.end_ms)
    return [
        word
        for section, members in groupby(words, key=lambda pair: pair[1])
        for word in _within([word for word, _ in members], times[section], times[section + 1])
    ]


def _within(words: Sequence[Spoken], start_ms: int, end_ms: int) -> list[Spoken]:
    if len(words) == 1:
        return [words[0]._replace(start_ms=start_ms, end_ms=end_ms)]
    return divided(words, start_ms, end_ms)


def _chunks(text: str, times: list[int], end_ms: int, location: str) -> Iterator[_Chunk]:
    """Yield the text between tags; the times between words are added to ``times``."""
    around: list[Element] = []
    voices: list[str | None] = [None]
    hidden = 0
    for event in events(text):
        if isinstance(event, Text):
            if not hidden:
                language = around[-1].language if around else ""
                section = len(times) - 1
                yield _Chunk(event.value, section, voices[-1], label(language, location))
        elif isinstance(event, Timestamp):
            if times[-1] < event.time_ms < end_ms:
                times.append(event.time_ms)
        elif isinstance(event, Open):
            around.append(event.element)
            hidden += event.element.name == "rt"
            if event.element.name == "v":
                voices.append(label(event.element.annotation, location))
        else:
            closed = around.pop()
            hidden -= closed.name == "rt"
            if closed.name == "v":
                voices.pop()


def _words(chunks: Sequence[_Chunk], location: str) -> Iterator[tuple[Spoken, int]]:
    """Yield each word and its section; a tag inside a word does not cut it."""
    held: _Chunk | None = None
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


def _spoken(chunk: _Chunk, location: str, *, glued: bool) -> tuple[Spoken, int]:
    word = Spoken(
        chunk.text, speaker=chunk.speaker, language=chunk.language, location=location, glued=glued
    )
    return word, chunk.section
