"""Reading and uploading over HTTP, against a server that answers as the services do."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from emend_client import NotFound, Refused, Submission, open_storage, upload
from tests.support.command import Emend

CHANGE = {"rule": "itn.year", "before": "two thousand five", "after": "2005", "reason": ""}
ANSWERS: dict[str, tuple[int, Any]] = {
    "/v1/transcripts?limit=20": (
        200,
        {"transcripts": [{"transcript_id": "a", "state": "completed"}], "next_cursor": None},
    ),
    "/v1/transcripts/a": (200, {"transcript_id": "a", "state": "completed"}),
    "/v1/transcripts/a.txt": (200, "so in 2005\n"),
    "/v1/transcripts/a.srt": (200, "1\n00:00:00,000 --> 00:00:01,000\nso in 2005\n"),
    "/v1/transcripts/a%2Fb%3F": (200, {"transcript_id": "a/b?"}),
    "/v1/transcripts/a/changes?limit=5000": (
        200,
        {"changes": [CHANGE | {"start_ms": 0}], "next_cursor": "n"},
    ),
    "/v1/transcripts/a/changes?limit=5000&cursor=n": (
        200,
        {"changes": [CHANGE | {"start_ms": 9}], "next_cursor": None},
    ),
    "/v1/search?q=gita&limit=20": (
        200,
        {"results": [{"transcript_id": "a", "start_ms": 61_000, "text": "the [Gita]"}], "total": 1},
    ),
    "/v1/transcripts/html": (200, "<html>"),
    "/health/detailed": (
        200,
        {"status": "degraded", "version": "1", "dependencies": {"kafka": {"error": "away"}}},
    ),
    "/v1/transcripts?format=whisper&title=G%C4%ABt%C4%81&profile=lecture": (
        202,
        {"transcript_id": "posted"},
    ),
    "/v1/transcripts?profile=lecture": (
        413,
        {"title": "The transcript was refused", "detail": "It is too large", "hint": "Cut it."},
    ),
}
NOTHING = (404, {"title": "Not found", "detail": "There is no transcript 'x' here"})


class Handler(BaseHTTPRequestHandler):
    """Answers from the table above."""

    def do_GET(self) -> None:
        """Answer one request."""
        status, body = ANSWERS.get(self.path, NOTHING)
        content = (body if isinstance(body, str) else json.dumps(body)).encode()
        self.send_response(status)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_POST(self) -> None:
        """Take the body in, and answer."""
        self.rfile.read(int(self.headers["content-length"]))
        self.do_GET()

    def log_message(self, *_: object) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Say nothing."""


@pytest.fixture
def url(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of the server, also in the environment."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}"
    for service in ("INGEST", "STORAGE", "POSTPROCESS", "AUDIT"):
        monkeypatch.setenv(f"EMEND_{service}_URL", address)
    try:
        yield address
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


async def test_a_stored_transcript_is_read_in_every_form(url: str) -> None:
    async with open_storage(url) as storage:
        assert (await storage.show("a"))["state"] == "completed"
        assert await storage.rendition("a") == "so in 2005\n"
        assert "-->" in await storage.rendition("a", "srt")
        assert (await storage.list(limit=20))["transcripts"][0]["transcript_id"] == "a"
        assert (await storage.search("gita"))["total"] == 1


async def test_all_pages_of_changes_are_read(url: str) -> None:
    async with open_storage(url) as storage:
        assert [change["start_ms"] for change in await storage.changes("a")] == [0, 9]


async def test_an_id_never_becomes_another_address(url: str) -> None:
    async with open_storage(url) as storage:
        assert (await storage.show("a/b?"))["transcript_id"] == "a/b?"


async def test_an_unknown_transcript_is_an_error_of_its_own(url: str) -> None:
    async with open_storage(url) as storage:
        with pytest.raises(NotFound, match="no transcript 'x'") as caught:
            await storage.show("x")
    assert caught.value.status == 404


async def test_something_else_at_the_address_is_an_error(url: str) -> None:
    async with open_storage(url) as storage:
        with pytest.raises(Refused, match="not JSON"):
            await storage.show("html")


async def test_an_upload_carries_what_is_said_about_it(url: str) -> None:
    answer = await upload(Submission(b"{}", format="whisper", title="Gītā"), url)
    assert answer["transcript_id"] == "posted"


async def test_a_refused_upload_says_why_and_what_to_do(url: str) -> None:
    with pytest.raises(Refused, match="It is too large") as caught:
        await upload(Submission(b"{}"), url)
    assert (caught.value.status, caught.value.hint) == (413, "Cut it.")


async def test_a_live_stream_s_piece_is_not_uploaded(url: str) -> None:
    with pytest.raises(ValueError, match="Kafka"):
        await upload(Submission(b"{}", transcript_id="live", last=False), url)


@pytest.mark.usefixtures("url")
def test_the_commands_show_what_is_stored(emend: Emend) -> None:
    assert emend("show", "a").out == "so in 2005\n"
    assert "-->" in emend("show", "a", "--format", "srt").out
    assert emend("show", "a", "--json").document["state"] == "completed"
    assert "2005" in emend("show", "a", "--changes").out
    assert len(emend("show", "a", "--changes", "--json").document["changes"]) == 2
    assert "completed" in emend("list").out


@pytest.mark.usefixtures("url")
def test_a_hit_is_shown_with_its_time_and_its_brackets(emend: Emend) -> None:
    ran = emend("search", "gita")
    assert "0:01:01" in ran.out
    assert "the [Gita]" in ran.out


@pytest.mark.usefixtures("url")
def test_an_unknown_transcript_is_one_line(emend: Emend) -> None:
    ran = emend("show", "x")
    assert ran.code == 1
    assert "no transcript 'x'" in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.usefixtures("url")
def test_files_are_uploaded_one_by_one(emend: Emend, whisper: Path, captions: Path) -> None:
    ran = emend(
        "submit", "--http", whisper, "--title", "Gītā", "--input-format", "whisper", "--json"
    )
    assert ran.code == 0
    assert ran.document["files"][0]["transcript_id"] == "posted"
    refused = emend("submit", "--http", captions)
    assert refused.code == 1
    assert "too large" in refused.err


@pytest.mark.usefixtures("url")
def test_a_service_that_lacks_something_is_degraded(
    emend: Emend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1")
    parts = {part["name"]: part for part in emend("status", "--json").document["parts"]}
    assert parts["storage"]["state"] == "degraded"
    assert parts["storage"]["detail"] == "kafka: away"
