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
    OtherTokensError,
    ReplayError,
    TranscriptError,
    UnknownRenditionError,
)
from emend_transcript._explain import (
    ExplainedSegment,
    ExplainedToken,
    ExplainedWord,
    change_texts,
    change_times_ms,
    explain,
    first_misfit,
)
from emend_transcript._explain_page import render_explanation
from emend_transcript._formats import read, recognise
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
from emend_transcript._not_text import refuse_binary
from emend_transcript._output_hash import output_hash
from emend_transcript._read_result import derived_misfit, read_result, transcript_of_result
from emend_transcript._registry import FORMATS, Format
from emend_transcript._replay import apply_change, initial_tokens, replay
from emend_transcript._review import Review, review
from emend_transcript.renditions import RENDITIONS, Rendition, find_rendition, render

__all__ = [
    "FORMATS",
    "RENDITIONS",
    "Change",
    "ErrorCode",
    "ExplainedSegment",
    "ExplainedToken",
    "ExplainedWord",
    "Format",
    "FormatError",
    "Header",
    "Metadata",
    "OtherTokensError",
    "Rendition",
    "ReplayError",
    "Result",
    "Review",
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
    "change_texts",
    "change_times_ms",
    "derived_misfit",
    "explain",
    "find_rendition",
    "first_misfit",
    "from_text",
    "initial_tokens",
    "join_results",
    "joined",
    "output_hash",
    "read",
    "read_result",
    "recognise",
    "refuse_binary",
    "render",
    "render_explanation",
    "replay",
    "review",
    "segment_texts",
    "segment_tokens",
    "token_confidence",
    "token_times_ms",
    "transcript_of_result",
]
