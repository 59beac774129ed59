"""WebVTT captions (W3C, https://www.w3.org/TR/webvtt1/), with a voice span per speaker."""

from __future__ import annotations

from html import escape

from emend_transcript._document import Document
from emend_transcript._visible import visible
from emend_transcript.captions import Caption, cut_captions


def render_vtt(document: Document) -> str:
    """Return a WebVTT file; without any words it has a header and no cues."""
    return "\n".join(("WEBVTT\n", *map(_block, cut_captions(document.result, document.captions))))


def _block(cue: Caption) -> str:
    text = "\n".join(escape(line, quote=False) for line in cue.lines)
    speaker = escape(visible(cue.speaker or ""), quote=False)
    voice = f"<v {speaker}>" if speaker else ""
    return f"{_time(cue.start_ms)} --> {_time(cue.end_ms)}\n{voice}{text}\n"


def _time(time_ms: int) -> str:
    seconds, milliseconds = divmod(time_ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{milliseconds:03}"
