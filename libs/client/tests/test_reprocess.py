"""Stored words are corrected anew, without recognising anything again."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from emend_transcript import read
from tests.support.command import Emend


def spoken(tmp_path: Path, text: str) -> Path:
    """Return a Whisper file that says a text."""
    words = [
        {"word": f" {word}", "start": at / 2, "end": at / 2 + 0.4, "probability": 0.9}
        for at, word in enumerate(text.split())
    ]
    file = tmp_path / "spoken.json"
    segment = {"start": 0, "end": len(words) / 2, "text": text, "words": words}
    file.write_text(json.dumps({"text": text, "segments": [segment], "language": "en"}))
    return file


@pytest.fixture
def stored(emend: Emend, tmp_path: Path) -> Path:
    """A JSON rendition of a short lecture."""
    file = tmp_path / "stored.json"
    source = spoken(tmp_path, "the um swami spoke in nineteen ninety five about the gita")
    assert emend("process", source, "-o", file).code == 0
    return file


def test_the_words_as_recognised_are_read_back_not_the_corrected_text(stored: Path) -> None:
    transcript = read(stored.read_bytes())
    assert [word.text for word in transcript.words][:4] == ["the", "um", "swami", "spoke"]
    assert transcript.format == "whisper"
    assert transcript.warnings == ()


@pytest.mark.parametrize("command", ["process", "reprocess"])
def test_the_same_profile_gives_the_same_bytes(
    emend: Emend, stored: Path, tmp_path: Path, command: str
) -> None:
    again = tmp_path / "again.json"
    assert emend(command, stored, "-o", again).code == 0
    assert again.read_bytes() == stored.read_bytes()


def test_another_profile_and_vocabulary_decide_anew(
    emend: Emend, stored: Path, tmp_path: Path
) -> None:
    assert "1995" in emend("reprocess", stored).out
    assert "um swami spoke in nineteen" in emend("reprocess", stored, "--profile", "verbatim").out
    terms = tmp_path / "terms.csv"
    terms.write_text("text,display_as\nswami,SWAMI\n")
    assert "SWAMI" in emend("reprocess", stored, "--vocabulary", terms).out
    mine = tmp_path / "mine.yaml"
    mine.write_text("extends: lecture\nwithout: [itn.year]\n")
    own = tmp_path / "own.json"
    assert emend("reprocess", stored, "--profile", mine, "-o", own).code == 0
    assert emend("replay", own).code == 0
    refused = emend("reprocess", own)
    assert refused.code == 2
    assert "mine@1" in refused.err


def test_what_was_reprocessed_is_printed_as_json(
    emend: Emend, stored: Path, tmp_path: Path
) -> None:
    report = emend("reprocess", stored, "--profile", "verbatim", "--json").document
    assert (report["words"], report["changes"], report["output"]) == (11, 0, None)
    assert report["changes_before"] > 0
    assert "um swami spoke in nineteen" in report["content"]
    again = tmp_path / "again.json"
    written = emend("reprocess", stored, "-o", again, "--json").document
    assert written["output"] == str(again)
    assert "content" not in written
    assert again.read_bytes() == stored.read_bytes()


@pytest.mark.parametrize("command", ["process", "reprocess"])
def test_words_that_were_redacted_are_said_to_be_gone(
    emend: Emend, tmp_path: Path, command: str
) -> None:
    file = tmp_path / "call.json"
    source = spoken(tmp_path, "please call me at 415-555-2671 tomorrow")
    emend("process", source, "--profile", "call", "-o", file)
    ran = emend(command, file, "--profile", "verbatim")
    assert ran.code == 0
    assert "2671" not in ran.out
    assert "were redacted and stay blank" in ran.err


def test_a_recognisers_file_is_for_process(emend: Emend, whisper: Path) -> None:
    ran = emend("reprocess", whisper)
    assert ran.code == 1
    assert "emend process" in ran.err


def test_a_stored_transcript_is_fetched_by_its_id(
    emend: Emend, stored: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    class Service(BaseHTTPRequestHandler):
        """Answers with the rendition."""

        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(stored.read_bytes())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Say nothing."""

    again = tmp_path / "again.json"
    with HTTPServer(("127.0.0.1", 0), Service) as server:
        monkeypatch.setenv("EMEND_STORAGE_URL", f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        assert emend("reprocess", "lecture-1", "-o", again).code == 0
        server.shutdown()
        thread.join()
    assert asked == ["/v1/transcripts/lecture-1.json"]
    assert again.read_bytes() == stored.read_bytes()
