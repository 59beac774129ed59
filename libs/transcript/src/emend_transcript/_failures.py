"""What services answer where a transcript was expected: errors, jobs not done, text without times.

Looked into only where no format's shape is found. Every service says it in its own words: OpenAI,
Google and Azure under ``error``, Deepgram as ``err_msg``, Amazon as ``FailureReason``, Rev AI as
``failure_detail``, ElevenLabs and FastAPI as ``detail``, others as a ``code`` beside a ``message``.
"""

from __future__ import annotations

from typing import Any, cast

from emend_transcript._errors import ErrorCode, FormatError, quoted
from emend_transcript._json import Json, numbered

_JOBS = ("TranscriptionJob", "MedicalTranscriptionJob", "CallAnalyticsJob", "job", "properties")
_STATUS = ("status", "JobStatus", "TranscriptionJobStatus", "CallAnalyticsJobStatus", "state")
_FAILED = frozenset({"error", "failed", "failure", "rejected", "canceled", "cancelled", "aborted"})
_PENDING = frozenset(
    {"queued", "submitted", "pending", "starting", "notstarted", "inprogress", "processing",
     "running", "transcribing"}
)  # fmt: skip
_CERTAIN = ("error", "errors", "err_msg", "err_code", "FailureReason", "failure", "detail")
_SAID = (
    "err_msg", "failure_detail", "FailureReason", "errorMessage", "error_message", "reason", "msg",
    "detail", "error", "errors", "failure", "details", "description", "message", "title",
    "err_code", "error_code", "code",
)  # fmt: skip
_CODES = ("code", "statusCode", "status_code", "error_code")
_TEXTS = ("text", "pred_text", "transcript", "transcription", "DisplayText")
_PARTS = frozenset({"segments", "words", "chunks", "result", "results", "utterances", "channels"})
"""Where one of these is, it is broken rather than missing."""

_MOST_SHOWN = 300
_DEPTH = 4


def failure(values: list[Any]) -> FormatError | None:
    """Return the error that content without a known shape is about; none if it says nothing."""
    found = [(cast("Json", one), path) for one, path in numbered(values) if isinstance(one, dict)]
    for document, path in found[:1_000]:
        if error := _failure(document, path):
            return error
    return next(filter(None, (_untimed(one, path) for one, path in found[:1])), None)


def _failure(document: Json, path: str) -> FormatError | None:
    jobs: list[Any] = [document.get(key) for key in _JOBS]
    holders = [document, *(cast("Json", job) for job in jobs if isinstance(job, dict))]
    status = next((text for one in holders for text in [_status(one)] if text), "")
    plain = status.lower().replace("_", "").replace(" ", "")
    if plain in _FAILED or any(map(_is_error, holders)):
        said = next((text for one in holders[::-1] for text in [_said(one)] if text), status)
        what = quoted(said, _MOST_SHOWN) if said else "it does not say which"
        reason = f"The recogniser reports an error, not a transcript: {what}"
        hint = "Mend the cause and let it transcribe the recording again."
        return FormatError(ErrorCode.RECOGNISER_FAILED, reason, path, hint)
    if plain in _PENDING:
        reason = f"The transcript is not finished; its status is {quoted(status)}"
        hint = "Fetch it when it is completed."
        return FormatError(ErrorCode.RECOGNISER_FAILED, reason, path, hint)
    if plain and len(holders) > 1:
        reason = f"This describes a job whose status is {quoted(status)}; it holds no transcript"
        hint = "Fetch the file that the job has written."
        return FormatError(ErrorCode.NO_WORDS, reason, path, hint)
    return None


def _status(holder: Json) -> str:
    values = (holder.get(key) for key in _STATUS)
    return next((value for value in values if isinstance(value, str)), "")


def _is_error(holder: Json) -> bool:
    if any(holder.get(key) for key in (*_CERTAIN, "failedTranscriptionsCount")):
        return True
    if isinstance(holder.get("message"), str) and any(key in holder for key in _CODES):
        return True
    kinds = (holder.get(key) for key in ("type", "message", "message_type", "event"))
    return any(isinstance(kind, str) and kind.lower().endswith("error") for kind in kinds)


def _said(value: Any, depth: int = _DEPTH) -> str:
    """Return the plainest words in an error, whatever holds them."""
    if isinstance(value, str):
        return value
    if depth and isinstance(value, list):
        return next(filter(None, (_said(one, depth - 1) for one in cast("list[Any]", value))), "")
    if depth and isinstance(value, dict):
        holder = cast("Json", value)
        parts = (_said(holder[key], depth - 1) for key in _SAID if holder.get(key))
        return next(filter(None, parts), "")
    return "" if value is None or isinstance(value, dict | list) else str(value)


def _untimed(document: Json, path: str) -> FormatError | None:
    if not document.keys().isdisjoint(_PARTS):
        return None
    for key in _TEXTS:
        text = document.get(key)
        if isinstance(text, str) and text.strip():
            reason = f"There is text, {quoted(text.strip())}, but no time for any word of it"
            hint = "Ask the recogniser for word or segment times (verbose_json, timestamps=True)."
            return FormatError(ErrorCode.NO_TIMES, reason, f"{path}.{key}", hint)
    return None
