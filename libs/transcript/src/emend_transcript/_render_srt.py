"""SubRip captions, as players have agreed on them (there is no standard)."""

from __future__ import annotations

from emend_transcript._captions import Cue, captions
from emend_transcript._document import Document


def render_srt(document: Document) -> str:
    """Return SRT with each speaker's name before the first words of a turn."""
    cues = captions(document.result, name_speakers=True)
    return "\n".join(_block(number, cue) for number, cue in enumerate(cues, 1))


def _block(number: int, cue: Cue) -> str:
    text = "\n".join(line.replace("-->", "→") for line in cue.lines)
    return f"{number}\n{_time(cue.start_ms)} --> {_time(cue.end_ms)}\n{text}\n"


def _time(time_ms: int) -> str:
    seconds, milliseconds = divmod(time_ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02},{milliseconds:03}"
