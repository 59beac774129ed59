"""Sends the sample lectures through the pipeline and shows what comes out."""

from __future__ import annotations

import asyncio
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from rich.console import Console

from emend_client import (
    ClientError,
    NotFound,
    Storage,
    Submission,
    open_storage,
    upload,
)
from emend_local.errors import SamplesFailed
from emend_local.progress import step

Rendition: TypeAlias = Literal["txt", "srt", "vtt", "sbv", "json", "md"]

RENDITIONS: tuple[Rendition, ...] = ("txt", "srt", "vtt", "sbv", "json", "md")
HEAD_CHARACTERS = 600
LIMIT_SECONDS = 60
PAUSE_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Corrected:
    """A sample that came out at the other end."""

    source: Path
    summary: Mapping[str, Any]
    text: str
    files: tuple[Path, ...]


def sample_files(folder: Path) -> list[Path]:
    """Return the sample lectures, in the order of their names."""
    return sorted(
        path for path in folder.iterdir() if path.suffix in {".json", ".srt", ".vtt", ".sbv"}
    )


async def correct_samples(
    sources: Sequence[Path], environment: Mapping[str, str], out: Path
) -> list[Corrected]:
    """Submit the files, wait until each is stored, and write each rendition to ``out``.

    Raises:
        SamplesFailed: one was refused, or was not stored in time.
    """
    ingest, storage_url = environment["EMEND_INGEST_URL"], environment["EMEND_STORAGE_URL"]
    try:
        async with open_storage(storage_url) as storage:
            sent = [await upload(_submission(source), ingest) for source in sources]
            return [
                await _collect(storage, source, str(answer["transcript_id"]), out)
                for source, answer in zip(sources, sent, strict=True)
            ]
    except ClientError as error:
        raise SamplesFailed(str(error)) from error


def show_samples(sources: Sequence[Path], environment: Mapping[str, str], out: Path) -> None:
    """Correct the samples, then print the head of each and where its files are."""
    console = Console()
    out.mkdir(parents=True, exist_ok=True)
    with step(console, f"{len(sources)} sample lectures through the pipeline"):
        corrected = asyncio.run(correct_samples(sources, environment, out))
    for one in corrected:
        _show(one, console)


def _submission(source: Path) -> Submission:
    title = source.name.partition(".")[0].replace("-", " ").capitalize()
    return Submission(content=source.read_bytes(), title=title)


async def _collect(storage: Storage, source: Path, transcript_id: str, out: Path) -> Corrected:
    summary = await _completed(storage, source, transcript_id)
    texts = {name: await storage.rendition(transcript_id, name) for name in RENDITIONS}
    files = tuple(out / f"{source.stem}.{name}" for name in RENDITIONS)
    for path, text in zip(files, texts.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    return Corrected(source, summary, texts["txt"], files)


async def _completed(storage: Storage, source: Path, transcript_id: str) -> Mapping[str, Any]:
    try:
        async with asyncio.timeout(LIMIT_SECONDS):
            while True:
                summary = await _summary(storage, transcript_id)
                if summary.get("rejections"):
                    reasons = "; ".join(str(each["reason"]) for each in summary["rejections"])
                    message = f"{source.name} was rejected: {reasons}"
                    raise SamplesFailed(message)
                if summary.get("state") == "completed":
                    return summary
                await asyncio.sleep(PAUSE_SECONDS)
    except TimeoutError as error:
        message = f"{source.name} was not completed within {LIMIT_SECONDS} s; `make logs` says more"
        raise SamplesFailed(message) from error


async def _summary(storage: Storage, transcript_id: str) -> Mapping[str, Any]:
    try:
        return await storage.show(transcript_id)
    except NotFound:
        return {}


def _show(one: Corrected, console: Console) -> None:
    said = one.summary
    minutes = (said["duration_ms"] or 0) / 60_000
    console.rule(f"[bold]{one.source.name}[/]", align="left")
    console.print(
        f"[dim]{minutes:.1f} minutes, {said['words']:,} words, {said['changes']:,} changes, "
        f"transcript {said['transcript_id']}[/]",
        highlight=False,
        soft_wrap=True,
    )
    head = textwrap.shorten(one.text, HEAD_CHARACTERS, placeholder=" …")
    console.print(head, markup=False, highlight=False)
    kinds = ",".join(path.suffix.removeprefix(".") for path in one.files)
    place = one.files[0].with_suffix("")
    console.print(f"[dim]{place}.{{{kinds}}}[/]", highlight=False, soft_wrap=True)
