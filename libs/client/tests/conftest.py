"""Small transcripts as recognisers write them, and the command run as users run it."""

from __future__ import annotations

import json
import logging
from collections.abc import Generator
from pathlib import Path

import pytest

from emend_client.cli import main
from tests.support.command import Emend, Ran
from tests.support.served_log import Served, serve_log


@pytest.fixture(autouse=True)
def logging_restored() -> Generator[None]:
    """Leave the libraries as talkative as they were; the command silences them."""
    library = logging.getLogger("aiokafka")
    level = library.level
    yield
    library.setLevel(level)


@pytest.fixture
def emend(capfd: pytest.CaptureFixture[str]) -> Emend:
    """Run ``emend`` with these arguments in this process."""

    def run(*arguments: str | Path) -> Ran:
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        code = left.value.code
        return Ran(code if isinstance(code, int) else 0 if code is None else 1, out, err)

    return run


@pytest.fixture
def whisper(tmp_path: Path) -> Path:
    """A Whisper file of one sentence with a filler and a year."""
    words = ["The", "um", "swami", "spoke", "in", "nineteen", "ninety", "five"]
    timed = [
        {"word": f" {word}", "start": at / 2, "end": at / 2 + 0.4, "probability": 0.9}
        for at, word in enumerate(words)
    ]
    segment = {"id": 0, "start": 0.0, "end": 4.0, "text": " ".join(words), "words": timed}
    file = tmp_path / "talk.json"
    file.write_text(json.dumps({"text": "", "segments": [segment], "language": "en"}))
    return file


@pytest.fixture
def captions(tmp_path: Path) -> Path:
    """An SRT file of one caption."""
    file = tmp_path / "captions.srt"
    file.write_text("1\n00:00:01,000 --> 00:00:03,000\nlet us um begin\n")
    return file


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Generator[Served]:
    """A log of 300 entries at the address that the client knows."""
    with serve_log(300) as (log, url):
        monkeypatch.setenv("EMEND_AUDIT_URL", url)
        monkeypatch.setenv("EMEND_STATE_HOME", str(tmp_path / "state"))
        yield log
