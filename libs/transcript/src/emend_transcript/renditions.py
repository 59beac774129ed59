"""The renditions by name, and the one function that makes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from emend_transcript._caption_settings import DEFAULT_CAPTIONS, CaptionSettings
from emend_transcript._document import Document, Metadata, join_results
from emend_transcript._errors import UnknownRenditionError
from emend_transcript._model import Result
from emend_transcript._render_json import render_json
from emend_transcript._render_markdown import render_markdown
from emend_transcript._render_sbv import render_sbv
from emend_transcript._render_srt import render_srt
from emend_transcript._render_text import render_text
from emend_transcript._render_ttml import render_ttml
from emend_transcript._render_vtt import render_vtt


class Rendition(NamedTuple):
    """One way to write a transcript."""

    name: str
    media_type: str
    extension: str
    """Without its dot."""
    render: Callable[[Document], str]


_ALL = (
    Rendition("json", "application/json", "json", render_json),
    Rendition("text", "text/plain; charset=utf-8", "txt", render_text),
    Rendition("markdown", "text/markdown; charset=utf-8", "md", render_markdown),
    Rendition("srt", "application/x-subrip; charset=utf-8", "srt", render_srt),
    Rendition("vtt", "text/vtt; charset=utf-8", "vtt", render_vtt),
    Rendition("ttml", "application/ttml+xml; charset=utf-8", "ttml", render_ttml),
    Rendition("sbv", "text/x-sbv; charset=utf-8", "sbv", render_sbv),
)

RENDITIONS: Mapping[str, Rendition] = MappingProxyType({one.name: one for one in _ALL})
"""Every rendition by its name."""

_BY_EXTENSION = {one.extension: one for one in _ALL}


def find_rendition(name: str) -> Rendition:
    """Return the rendition of a name or an extension: ``markdown``, ``md``.

    Raises:
        UnknownRenditionError: there is none.
    """
    rendition = RENDITIONS.get(name) or _BY_EXTENSION.get(name)
    if rendition is None:
        raise UnknownRenditionError(name, RENDITIONS)
    return rendition


def render(
    result: Result | Sequence[Result],
    name: str,
    metadata: Metadata | None = None,
    *,
    captions: CaptionSettings = DEFAULT_CAPTIONS,
) -> str:
    """Return a transcript as text, from its result or from all its parts' results in order.

    Args:
        result: one result, or the parts' in order.
        name: a rendition's name or extension.
        metadata: what the rendition says beside the text.
        captions: the limits of captions, where the rendition has any.

    Raises:
        UnknownRenditionError: there is no such rendition.
    """
    rendition = find_rendition(name)
    joined = result if isinstance(result, Result) else join_results(result)
    return rendition.render(Document(joined, metadata or Metadata(), captions))
