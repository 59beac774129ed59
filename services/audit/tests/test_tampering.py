"""Every way of tampering is found, by our verifier and by one in Go that shares no code with it.

The one in Go stands on ``golang.org/x/mod/sumdb``, as Go's own checksum database does. It is
built here where Go is at hand and its one module can be had; otherwise its tests skip and say why.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import threading
from datetime import timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from emend_audit.publishing import signer_of
from emend_audit.retention import Retention
from emend_audit.rotation import Rotation
from emend_transparency import (
    Checkpoint,
    Signer,
    TransparencyError,
    Verifier,
    follow_keys,
    verify_log,
)
from tests.support.log_forgeries import AGED_CHANGES, CHANGES, NEW_SEED, changed
from tests.support.recorded_log import Log, build_event

pytestmark = pytest.mark.postgres

GO_SECONDS = 100


@pytest.fixture(scope="session")
def go_verifier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the verifier in Go."""
    go = shutil.which("go")
    if go is None:
        pytest.skip("Go is not installed here, so the independent verifier is not built")
    source, program = Path(__file__).parent / "go", tmp_path_factory.mktemp("go") / "verify"
    environment = {**os.environ, "GOTOOLCHAIN": "local", "GOFLAGS": "-mod=readonly"}

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 - every word is ours
            [go, *arguments],
            cwd=source,
            env=environment,
            capture_output=True,
            text=True,
            timeout=GO_SECONDS,
            check=False,
        )

    fetched = run("mod", "download")
    if fetched.returncode != 0:
        pytest.skip(f"Go's module cannot be had: {fetched.stderr.strip().splitlines()[-1]}")
    built = run("build", "-o", program, ".")
    assert built.returncode == 0, built.stderr
    return program


def ours(folder: Path, verifier: Verifier, older: str) -> str:
    """Return what our verifier finds; nothing if all holds."""

    def read(path: str) -> bytes | None:
        file = folder / path
        return file.read_bytes() if file.is_file() else None

    numbers = iter(range(1, 100))
    notes = iter(lambda: read(f"hand-over/{next(numbers)}"), None)
    try:
        chain = follow_keys(verifier.name, verifier, notes)
        verify_log(read, chain.open(read("checkpoint") or b""), [chain.open_earlier(older)])
    except TransparencyError as error:
        return str(error)
    return ""


def go_s(program: Path, folder: Path, verifier: Verifier, older: str) -> str:
    """Return what the verifier in Go finds; nothing if all holds."""
    note = folder.parent / "older.note"
    note.write_text(older)
    ran = subprocess.run(  # noqa: S603 - every word is ours
        [program, folder, str(verifier), note],
        capture_output=True,
        text=True,
        timeout=GO_SECONDS,
        check=False,
    )
    assert ran.returncode in {0, 1}, ran.stderr
    return "" if ran.returncode == 0 else ran.stdout


@pytest.fixture
async def aged(log: Log, tmp_path: Path) -> tuple[Any, str, Signer]:
    """Return such a log of 602 entries, a checkpoint from before, and the retired key."""
    await log.record(*(build_event(f"{number}") for number in range(500)))
    await log.publish()
    older = (log.read("checkpoint") or b"").decode()
    retired = signer_of(str(await log.verifier()), log.settings.signing_key_file)
    mounted = tmp_path / "mounted.key"
    mounted.write_text(Signer(retired.name, NEW_SEED).secret_text())
    rotation = Rotation(log.pool, log.codec, log.settings.signing_key_file, "1", log.clock)
    await rotation.rotate(mounted)
    shutil.copy(mounted, log.settings.signing_key_file)
    await log.relay()
    log.later(20 * 86_400)
    await log.record(*(build_event(f"{number}") for number in range(501, 601)))
    await log.publish()
    retention = Retention(log.pool, log.files, log.codec, "1", timedelta(days=10), log.clock)
    await retention.purge()
    await log.relay()
    assert await retention.purge() == 256
    return log, older, retired


@pytest.fixture(params=["the first", "the newest"])
async def trusted(request: pytest.FixtureRequest, aged: tuple[Any, str, Signer]) -> Verifier:
    """Return the key of that log that a reader trusts."""
    retired = aged[2]
    return (retired if request.param == "the first" else Signer(retired.name, NEW_SEED)).verifier


async def test_our_verifier_accepts_a_changed_key_and_expired_entries_and_nothing_else(
    aged: tuple[Any, str, Signer], trusted: Verifier, tmp_path: Path
) -> None:
    log, older, retired = aged
    assert ours(log.folder, trusted, older) == ""
    missed: list[str] = []
    for kind, change in AGED_CHANGES.items():
        folder = changed(log.folder, change, retired, tmp_path / kind.replace(" ", "-"))
        if not ours(folder, trusted, older):
            missed.append(kind)
    assert missed == []


async def test_the_verifier_in_go_accepts_a_changed_key_and_expired_entries_and_nothing_else(
    aged: tuple[Any, str, Signer], trusted: Verifier, tmp_path: Path, go_verifier: Path
) -> None:
    log, older, retired = aged
    assert go_s(go_verifier, log.folder, trusted, older) == ""
    missed: list[str] = []
    for kind, change in AGED_CHANGES.items():
        folder = changed(log.folder, change, retired, tmp_path / kind.replace(" ", "-"))
        if not go_s(go_verifier, folder, trusted, older):
            missed.append(kind)
    assert missed == []


@pytest.fixture
async def published(log: Log) -> tuple[Any, str]:
    """Return a log of 600 entries and an older checkpoint of it."""
    await log.record(*(build_event(f"{number}") for number in range(500)))
    await log.publish()
    older = (log.read("checkpoint") or b"").decode()
    await log.record(*(build_event(f"{number}") for number in range(500, 600)))
    await log.publish()
    return log, older


async def test_an_honest_log_convinces_our_verifier(published: tuple[Any, str]) -> None:
    log, older = published
    assert ours(log.folder, await log.verifier(), older) == ""


async def test_an_honest_log_convinces_the_verifier_in_go(
    published: tuple[Any, str], go_verifier: Path
) -> None:
    log, older = published
    assert go_s(go_verifier, log.folder, await log.verifier(), older) == ""


async def test_our_verifier_finds_every_kind_of_tampering(
    published: tuple[Any, str], tmp_path: Path
) -> None:
    log, older = published
    missed = [
        kind
        for kind in CHANGES
        if not ours(await tampered(log, kind, tmp_path), await log.verifier(), older)
    ]
    assert missed == []


async def test_the_verifier_in_go_finds_every_kind_of_tampering(
    published: tuple[Any, str], tmp_path: Path, go_verifier: Path
) -> None:
    log, older = published
    missed = [
        kind
        for kind in CHANGES
        if not go_s(go_verifier, await tampered(log, kind, tmp_path), await log.verifier(), older)
    ]
    assert missed == []


async def test_a_longer_fork_is_found_by_who_kept_an_older_checkpoint(
    published: tuple[Any, str], go_verifier: Path
) -> None:
    log, _ = published
    signer = signer_of(str(await log.verifier()), log.settings.signing_key_file)
    other = Checkpoint(signer.name, 100, bytes(32)).signed([signer])
    verifier = await log.verifier()
    assert "forked" in ours(log.folder, verifier, other)
    assert go_s(go_verifier, log.folder, verifier, other) != ""


async def tampered(log: Log, kind: str, tmp_path: Path) -> Path:
    """Return a copy of the log's files with this done to it."""
    signer = signer_of(str(await log.verifier()), log.settings.signing_key_file)
    return changed(log.folder, CHANGES[kind], signer, tmp_path / kind.replace(" ", "-"))


async def test_tessera_s_own_checker_accepts_the_log(
    published: tuple[Any, str], tmp_path: Path
) -> None:
    program = os.environ.get("EMEND_FSCK")
    if not program:
        pytest.skip(
            "EMEND_FSCK names no program; "
            "go install github.com/transparency-dev/tessera/cmd/fsck@v1.0.4 makes one"
        )
    log, _ = published
    key = tmp_path / "key"
    key.write_text(f"{await log.verifier()}\n")
    handler = partial(SimpleHTTPRequestHandler, directory=log.folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        url = f"http://127.0.0.1:{server.server_port}/"
        command = [program, f"--storage_url={url}", f"--public_key={key}", "--ui=false"]
        try:
            ran = await asyncio.to_thread(
                subprocess.run, command, capture_output=True, text=True, timeout=60, check=False
            )
        finally:
            server.shutdown()
            thread.join()
    assert ran.returncode == 0, ran.stderr
    assert "size 600" in ran.stderr
