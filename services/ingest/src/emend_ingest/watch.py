"""The watched folder: what is put there is submitted, then moved to ``accepted`` or ``refused``.

A file is taken once it is complete: its size and time are the same at two looks, or it was
last written so long ago that it was moved in whole. Hidden files and ``*.part`` are left alone.
Killed at any line, the next look begins again and gives the same ids.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from emend_bus import Unavailable
from emend_database import is_unavailable
from emend_events import Act
from emend_ingest.domain.audit import upload_act
from emend_ingest.domain.identity import content_hash
from emend_ingest.domain.receive import Limits, check_size, receive
from emend_ingest.domain.refusal import Refused
from emend_ingest.files import FileStorage
from emend_ingest.submit import Submitter, Wishes, submission_of
from emend_telemetry import SpanName, get_logger, service_span, trace_headers
from emend_web import Caller, NotRecorded

log = get_logger(__name__)

CALLER = Caller("watched-folder", None)
ACCEPTED, REFUSED = "accepted", "refused"
PROBLEM_SUFFIX = ".problem.json"
LOOK_SECONDS = 1.0
SETTLED_SECONDS = 10.0
"""A file that nobody wrote to for so long is complete at first sight."""


class Seen(NamedTuple):
    """What tells whether a file is still being written."""

    inode: int
    size: int
    written_ns: int


@dataclass(slots=True)
class Folder:
    """The watched folder; ``now`` gives seconds since the epoch."""

    path: Path
    files: FileStorage
    submitter: Submitter
    limits: Limits
    now: Callable[[], float]
    record: Callable[[Act], Awaitable[None]]
    """Keeps the record of a file that was refused."""
    read: Callable[[Path, Limits], bytes] | None = None
    """How a file is read; none means ``read_within``."""
    _seen: dict[str, Seen] = field(default_factory=dict[str, Seen])

    async def run(self, stop: asyncio.Event) -> None:
        """Look once a second until ``stop`` is set."""
        while not stop.is_set():
            try:
                await self.look()
            except Exception as error:
                away = isinstance(error, Unavailable | NotRecorded | OSError)
                if not (away or is_unavailable(error)):
                    raise
                log.warning("watched folder waits", folder=str(self.path), error=str(error))
            try:
                await asyncio.wait_for(stop.wait(), LOOK_SECONDS)
            except TimeoutError:
                continue

    async def look(self) -> list[str]:
        """Submit every complete file; return their names.

        Raises:
            Unavailable: file storage or database are away; the files stay where they are.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        present = dict(visible_files(self.path))
        complete = [name for name, seen in present.items() if self._is_complete(name, seen)]
        self._seen = present
        for name in complete:
            await self._take(self.path / name)
        return complete

    def _is_complete(self, name: str, seen: Seen) -> bool:
        settled = self.now() - seen.written_ns / 1e9 >= SETTLED_SECONDS
        return settled or self._seen.get(name) == seen

    async def _take(self, file: Path) -> None:
        try:
            with service_span(SpanName.INGEST_SUBMIT):
                transcript_id = await self._submit(file)
        except FileNotFoundError:
            return
        except PermissionError as error:
            log.warning("file cannot be read", file=file.name, error=str(error))
        except Refused as refusal:
            log.warning("file refused", file=file.name, code=refusal.code, reason=refusal.reason)
            await self.record(self._refusal(file, refusal))
            refuse(file, refusal)
        else:
            log.info("file accepted", file=file.name, transcript_id=transcript_id)
            move(file, file.parent / ACCEPTED)

    def _refusal(self, file: Path, refusal: Refused) -> Act:
        submission = submission_of(file.name, Wishes(title=file.stem), self.submitter.now())
        return upload_act(
            submission,
            "refused",
            version=self.submitter.version,
            now=submission.submitted_at,
            actor=CALLER.actor,
            failure=refusal.code,
        )

    async def _submit(self, file: Path) -> str:
        content = await asyncio.to_thread(self.read or read_within, file, self.limits)
        sha256 = content_hash(content)
        wishes = Wishes(title=file.stem)
        submission = submission_of(sha256, wishes, self.submitter.now())
        original = await self.files.keep(content)
        await asyncio.to_thread(receive, submission, content, original, self.limits)
        receipt = await self.submitter.submit(original, wishes, CALLER, trace_headers())
        return receipt.submission.transcript_id


def visible_files(folder: Path) -> Iterable[tuple[str, Seen]]:
    """Return the plain files that may be taken, oldest name first."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.startswith(".") or entry.name.endswith((".part", PROBLEM_SUFFIX)):
                continue
            if entry.is_file(follow_symlinks=False):
                status = entry.stat(follow_symlinks=False)
                yield entry.name, Seen(status.st_ino, status.st_size, status.st_mtime_ns)


def read_within(file: Path, limits: Limits) -> bytes:
    """Return a file's content.

    Raises:
        Refused: ``empty`` or ``too_large``, told from its size.
    """
    check_size(file.stat().st_size, limits)
    return file.read_bytes()


def refuse(file: Path, refusal: Refused) -> None:
    """Say beside the file why it was refused, then move it."""
    target = free_place(file, file.parent / REFUSED)
    problem = {
        "code": refusal.code,
        "reason": refusal.reason,
        "hint": refusal.hint,
        "location": refusal.location,
    }
    explanation = target.with_name(target.name + PROBLEM_SUFFIX)
    explanation.write_text(json.dumps(problem, ensure_ascii=False, indent=2) + "\n", "utf-8")
    file.replace(target)


def move(file: Path, folder: Path) -> None:
    """Move a file that was accepted."""
    file.replace(free_place(file, folder))


def free_place(file: Path, folder: Path) -> Path:
    """Return where a file can go without replacing another of the same name."""
    folder.mkdir(exist_ok=True)
    target = folder / file.name
    number = 1
    while target.exists():
        number += 1
        target = folder / f"{file.stem}.{number}{file.suffix}"
    return target
