"""A stored transcript as JSON, text, Markdown or captions: made on demand, then cached."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from emend_database import Pool, Record
from emend_engine import ReviewLimits, UnknownProfileError, find_profile
from emend_events import (
    Codec,
    TranscriptProcessed,
    result_from_event,
)
from emend_storage.cache import Cache
from emend_storage.reading import contiguous_bodies
from emend_telemetry import CacheResult, SpanName, metrics, service_span
from emend_transcript import RENDITIONS, Metadata, render

VERSION = "2"
"""Raised when the same transcript renders differently, so that nobody is given the old bytes."""

MEDIA_TYPES: Mapping[str, str] = {one.extension: one.media_type for one in RENDITIONS.values()}
"""Every rendition by the extension in its address."""

_SOURCE = ("format", "recogniser", "content_sha256", "content_bytes", "content_uri")


@dataclass(frozen=True, slots=True)
class Rendered:
    """What is answered to one request for a rendition."""

    content: bytes
    tag: str
    complete: bool


@dataclass(frozen=True, slots=True)
class Renderer:
    """Makes renditions of what is stored; without a cache, each time anew."""

    pool: Pool
    codec: Codec
    cache: Cache | None = None

    async def render(self, row: Record, extension: str) -> Rendered:
        """Return the rendition of a transcript's row.

        An incomplete transcript gives what is there up to the first missing part.
        """
        if row["state"] == "completed" and self.cache is not None:
            tag = entity_tag(row, extension)
            content = await self.cache.get(_cache_key(row, tag))
            if content is not None:
                metrics.renditions(extension, CacheResult.HIT).inc()
                return Rendered(content, tag, complete=True)
        metrics.renditions(extension, CacheResult.MISS).inc()
        now, bodies = await contiguous_bodies(self.pool, row["key"])
        with service_span(SpanName.STORAGE_RENDER):
            content = await asyncio.to_thread(rendered, now, bodies, extension, self.codec)
        tag, complete = entity_tag(now, extension), now["state"] == "completed"
        if complete and self.cache is not None:
            await self.cache.set(_cache_key(now, tag), content)
        return Rendered(content, tag, complete)


def rendered(row: Record, bodies: Sequence[bytes], extension: str, codec: Codec) -> bytes:
    """Return stored parts as one document."""
    results = [result_from_event(codec.decode(body, TranscriptProcessed)) for body in bodies]
    about = Metadata(
        transcript_id=row["id"],
        title=row["title"],
        language=row["language"],
        duration_ms=row["duration_ms"],
        source={name: row[name] for name in _SOURCE},
        review_below=_review_below(row["profile"]),
    )
    return render(results, extension, about).encode()


def _review_below(label: str | None) -> float:
    """Return a profile's threshold; one that is not built in has the usual one."""
    try:
        return find_profile(label or "").review.confidence_below
    except UnknownProfileError:
        return ReviewLimits().confidence_below


def entity_tag(row: Record, extension: str) -> str:
    """Return what changes whenever a rendition's bytes do.

    A stored part never changes and the number of parts only grows, so that number names the
    content; the time of storing tells one database from another.
    """
    facts = (row["id"], row["stored_at"].isoformat(), row["parts"], extension, VERSION)
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:32]


def _cache_key(row: Record, tag: str) -> str:
    return f"emend:rendition:{row['id']}:{tag}"
