"""The HTTP door, over a real database and a real folder."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import httpx
import pytest

from emend_database import Pool
from emend_events import TranscriptSubmitted
from emend_ingest.domain.identity import content_hash, transcript_id_of
from emend_ingest.domain.receive import Limits
from emend_ingest.files import FileStorage

pytestmark = pytest.mark.postgres

Vosk = Callable[..., bytes]
Outbox = Callable[[], Awaitable[list[TranscriptSubmitted]]]
TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
LIMIT = 100_000


async def post(
    http: httpx.AsyncClient, content: bytes, headers: dict[str, str] | None = None, **said: str
) -> httpx.Response:
    return await http.post("/v1/transcripts", content=content, params=said, headers=headers or {})


async def test_an_upload_is_accepted_kept_and_submitted(
    http: httpx.AsyncClient, outbox: Outbox, files: FileStorage, vosk: Vosk
) -> None:
    answer = await post(http, vosk("om"), title="Gītā 2", language="sa", profile="caption")
    assert answer.status_code == 202
    body = answer.json()
    assert body["content_sha256"] == content_hash(vosk("om"))
    assert body["transcript_id"] == transcript_id_of(body["content_sha256"])
    assert answer.headers["location"] == f"/v1/submissions/{body['transcript_id']}"
    (event,) = await outbox()
    assert event.transcript_id == body["transcript_id"]
    assert (event.title, event.language, event.profile) == ("Gītā 2", "sa", "caption")
    assert (await files.fetch(event.content_uri or "", Limits()))[0] == vosk("om")


async def test_a_submission_can_be_asked_for(http: httpx.AsyncClient, vosk: Vosk) -> None:
    accepted = (await post(http, vosk("om"), title="Talk")).json()
    found = await http.get(accepted["status_url"])
    assert (found.status_code, found.json()) == (200, accepted)
    missing = await http.get("/v1/submissions/talk-9")
    assert missing.status_code == 404
    assert missing.headers["content-type"] == "application/problem+json"


async def test_the_callers_trace_goes_on(http: httpx.AsyncClient, pool: Pool, vosk: Vosk) -> None:
    await post(http, vosk("om"), headers={"traceparent": TRACEPARENT})
    headers = await pool.fetchval("SELECT headers FROM outbox")
    assert TRACEPARENT in bytes(headers).decode()


async def test_the_same_upload_twice_is_submitted_once(
    http: httpx.AsyncClient, outbox: Outbox, vosk: Vosk
) -> None:
    first, second = await post(http, vosk("om")), await post(http, vosk("om"))
    assert (first.status_code, second.status_code) == (202, 200)
    assert "idempotent-replayed" not in first.headers
    assert second.headers["idempotent-replayed"] == "true"
    assert first.json() == second.json()
    assert len(await outbox()) == 1


async def test_concurrent_duplicates_are_submitted_once(
    http: httpx.AsyncClient, outbox: Outbox, vosk: Vosk
) -> None:
    key = {"Idempotency-Key": "k-1"}
    answers = await asyncio.gather(
        *(post(http, vosk("om"), headers=key) for _ in range(6)),
        *(post(http, vosk("om")) for _ in range(6)),
    )
    assert sorted(answer.status_code for answer in answers) == [200] * 11 + [202]
    assert len({answer.text for answer in answers}) == 1
    assert len(await outbox()) == 1


async def test_a_key_gives_the_same_answer_to_the_same_request(
    http: httpx.AsyncClient, vosk: Vosk
) -> None:
    key = {"Idempotency-Key": "k-1"}
    first = await post(http, vosk("om"), headers=key, transcript_id="talk-1")
    second = await post(http, vosk("om"), headers=key, transcript_id="talk-1")
    assert (first.status_code, second.status_code) == (202, 200)
    assert first.json() == second.json()


async def test_a_key_with_other_content_is_refused(
    http: httpx.AsyncClient, outbox: Outbox, vosk: Vosk
) -> None:
    key = {"Idempotency-Key": "k-1"}
    await post(http, vosk("om"), headers=key)
    answer = await post(http, vosk("hari"), headers=key)
    assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")
    assert len(await outbox()) == 1


async def test_an_id_that_names_other_content_is_refused(
    http: httpx.AsyncClient, vosk: Vosk
) -> None:
    await post(http, vosk("om"), transcript_id="talk-1")
    answer = await post(http, vosk("hari"), transcript_id="talk-1")
    assert (answer.status_code, answer.json()["code"]) == (409, "id_taken")


async def test_the_same_content_with_other_wishes_is_refused_and_told_what_differs(
    http: httpx.AsyncClient, outbox: Outbox, vosk: Vosk
) -> None:
    await post(http, vosk("om"), title="Talk")
    answer = await post(http, vosk("om"), title="Talk", profile="caption")
    assert (answer.status_code, answer.json()["code"]) == (409, "already_submitted")
    assert answer.json()["detail"].endswith("submitted with profile 'lecture', not 'caption'")
    assert "transcript_id" in answer.json()["hint"]
    other = await post(http, vosk("om"), transcript_id="talk-2", profile="caption")
    assert other.status_code == 202
    assert (await post(http, vosk("om"), title="Talk")).headers["Idempotent-Replayed"] == "true"
    assert len(await outbox()) == 2


async def test_other_wishes_are_submitted_on_request_under_the_same_event(
    http: httpx.AsyncClient, outbox: Outbox, vosk: Vosk
) -> None:
    await post(http, vosk("om"), format="whisper")
    answer = await post(http, vosk("om"), format="vosk", again="true")
    assert (answer.status_code, answer.json()["format"]) == (202, "vosk")
    first, second = await outbox()
    assert first.event_id == second.event_id


async def test_a_submission_can_be_repeated_on_request(
    http: httpx.AsyncClient, outbox: Outbox, vosk: Vosk
) -> None:
    await post(http, vosk("om"))
    assert (await post(http, vosk("om"), again="true")).status_code == 202
    assert len(await outbox()) == 2


@pytest.mark.parametrize(
    ("content", "said", "status", "code"),
    [
        (b"", {}, 400, "empty"),
        (b"x" * (LIMIT + 1), {}, 413, "too_large"),
        (b"{}", {"transcript_id": "../x"}, 422, "bad_id"),
        (b"{}", {"title": "a\0b"}, 400, "bad_address"),
        (b"{}", {"title": "a" * 2_000}, 422, "bad_title"),
        (b"{}", {"language": "?"}, 422, "bad_language"),
        (b"{}", {"profile": "no such thing"}, 422, "bad_profile"),
        (b"{}", {"validate": "true"}, 422, "unknown_format"),
        (b"{", {"validate": "true"}, 422, "not_json"),
        (b'{"result": [], "text": ""}', {"validate": "true"}, 422, "no_words"),
    ],
)
async def test_what_cannot_be_taken_is_answered_with_its_cause(
    http: httpx.AsyncClient,
    outbox: Outbox,
    content: bytes,
    said: dict[str, str],
    status: int,
    code: str,
) -> None:
    answer = await http.post("/v1/transcripts", content=content, params=said)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert await outbox() == []


async def test_validation_says_where_and_what_to_do(http: httpx.AsyncClient) -> None:
    content = b'{"result": [{"word": "om", "start": 5, "end": 2, "conf": 1}], "text": "om"}'
    problem = (await post(http, content, validate="true")).json()
    assert (problem["code"], problem["location"]) == ("bad_time", "$.result[0]")


async def test_valid_content_is_accepted_after_validation(
    http: httpx.AsyncClient, vosk: Vosk
) -> None:
    assert (await post(http, vosk("om"), validate="true")).status_code == 202


async def test_content_that_cannot_be_read_is_accepted_and_refused_later(
    http: httpx.AsyncClient, outbox: Outbox
) -> None:
    assert (await post(http, b"no transcript at all")).status_code == 202
    assert len(await outbox()) == 1


async def test_a_body_that_does_not_say_its_length_is_stopped_at_the_limit(
    http: httpx.AsyncClient,
) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 100 * LIMIT:
            sent += 10_000
            yield bytes(10_000)

    answer = await http.post("/v1/transcripts", content=endless())
    assert answer.status_code == 413


async def test_nothing_of_a_refused_body_stays(http: httpx.AsyncClient, tmp_path: Path) -> None:
    await post(http, b"x" * (LIMIT + 1))
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []


async def test_curls_forms_are_taken(http: httpx.AsyncClient, outbox: Outbox, vosk: Vosk) -> None:
    files = {"file": ("talk.json", vosk("om"), "application/json")}
    answer = await http.post("/v1/transcripts", files=files, data={"title": "Talk"})
    assert answer.status_code == 202
    assert answer.json()["content_sha256"] == content_hash(vosk("om"))
    assert (await outbox())[0].title == "Talk"


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"--x\r\nnonsense", "multipart/form-data; boundary=x", 400),
        (b"--x--\r\n", "multipart/form-data; boundary=x", 400),
        (b"anything", "multipart/form-data", 400),
        (b"--x\r\n" + b"a" * LIMIT * 2, "multipart/form-data; boundary=x", 413),
    ],
)
async def test_forms_that_hold_no_file_are_refused(
    http: httpx.AsyncClient, content: bytes, kind: str, status: int
) -> None:
    assert (await post(http, content, headers={"content-type": kind})).status_code == status


async def test_a_form_with_too_large_a_file_is_refused(http: httpx.AsyncClient) -> None:
    for size in (LIMIT + 1, LIMIT * 3):
        answer = await http.post("/v1/transcripts", files={"file": ("x", b"x" * size)})
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


async def test_headers_say_the_same_as_parameters(
    http: httpx.AsyncClient, outbox: Outbox, vosk: Vosk
) -> None:
    named = {"transcript-id": "talk-1", "asr-title": "Gītā", "asr-format": "vosk"}
    said = [(name.encode(), text.encode()) for name, text in named.items()]
    await http.post("/v1/transcripts", content=vosk("om"), headers=said)
    (event,) = await outbox()
    assert (event.transcript_id, event.title, event.format) == ("talk-1", "Gītā", "vosk")


async def test_compressed_bodies_are_refused_rather_than_misread(
    http: httpx.AsyncClient, vosk: Vosk
) -> None:
    answer = await post(http, gzip.compress(vosk("om")), headers={"content-encoding": "gzip"})
    assert answer.status_code == 415
    assert answer.headers["accept-encoding"] == "identity"


async def test_storage_that_is_away_is_told_as_such(
    http: httpx.AsyncClient, outbox: Outbox, vosk: Vosk, tmp_path: Path
) -> None:
    (tmp_path / "files" / "sha256").write_text("in the way")
    assert (await post(http, vosk("om"))).status_code == 503
    assert await outbox() == []


async def test_a_database_that_is_away_is_told_as_such(
    http: httpx.AsyncClient, pool: Pool, vosk: Vosk
) -> None:
    await pool.close()
    assert (await post(http, vosk("om"))).status_code == 503


async def test_readers_find_the_schemas_of_our_topics(http: httpx.AsyncClient) -> None:
    answer = await http.get("/registry/subjects")
    assert "asr.transcript.received.v1-value" in answer.json()
