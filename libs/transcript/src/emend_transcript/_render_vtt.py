"""WebVTT captions (W3C, https://www.w3.org/TR/webvtt1/), with a voice span per speaker."""

from __future__ import annotations

from html import escape

from emend_transcript._document import Document
from emend_transcript._visible import visible
from emend_transcript.captions import Caption, cut_captions, timed_lines
from emend_transcript.captions._webvtt_times import format_clock


def render_vtt(document: Document) -> str:
    """Return a WebVTT file; without any words it has a header and no cues.

    Where the settings ask for word times, a time stands before each word that is spoken later
    than its cue begins, as karaoke and highlighting players take it.
    """
    timed = document.captions.word_times
    cues = cut_captions(document.result, document.captions)
    return "\n".join(("WEBVTT\n", *(_block(cue, timed=timed) for cue in cues)))


def _block(cue: Caption, *, timed: bool) -> str:
    lines = _timed(cue) if timed else [escape(line, quote=False) for line in cue.lines]
    text = "\n".join(lines)
    speaker = escape(visible(cue.speaker or ""), quote=False)
    voice = f"<v {speaker}>" if speaker else ""
    return f"{format_clock(cue.start_ms)} --> {format_clock(cue.end_ms)}\n{voice}{text}\n"


def _timed(cue: Caption) -> list[str]:
    return ["".join(_stretch(*one) for one in line) for line in timed_lines(cue)]


def _stretch(text: str, start_ms: int | None) -> str:
    shown = escape(text, quote=False)
    if start_ms is None:
        return shown
    bare = shown.lstrip(" ")
    return f"{shown[: len(shown) - len(bare)]}<{format_clock(start_ms)}>{bare}"
