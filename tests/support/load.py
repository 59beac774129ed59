"""Load of known content: parts of 13 words, and whole lectures, numbered so nothing can hide."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from emend_bus import Output, output
from emend_events import (
    Codec,
    Source,
    Topic,
    TranscriptReceived,
    TranscriptSubmitted,
    derive_id,
    segments_to_records,
    words_to_columns,
)
from emend_transcript import Segment, Word, read

SPOKEN = "the second chapter of the gita has um seventy two two verses in"
SAID = SPOKEN.split()
BOOKS = (
    "gita",
    "song",
    "veda",
    "poem",
    "letter",
    "hymn",
    "story",
    "book",
    "text",
    "lesson",
    "tale",
)
WORD_MS = 400
_CODEC = Codec()
_LECTURE = Path(__file__).parents[1] / "samples" / "pranayama.vosk.json"


def received_parts(
    transcripts: int, parts: int, *, profile: str, submitted_at: datetime
) -> Iterator[Output]:
    """Yield ``transcripts`` * ``parts`` messages for the received topic, transcripts in turn."""
    words = [
        Word(number, text, WORD_MS * number, WORD_MS * (number + 1) - 20, 0.9)
        for number, text in enumerate(SAID)
    ]
    for sequence in range(parts):
        for number in range(transcripts):
            yield _received(words, number, (sequence, parts), profile, submitted_at)


def lecture_parts(
    transcripts: int, parts: int, *, profile: str, submitted_at: datetime
) -> Iterator[Output]:
    """Yield the same with the words of a real lecture, which every transcript begins elsewhere."""
    lecture = read(_LECTURE.read_bytes()).words
    size = len(SAID)
    for sequence in range(parts):
        for number in range(transcripts):
            start = (37 * number + size * sequence) % (len(lecture) - size)
            words = [
                word._replace(index=at, speaker=None)
                for at, word in enumerate(lecture[start : start + size])
            ]
            yield _received(words, number, (sequence, parts), profile, submitted_at)


def submitted_fragments(
    transcripts: int, parts: int, *, profile: str, submitted_at: datetime
) -> Iterator[Output]:
    """Yield live fragments for the submitted topic: a Vosk result of 13 words each."""
    codec = Codec()
    for sequence in range(parts):
        start = sequence * len(SAID) * WORD_MS
        content = json.dumps({"result": _vosk_words(start), "text": SPOKEN}).encode()
        for number in range(transcripts):
            transcript_id = f"load-{number:05}"
            event = TranscriptSubmitted(
                event_id=derive_id(uuid5(NAMESPACE_URL, transcript_id), Topic.SUBMITTED, sequence),
                transcript_id=transcript_id,
                submitted_at=submitted_at,
                content=content,
                format="vosk",
                profile=profile,
                sequence=sequence,
                last=sequence == parts - 1,
            )
            yield output(codec, Topic.SUBMITTED, event, transcript_id)


def hour_lecture(number: int, words: int = 9_000) -> bytes:
    """Return a Whisper JSON of an hour: segments of 15 words with word times."""
    segments = [_whisper_segment(start, number) for start in range(0, words, 15)]
    return json.dumps({"segments": segments, "language": "en"}).encode()


def _received(
    words: Sequence[Word],
    number: int,
    part: tuple[int, int],
    profile: str,
    submitted_at: datetime,
) -> Output:
    """Return the message of one of so many parts of a transcript."""
    transcript_id = f"load-{number:05}"
    sequence, parts = part
    segment = Segment(words[0].start_ms, words[-1].end_ms, 0, len(words) - 1, "A")
    event = TranscriptReceived(
        event_id=derive_id(uuid5(NAMESPACE_URL, transcript_id), Topic.RECEIVED, sequence),
        transcript_id=transcript_id,
        submitted_at=submitted_at,
        sequence=sequence,
        last=sequence == parts - 1,
        profile=profile,
        language="en",
        source=Source(
            format="vosk", content_sha256="0" * 64, content_bytes=900, content_uri="sha256/00/00/0"
        ),
        words=words_to_columns(words),
        segments=segments_to_records([segment]),
    )
    return output(_CODEC, Topic.RECEIVED, event, transcript_id)


def _vosk_words(start_ms: int) -> list[dict[str, object]]:
    return [
        {
            "word": text,
            "start": (start_ms + WORD_MS * number) / 1000,
            "end": (start_ms + WORD_MS * (number + 1) - 20) / 1000,
            "conf": 0.9,
        }
        for number, text in enumerate(SAID)
    ]


def _said(at: int) -> str:
    """Return a word of a talk that does not say the same again and again: that is cut as a loop."""
    sentence, place = divmod(at, len(SAID))
    return BOOKS[sentence % len(BOOKS)] if SAID[place] == "gita" else SAID[place]


def _whisper_segment(start: int, number: int) -> dict[str, object]:
    said = [_said(start + place + number) for place in range(15)]
    words: list[dict[str, object]] = [
        {
            "word": f" {text}",
            "start": (start + place) * WORD_MS / 1000,
            "end": ((start + place + 1) * WORD_MS - 20) / 1000,
            "probability": 0.93,
        }
        for place, text in enumerate(said)
    ]
    return {
        "id": start // 15,
        "start": start * WORD_MS / 1000,
        "end": (start + 15) * WORD_MS / 1000,
        "text": " " + " ".join(said),
        "words": words,
    }
