"""The HTTP headers about representations: which is wanted, which is known, what it is called."""

from __future__ import annotations

import re
from urllib.parse import quote

from emend_storage.renditions import MEDIA_TYPES

_EXTENSION_OF = {media_type.partition(";")[0]: name for name, media_type in MEDIA_TYPES.items()}
_METADATA = "application/json"
_ANY_OF = {"*/*": "json", "application/*": "json", "text/*": "txt"}
_QUALITY = re.compile(r"\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*", re.IGNORECASE)
_UNSAFE = re.compile(r"[^\w.-]+")
MAX_NAME_CHARACTERS = 100


def preferred(accept: str) -> str | None:
    """Return the extension of the rendition that an ``Accept`` header prefers to metadata.

    None for metadata, which is JSON and what ``*/*`` means (RFC 9110, section 12.5.1);
    ``text/*`` is plain text.
    """
    best, best_quality = None, 0.0
    for item in accept.split(","):
        media_type, *parameters = item.lower().split(";")
        quality = _quality(parameters)
        wanted = media_type.strip()
        known = _EXTENSION_OF.get(wanted) or _ANY_OF.get(wanted)
        if known is not None and quality > best_quality:
            best, best_quality = known, quality
    return None if best == _EXTENSION_OF[_METADATA] else best


def matches(if_none_match: str, tag: str) -> bool:
    """Whether ``If-None-Match`` names the tag; weakly, as RFC 9110, section 13.1.2 says."""
    named = [each.strip().removeprefix("W/") for each in if_none_match.split(",")]
    return f'"{tag}"' in named or "*" in named


def file_name(transcript_id: str, title: str | None, extension: str) -> str:
    """Return ``Content-Disposition``: shown in place, and named after the title when saved."""
    stem = _UNSAFE.sub("-", title or transcript_id)[:MAX_NAME_CHARACTERS].strip("-.")
    name = f"{stem or 'transcript'}.{extension}"
    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    return f"inline; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        found = _QUALITY.fullmatch(parameter)
        if found:
            return float(found[1])
    return 1.0
