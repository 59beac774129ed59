"""Finds who speaks where captions say it in their text: ``Ann Lee: …``, ``[SPEAKER_00]: …``.

Zoom, Otter and WhisperX write a name before what is said, as our own captions do. It is only taken
for one where the file shows the habit: the first caption has it, and half of them do, or several
names come again and again, or every name is a number (``Speaker 2``). A caption without a name goes
on with the one before it, unless ``>>`` says that another speaks. That also stands before names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from emend_transcript._repeated_captions import Shown

_NAME = re.compile(
    r"\s*(?:(?:>|&gt;){2,3}[ \t]*+)?"
    r"(?:\[([^\[\]\n]{1,40})\]|([^\W\d_][^\n:;,!?<>\[\]{}\"“”]{0,39}?)):(?:[ \t\n]+|$)"
)
_ANOTHER = re.compile(r"\s*(?:>|&gt;){2}")
_NUMBERED = re.compile(r"(?:speaker|sprecher|locuteur|hablante|spk)[ _]?\w{1,3}", re.IGNORECASE)
_MOST_WORDS = 4


def named(captions: Sequence[Shown]) -> list[tuple[Shown, str | None]]:
    """Return each caption and its speaker; where the file names them, without the names."""
    found = [_name(one.cue.text) for one in captions]
    names = [one[0] for one in found if one]
    if not found or not found[0] or not _is_habit(names, len(found)):
        return [(one, None) for one in captions]
    speaker: str | None = None
    result: list[tuple[Shown, str | None]] = []
    for one, match in zip(captions, found, strict=True):
        if match:
            speaker, text = match
            one = one._replace(cue=replace(one.cue, text=text))  # noqa: PLW2901 - the same, less its name
        elif _ANOTHER.match(one.cue.text):
            speaker = None
        result.append((one, speaker))
    return result


def _is_habit(names: Sequence[str], count: int) -> bool:
    if all(_NUMBERED.fullmatch(name) for name in names):
        return True
    counts = Counter(names)
    recur = len(counts) > 1 and min(counts.values()) > 1
    return recur or (len(names) > 1 and len(names) * 2 >= count)


def _name(text: str) -> tuple[str, str] | None:
    """Return the name before a text and what follows it."""
    match = _NAME.match(text)
    if match is None:
        return None
    name = (match[1] or match[2]).strip()
    proper = name[:1].isupper() or not (name[:1].islower() or name[:1].isupper())
    if not proper or len(name.split()) > _MOST_WORDS:
        return None
    return name, text[match.end() :]
