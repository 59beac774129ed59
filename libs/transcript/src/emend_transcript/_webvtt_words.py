"""Makes words of what stands inside a WebVTT cue: voices, languages and times between them.

Voices (``<v Name>``) become speakers, ``<lang xx>`` languages, a time between words ends what is
before it; other tags are dropped, and so is what a ``<rt>`` writes above a word. Words between
two times share them by characters; a single word there has them exactly.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from emend_transcript._chunks import Chunk, chunk_words, in_sections
from emend_transcript._json import label
from emend_transcript._source import Spoken
from emend_transcript.captions import Cue
from emend_transcript.captions._webvtt_text import Element, Open, Text, Timestamp, events


def cue_words(cue: Cue) -> list[Spoken]:
    """Return the words of one cue.

    Raises:
        FormatError: ``bad_text`` for a name that no database takes.
    """
    location = f"line {cue.line}"
    times = [cue.start_ms]
    chunks = list(_chunks(cue.text, times, cue.end_ms, location))
    words = list(chunk_words(chunks, location))
    if len(times) == 1:
        return [word for word, _ in words]
    return list(in_sections(words, list(pairwise([*times, cue.end_ms]))))


def _chunks(text: str, times: list[int], end_ms: int, location: str) -> Iterator[Chunk]:
    """Yield the text between tags; the times between words are added to ``times``."""
    around: list[Element] = []
    voices: list[str | None] = [None]
    hidden = 0
    for event in events(text):
        if isinstance(event, Text):
            if not hidden:
                language = around[-1].language if around else ""
                section = len(times) - 1
                yield Chunk(event.value, section, voices[-1], label(language, location))
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
