"""What the codec costs, and why words travel as columns.

    uv run python tests/bench/codec.py [--json FILE] [--seconds S]

Writes and reads the same words with fastavro twice, as an array of records and as parallel
arrays, and then whole events through the codec. Each figure is the best of several rounds.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

from fastavro import (
    schemaless_reader,  # pyright: ignore[reportUnknownVariableType] - typed as IO of anything
    schemaless_writer,  # pyright: ignore[reportUnknownVariableType]
)
from fastavro.schema import parse_schema

from emend_events import (
    Codec,
    EngineInfo,
    Event,
    Source,
    TranscriptProcessed,
    TranscriptReceived,
    changes_to_records,
    corrected_segments,
    segments_to_records,
    tokens_to_columns,
    words_to_columns,
)
from emend_transcript import Change, Segment, Token, Word

COUNTS = (13, 156)
ROUNDS = 7
VOCABULARY = ("the", "mind", "is", "restless", "but", "by", "practice", "it", "comes", "to", "rest")

FIELDS = [
    ("text", "string"),
    ("start_ms", "long"),
    ("end_ms", "long"),
    ("confidence", "double"),
    ("flags", "long"),
]
RECORDS: Any = parse_schema(
    {
        "type": "record",
        "name": "WordsAsRecords",
        "fields": [
            {
                "name": "words",
                "type": {
                    "type": "array",
                    "items": {
                        "type": "record",
                        "name": "WordRecord",
                        "fields": [{"name": name, "type": kind} for name, kind in FIELDS],
                    },
                },
            }
        ],
    }
)
COLUMNS: Any = parse_schema(
    {
        "type": "record",
        "name": "WordsAsColumns",
        "fields": [
            {"name": name, "type": {"type": "array", "items": kind}} for name, kind in FIELDS
        ],
    }
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; times in microseconds."""

    what: str
    words: int
    bytes: int
    write_us: float
    read_us: float


def microseconds(call: Callable[[], object], seconds: float) -> float:
    """Return the time of one call: the best of several rounds that together take ``seconds``."""
    start = time.perf_counter()
    call()
    once = max(time.perf_counter() - start, 1e-7)
    repeats = max(1, int(seconds / ROUNDS / once))
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for _ in range(repeats):
            call()
        best = min(best, (time.perf_counter() - start) / repeats)
    return round(best * 1e6, 1)


def words(count: int) -> list[Word]:
    """Return so many words of a talk, a third of a second each."""
    return [
        Word(i, VOCABULARY[i % len(VOCABULARY)], i * 330, i * 330 + 290, 0.8 + i % 20 / 100)
        for i in range(count)
    ]


def bare(what: str, schema: Any, value: dict[str, Any], count: int, seconds: float) -> Row:
    """Measure fastavro alone."""

    def write() -> bytes:
        stream = BytesIO()
        schemaless_writer(stream, schema, value)
        return stream.getvalue()

    data = write()
    return Row(
        what,
        count,
        len(data),
        microseconds(write, seconds),
        microseconds(lambda: schemaless_reader(BytesIO(data), schema, None), seconds),
    )


def whole(event: Event, count: int, seconds: float) -> Row:
    """Measure an event through the codec: frame, Avro and validation."""
    codec = Codec()
    data = codec.encode(event)
    kind = type(event)
    return Row(
        kind.__name__,
        count,
        len(data),
        microseconds(lambda: codec.encode(event), seconds),
        microseconds(lambda: codec.decode(data, kind), seconds),
    )


def events(spoken: Sequence[Word]) -> tuple[TranscriptReceived, TranscriptProcessed]:
    """Return a part and what becomes of it with one change in every 13 words."""
    segments = [Segment(0, spoken[-1].end_ms, 0, len(spoken) - 1, "SPEAKER_00")]
    tokens = [Token(word.text, word.index, word.index) for word in spoken]
    part = TranscriptReceived(
        event_id=UUID(int=1),
        transcript_id="talk-1",
        submitted_at=datetime(2026, 11, 24, tzinfo=UTC),
        sequence=0,
        last=True,
        profile="lecture",
        source=Source(
            format="whisper", content_sha256="9f" * 32, content_bytes=1, content_uri="originals/9f"
        ),
        words=words_to_columns(spoken),
        segments=segments_to_records(segments),
    )
    changes = [
        Change(number, "lexicon", "lexicon.case", 1, at, at, at, (tokens[at],), (tokens[at],))
        for number, at in enumerate(range(0, len(tokens), 13))
    ]
    engine = EngineInfo(
        pipeline_version="1",
        profile="lecture@1",
        profile_hash="e3" * 32,
        lexicon_hash="2c" * 32,
        input_hash="fc" * 32,
    )
    result = TranscriptProcessed(
        **{name: getattr(part, name) for name in type(part).model_fields if name != "segments"},
        engine=engine,
        segments=corrected_segments(segments, [" ".join(token.text for token in tokens)]),
        tokens=tokens_to_columns(tokens),
        changes=changes_to_records(changes),
    )
    return part, result


def measure(seconds: float) -> list[Row]:
    """Return all rows."""
    rows: list[Row] = []
    for count in COUNTS:
        spoken = words(count)
        names = [name for name, _ in FIELDS]
        records = [{name: getattr(word, name) for name in names} for word in spoken]
        columns = {name: [record[name] for record in records] for name in names}
        rows.append(bare("words as records", RECORDS, {"words": records}, count, seconds))
        rows.append(bare("words as columns", COLUMNS, columns, count, seconds))
        rows.extend(whole(event, count, seconds) for event in events(spoken))
    return rows


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--json", type=Path, help="also write the rows to this file")
    parser.add_argument("--seconds", type=float, default=1.0, help="time per figure")
    arguments = parser.parse_args()
    rows = measure(arguments.seconds)
    print(f"{'':22}{'words':>7}{'bytes':>8}{'write µs':>10}{'read µs':>10}")
    for row in rows:
        print(f"{row.what:22}{row.words:7}{row.bytes:8}{row.write_us:10}{row.read_us:10}")
    if arguments.json:
        text = json.dumps([asdict(row) for row in rows], indent=2)
        arguments.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
