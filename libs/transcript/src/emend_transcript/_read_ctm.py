"""CTM files, as NeMo, Kaldi and sclite write them: a word a line with its start and length.

Source: NIST sclite, "ctm file format": ``recording channel start duration word [confidence …]`` in
seconds, comments after ``;;``. A channel is a number or a letter (``A`` is 1); it is kept where
there are several. Lines of several recordings are refused, since their times do not follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from emend_transcript._errors import ErrorCode, FormatError, quoted
from emend_transcript._json import confidence
from emend_transcript._source import Group, Source, Spoken
from emend_transcript._times import milliseconds

_SECONDS = r"[0-9]*\.?[0-9]+"
_ROW = re.compile(
    r"(?P<recording>\S+)[ \t]+(?P<channel>[0-9]{1,4}|[A-Za-z])[ \t]+"
    rf"(?P<start>{_SECONDS})[ \t]+(?P<length>{_SECONDS})[ \t]+"
    r"(?P<word>\S+)(?:[ \t]+(?P<sure>\S+).*)?"
)
_OTHERS = ("SPEAKER ", "SEGMENT ", "LEXEME ", "NON-LEX ", "SPKR-INFO ")
"""How lines of RTTM begin, which CTM's look like."""

_NOTHING = frozenset({"NA", "N/A", "<NA>", "-"})
_HINT = "Write each line as: recording channel start duration word."


def matches(text: str) -> bool:
    """A first line of a recording, a channel, two numbers and a word."""
    first = next((line for _, line in _lines(text[:10_000])), "")
    return _ROW.fullmatch(first) is not None and not first.startswith(_OTHERS)


def read(text: str) -> Source:
    """Read the lines.

    Raises:
        FormatError: ``bad_caption`` with the line that has another form or another recording.
    """
    channels: dict[str, list[Spoken]] = {}
    recording = ""
    for number, line in _lines(text):
        row = _ROW.fullmatch(line)
        if row is None:
            reason = f"This is no line of a CTM file: {quoted(line)}"
            raise FormatError(ErrorCode.BAD_CAPTION, reason, f"line {number}", _HINT)
        recording = recording or row["recording"]
        if row["recording"] != recording:
            reason = f"The file goes on with another recording: {quoted(row['recording'])}"
            hint = "Submit the lines of each recording on their own."
            raise FormatError(ErrorCode.BAD_CAPTION, reason, f"line {number}", hint)
        channels.setdefault(row["channel"], []).append(_word(row, f"line {number}"))
    several = len(channels) > 1
    return Source(
        groups=[
            Group([word._replace(channel=_channel(name) if several else None) for word in words],
                  whole=False)
            for name, words in channels.items()
        ]
    )  # fmt: skip


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if (plain := line.strip()) and not plain.startswith(";;"):
            yield number, plain


def _word(row: re.Match[str], place: str) -> Spoken:
    start_ms = milliseconds(row["start"], 1, place)
    sure = None if row["sure"] is None or row["sure"] in _NOTHING else row["sure"]
    return Spoken(
        row["word"],
        start_ms,
        start_ms + milliseconds(row["length"], 1, place),
        confidence(sure, place),
        location=place,
    )


def _channel(name: str) -> int:
    return int(name) if name.isdigit() else ord(name.upper()) - ord("A") + 1
