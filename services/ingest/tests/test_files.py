"""File storage: what goes in comes out, once, and nothing else does."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from emend_bus import Unavailable
from emend_ingest.domain.identity import content_hash
from emend_ingest.domain.receive import Limits
from emend_ingest.domain.refusal import Refused
from emend_ingest.files import FileStorage, key_of, open_files

CONTENT = b'{"text": "hari om"}'
LIMITS = Limits(content_bytes=10_000_000)


async def test_what_is_kept_can_be_fetched(files: FileStorage) -> None:
    original = await files.keep(CONTENT)
    assert await files.fetch(original.uri, LIMITS) == (CONTENT, original)
    assert original.sha256 == content_hash(CONTENT)


async def test_the_same_content_lies_there_once(files: FileStorage, tmp_path: Path) -> None:
    assert await files.keep(CONTENT) == await files.keep(CONTENT)
    stored = [path for path in (tmp_path / "files").rglob("*") if path.is_file()]
    assert [path.name for path in stored] == [content_hash(CONTENT)]


@pytest.mark.parametrize("size", [0, 100, 300_000, 12_000_000])
async def test_a_file_is_kept_like_its_content(files: FileStorage, size: int) -> None:
    content = bytes(size)
    kept = await files.keep_file(io.BytesIO(content), content_hash(content), size)
    assert kept == await files.keep(content)


async def test_a_file_that_was_left_short_is_written_anew(
    files: FileStorage, tmp_path: Path
) -> None:
    original = await files.keep(CONTENT)
    (tmp_path / "files" / key_of(original.sha256)).write_bytes(b"{")
    await files.keep(CONTENT)
    assert (await files.fetch(original.uri, LIMITS))[0] == CONTENT


async def test_content_that_was_changed_is_refused(files: FileStorage, tmp_path: Path) -> None:
    original = await files.keep(CONTENT)
    (tmp_path / "files" / key_of(original.sha256)).write_bytes(b"something else")
    with pytest.raises(Refused, match="content_damaged"):
        await files.fetch(original.uri, LIMITS)


async def test_content_larger_than_the_limit_is_not_read(files: FileStorage) -> None:
    original = await files.keep(CONTENT)
    with pytest.raises(Refused, match="too_large"):
        await files.fetch(original.uri, Limits(content_bytes=5))


async def test_content_that_is_not_there_is_refused(files: FileStorage) -> None:
    with pytest.raises(Refused, match="content_missing"):
        await files.fetch(f"{files.url}/{key_of('ab' * 32)}", LIMITS)


@pytest.mark.parametrize(
    "uri",
    [
        "",
        "file:///etc/passwd",
        "http://169.254.169.254/latest/meta-data/",
        "https://example.org/talk.json",
        "s3://somebody-elses-bucket/" + key_of("ab" * 32),
        "{url}/../../etc/passwd",
        "{url}/sha256/ab/../../../etc/passwd",
        "{url}/sha256/%2e%2e/" + "ab" * 32,
        "{url}/sha256/cd/" + "ab" * 32,
        "{url}/" + key_of("ab" * 32) + "/x",
        "{url}/" + key_of("ab" * 32) + "\n",
        "{url}x/" + key_of("ab" * 32),
        "{url}/" + key_of("AB" * 32),
        "{url}/passwords.txt",
    ],
)
async def test_a_uri_outside_the_storage_is_refused(files: FileStorage, uri: str) -> None:
    with pytest.raises(Refused, match="foreign_content"):
        await files.fetch(uri.replace("{url}", files.url), LIMITS)


async def test_a_folder_that_is_gone_makes_the_storage_unavailable(tmp_path: Path) -> None:
    files = open_files((tmp_path / "files").as_uri())
    await files.check()
    (tmp_path / "files").rmdir()
    with pytest.raises(Unavailable, match="gone"):
        await files.check()


async def test_a_folder_that_is_a_file_makes_the_storage_unavailable(tmp_path: Path) -> None:
    files = open_files((tmp_path / "files").as_uri())
    (tmp_path / "files" / "sha256").write_text("in the way")
    with pytest.raises(Unavailable, match="does not answer"):
        await files.keep(CONTENT)
