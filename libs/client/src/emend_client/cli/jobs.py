"""Which file becomes which result; decided, and refused, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import typer

from emend_client._renditions import (
    EXTENSIONS,
    STANDARD_INPUT,
    STANDARD_OUTPUT,
    Rendition,
    extension,
)


@dataclass(frozen=True, slots=True)
class Job:
    """One file to correct; ``target`` is None for standard output."""

    file: str
    target: Path | None
    rendition: Rendition


def plan(
    files: Sequence[str], output: str | None, rendition: Rendition | None, *, to_stdout: bool
) -> list[Job]:
    """Return what goes where.

    Several files, or a name that ends in ``/``, make a folder; ``-`` is standard output.

    Raises:
        typer.BadParameter: several files without a folder (unless ``to_stdout``), a name that
            says no format, two results of one name, or a result that would overwrite a source.
    """
    if output is None or output == STANDARD_OUTPUT:
        if len(files) > 1 and not to_stdout:
            _refuse("several files need a folder to go into: -o FOLDER/")
        return [Job(file, None, rendition or "text") for file in files]
    folder = Path(output)
    if len(files) == 1 and not (output.endswith("/") or folder.is_dir()):
        jobs = [Job(files[0], folder, rendition or _rendition_of(folder))]
    else:
        _require_folder(folder)
        wanted = rendition or "text"
        jobs = [Job(file, folder / (stem(file) + extension(wanted)), wanted) for file in files]
    _require_distinct(jobs)
    return jobs


def stem(file: str) -> str:
    """Return a file's name without folder and extension."""
    return "stdin" if file == STANDARD_INPUT else Path(file).stem


def _rendition_of(output: Path) -> Rendition:
    found = EXTENSIONS.get(output.suffix.lower())
    if found is None:
        known = ", ".join(EXTENSIONS)
        message = f"the name {output} says no format: use --format, or end it in one of {known}"
        _refuse(message)
    return found


def _require_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        _refuse(f"several files need a folder to go into, and {folder} is a file")


def _require_distinct(jobs: Sequence[Job]) -> None:
    sources = {Path(job.file).resolve(): job.file for job in jobs if job.file != STANDARD_INPUT}
    owners: dict[Path, str] = {}
    for job in jobs:
        if job.target is None:
            continue
        target = job.target.resolve()
        if target in owners:
            _refuse(f"{owners[target]} and {job.file} would both become {job.target}")
        if target in sources:
            _refuse(f"{job.target} is a source and would be overwritten by a result")
        owners[target] = job.file


def _refuse(message: str) -> NoReturn:
    raise typer.BadParameter(message, param_hint="-o")
