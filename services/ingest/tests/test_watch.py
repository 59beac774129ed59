"""The watched folder, over a real database and a real folder."""

from __future__ import annotations

import json
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from emend_database import Pool
from emend_events import Act, TranscriptSubmitted
from emend_ingest.domain.receive import Limits
from emend_ingest.files import FileStorage, open_files
from emend_ingest.submit import Submitter
from emend_ingest.watch import ACCEPTED, REFUSED, Folder, read_within

pytestmark = pytest.mark.postgres

Vosk = Callable[..., bytes]
Outbox = Callable[[], Awaitable[list[TranscriptSubmitted]]]
WRITTEN = 1_000_000.0
"""When the tests' files were written, in seconds since the epoch."""


class Seconds:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.time = WRITTEN

    def __call__(self) -> float:
        """Return the time."""
        return self.time


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def folder(
    tmp_path: Path, files: FileStorage, submitter: Submitter, seconds: Seconds, acts: list[Act]
) -> Folder:
    (tmp_path / "inbox").mkdir()
    limits = Limits(content_bytes=10_000)
    return Folder(tmp_path / "inbox", files, submitter, limits, seconds, keeping(acts))


@pytest.fixture
def acts() -> list[Act]:
    """The acts whose records stand alone."""
    return []


def keeping(acts: list[Act]) -> Callable[[Act], Awaitable[None]]:
    """Return what keeps acts in a list."""

    async def keep(act: Act) -> None:
        acts.append(act)

    return keep


def put(folder: Folder, name: str, content: bytes) -> Path:
    """Write a file at the tests' time."""
    path = folder.path / name
    path.write_bytes(content)
    os.utime(path, (WRITTEN, WRITTEN))
    return path


def names(folder: Folder) -> set[str]:
    """Return what lies in the folder, without what it made itself."""
    return {path.name for path in folder.path.iterdir() if path.is_file()}


async def test_a_file_is_taken_at_the_second_look_and_moved(
    folder: Folder, outbox: Outbox, vosk: Vosk
) -> None:
    put(folder, "Gītā talk.json", vosk("om"))
    assert await folder.look() == []
    assert await folder.look() == ["Gītā talk.json"]
    assert (folder.path / ACCEPTED / "Gītā talk.json").read_bytes() == vosk("om")
    (event,) = await outbox()
    assert event.title == "Gītā talk"
    assert names(folder) == set()


async def test_a_file_that_still_grows_is_left_alone(
    folder: Folder, outbox: Outbox, vosk: Vosk
) -> None:
    for length in range(1, 5):
        put(folder, "talk.json", vosk("om")[: length * 10])
        assert await folder.look() == []
    assert await outbox() == []


async def test_a_file_that_was_moved_in_whole_is_taken_at_once(
    folder: Folder, seconds: Seconds, vosk: Vosk
) -> None:
    put(folder, "talk.json", vosk("om"))
    seconds.time += 60
    assert await folder.look() == ["talk.json"]


async def test_hidden_and_partial_files_folders_and_links_are_left_alone(
    folder: Folder, seconds: Seconds, vosk: Vosk, tmp_path: Path
) -> None:
    put(folder, ".hidden.json", vosk("om"))
    put(folder, "talk.json.part", vosk("om"))
    (folder.path / "folder").mkdir()
    (tmp_path / "elsewhere.json").write_bytes(vosk("om"))
    (folder.path / "link.json").symlink_to(tmp_path / "elsewhere.json")
    seconds.time += 60
    assert await folder.look() == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"hello", "unknown_format"),
        (b"{", "not_json"),
        (b"x" * 10_001, "too_large"),
        (b"\xff\xfe\0", "wrong_encoding"),
    ],
)
async def test_a_file_that_cannot_be_read_is_refused_with_the_reason_beside_it(
    folder: Folder, outbox: Outbox, seconds: Seconds, content: bytes, code: str
) -> None:
    put(folder, "talk.json", content)
    seconds.time += 60
    await folder.look()
    refused = folder.path / REFUSED
    assert (refused / "talk.json").read_bytes() == content
    problem = json.loads((refused / "talk.json.problem.json").read_text())
    assert problem["code"] == code
    assert problem["reason"]
    assert await outbox() == []


async def test_one_bad_file_does_not_keep_the_others_waiting(
    folder: Folder, seconds: Seconds, vosk: Vosk
) -> None:
    put(folder, "a.json", vosk("om"))
    put(folder, "b.json", b"{")
    put(folder, "c.json", vosk("hari"))
    seconds.time += 60
    assert await folder.look() == ["a.json", "b.json", "c.json"]
    assert names(folder) == set()


async def test_a_file_that_may_not_be_read_waits_alone(
    folder: Folder, seconds: Seconds, vosk: Vosk
) -> None:
    def guarded(file: Path, limits: Limits) -> bytes:
        if file.name == "b.json":
            raise PermissionError(13, "Permission denied", str(file))
        return read_within(file, limits)

    folder.read = guarded
    for name, word in (("a.json", "om"), ("b.json", "tat"), ("c.json", "hari")):
        put(folder, name, vosk(word))
    seconds.time += 60
    await folder.look()
    assert names(folder) == {"b.json"}
    folder.read = read_within
    await folder.look()
    assert names(folder) == set()


async def test_content_that_was_submitted_under_another_name_is_refused_with_the_reason(
    folder: Folder, outbox: Outbox, seconds: Seconds, vosk: Vosk
) -> None:
    seconds.time += 60
    put(folder, "talk.json", vosk("om"))
    await folder.look()
    put(folder, "lecture.json", vosk("om"))
    await folder.look()
    problem = json.loads((folder.path / REFUSED / "lecture.json.problem.json").read_text())
    assert problem["code"] == "already_submitted"
    assert "title 'talk', not 'lecture'" in problem["reason"]
    assert len(await outbox()) == 1


async def test_a_file_of_the_same_name_replaces_nothing(
    folder: Folder, seconds: Seconds, vosk: Vosk
) -> None:
    seconds.time += 60
    for word in ("om", "hari", "tat"):
        put(folder, "talk.json", vosk(word))
        await folder.look()
    accepted = {path.name for path in (folder.path / ACCEPTED).iterdir()}
    assert accepted == {"talk.json", "talk.2.json", "talk.3.json"}


async def test_a_file_whose_move_was_prevented_by_a_kill_is_not_submitted_twice(
    folder: Folder, outbox: Outbox, seconds: Seconds, vosk: Vosk
) -> None:
    seconds.time += 60
    put(folder, "talk.json", vosk("om"))
    await folder.look()
    (folder.path / ACCEPTED / "talk.json").rename(folder.path / "talk.json")
    await folder.look()
    assert (folder.path / ACCEPTED / "talk.json").exists()
    assert len(await outbox()) == 1


async def test_a_file_stays_where_it_is_while_the_database_is_away(
    folder: Folder, seconds: Seconds, pool: Pool, vosk: Vosk
) -> None:
    put(folder, "talk.json", vosk("om"))
    seconds.time += 60
    await pool.close()
    with pytest.raises(Exception, match="clos"):
        await folder.look()
    assert names(folder) == {"talk.json"}


async def test_a_folder_that_is_missing_is_made(
    tmp_path: Path, submitter: Submitter, seconds: Seconds
) -> None:
    files = open_files((tmp_path / "files").as_uri())
    folder = Folder(tmp_path / "new" / "inbox", files, submitter, Limits(), seconds, keeping([]))
    assert await folder.look() == []
    assert folder.path.is_dir()
