"""A file's bytes to its corrected rendition, without any broker; pure but for the reading."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, TypeAlias, get_args

from emend_client._errors import FileProblem

if TYPE_CHECKING:
    from emend_engine import Lexicon, Profile
    from emend_transcript import Metadata, Transcript
    from emend_transcript.captions import CaptionSettings

Rendition: TypeAlias = Literal["text", "md", "srt", "vtt", "ttml", "sbv", "json"]
"""What a transcript can be written as."""

RENDITIONS: tuple[Rendition, ...] = get_args(Rendition)

EXTENSIONS: dict[str, Rendition] = {
    ".txt": "text",
    ".text": "text",
    ".md": "md",
    ".markdown": "md",
    ".srt": "srt",
    ".vtt": "vtt",
    ".ttml": "ttml",
    ".dfxp": "ttml",
    ".sbv": "sbv",
    ".json": "json",
}
"""Which rendition a file's name asks for."""

STANDARD_INPUT = "-"
STANDARD_OUTPUT = "-"

MAX_FILE_BYTES = 512 * 2**20
"""Above this nothing is read: no recogniser's output is that large, but a device is endless."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """What became of one file."""

    text: str
    format: str
    """The format that was recognised."""
    words: int
    changes: int
    duration_ms: int
    warnings: tuple[str, ...] = ()
    """What the reader skipped or could not restore; for people."""


def extension(rendition: Rendition) -> str:
    """Return the usual extension of a rendition, with its dot."""
    return ".txt" if rendition == "text" else f".{rendition}"


def read_file(name: str) -> bytes:
    """Return a file's content, or standard input's for ``-``.

    Raises:
        FileProblem: there is none, it may not be read, or it is too large.
    """
    if not name:
        unnamed = "''"
        raise FileProblem(unnamed, "missing", "the name is empty")
    try:
        if name == STANDARD_INPUT:
            return _read_bounded(sys.stdin.buffer, "standard input")
        with Path(name).open("rb") as file:
            return _read_bounded(file, name)
    except FileNotFoundError:
        raise FileProblem(name, "missing", "there is no such file") from None
    except IsADirectoryError:
        hint = f"Name the files in it, as in {name.rstrip('/')}/*.json."
        raise FileProblem(name, "is_folder", "this is a folder", hint=hint) from None
    except PermissionError:
        raise FileProblem(name, "no_permission", "you may not read this file") from None
    except OSError as error:
        raise FileProblem(name, "unreadable", error.strerror or str(error)) from None
    except ValueError as error:
        raise FileProblem(name, "unreadable", str(error)) from None


def correct(
    name: str,
    content: bytes,
    rendition: Rendition,
    profile: Profile,
    input_format: str | None = None,
    captions: CaptionSettings | None = None,
    lexicon: Lexicon | None = None,
    encoding: str | None = None,
) -> Corrected:
    """Return a recogniser's output, corrected and rendered; captions keep to their settings.

    Raises:
        FileProblem: the content cannot become a transcript.
    """
    from emend_engine import BUILT_IN, process_transcript  # noqa: PLC0415 - others do without
    from emend_transcript import render  # noqa: PLC0415 - as above
    from emend_transcript.captions import CaptionSettings  # noqa: PLC0415 - as above

    transcript, about = transcript_of(name, content, input_format, encoding)
    metadata = replace(about, review_below=profile.review.confidence_below)
    result = process_transcript(transcript, profile, lexicon=lexicon or BUILT_IN)
    last = max((word.end_ms for word in transcript.words), default=0)
    return Corrected(
        text=render(result, rendition, metadata, captions=captions or CaptionSettings()),
        format=transcript.format,
        words=len(transcript.words),
        changes=len(result.changes),
        duration_ms=transcript.duration_ms or last,
        warnings=transcript.warnings,
    )


def transcript_of(
    name: str, content: bytes, input_format: str | None = None, encoding: str | None = None
) -> tuple[Transcript, Metadata]:
    """Return what a recogniser's file says, and what it says about the recording.

    Raises:
        FileProblem: the content cannot become a transcript.
    """
    from emend_transcript import FormatError, Metadata, read  # noqa: PLC0415 - as above

    try:
        transcript = read(content, format=input_format, filename=name, encoding=encoding)
    except FormatError as error:
        raise FileProblem(
            name, error.code, error.reason, location=error.location, hint=error.hint
        ) from None
    return transcript, Metadata(
        title=transcript.title,
        language=transcript.language,
        duration_ms=transcript.duration_ms,
        source={"format": transcript.format, "recogniser": transcript.recogniser},
    )


def _read_bounded(file: BinaryIO, name: str) -> bytes:
    content = file.read(MAX_FILE_BYTES + 1)
    if len(content) > MAX_FILE_BYTES:
        message = f"it is larger than {MAX_FILE_BYTES // 2**20} MiB"
        raise FileProblem(name, "too_large", message, hint="Cut it into shorter recordings.")
    return content
