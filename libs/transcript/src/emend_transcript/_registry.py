"""The formats that can be read, a row each, in the order in which content is tried on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol

from emend_transcript import (
    _read_ass,
    _read_assemblyai,
    _read_assemblyai_live,
    _read_aws,
    _read_aws_calls,
    _read_aws_live,
    _read_azure,
    _read_azure_live,
    _read_ctm,
    _read_deepgram,
    _read_deepgram_live,
    _read_elevenlabs,
    _read_gladia,
    _read_google,
    _read_lrc,
    _read_microdvd,
    _read_nemo,
    _read_parakeet,
    _read_rev_ai,
    _read_riva,
    _read_sbv,
    _read_speechmatics,
    _read_srt,
    _read_transformers,
    _read_tsv,
    _read_ttml,
    _read_vosk,
    _read_watson,
    _read_webvtt,
    _read_whisper,
    _read_whisper_cpp,
    _read_youtube,
    _read_youtube_xml,
)
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

_TTML = (".ttml", ".dfxp", ".itt", ".xml")
_TTML_TYPES = ("application/ttml+xml",)
_SRV = (".srv1", ".srv2", ".srv3", ".ytt", ".xml")
_TSV = (".tsv", ".csv")
_TSV_TYPE = "text/tab-separated-values"

_ALL = (
    Format("youtube", "YouTube json3, youtube-transcript-api", _read_youtube, aliases=("json3",)),
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
    Format("gladia", "Gladia v2 and v1, live", _read_gladia, _LINES),
    Format("parakeet", "parakeet-mlx sentences", _read_parakeet, aliases=("parakeet_mlx",)),
    Format("transformers", "Hugging Face pipeline chunks", _read_transformers),
    Format("watson", "IBM Watson Speech to Text", _read_watson, _LINES, aliases=("ibm",)),
    Format("google", "Google Speech-to-Text v1, v2", _read_google, aliases=("google_stt",)),
    Format("azure", "Azure Speech, batch and fast", _read_azure, aliases=("azure_batch",)),
    Format("azure_live", "Azure Speech, real time", _read_azure_live, _LINES),
    Format("tsv", "Whisper's TSV, CSV; Audacity's labels", _read_tsv, _TSV, (_TSV_TYPE,), ("csv",)),
    Format("ass", "ASS and SSA captions", _read_ass, (".ass", ".ssa"), ("text/x-ass",), ("ssa",)),
    Format("ttml", "TTML, DFXP, EBU-TT, IMSC captions", _read_ttml, _TTML, _TTML_TYPES, ("dfxp",)),
    Format("microdvd", "MicroDVD captions", _read_microdvd, (".sub",), ("text/x-microdvd",)),
    Format("youtube_xml", "YouTube srv1, srv2, srv3", _read_youtube_xml, _SRV, ("text/xml",)),
    Format("lrc", "LRC lyrics, as of whisper.cpp", _read_lrc, (".lrc",), ("text/x-lrc",)),
    Format("ctm", "CTM rows, as of NeMo and Kaldi", _read_ctm, (".ctm",), ("text/x-ctm",)),
    Format("webvtt", "WebVTT captions", _read_webvtt, (".vtt",), ("text/vtt",), ("vtt",)),
    Format("sbv", "SBV captions, as of YouTube", _read_sbv, (".sbv",), ("text/x-sbv",)),
    Format("srt", "SubRip captions", _read_srt, (".srt",), _SRT_TYPES),
)

FORMATS: Mapping[str, Format] = MappingProxyType({each.name: each for each in _ALL})
"""Every format by its name, in the order in which they are tried."""
