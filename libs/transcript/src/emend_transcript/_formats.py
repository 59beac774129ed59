"""The formats that can be read, how each is recognised, and the one function that reads them.

A format is recognised by its shape, never by its name: JSON formats by the keys that only they
have, captions by their first lines. The registry's order settles what two formats share.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol, cast

from emend_transcript import (
    _read_assemblyai,
    _read_assemblyai_live,
    _read_aws,
    _read_aws_calls,
    _read_aws_live,
    _read_azure,
    _read_azure_live,
    _read_deepgram,
    _read_deepgram_live,
    _read_elevenlabs,
    _read_gladia,
    _read_google,
    _read_nemo,
    _read_parakeet,
    _read_rev_ai,
    _read_riva,
    _read_sbv,
    _read_speechmatics,
    _read_srt,
    _read_transformers,
    _read_vosk,
    _read_watson,
    _read_webvtt,
    _read_whisper,
    _read_whisper_cpp,
)
from emend_transcript._build import build
from emend_transcript._errors import ErrorCode, FormatError, quoted
from emend_transcript._json import Json, decode, parse
from emend_transcript._model import Transcript
from emend_transcript._source import Source

JSON = "application/json"


class Adapter(Protocol):
    """What a format's module offers. Content is a list of JSON values, or text."""

    def matches(self, content: Any, /) -> bool:
        """Tell cheaply whether content has this format; never raises for other content."""
        ...

    def read(self, content: Any, /) -> Source:
        """Read content of this format; raises FormatError."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be read."""

    name: str
    description: str
    adapter: Adapter
    extensions: tuple[str, ...] = (".json",)
    media_types: tuple[str, ...] = (JSON,)
    aliases: tuple[str, ...] = ()
    """Other names that ``read(format=...)`` takes."""

    @property
    def is_json(self) -> bool:
        """Whether content of this format is JSON; otherwise it is plain text."""
        return JSON in self.media_types


_LINES = (".json", ".jsonl")
_WHISPERS = ("openai_whisper", "faster_whisper", "whisper_timestamped", "whisperx")
_SRT_TYPES = ("application/x-subrip", "text/srt")

_ALL = (
    Format("whisper", "Whisper and its relatives", _read_whisper, aliases=_WHISPERS),
    Format("whisper_cpp", "whisper.cpp, plain or full JSON", _read_whisper_cpp),
    Format("vosk", "Vosk and Kaldi results", _read_vosk, _LINES, aliases=("kaldi",)),
    Format("nemo", "NVIDIA NeMo hypotheses, manifests, sessions", _read_nemo, _LINES),
    Format("riva", "NVIDIA Riva results", _read_riva, _LINES),
    Format("deepgram", "Deepgram pre-recorded audio", _read_deepgram),
    Format("assemblyai", "AssemblyAI transcripts", _read_assemblyai),
    Format("aws", "Amazon Transcribe", _read_aws, aliases=("aws_transcribe",)),
    Format("aws_calls", "Amazon Transcribe Call Analytics", _read_aws_calls),
    Format("aws_live", "Amazon Transcribe streaming events", _read_aws_live, _LINES),
    Format("assemblyai_live", "AssemblyAI streaming messages", _read_assemblyai_live, _LINES),
    Format("deepgram_live", "Deepgram streaming messages", _read_deepgram_live, _LINES),
    Format("speechmatics", "Speechmatics json-v2, real time", _read_speechmatics, _LINES),
    Format("rev_ai", "Rev AI transcripts and streams", _read_rev_ai, _LINES, aliases=("rev",)),
    Format("elevenlabs", "ElevenLabs Scribe", _read_elevenlabs, aliases=("scribe",)),
    Format("gladia", "Gladia v2, pre-recorded and live", _read_gladia, _LINES),
    Format("parakeet", "parakeet-mlx sentences", _read_parakeet, aliases=("parakeet_mlx",)),
    Format("transformers", "Hugging Face pipeline chunks", _read_transformers),
    Format("watson", "IBM Watson Speech to Text", _read_watson, _LINES, aliases=("ibm",)),
    Format("google", "Google Speech-to-Text v1, v2", _read_google, aliases=("google_stt",)),
    Format("azure", "Azure Speech, batch and fast", _read_azure, aliases=("azure_batch",)),
    Format("azure_live", "Azure Speech, real time", _read_azure_live, _LINES),
    Format("webvtt", "WebVTT captions", _read_webvtt, (".vtt",), ("text/vtt",), ("vtt",)),
    Format("sbv", "SBV captions, as of YouTube", _read_sbv, (".sbv",), ("text/x-sbv",)),
    Format("srt", "SubRip captions", _read_srt, (".srt",), _SRT_TYPES),
)

FORMATS: Mapping[str, Format] = MappingProxyType({each.name: each for each in _ALL})
"""Every format by its name, in the order in which they are tried."""


def recognise(content: bytes, *, filename: str | None = None, media_type: str | None = None) -> str:
    """Return the name of the content's format.

    The file's name and media type decide nothing; they only make an error clearer.

    Raises:
        FormatError: ``unknown_format`` with what was looked for and what was found,
            ``no_words`` for empty content, or what keeps it from being looked into:
            ``wrong_encoding``, ``not_json``, ``too_deep``.
    """
    claim = " ".join(filter(None, (filename, media_type)))
    return _recognise(_decoded(content), claim)[0].name


def read(
    content: bytes,
    *,
    format: str | None = None,  # noqa: A002 - the word that users know
    offset_ms: int = 0,
    filename: str | None = None,
) -> Transcript:
    """Return the transcript that a recogniser's file holds.

    Args:
        content: the file's bytes, UTF-8, with or without a byte order mark.
        format: a name in ``FORMATS``; recognised by the content's shape when missing.
        offset_ms: where in the recording the file's zero lies; added to every time.
        filename: makes an error about an unknown format clearer.

    Raises:
        FormatError: the content cannot become a transcript; it says why and where.
        ValueError: the offset is negative.
    """
    if offset_ms < 0:
        message = f"offset_ms is negative: {offset_ms}"
        raise ValueError(message)
    text = _decoded(content)
    if format is None:
        chosen, document = _recognise(text, filename or "")
    else:
        chosen = _named(format)
        document = parse(text) if chosen.is_json else text
    try:
        return build(chosen.name, chosen.adapter.read(document), offset_ms)
    except FormatError as error:
        if error.code == ErrorCode.NO_WORDS and not chosen.adapter.matches(document):
            raise _mislabelled(chosen, text) from error
        raise


def _mislabelled(named: Format, text: str) -> FormatError:
    """Return the error for content without a word of the format that it is said to have."""
    try:
        shape = f"it has that of {_recognise(text, '')[0].name}"
    except FormatError as error:
        shape = error.reason
    reason = f"The content does not have the shape of {named.name}: {shape}"
    hint = "Name the right format, or none and let it be recognised."
    return FormatError(ErrorCode.WRONG_TYPE, reason, "$" if named.is_json else "line 1", hint)


def _decoded(content: bytes) -> str:
    text = decode(content)
    if not text or text.isspace():
        raise FormatError(ErrorCode.NO_WORDS, "The content is empty", "line 1")
    return text


def _named(name: str) -> Format:
    plain = name.strip().lower().replace("-", "_").replace(".", "_")
    for each in FORMATS.values():
        if plain == each.name or plain in each.aliases:
            return each
    hint = f"Known are {', '.join(FORMATS)}."
    reason = f"There is no format {quoted(name)}"
    raise FormatError(ErrorCode.UNKNOWN_FORMAT, reason, hint=hint)


def _recognise(text: str, claim: str) -> tuple[Format, Any]:
    """Return the format and what its reader takes: JSON values or text."""
    is_json = text.lstrip()[:1] in {"{", "["} or "json" in claim
    document = parse(text) if is_json else text
    for each in FORMATS.values():
        if each.is_json == is_json and each.adapter.matches(document):
            return each, document
    names = ", ".join(each.name for each in FORMATS.values() if each.is_json == is_json)
    named = f" of {quoted(claim)}" if claim else ""
    reason = f"The content{named} has none of the known shapes ({names}): {_shape(document)}"
    hint = "Name the format if you know it, or convert the file to one of these."
    location = "$" if is_json else "line 1"
    raise FormatError(ErrorCode.UNKNOWN_FORMAT, reason, location, hint)


def _shape(document: Any) -> str:
    """Say what content looks like, for the error."""
    if isinstance(document, str):
        return f"it is text that begins with {quoted(document.strip())}"
    values = cast("list[Any]", document)
    value = values[0]
    if isinstance(value, list) and value:
        return f"it is a list whose first item is {_keys(value[0])}"
    return f"it is {_keys(value)}"


def _keys(value: Any) -> str:
    if not isinstance(value, dict):
        return f"the JSON value {quoted(value)}"
    keys = list(cast("Json", value))
    shown = ", ".join(quoted(key, 30) for key in keys[:12]) + (" …" if len(keys) > 12 else "")  # noqa: PLR2004
    return f"an object with the keys {shown}" if keys else "an empty object"
