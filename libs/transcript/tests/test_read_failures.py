"""A recogniser's error, a job that is not done, text without times: each is told as what it is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emend_transcript import FormatError, read
from tests.support.transcripts import lines

AWS_JOB = {"TranscriptionJobName": "x", "TranscriptionJobStatus": "FAILED", "FailureReason": "S"}


def refusal(value: Any, **options: Any) -> FormatError:
    with pytest.raises(FormatError) as refused:
        read(value if isinstance(value, bytes) else lines(value), **options)
    return refused.value


@pytest.mark.parametrize(
    "answer",
    [
        {"error": {"message": "S", "type": "invalid_request_error", "code": None}},
        {"error": {"code": 400, "message": "S", "status": "INVALID_ARGUMENT"}},
        {"error": "S", "code": 400, "code_description": "Bad Request"},
        {"err_code": "Bad Request", "err_msg": "S", "request_id": "x"},
        {"type": "Error", "description": "S", "variant": "x"},
        {"id": "x", "status": "error", "error": "S"},
        {"id": "x", "status": "error", "error": "S", "audio_url": "u", "words": None, "text": None},
        {"TranscriptionJob": AWS_JOB},
        {"name": "1", "done": True, "error": {"code": 3, "message": "S"}},
        {"done": True, "response": {"results": {"gs://b/a": {"error": {"message": "S"}}}}},
        {"code": "InvalidRequest", "message": "S", "innerError": {"code": "x", "message": "y"}},
        {"status": "Failed", "properties": {"error": {"code": "InvalidData", "message": "S"}}},
        {"failedTranscriptionsCount": 1, "details": [{"status": "Failed", "errorMessage": "S"}]},
        {"code": 400, "detail": "S", "error": "Bad Request"},
        {"job": {"id": "x", "status": "rejected", "errors": [{"message": "S"}]}},
        [{"message": "RecognitionStarted"}, {"message": "Error", "type": "x", "reason": "S"}],
        {"id": "x", "status": "failed", "failure": "download_failure", "failure_detail": "S"},
        {"detail": {"status": "quota_exceeded", "message": "S"}},
        {"detail": [{"loc": ["body"], "msg": "S", "type": "missing"}]},
        {"statusCode": 422, "message": "S", "path": "/v2"},
        {"status": "error", "error_code": "S", "result": None},
        [{"state": "listening"}, {"error": "S"}],
        {"RecognitionStatus": "S", "Offset": 0, "Duration": 0},
        {"message_type": "auth_error", "error": "S"},
    ],
)
def test_a_recogniser_s_error_is_told_with_what_it_said(answer: Any) -> None:
    error = refusal(answer)
    assert (error.code, "'S'" in error.reason) == ("recogniser_failed", True)


@pytest.mark.parametrize(
    "answer",
    [
        {"id": "x", "status": "in_progress", "type": "async"},
        {"id": "x", "status": "processing", "audio_url": "u", "words": None},
        {"status": "NotStarted", "properties": {}},
        {"TranscriptionJob": {"TranscriptionJobStatus": "IN_PROGRESS"}},
        {"job": {"status": "running"}},
        {"jobName": "x", "status": "IN_PROGRESS", "results": {"items": []}},
    ],
)
def test_a_job_that_is_not_done_is_told_as_that(answer: Any) -> None:
    error = refusal(answer)
    assert error.code == "recogniser_failed"
    assert "status is" in error.reason


def test_the_description_of_a_job_that_is_done_holds_no_transcript() -> None:
    error = refusal({"TranscriptionJob": {"TranscriptionJobStatus": "COMPLETED"}})
    assert (error.code, "Fetch the file" in error.hint) == ("no_words", True)


@pytest.mark.parametrize("key", ["text", "pred_text", "transcript", "transcription"])
def test_text_without_times_is_told_how_to_get_them(key: str) -> None:
    error = refusal({key: "Om shanti", "usage": {"type": "tokens"}})
    assert (error.code, error.location) == ("no_times", f"$.{key}")
    assert "'Om shanti'" in error.reason
    assert "verbose_json" in error.hint


def test_an_error_is_told_also_where_a_format_was_named() -> None:
    error = refusal({"error": {"message": "Invalid file format."}}, format="whisper")
    assert (error.code, "Invalid file format." in str(error)) == ("recogniser_failed", True)


def test_an_error_of_megabytes_or_of_a_thousand_levels_is_told_briefly() -> None:
    deep: Any = "x"
    for _ in range(500):
        deep = {"error": deep}
    for answer in ({"error": "x" * 3_000_000}, {"detail": ["y" * 5_000] * 1_000}, deep):
        assert len(str(refusal(answer))) < 1_000


KEYS = st.sampled_from(
    ["error", "status", "message", "code", "detail", "job", "result", "response", "results", "text"]
)
ANSWERS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=10,
)


@given(ANSWERS)
def test_no_answer_leads_to_anything_but_the_one_error(answer: Any) -> None:
    assert str(refusal(lines([answer]))).encode("utf-8", "surrogatepass")
