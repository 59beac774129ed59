"""Tells which words of a caption are spoken later than it appears, and when."""

from __future__ import annotations

from collections.abc import Iterator

from emend_transcript.captions._cut import Caption


def timed_lines(caption: Caption) -> Iterator[list[tuple[str, int | None]]]:
    """Yield each line as stretches of text, white space included, with the time each begins at.

    A stretch that is there from the caption's start has none; times grow, and lie inside the
    caption, as WebVTT asks of the times between words.
    """
    pieces = iter(caption.pieces)
    last_ms = caption.start_ms
    for line in caption.lines:
        position = 0
        stretches: list[tuple[str, int | None]] = []
        while position < len(line):
            text, start_ms = next(pieces, (line[position:], 0))
            end = line.find(text, position) + len(text)
            if end < position + len(text):
                end = len(line)
            if last_ms < start_ms < caption.end_ms:
                stretches.append((line[position:end], start_ms))
                last_ms = start_ms
            elif stretches:
                before, time_ms = stretches[-1]
                stretches[-1] = (before + line[position:end], time_ms)
            else:
                stretches.append((line[position:end], None))
            position = end
        yield stretches
