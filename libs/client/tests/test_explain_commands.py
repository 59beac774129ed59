"""``emend explain`` and ``emend replay``: what they show, what they prove, what they refuse."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from emend_engine import find_profile, process_transcript
from emend_events import (
    EngineInfo,
    Source,
    TranscriptProcessed,
    changes_to_records,
    corrected_segments,
    tokens_to_columns,
    words_to_columns,
)
from emend_transcript import read, segment_texts
from tests.support.command import Emend


@pytest.fixture
def rendition(emend: Emend, whisper: Path, tmp_path: Path) -> Path:
    """The corrected talk as a JSON rendition."""
    file = tmp_path / "corrected.json"
    assert emend("process", whisper, "-o", file).code == 0
    return file


@pytest.fixture
def event(whisper: Path, tmp_path: Path) -> Path:
    """The corrected talk as ``emend watch --json`` prints it."""
    transcript = read(whisper.read_bytes())
    result = process_transcript(transcript, find_profile("lecture"))
    header = result.header
    part = TranscriptProcessed(
        event_id=UUID(int=1),
        transcript_id="t-1",
        submitted_at=datetime(2026, 1, 2, tzinfo=UTC),
        sequence=0,
        last=True,
        profile=header.profile,
        source=Source(format="whisper", content_sha256="0", content_bytes=1, content_uri="x"),
        engine=EngineInfo(
            pipeline_version=header.pipeline_version,
            profile=header.profile,
            profile_hash=header.profile_hash,
            lexicon_hash=header.lexicon_hash,
            input_hash=header.input_hash,
        ),
        words=words_to_columns(result.words),
        segments=corrected_segments(result.segments, segment_texts(result.segments, result.tokens)),
        tokens=tokens_to_columns(result.tokens),
        changes=changes_to_records(result.changes),
    )
    file = tmp_path / "event.json"
    line = {"topic": "asr.transcript.processed.v1", "event": part.model_dump(mode="json")}
    file.write_text(json.dumps(line))
    return file


def test_both_texts_and_the_changes_stand_side_by_side(emend: Emend, whisper: Path) -> None:
    ran = emend("explain", whisper)
    assert ran.code == 0
    assert "nineteen ninety five" in ran.out
    assert "1995" in ran.out
    assert re.search(r"fillers +\S+@\d+ +um ", ran.out)


def test_one_stage_alone_can_be_shown(emend: Emend, whisper: Path) -> None:
    (segment,) = emend("explain", whisper, "--stage", "fillers", "--json").document["segments"]
    assert {change["stage"] for change in segment["changes"]} == {"fillers"}
    assert segment["recognised"] == "The um swami spoke in nineteen ninety five"
    ran = emend("explain", whisper, "--stage", "nonsense")
    assert ran.code == 1
    assert "fillers" in ran.err


def test_json_tells_each_change_with_its_time(emend: Emend, whisper: Path) -> None:
    document = emend("explain", whisper, "--json").document
    (change,) = [
        change
        for segment in document["segments"]
        for change in segment["changes"]
        if change["after"] == "1995"
    ]
    assert change["before"] == "nineteen ninety five"
    assert (change["start_ms"], change["end_ms"]) == (2500, 3900)
    assert document["profile"].startswith("lecture@")


def test_the_page_is_written_from_any_of_the_forms(
    emend: Emend, whisper: Path, rendition: Path, event: Path, tmp_path: Path
) -> None:
    for source in (whisper, rendition, event):
        page = tmp_path / "pages" / f"{source.stem}.html"
        ran = emend("explain", source, "--html", page)
        assert (ran.code, ran.out) == (0, "")
        assert "1995" in page.read_text(encoding="utf-8")


def test_a_terminal_is_not_commanded_by_a_transcript(emend: Emend, tmp_path: Path) -> None:
    file = tmp_path / "talk.srt"
    file.write_text("1\n00:00:01,000 --> 00:00:03,000\nlet \x1b]0;owned\x07[red]us[/red] begin\n")
    ran = emend("explain", file)
    assert ran.code == 0
    assert "\x1b" not in ran.out
    assert "[red]us[/red]" in ran.out


def test_an_unaltered_record_holds(emend: Emend, rendition: Path, event: Path) -> None:
    for source in (rendition, event):
        ran = emend("replay", source)
        assert ran.code == 0
        assert "holds" in ran.err
        assert emend("replay", source, "--json").document["holds"] is True


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"before":[{"text":"um"', '"before":[{"text":"uh"', "change 0"),
        ('{"text":"1995"', '{"text":"1996"', "1995"),
        ('"text":"The swami spoke in 1995."', '"text":"The swami lied in 1995."', "$.segments[0]"),
    ],
)
def test_an_altered_record_does_not(
    emend: Emend, rendition: Path, old: str, new: str, said: str
) -> None:
    text = rendition.read_text(encoding="utf-8")
    assert old in text
    rendition.write_text(text.replace(old, new, 1), encoding="utf-8")
    ran = emend("replay", rendition)
    assert ran.code == 1
    assert said in ran.err
    ran = emend("replay", rendition, "--json")
    assert (ran.code, ran.document["holds"]) == (1, False)
    assert said in ran.document["problem"]


def test_what_is_no_corrected_transcript_proves_nothing(emend: Emend, whisper: Path) -> None:
    ran = emend("replay", whisper)
    assert ran.code == 1
    assert "emend process" in ran.err


def test_a_name_that_is_neither_file_nor_id_is_missing(emend: Emend, tmp_path: Path) -> None:
    ran = emend("explain", tmp_path / "nothing.json")
    assert ran.code == 1
    assert "no such file" in ran.err
