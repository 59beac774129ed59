"""The transcript model, every format in and every rendition out; pure."""

from __future__ import annotations

from emend_transcript._derive import (
    joined,
    segment_texts,
    segment_tokens,
    token_confidence,
    token_times_ms,
)
from emend_transcript._document import Metadata, join_results
from emend_transcript._errors import (
    ErrorCode,
    FormatError,
    ReplayError,
    TranscriptError,
    UnknownRenditionError,
)
from emend_transcript._formats import FORMATS, Format, read, recognise
from emend_transcript._from_text import from_text
from emend_transcript._model import (
    Change,
    Header,
    Result,
    Segment,
    Token,
    Tokens,
    Transcript,
    Word,
    WordFlag,
    Words,
)
from emend_transcript._replay import apply_change, initial_tokens, replay
from emend_transcript.renditions import RENDITIONS, Rendition, find_rendition, render

__all__ = [
    "FORMATS",
    "RENDITIONS",
    "Change",
    "ErrorCode",
    "Format",
    "FormatError",
    "Header",
    "Metadata",
    "Rendition",
    "ReplayError",
    "Result",
    "Segment",
    "Token",
    "Tokens",
    "Transcript",
    "TranscriptError",
    "UnknownRenditionError",
    "Word",
    "WordFlag",
    "Words",
    "apply_change",
    "find_rendition",
    "from_text",
    "initial_tokens",
    "join_results",
    "joined",
    "read",
    "recognise",
    "render",
    "replay",
    "segment_texts",
    "segment_tokens",
    "token_confidence",
    "token_times_ms",
]
