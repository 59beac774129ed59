"""SubRip captions, as players have agreed on them (there is no standard)."""

from __future__ import annotations

from emend_transcript._document import Document
from emend_transcript.captions import Caption, cut_captions


def render_srt(document: Document) -> str:
    """Return SRT with each speaker's name before the first words of a turn."""
    cues = cut_captions(document.result, document.captions, name_speakers=True)
    return "\n".join(_block(number, cue) for number, cue in enumerate(cues, 1))


def _block(number: int, cue: Caption) -> str:
    text = "\n".join(line.replace("-->", "→") for line in cue.lines)
    return f"{number}\n{_time(cue.start_ms)} --> {_time(cue.end_ms)}\n{text}\n"


def _time(time_ms: int) -> str:
    seconds, milliseconds = divmod(time_ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02},{milliseconds:03}"
