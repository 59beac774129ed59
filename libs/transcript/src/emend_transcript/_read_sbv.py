"""SBV captions (.sbv) as a transcript: each caption a segment, its time divided by characters.

A caption that ends before its start, as in YouTube's own files, has no duration and a warning.
How the file is read, and what is refused, says ``captions/_sbv.py``.
"""

from __future__ import annotations

from emend_transcript._read_captions import caption_groups, caption_warnings, plain_words
from emend_transcript._source import Source
from emend_transcript.captions import is_sbv, parse_sbv


def matches(text: str) -> bool:
    """Two times with a comma between them on the first line."""
    return is_sbv(text)


def read(text: str) -> Source:
    """Read the captions.

    Raises:
        FormatError: ``bad_caption`` with the line at fault.
    """
    file = parse_sbv(text)
    warnings = caption_warnings(file)
    return Source(groups=caption_groups(file, plain_words, warnings), warnings=warnings)
