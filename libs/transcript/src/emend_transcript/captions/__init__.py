"""Caption files: WebVTT to the W3C's letter, SubRip and SBV as they are met; read and written.

::

    file = parse_webvtt(text)
    for cue in file.cues:
        cue.identifier, cue.start_ms, cue.end_ms, cue.settings, cue.text, cue.plain_text, cue.voice
    format_webvtt(file)

And captions made of a corrected result: ``cut_captions`` keeps to the limits of
``CaptionSettings``, ``check_captions`` tells which captions do not.
"""

from __future__ import annotations

from emend_transcript._caption_settings import CaptionSettings
from emend_transcript.captions._check import Violation, check_captions
from emend_transcript.captions._cut import Caption, cut_captions
from emend_transcript.captions._model import (
    CaptionFile,
    CaptionFormat,
    Cue,
    CueSettings,
    Note,
    Region,
)
from emend_transcript.captions._sbv import format_sbv, is_sbv, parse_sbv
from emend_transcript.captions._srt import format_srt, is_srt, parse_srt
from emend_transcript.captions._warning import CaptionWarning
from emend_transcript.captions._webvtt import is_webvtt, parse_webvtt
from emend_transcript.captions._webvtt_format import format_settings, format_webvtt
from emend_transcript.captions._webvtt_settings import parse_cue_settings
from emend_transcript.captions._webvtt_text import (
    Element,
    Node,
    Text,
    Timestamp,
    parse_cue_text,
    plain_cue_text,
)
from emend_transcript.captions._word_times import timed_lines

__all__ = [
    "Caption",
    "CaptionFile",
    "CaptionFormat",
    "CaptionSettings",
    "CaptionWarning",
    "Cue",
    "CueSettings",
    "Element",
    "Node",
    "Note",
    "Region",
    "Text",
    "Timestamp",
    "Violation",
    "check_captions",
    "cut_captions",
    "format_sbv",
    "format_settings",
    "format_srt",
    "format_webvtt",
    "is_sbv",
    "is_srt",
    "is_webvtt",
    "parse_cue_settings",
    "parse_cue_text",
    "parse_sbv",
    "parse_srt",
    "parse_webvtt",
    "plain_cue_text",
    "timed_lines",
]
