"""Turns NeMo's times in frames into seconds, where a hypothesis has no others.

Source: NeMo, "Transcribing with timestamps": a frame lasts the preprocessor's ``window_stride``,
10 ms, times the encoder's subsampling: 8 (FastConformer, Citrinet), 4 (Conformer), 2 (QuartzNet).
The file does not say which. Segments with both kinds of time tell it, else the recording's length:
the longest frame that fits is taken. What was taken is told in a warning.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from emend_transcript._json import Json

_FRAMES_MS = (80, 40, 20)
_MOST_FRAMES = 10**9
_WINDOW_MS = 100
"""By how much the last frame may reach beyond the recording."""


def in_seconds(
    words: Sequence[tuple[Json, str]], beside: Sequence[Json], duration: Any, warnings: list[str]
) -> list[tuple[Json, str]]:
    """Return the words with ``start`` and ``end``; those that have them are left as they are.

    Args:
        words: the word stamps with their paths.
        beside: the segments' stamps, which may have both kinds of time.
        duration: the recording's length in seconds, where the file gives it.
        warnings: gets a line about what a frame was taken to be.
    """
    last = max((word["end_offset"] for word, _ in words if _in_frames(word)), default=None)
    if last is None:
        return list(words)
    frame_ms = _told(beside) or _fitting(last, duration)
    warnings.append(
        f"{words[0][1]}: the times are in frames, taken as {frame_ms:g} ms each; "
        "let NeMo write start and end in seconds to be sure"
    )
    return [(word | _times(word, frame_ms) if _in_frames(word) else word, path)
            for word, path in words]  # fmt: skip


def _in_frames(word: Json) -> bool:
    offsets = (word.get("start_offset"), word.get("end_offset"))
    return (
        all(map(_is_frame, offsets))
        and word.get("start") is None
        and word.get("start_time") is None
    )


def _is_frame(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _MOST_FRAMES


def _times(word: Json, frame_ms: float) -> Json:
    return {
        "start": word["start_offset"] * frame_ms / 1000,
        "end": word["end_offset"] * frame_ms / 1000,
    }


def _told(beside: Sequence[Json]) -> float | None:
    """Return the length of a frame that a stamp with seconds and frames tells."""
    for stamp in beside:
        seconds, frames = stamp.get("end"), stamp.get("end_offset")
        if not isinstance(seconds, int | float) or not 0 < seconds < _MOST_FRAMES:
            continue
        if _is_frame(frames) and frames:
            return round(seconds * 1000 / frames, 3) or None
    return None


def _fitting(last: int, duration: Any) -> float:
    if not isinstance(duration, int | float):
        return _FRAMES_MS[0]
    most_ms = duration * 1000 + _WINDOW_MS
    return next((one for one in _FRAMES_MS if last * one <= most_ms), _FRAMES_MS[-1])
