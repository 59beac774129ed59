"""WebVTT captions (.vtt) as a transcript: each cue a segment, voices as speakers.

The cues are those of the W3C's parser (``captions/_webvtt.py``), in the order of their times. What
that parser skips is named in the transcript's warnings; where nothing is left, the first fault is
the error. What stands inside a cue is read by ``_webvtt_words.py``.
"""

from __future__ import annotations

import re

from emend_transcript._errors import ErrorCode, FormatError
from emend_transcript._json import label
from emend_transcript._read_captions import caption_groups, caption_warnings
from emend_transcript._source import Source
from emend_transcript._webvtt_words import cue_words
from emend_transcript.captions import is_webvtt, parse_webvtt

_LANGUAGE = re.compile(r"Language:\s*([\w-]+)\s*", re.IGNORECASE)
_TIMES_HINT = "Write the times as 00:00:01.000 --> 00:00:02.500."


def matches(text: str) -> bool:
    """The signature that the standard asks for."""
    return is_webvtt(text)


def read(text: str) -> Source:
    """Read the cues; see the module for what is skipped.

    Raises:
        FormatError: ``bad_caption`` if the signature is missing or no cue can be read,
            ``no_words`` if there is none.
    """
    file = parse_webvtt(text)
    if not file.cues and file.lost:
        reason, place = file.lost.reason, f"line {file.lost.line}"
        raise FormatError(ErrorCode.BAD_CAPTION, reason, place, _TIMES_HINT)
    if not file.cues:
        raise FormatError(ErrorCode.NO_WORDS, "The file holds no captions", "line 1")
    warnings = caption_warnings(file)
    return Source(
        groups=caption_groups(file, cue_words, warnings),
        language=next((found[1] for found in map(_LANGUAGE.fullmatch, file.header) if found), None),
        title=label(file.title.strip(" \t-"), "line 1"),
        warnings=warnings,
    )
