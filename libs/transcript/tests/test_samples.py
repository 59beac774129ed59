"""Real recogniser output, checked against an independent reading of the same files.

The files lie outside the repository, in ``shared/samples`` beside it; without them these tests
skip. The expected words are taken from the JSON by plain loops; nothing of the adapters is used.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from emend_transcript import FormatError, Transcript, WordFlag, read

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"

pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="the shared samples are not beside the repository"
)


class Expected(NamedTuple):
    """One word as the file has it; times in seconds."""

    text: str
    start: float
    end: float
    confidence: float | None
    speaker: str | None


def whisper(document: Any) -> Iterator[Expected]:
    for segment in document["segments"]:
        for word in segment["words"]:
            text = word.get("word") or word["text"]
            sure = word.get("probability", word.get("confidence"))
            yield Expected(text.strip(), word["start"], word["end"], sure, None)


def vosk(document: Any) -> Iterator[Expected]:
    for word in document["result"]:
        yield Expected(word["word"], word["start"], word["end"], word["conf"], None)


def riva(document: Any) -> Iterator[Expected]:
    for result in document["results"]:
        for word in result["alternatives"][0]["words"]:
            start, end = word["startTime"] / 1000, word["endTime"] / 1000
            yield Expected(word["word"], start, end, word["confidence"], str(word["speakerTag"]))


def deepgram(document: Any) -> Iterator[Expected]:
    for word in document["results"]["channels"][0]["alternatives"][0]["words"]:
        text = word["punctuated_word"]
        yield Expected(text, word["start"], word["end"], word["confidence"], None)


def assemblyai(document: Any) -> Iterator[Expected]:
    for word in document["words"]:
        start, end = word["start"] / 1000, word["end"] / 1000
        yield Expected(word["text"], start, end, word["confidence"], word["speaker"])


def azure(document: Any) -> Iterator[Expected]:
    for phrase in document["recognizedPhrases"]:
        for word in phrase["nBest"][0]["displayWords"]:
            start = word["offsetInTicks"] / 1e7
            end = start + word["durationInTicks"] / 1e7
            yield Expected(word["displayText"], start, end, None, None)


ASR: dict[str, tuple[str, Callable[[Any], Iterator[Expected]]]] = {
    "whisper_timestamped.json": ("whisper", whisper),
    "faster_whisper_synthetic.json": ("whisper", whisper),
    "vosk_synthetic.json": ("vosk", vosk),
    "riva_synthetic.json": ("riva", riva),
    "deepgram_transcription.json": ("deepgram", deepgram),
    "assemblyai_transcript.json": ("assemblyai", assemblyai),
    "azure_batch_docs_example.json": ("azure", azure),
}


def test_every_recogniser_s_file_is_checked() -> None:
    assert {path.name for path in (SAMPLES / "asr").iterdir()} == set(ASR)


@pytest.mark.parametrize("name", ASR)
def test_words_times_confidences_and_speakers_are_those_of_the_file(name: str) -> None:
    format_name, expected = ASR[name]
    content = (SAMPLES / "asr" / name).read_bytes()
    transcript = read(content)
    assert transcript.format == format_name
    position = 0
    for one in expected(json.loads(content)):
        position = check_word(transcript, position, one)
    assert position == len(transcript.words)


def check_word(transcript: Transcript, position: int, expected: Expected) -> int:
    """Check the words that one of the file's became; return where the next begins."""
    words = transcript.words
    last = position
    while "".join(word.text for word in words[position : last + 1]) != expected.text:
        last += 1
        assert last < len(words), expected
    pieces = words[position : last + 1]
    assert pieces[0].start_ms == round(expected.start * 1000)
    assert pieces[-1].end_ms == round(expected.end * 1000)
    assert {piece.confidence for piece in pieces} == {expected.confidence}
    assert {piece.speaker for piece in pieces} == {expected.speaker}
    assert all(piece.is_glued for piece in pieces[1:])
    spoken = [piece for piece in pieces if not piece.is_mark]
    assert len(spoken) == 1 or all(piece.flags & WordFlag.INTERPOLATED for piece in spoken)
    return last + 1


GOOD_CAPTIONS = {
    "sample.srt": 5, "one_caption.srt": 1, "invalid_timeframe.srt": 5,
    "missing_caption_text.srt": 4,
    "sample.vtt": 16, "one_caption.vtt": 1, "captions_with_bom.vtt": 4, "comments.vtt": 3,
    "cue_tags.vtt": 3, "metadata_headers.vtt": 2, "metadata_headers_multiline.vtt": 2,
    "missing_caption_text.vtt": 4, "styles.vtt": 1, "using_identifiers.vtt": 6, "youtube_dl.vtt": 3,
    # The standard skips a broken cue and reads on; the transcript's warnings name its line.
    "invalid_timeframe.vtt": 6, "missing_timeframe.vtt": 6,
    # An arrow straight after an arrow ends an empty cue.
    "invalid_timeframe_in_cue_text.vtt": 3,
    # WebVTT without its signature has the form of SubRip.
    "invalid.vtt": 7,
    "sample.sbv": 5, "two_captions.sbv": 2, "missing_caption_text.sbv": 4,
}  # fmt: skip
"""How many captions with text each file has; a point for SubRip's comma is legal."""

BAD_CAPTIONS = {
    "empty.vtt": ("no_words", "line 1"),
    "no_captions.vtt": ("no_words", "line 1"),
    "missing_timeframe.srt": ("bad_caption", "line 5"),
    "invalid_format4.srt": ("bad_caption", "line 1"),
    "invalid_format1.srt": ("bad_caption", "line 1"),
    "invalid_format2.srt": ("bad_caption", "line 1"),
    "invalid_format3.srt": ("bad_caption", "line 1"),
    "invalid_format.sbv": ("bad_caption", "line 1"),
    "invalid_timeframe.sbv": ("bad_caption", "line 7"),
    "missing_timeframe.sbv": ("bad_caption", "line 4"),
}


def test_every_caption_file_is_checked() -> None:
    names = {path.name for path in (SAMPLES / "captions").iterdir()}
    assert names == {*GOOD_CAPTIONS, *BAD_CAPTIONS}


@pytest.mark.parametrize("name", GOOD_CAPTIONS)
def test_good_captions_are_read(name: str) -> None:
    transcript = read((SAMPLES / "captions" / name).read_bytes(), filename=name)
    assert len(transcript.segments) == GOOD_CAPTIONS[name]


@pytest.mark.parametrize("name", BAD_CAPTIONS)
def test_broken_captions_are_refused_with_a_line(name: str) -> None:
    with pytest.raises(FormatError) as refused:
        read((SAMPLES / "captions" / name).read_bytes(), filename=name)
    assert (refused.value.code, refused.value.location) == BAD_CAPTIONS[name]


@pytest.mark.parametrize(
    ("name", "line"), [("invalid_timeframe.vtt", "line 6"), ("missing_timeframe.vtt", "line 6")]
)
def test_what_was_skipped_is_named_with_its_line(name: str, line: str) -> None:
    warnings = read((SAMPLES / "captions" / name).read_bytes()).warnings
    assert [warning.partition(":")[0] for warning in warnings] == [line]


def test_times_inside_a_cue_are_those_of_the_file() -> None:
    transcript = read((SAMPLES / "captions" / "cue_tags.vtt").read_bytes())
    starts = {word.text: (word.start_ms, word.flags) for word in transcript.words}
    assert starts["pizza"] == (19_500, 0)
    assert starts["pie"] == (20_000, 0)
