"""What stands inside a WebVTT cue: words, voices, languages and times between them.

Source: W3C WebVTT, "WebVTT cue text parsing rules". Voices (``<v Name>``) become speakers,
``<lang xx>`` languages, a time between words ends what is before it; other tags are dropped,
and so is what a ``<rt>`` writes above a word. Words between two times share them by
characters; a single word there has them exactly.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from emend_transcript._json import label
from emend_transcript._source import Spoken, divided

SPACE = r" \t\f"
TIME = r"(?:([0-9]{1,9}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})(?![0-9])"
_TIME_TAG = re.compile(TIME)
_TAG = re.compile(r"<([^>]*)(?:>|$)")
_VALUE = re.compile(r"\s+(.*)", re.DOTALL)


class _Chunk(NamedTuple):
    """Text between two tags, with what holds for it."""

    text: str
    section: int
    speaker: str | None
    language: str | None


def time_ms(fields: Sequence[str | None]) -> int:
    """Return hours, minutes, seconds and thousandths as milliseconds."""
    hours, minutes, seconds, thousandths = (int(value or 0) for value in fields)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def cue_words(text: str, start_ms: int, end_ms: int, line: int) -> list[Spoken]:
    """Return the words of one cue."""
    location = f"line {line}"
    times = [start_ms]
    chunks = list(_chunks(text, times, end_ms, location))
    words = list(_words(chunks, location))
    if len(times) == 1:
        return [word for word, _ in words]
    times.append(end_ms)
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
    speaker: str | None = None
    language: str | None = None
    hidden = False
    position = 0
    for match in _TAG.finditer(text):
        if not hidden:
            plain = html.unescape(text[position : match.start()])
            yield _Chunk(plain, len(times) - 1, speaker, language)
        position = match.end()
        tag = match[1]
        name = re.split(r"[.\s]", tag, maxsplit=1)[0]
        if name in {"v", "/v"}:
            speaker = _value(tag, location)
        elif name in {"lang", "/lang"}:
            language = _value(tag, location)
        elif name in {"rt", "/rt", "/ruby"}:
            hidden = name == "rt"
        elif (time := _TIME_TAG.fullmatch(tag)) and times[-1] < time_ms(time.groups()) < end_ms:
            times.append(time_ms(time.groups()))
    if not hidden:
        yield _Chunk(html.unescape(text[position:]), len(times) - 1, speaker, language)


def _value(tag: str, location: str) -> str | None:
    """Return what a tag says after its name and classes: a voice's name, a language."""
    match = _VALUE.search(tag)
    return label(" ".join(html.unescape(match[1]).split()), location) if match else None


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
