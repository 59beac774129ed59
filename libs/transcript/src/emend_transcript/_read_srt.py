"""SubRip captions (.srt) as a transcript: each caption a segment, its time divided by characters.

How the file is read, and what is refused, says ``captions/_srt.py``.
"""

from __future__ import annotations

from emend_transcript._read_captions import caption_groups, caption_warnings, plain_words
from emend_transcript._source import Source
from emend_transcript.captions import is_srt, parse_srt


def matches(text: str) -> bool:
    """An arrow between two digits, and no WebVTT head."""
    return is_srt(text)


def read(text: str) -> Source:
    """Read the captions.

    Raises:
        FormatError: ``bad_caption`` or ``bad_time`` with the line at fault.
    """
    file = parse_srt(text)
    warnings = caption_warnings(file)
    return Source(groups=caption_groups(file, plain_words, warnings), warnings=warnings)
