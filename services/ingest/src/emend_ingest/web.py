"""The HTTP door: ``POST /v1/transcripts``, and ``GET /v1/submissions/{id}`` to ask afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse

from emend_bus import Unavailable
from emend_database import is_unavailable
from emend_ingest.domain.receive import Limits, Original, receive
from emend_ingest.domain.refusal import Code, Refused
from emend_ingest.domain.submission import DEFAULT_PROFILE
from emend_ingest.files import FileStorage
from emend_ingest.stage import THREAD_BYTES, in_thread_if
from emend_ingest.store import SubmissionRow, find_submission
from emend_ingest.submit import (
    MAX_KEY_CHARACTERS,
    KeyReused,
    Receipt,
    Submitter,
    Wishes,
    submission_of,
)
from emend_ingest.uploads import Upload, take_in
from emend_telemetry import TRACEPARENT, TRACESTATE, Headers, SpanName, service_span, trace_headers
from emend_web import Problem, caller_of, recorded_in_the_act

REPLAYED = "Idempotent-Replayed"
_STATUS: Mapping[str, HTTPStatus] = {
    Code.EMPTY: HTTPStatus.BAD_REQUEST,
    Code.BAD_FORM: HTTPStatus.BAD_REQUEST,
    Code.TOO_LARGE: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    Code.ALREADY_SUBMITTED: HTTPStatus.CONFLICT,
    Code.ID_TAKEN: HTTPStatus.CONFLICT,
}
_FIELDS: Mapping[str, str] = {
    "transcript_id": "transcript-id",
    "format": "asr-format",
    "title": "asr-title",
    "language": "asr-language",
    "profile": "asr-profile",
    "vocabulary": "asr-vocabulary",
}
"""What may be said about the content: a query parameter, a form field, or this header."""


@dataclass(frozen=True, slots=True)
class Door:
    """What the routes need."""

    files: FileStorage
    submitter: Submitter
    limits: Limits

    async def submit(self, request: Request, *, validate: bool, again: bool) -> JSONResponse:
        """Take a request's content in and answer it."""
        key = _idempotency_key(request)
        _check_encoding(request)
        try:
            async with take_in(request, self.limits) as upload:
                wishes = _wishes(request, upload, again=again, idempotency_key=key)
                if validate:
                    await self._validate(upload, wishes)
                with service_span(SpanName.INGEST_KEEP):
                    original = await self.files.keep_file(upload.file, upload.sha256, upload.size)
            with service_span(SpanName.INGEST_SUBMIT):
                receipt = await self.submitter.submit(
                    original, wishes, caller_of(request.scope), trace_of(request)
                )
            recorded_in_the_act(request.scope)
        except Refused as refusal:
            raise problem_of(refusal) from refusal
        except KeyReused as error:
            status = HTTPStatus.UNPROCESSABLE_ENTITY
            raise Problem(
                status, "Idempotency key reused", str(error), code="key_reused"
            ) from error
        except Exception as error:
            if isinstance(error, Unavailable) or is_unavailable(error):
                status = HTTPStatus.SERVICE_UNAVAILABLE
                raise Problem(status, "Unavailable", str(error), code="unavailable") from error
            raise
        return _answer(receipt)

    async def find(self, transcript_id: str) -> JSONResponse:
        """Answer with what is known of a submission."""
        async with self.submitter.pool.acquire() as connection:
            row = await find_submission(connection, transcript_id)
        if row is None:
            detail = f"No transcript {transcript_id} was submitted here"
            raise Problem(HTTPStatus.NOT_FOUND, "Not found", detail, code="not_found")
        return JSONResponse(_known(row))

    async def _validate(self, upload: Upload, wishes: Wishes) -> None:
        """Read the content now rather than later.

        Raises:
            Refused: the stage would reject it.
        """
        upload.file.seek(0)
        content = upload.file.read()
        submission = submission_of(upload.sha256, wishes, self.submitter.now())
        original = Original(upload.sha256, upload.size, "")
        await in_thread_if(
            upload.size > THREAD_BYTES,
            lambda: receive(submission, content, original, self.limits),
        )


def create_router(door: Door) -> APIRouter:
    """Return the routes."""
    router = APIRouter(prefix="/v1", tags=["transcripts"])

    @router.post(
        "/transcripts",
        status_code=HTTPStatus.ACCEPTED,
        summary="Submit a recogniser's output, whatever its format",
        openapi_extra=_OPENAPI,
    )
    async def submit(  # pyright: ignore[reportUnusedFunction] - the router holds it
        request: Request,
        validate: Annotated[bool, Query(description="Read it now; refuse with 422.")] = False,  # noqa: FBT002 - a query parameter
        again: Annotated[bool, Query(description="Submit even if nothing changed.")] = False,  # noqa: FBT002 - a query parameter
    ) -> JSONResponse:
        return await door.submit(request, validate=validate, again=again)

    @router.get("/submissions/{transcript_id}", summary="What is known of a submission")
    async def find(transcript_id: str) -> JSONResponse:  # pyright: ignore[reportUnusedFunction] - the router holds it
        return await door.find(transcript_id)

    return router


def problem_of(refusal: Refused) -> Problem:
    """Return the answer that a refusal amounts to."""
    return Problem(
        _STATUS.get(refusal.code, HTTPStatus.UNPROCESSABLE_ENTITY),
        "The transcript was refused",
        refusal.reason,
        code=refusal.code,
        hint=refusal.hint,
        location=refusal.location,
    )


def trace_of(request: Request) -> Headers:
    """Return this request's trace: our span's where tracing is on, else the caller's own."""
    own = [(name, request.headers.get(name, "").encode()) for name in (TRACEPARENT, TRACESTATE)]
    return trace_headers() or tuple((name, value) for name, value in own if value)


def _wishes(
    request: Request, upload: Upload, *, again: bool, idempotency_key: str | None
) -> Wishes:
    said = {name: _said(request, upload, name) for name in _FIELDS}
    profile = said.pop("profile") or DEFAULT_PROFILE
    return Wishes(**said, profile=profile, again=again, idempotency_key=idempotency_key)


def _said(request: Request, upload: Upload, name: str) -> str | None:
    header = request.headers.get(_FIELDS[name], "").encode("latin-1").decode(errors="replace")
    return request.query_params.get(name) or dict(upload.fields).get(name) or header or None


def _idempotency_key(request: Request) -> str | None:
    key = request.headers.get("idempotency-key")
    if key is not None and not 0 < len(key) <= MAX_KEY_CHARACTERS:
        detail = f"An Idempotency-Key has 1 to {MAX_KEY_CHARACTERS} characters, not {len(key)}"
        raise Problem(HTTPStatus.BAD_REQUEST, "Bad idempotency key", detail, code="bad_key")
    return key


def _check_encoding(request: Request) -> None:
    encoding = request.headers.get("content-encoding", "identity")
    if encoding.lower() != "identity":
        status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
        detail = f"The content encoding {encoding} is not taken; send the file as it is"
        raise Problem(
            status,
            "Unsupported content encoding",
            detail,
            headers={"Accept-Encoding": "identity"},  # RFC 9110, section 15.5.16
            code="bad_encoding",
        )


def _answer(receipt: Receipt) -> JSONResponse:
    known = _known(receipt.submission)
    headers = {"Location": known["status_url"]}
    if receipt.replayed:
        return JSONResponse(known, HTTPStatus.OK, {**headers, REPLAYED: "true"})
    return JSONResponse(known, HTTPStatus.ACCEPTED, headers)


def _known(row: SubmissionRow) -> dict[str, Any]:
    return {
        "transcript_id": row.transcript_id,
        "status_url": f"/v1/submissions/{row.transcript_id}",
        "submitted_at": row.submitted_at.isoformat(),
        "content_sha256": row.content_sha256,
        "content_bytes": row.content_bytes,
        "format": row.format,
        "title": row.title,
        "language": row.language,
        "profile": row.profile,
        "vocabulary": row.vocabulary,
    }


_OPENAPI: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            kind: {"schema": {"type": "string", "format": "binary"}}
            for kind in ("application/json", "application/x-subrip", "text/vtt", "text/plain")
        }
        | {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            }
        },
    },
    "parameters": [{"name": name, "in": "query", "schema": {"type": "string"}} for name in _FIELDS]
    + [{"name": "Idempotency-Key", "in": "header", "schema": {"type": "string"}}],
}
