"""A corrected transcript, wherever it stands: rendition, event, store, or yet to be made."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from emend_client._errors import FileProblem
from emend_client._renditions import STANDARD_INPUT, read_file

if TYPE_CHECKING:
    from emend_engine import Lexicon, Profile
    from emend_transcript import Metadata, Result

_PEEK_BYTES = 200
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,127}")


def find_content(name: str) -> bytes:
    """Return a file's content; where there is no such file, that of the stored transcript.

    Raises:
        FileProblem: there is no such file, and the name can be no transcript's id.
        NotFound: no transcript of that id is stored.
        Unreachable: the storage service does not answer.
    """
    is_file = name == STANDARD_INPUT or Path(name).exists()
    if is_file or not _ID.fullmatch(name) or Path(name).suffix:
        return read_file(name)
    from emend_client._storage import open_storage  # noqa: PLC0415 - files do without

    async def ask() -> str:
        async with open_storage() as storage:
            return await storage.rendition(name, "json")

    return asyncio.run(ask()).encode()


def corrected(
    name: str, content: bytes, profile: Profile, lexicon: Lexicon
) -> tuple[Result, Metadata]:
    """Return the result in a file, or the one that its words lead to where it has none.

    Raises:
        FileProblem: the content is none of what can be read.
    """
    found = recorded(name, content)
    if found is not None:
        return found
    from emend_client._renditions import transcript_of  # noqa: PLC0415 - as below
    from emend_engine import process_transcript  # noqa: PLC0415 - not every command needs it

    transcript, metadata = transcript_of(name, content)
    return process_transcript(transcript, profile, lexicon=lexicon), metadata


def recorded(name: str, content: bytes) -> tuple[Result, Metadata] | None:
    """Return the result that a JSON rendition or a ``TranscriptProcessed`` event holds.

    None for anything else.

    Raises:
        FileProblem: it is one of the two, but broken.
    """
    from emend_transcript import FormatError, read_result  # noqa: PLC0415 - not every command needs it

    if _is_rendition(content):
        try:
            return read_result(content)
        except FormatError as error:
            raise FileProblem(
                name, error.code, error.reason, location=error.location, hint=error.hint
            ) from None
    event = _event_in(content)
    return None if event is None else _from_event(name, event)


def misfit(result: Result, content: bytes) -> str:
    """Return the first thing in a recorded result that does not follow from its words.

    Empty where the changes lead to the tokens, and the tokens to the texts and times.
    """
    from emend_transcript import derived_misfit, first_misfit  # noqa: PLC0415 - as above

    found = first_misfit(result)
    return found or (derived_misfit(content, result) if _is_rendition(content) else "")


def _is_rendition(content: bytes) -> bool:
    return b'"emend.transcript/' in content[:_PEEK_BYTES]


def _event_in(content: bytes) -> dict[str, Any] | None:
    """Return the event in what ``emend watch --json`` prints, or the event itself."""
    if b'"event_id"' not in content:
        return None
    try:
        found: object = json.loads(content)
    except (ValueError, RecursionError):
        return None
    body = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
    inner: object = body.get("event", body)
    event = cast("dict[str, Any]", inner) if isinstance(inner, dict) else {}
    return event if "tokens" in event and "engine" in event else None


def _from_event(name: str, event: dict[str, Any]) -> tuple[Result, Metadata]:
    from pydantic import ValidationError  # noqa: PLC0415 - not every command needs it

    from emend_events import TranscriptProcessed, result_from_event  # noqa: PLC0415 - as above
    from emend_transcript import Metadata  # noqa: PLC0415 - as above

    try:
        part = TranscriptProcessed.model_validate_json(json.dumps(event))
        result = result_from_event(part)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise FileProblem(name, "wrong_type", first["msg"], location=place) from None
    except ValueError as error:
        raise FileProblem(name, "inconsistent", str(error)) from None
    return result, Metadata(
        transcript_id=part.transcript_id,
        title=part.source.title,
        language=part.language,
        duration_ms=part.duration_ms,
    )
