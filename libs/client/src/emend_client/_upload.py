"""Handing a recogniser's output over by HTTP: for what is too large for a message."""

from __future__ import annotations

from typing import Any

from emend_client._addresses import here
from emend_client._http import document, session
from emend_client._submission import Submission


async def upload(
    submission: Submission,
    url: str | None = None,
    *,
    again: bool = False,
    traceparent: str | None = None,
) -> dict[str, Any]:
    """Send a whole file to the ingest service; return what it answers, ``transcript_id`` first.

    The same content twice is the same transcript, and is not worked on twice unless ``again``.

    Args:
        submission: the file and what is said about it; not a live stream's piece.
        url: the service's; else ``EMEND_INGEST_URL``, else the local stack's.
        again: submit even if nothing changed.
        traceparent: W3C trace context; the whole pipeline continues this trace.

    Raises:
        ValueError: a live stream's piece.
        Refused: the service does not take it, with its reason.
        Unreachable: nothing answers at the address.
    """
    if submission.sequence or not submission.last or submission.offset_ms:
        message = "a live stream's pieces go over Kafka; HTTP takes whole files"
        raise ValueError(message)
    said = {
        "transcript_id": submission.transcript_id,
        "format": submission.format,
        "title": submission.title,
        "language": submission.language,
        "profile": submission.profile,
        "vocabulary": submission.vocabulary,
        "again": "true" if again else None,
    }
    parameters = {name: value for name, value in said.items() if value}
    headers = {"content-type": "application/octet-stream"}
    if traceparent:
        headers["traceparent"] = traceparent
    async with session(url or here().service("ingest"), "ingest") as client:
        response = await client.post(
            "/v1/transcripts", params=parameters, content=submission.content, headers=headers
        )
    return document(response)
