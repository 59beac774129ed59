"""Compares captions with pysubs2 and webvtt-py: what we write they read, what they write we read.

``uv run --group oracles python -m tests.eval.caption_peers``: our captions of the sample lectures,
and captions with everything in them that trips readers, go through each program and come back.
Each line tells how many captions have the same times and text, and shows the first that do not.
Neither program decodes WebVTT's references or knows times between words, so both are taken out of
what they read. What remains is known: pysubs2 drops ``< … >`` and ``{…}``, takes a line of text
with two times in it for a line of times, and writes ``&`` into SubRip as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

from emend_engine import find_profile, process_transcript
from emend_transcript import read, render
from emend_transcript.captions import (
    CaptionFile,
    CaptionSettings,
    Cue,
    format_srt,
    format_webvtt,
    parse_srt,
    parse_webvtt,
)

Row: TypeAlias = tuple[int, int, str]
"""A caption's start, end and text, its white space single."""
Side: TypeAlias = tuple[str, list[Row], list[Row]]

_BETWEEN = re.compile(r"<[\d:.]+>")
_SAMPLES = Path(__file__).parents[1] / "samples"
_TEXTS = (
    "plain", "two\nlines", "an < and a & and a >", "a &amp; that is meant", "12", "1984\nand more",
    "NOTE this is said", "STYLE", "WEBVTT", "नमस्ते", "مرحبا", "ō\u0301 ―", "- one\n- two", "♪ la ♪",
    "12:30 to 12:45", "a | b \\ c", "[Music]", "Ann: hello", "50% of {it}", "x" * 42,
)  # fmt: skip
_HARD = CaptionFile(
    tuple(
        Cue(number * 2_500, number * 2_500 + 1_999, text, format="sbv")
        for number, text in enumerate(_TEXTS)
    ),
    "sbv",
)


def main() -> None:
    """Run the command line."""
    for name, compare in (("pysubs2", _pysubs2), ("webvtt", _webvtt)):
        try:
            sides = list(compare(import_module(name)))
        except ImportError as error:
            print(f"{name}: skipped: {error}; the oracles come with: uv sync --group oracles")
            continue
        for what, ours, theirs in sides:
            print(f"{name}: {what}: {_verdict(ours, theirs)}")


def _verdict(ours: Sequence[Row], theirs: Sequence[Row]) -> str:
    known = set(theirs)
    missed = [row for row in ours if row not in known]
    at = {row[0]: row for row in theirs}
    first = f"; {missed[0]} is {at.get(missed[0][0])} there" if missed else ""
    more = f", {len(theirs) - len(ours)} more" if len(theirs) > len(ours) else ""
    return f"{len(ours) - len(missed)} of {len(ours)} agree{more}{first}"


def _pysubs2(module: Any) -> Iterator[Side]:
    def theirs(text: str, kind: str) -> list[Row]:
        events = module.SSAFile.from_string(text, format_=kind)
        return [(one.start, one.end, _undecoded(one.plaintext)) for one in events]

    for name, rendition, kind, parse in (
        ("srt", "srt", "srt", parse_srt),
        ("vtt", "vtt", "vtt", parse_webvtt),
        ("vtt with word times", "timed", "vtt", parse_webvtt),
    ):
        for what, text in _written(rendition):
            yield f"{what} as {name}", _rows(parse(text).cues), theirs(text, kind)
    whole = module.SSAFile()
    for cue in _HARD.cues:
        event = module.SSAEvent(start=cue.start_ms, end=cue.end_ms)
        event.plaintext = cue.text
        whole.append(event)
    for kind in ("srt", "vtt", "ass", "ssa"):
        text = whole.to_string(kind)
        yield f"its own {kind}", _spoken(_HARD.cues), _read_words(text)


def _webvtt(module: Any) -> Iterator[Side]:
    def theirs(text: str, load: Callable[[str], Any]) -> list[Row]:
        return [
            (_milliseconds(one.start), _milliseconds(one.end), _undecoded(one.text))
            for one in load(text).captions
        ]

    for rendition in ("vtt", "timed"):
        for what, text in _written(rendition):
            rows = _rows(parse_webvtt(text).cues)
            yield f"{what} as {rendition}", rows, theirs(text, module.from_string)
    whole = module.from_string(format_webvtt(_HARD))
    yield "its own vtt", _spoken(_HARD.cues), _read_words(whole.content)


def _written(rendition: str) -> Iterator[tuple[str, str]]:
    """Yield our captions in a rendition; ``timed`` is WebVTT with the times of words."""
    timed = rendition == "timed"
    for path in sorted(_SAMPLES.iterdir()):
        result = process_transcript(read(path.read_bytes()), find_profile("lecture"))
        settings = CaptionSettings(word_times=timed)
        name = "vtt" if timed else rendition
        yield path.name.partition(".")[0], render(result, name, captions=settings)
    if not timed:
        yield (
            "what trips readers",
            format_srt(_HARD) if rendition == "srt" else format_webvtt(_HARD),
        )


def _rows(cues: Sequence[Cue]) -> list[Row]:
    return [(cue.start_ms, cue.end_ms, _single(cue.plain_text)) for cue in cues]


def _spoken(cues: Sequence[Cue]) -> list[Row]:
    """Return captions as a transcript has them: their marks and words, no white space."""
    return [
        (round(start, -1), round(end, -1), "".join(text.split()))
        for start, end, text in _rows(cues)
    ]


def _read_words(text: str) -> list[Row]:
    transcript = read(text.encode())
    return [
        (
            round(one.start_ms, -1),
            round(one.end_ms, -1),
            "".join(word.text for word in transcript.words[one.first : one.last + 1]),
        )
        for one in transcript.segments
    ]


def _undecoded(text: str) -> str:
    return _single(unescape(_BETWEEN.sub("", text)))


def _single(text: str) -> str:
    return " ".join(text.split())


def _milliseconds(clock: str) -> int:
    *hours, minutes, seconds = clock.split(":")
    whole = int(hours[0]) * 60 + int(minutes) if hours else int(minutes)
    return whole * 60_000 + round(float(seconds) * 1000)


if __name__ == "__main__":
    main()
