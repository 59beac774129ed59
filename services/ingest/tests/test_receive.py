"""From content to parts, or to a refusal that says what is wrong and where."""

from __future__ import annotations

import json
import struct
from datetime import UTC, datetime
from itertools import chain
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emend_events import Codec, Origin, TranscriptReceived
from emend_ingest.domain.audit import audit
from emend_ingest.domain.parts import PART_BYTES
from emend_ingest.domain.receive import Limits, Original, receive, reject
from emend_ingest.domain.refusal import Refused
from emend_ingest.domain.submission import Submission

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
ORIGINAL = Original("ab" * 32, 100, "file:///files/sha256/ab/" + "ab" * 32)
LIMITS = Limits(content_bytes=200_000)
LARGE = Limits()


def submission(**said: object) -> Submission:
    """Return a submission of ``talk-1``."""
    given: dict[str, object] = {
        "event_id": UUID(int=1),
        "transcript_id": "talk-1",
        "submitted_at": NOW,
    }
    return Submission(**(given | said))  # type: ignore[arg-type]


def vosk(*said: tuple[str, float, float]) -> bytes:
    """Return Vosk's result of these words with their times in seconds."""
    result = [{"word": w, "start": start, "end": end, "conf": 0.9} for w, start, end in said]
    return json.dumps({"result": result, "text": " ".join(w for w, _, _ in said)}).encode()


def lecture(count: int, text: str = "dharma") -> bytes:
    """Return Vosk's result of so many words."""
    return vosk(*((text, i * 0.4, i * 0.4 + 0.3) for i in range(count)))


def whisper(**word: object) -> bytes:
    """Return Whisper's output of one word, some of it changed."""
    good: dict[str, object] = {"word": " om", "start": 0.0, "end": 0.5, "probability": 0.9}
    segment = {"id": 0, "start": 0.0, "end": 1.0, "text": " om", "words": [good | word]}
    return json.dumps({"text": " om", "segments": [segment], "language": "en"}).encode()


def received(content: bytes, limits: Limits = LARGE, **said: object) -> list[TranscriptReceived]:
    return receive(submission(**said), content, ORIGINAL, limits)


def test_a_short_transcript_is_one_part_that_is_the_last() -> None:
    (part,) = received(vosk(("hari", 0.1, 0.4), ("om", 0.5, 0.9)), title="Talk")
    assert part.words.text == ["hari", "om"]
    assert part.words.start_ms == [100, 500]
    assert (part.sequence, part.last, part.profile) == (0, True, "lecture")
    assert (part.source.format, part.source.title) == ("vosk", "Talk")
    assert part.source.content_uri == ORIGINAL.uri


def test_a_lecture_becomes_numbered_parts_of_which_one_is_the_last() -> None:
    parts = received(lecture(9000))
    assert [part.sequence for part in parts] == list(range(len(parts)))
    assert [part.last for part in parts] == [False] * (len(parts) - 1) + [True]
    assert sum(len(part.words.text) for part in parts) == 9000


@pytest.mark.parametrize("text", ["om", "dharma", "योगवेदान्त", "x" * 1999])
def test_a_part_fits_its_size_once_encoded(text: str) -> None:
    codec = Codec()
    sizes = [len(codec.encode(part)) for part in received(lecture(3000, text))]
    assert max(sizes) <= PART_BYTES + 1024
    assert all(size > PART_BYTES // 2 for size in sizes[:-1])


def test_every_part_decodes_to_itself() -> None:
    codec = Codec()
    for part in received(lecture(5000), language="en"):
        assert codec.decode(codec.encode(part), TranscriptReceived) == part


def test_the_same_input_gives_the_same_events() -> None:
    assert received(lecture(4000)) == received(lecture(4000))


def test_parts_of_one_submission_have_ids_of_their_own() -> None:
    parts = received(lecture(9000))
    assert len({part.event_id for part in parts}) == len(parts) > 1


def test_a_fragment_keeps_its_place_in_the_stream() -> None:
    (part,) = received(vosk(("om", 0.1, 0.4)), sequence=7, last=False, offset_ms=60_000)
    assert (part.sequence, part.last) == (7, False)
    assert part.words.start_ms == [60_100]
    assert part.segments[0].end_ms == 60_400


def test_a_fragment_that_needs_several_parts_is_refused_with_advice() -> None:
    with pytest.raises(Refused) as refused:
        received(lecture(9000), sequence=1)
    assert refused.value.code == "fragment_too_large"
    assert "words" in refused.value.hint


def test_what_the_submitter_says_wins_over_what_the_file_says() -> None:
    (part,) = received(whisper(), language="sa")
    assert part.language == "sa"
    assert received(whisper())[0].language == "en"


POISON: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "empty"),
    "spaces": (b"  \n\t ", "no_words"),
    "null": (b"null", "unknown_format"),
    "a number": (b"17", "unknown_format"),
    "a sentence": (b"hari om tat sat", "unknown_format"),
    "garbage": (bytes(range(128, 256)) * 8, "wrong_encoding"),
    "zeros": (bytes(100), "wrong_encoding"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "wrong_encoding"),
    "a zip": (b"PK\x03\x04\x14\0\0\0\x08\0", "wrong_encoding"),
    "gzip": (b"\x1f\x8b\x08\0\0\0\0\0", "wrong_encoding"),
    "wave": (b"RIFF" + struct.pack("<I", 36) + b"WAVEfmt \xff\xfe", "wrong_encoding"),
    "html": (b"<!doctype html><html><body>502 Bad Gateway</body></html>", "unknown_format"),
    "xml": (b"<?xml version='1.0'?><timing/>", "unknown_format"),
    "captions in xml without text": (b"<?xml version='1.0'?><tt/>", "no_words"),
    "xml with entities": (b"<!DOCTYPE tt [<!ENTITY a 'b'>]><tt>&a;</tt>", "bad_caption"),
    "csv": (b"word,start,end\nom,0,1\n", "unknown_format"),
    "utf-16 without a mark": (vosk(("om", 0, 1)).decode().encode("utf-16-le"), "wrong_encoding"),
    "utf-32": (vosk(("om", 0, 1)).decode().encode("utf-32-le"), "wrong_encoding"),
    "latin-1": (vosk(("om", 0, 1)).replace(b'"om"', b'"\xe9t\xe9"'), "wrong_encoding"),
    "cut in half": (vosk(("om", 0, 1))[:-20], "not_json"),
    "single quotes": (b"{'text': 'om'}", "not_json"),
    "a trailing comma": (b'{"text": "om",}', "not_json"),
    "an empty object": (b"{}", "unknown_format"),
    "an empty list": (b"[]", "no_words"),
    "a list of numbers": (b"[1, 2, 3]", "unknown_format"),
    "somebody's JSON": (b'{"hello": "world"}', "unknown_format"),
    "an error message": (b'{"error": {"code": 401}}', "recogniser_failed"),
    "deep lists": (b"[" * 100_000, "too_deep"),
    "deep objects": (b'{"a":' * 30_000, "too_deep"),
    "deep inside": (
        b'{"segments": [' + b'{"a":' * 20_000 + b"1" + b"}" * 20_000 + b"]}",
        "too_deep",
    ),
    "a number of 5,000 digits": (
        whisper().replace(b'"start": 0.0', b'"start": ' + b"9" * 5000),
        "not_json",
    ),
    "no segments": (b'{"text": "", "segments": [], "language": "en"}', "no_words"),
    "no words": (b'{"result": [], "text": ""}', "no_words"),
    "words of nothing": (vosk(("", 0, 1), (" ", 1, 2)), "no_words"),
    "words without times": (b'{"text": "hari om"}', "no_times"),
    "times backwards": (vosk(("hari", 5, 6), ("om", 1, 2)), "bad_time"),
    "an end before its start": (vosk(("om", 5, 2)), "bad_time"),
    "a negative time": (vosk(("om", -3, 2)), "bad_time"),
    "NaN": (vosk(("om", float("nan"), 2)), "bad_time"),
    "infinity": (vosk(("om", 0, float("inf"))), "bad_time"),
    "the year 33658": (vosk(("om", 1e12, 1e12 + 1)), "bad_time"),
    "a time that is text": (whisper(start="soon"), "bad_time"),
    "a time that is a list": (whisper(start=[1]), "wrong_type"),
    "a time that is true": (whisper(start=True), "wrong_type"),
    "a word that is a number": (whisper(word=17), "wrong_type"),
    "a word that is null": (whisper(word=None), "wrong_type"),
    "a word with NUL": (whisper(word="a\0b"), "bad_text"),
    "half a surrogate": (whisper(word="\ud83d"), "bad_text"),
    "a word without end": (whisper(word="x" * 50_000), "too_long"),
    "segments that are text": (b'{"text": "om", "segments": "om"}', "unknown_format"),
    "segments of numbers": (b'{"text": "om", "segments": [1, 2]}', "unknown_format"),
    "a confidence that is an object": (whisper(probability={}), "wrong_type"),
    "beyond the duration": (
        b'{"text": "om", "duration": 1.0, "segments": [{"start": 50, "end": 60, "text": " om"}]}',
        "bad_time",
    ),
    "a caption backwards": (b"1\n00:00:05,000 --> 00:00:02,000\nom\n", "bad_time"),
    "captions without text": (b"1\n00:00:01,000 --> 00:00:02,000\n\n", "no_words"),
    "WebVTT without cues": (b"WEBVTT\n\n", "no_words"),
    "too large": (b" " * 300_000, "too_large"),
}
"""What arrives at a public door, and the code of its refusal."""


@pytest.mark.parametrize(("content", "code"), POISON.values(), ids=POISON.keys())
def test_poison_is_refused_with_its_cause(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        received(content, LIMITS)
    assert refused.value.code == code
    assert refused.value.reason


def test_the_refusal_names_the_place() -> None:
    with pytest.raises(Refused) as refused:
        received(vosk(("hari", 0, 1), ("om", 5, 2)))
    assert refused.value.location == "$.result[1]"


def test_a_format_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(Refused) as refused:
        received(vosk(("om", 0, 1)), format="clay-tablet")
    assert refused.value.code == "unknown_format"
    assert "whisper" in refused.value.hint


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_taken_or_refused_and_nothing_else(content: bytes) -> None:
    try:
        parts = received(content, LIMITS)
    except Refused as refusal:
        assert refusal.reason  # noqa: PT017 - either outcome is right; a refusal has its reason
    else:
        assert parts


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
trees = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["text", "segments", "words", "result", "start", "end", "word", "results"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(trees)
def test_any_json_with_known_keys_is_taken_or_refused_and_nothing_else(tree: object) -> None:
    try:
        received(json.dumps(tree).encode(), LIMITS)
    except Refused as refusal:
        assert refusal.code  # noqa: PT017 - either outcome is right; a refusal has its code


def test_a_rejection_says_what_who_where_and_keeps_the_original() -> None:
    refusal = Refused("no_words", "The transcript holds no words", "Speak up.", "line 3")
    origin = Origin(topic="asr.transcript.submitted.v1", partition=1, offset=9)
    event = reject(refusal, submission(), origin, ORIGINAL)
    assert event == reject(refusal, submission(), origin, ORIGINAL)
    assert (event.code, event.location, event.hint) == ("no_words", "line 3", "Speak up.")
    assert (event.rejected_by, event.origin) == ("emend-ingest", origin)
    assert (event.content_sha256, event.content_uri) == (ORIGINAL.sha256, ORIGINAL.uri)


def test_the_record_of_the_act_is_derived_and_timed_by_the_submission() -> None:
    record = audit(submission(), version="1.0.0", refusal_code="no_words")
    assert record == audit(submission(), version="1.0.0", refusal_code="no_words")
    assert record.event_id != audit(submission(), version="1.0.0").event_id
    assert (record.time, record.subject) == (NOW, "talk-1")
    assert (record.data.class_uid, record.data.status_id) == (6003, 2)
    assert record.data.status_detail == "no_words"


def test_no_word_is_lost_between_the_file_and_the_parts() -> None:
    said = [f"word{i}" for i in range(7000)]
    content = vosk(*((word, i * 0.4, i * 0.4 + 0.3) for i, word in enumerate(said)))
    assert list(chain.from_iterable(part.words.text for part in received(content))) == said
