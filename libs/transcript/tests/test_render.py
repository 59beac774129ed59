"""Every rendition: what it says, and that nothing in a transcript can break it."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emend_transcript import (
    RENDITIONS,
    Change,
    Header,
    Metadata,
    Result,
    Segment,
    Token,
    UnknownRenditionError,
    Word,
    WordFlag,
    find_rendition,
    initial_tokens,
    join_results,
    read,
    render,
    replay,
)
from emend_transcript.captions import CaptionSettings, Timestamp, parse_webvtt
from emend_transcript.captions._webvtt_text import events

HEADER = Header("1", "lecture@1", "p", "l", "i")
MARKS = frozenset(".,?!")


def said(*turns: tuple[str | None, str], start_ms: int = 0, pause_ms: int = 0) -> Result:
    """Return what speakers said in turn, 300 ms a word, marks written apart, unchanged."""
    words: list[Word] = []
    segments: list[Segment] = []
    time = start_ms
    for speaker, text in turns:
        first = len(words)
        for one in text.split():
            mark = one in MARKS
            end = time if mark else time + 300
            flags = int(WordFlag.MARK | WordFlag.GLUED) if mark else 0
            words.append(Word(len(words), one, time, end, 0.9, speaker, flags=flags))
            time = end
        segments.append(Segment(words[first].start_ms, time, first, len(words) - 1, speaker))
        time += pause_ms
    return Result(tuple(words), tuple(segments), tuple(initial_tokens(words)), (), HEADER)


def without_um() -> Result:
    """Return "um hello there" with its filler removed."""
    result = said(("A", "um hello there"))
    removal = Change(0, "fillers", "fillers.hesitation", 1, 0, 0, 0, result.tokens[:1], (), 0.99)
    return Result(result.words, result.segments, result.tokens[1:], (removal,), HEADER)


def test_text_is_a_paragraph_a_turn_with_the_speaker_before_it() -> None:
    talk = said(("A", "Hello , friends ."), ("A", "Sit ."), ("B", "Om ."))
    assert render(talk, "text") == "A: Hello, friends. Sit.\n\nB: Om.\n"


def test_a_long_pause_begins_a_paragraph_without_naming_the_speaker_again() -> None:
    talk = said(("A", "Hello ."), ("A", "Sit ."), pause_ms=2_000)
    assert render(talk, "text") == "A: Hello.\n\nSit.\n"


def test_a_wall_of_text_is_parted_after_a_sentence() -> None:
    talk = said((None, " ".join(["word word word ."] * 60)))
    lengths = [len(one.split()) for one in render(talk, "text").split("\n\n")]
    assert lengths == [90, 90]


def test_channels_stand_for_speakers_without_names() -> None:
    words = (Word(0, "hello", 0, 300), Word(1, "yes", 300, 600))
    segments = (Segment(0, 300, 0, 0, channel=0), Segment(300, 600, 1, 1, channel=1))
    talk = Result(words, segments, tuple(initial_tokens(words)), (), HEADER)
    assert render(talk, "text") == "Channel 0: hello\n\nChannel 1: yes\n"


def test_markdown_has_the_title_times_and_no_markup_of_the_speakers() -> None:
    talk = said(("A_B", "*Om* <b> #1 ."), start_ms=3_661_000)
    assert render(talk, "markdown", Metadata(title="On [Om]")) == (
        "# On \\[Om\\]\n\n**\\[01:01:01\\] A\\_B:** \\*Om\\* \\<b\\> \\#1.\n"
    )


def test_srt_names_the_speaker_where_a_turn_begins() -> None:
    talk = said(("A", "Hello , friends ."), ("B", "Om --> hum ."), pause_ms=1_000)
    assert render(talk, "srt") == (
        "1\n00:00:00,000 --> 00:00:01,000\nA: Hello, friends.\n\n"
        "2\n00:00:01,600 --> 00:00:02,600\nB: Om → hum.\n"
    )


def test_webvtt_has_voice_spans_and_escapes() -> None:
    talk = said(("A & <B>", "x < y & z --> w ."))
    assert render(talk, "vtt") == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:02.100\n<v A &amp; &lt;B&gt;>x &lt; y &amp; z --&gt; w.\n"
    )


def test_json_tells_everything_in_its_documented_shape() -> None:
    about = Metadata("t-1", "Talk", "en", 1_000, {"format": "vosk"})
    body = json.loads(render(without_um(), "json", about))
    assert {name: body[name] for name in ("schema", "transcript_id", "duration_ms", "source")} == {
        "schema": "emend.transcript/1",
        "transcript_id": "t-1",
        "duration_ms": 1_000,
        "source": {"format": "vosk"},
    }
    assert body["engine"]["pipeline_version"] == "1"
    (segment,) = body["segments"]
    assert segment["text"] == "hello there"
    assert segment["tokens"][0] == {
        "text": "hello",
        "source": [1, 1],
        "glued": False,
        "kind": "word",
        "start_ms": 300,
        "end_ms": 600,
        "confidence": 0.9,
        "needs_review": None,
    }
    assert [word["text"] for word in body["words"]] == ["um", "hello", "there"]
    (change,) = body["changes"]
    assert (change["rule"], change["at"], change["after"]) == ("fillers.hesitation", 0, [])
    assert [token["text"] for token in change["before"]] == ["um"]


def test_json_names_the_flags_of_words() -> None:
    body = json.loads(render(said(("A", "Om .")), "json"))
    assert [word["flags"] for word in body["words"]] == [[], ["mark", "glued"]]


def test_parts_are_joined_with_indexes_that_count_through() -> None:
    whole = join_results([without_um(), said(("A", "we sit")), without_um()])
    assert [word.index for word in whole.words] == list(range(8))
    assert [(one.first, one.last) for one in whole.segments] == [(0, 2), (3, 4), (5, 7)]
    assert [(one.sequence, one.at, one.first) for one in whole.changes] == [(0, 0, 0), (1, 4, 5)]
    assert replay(whole.changes, whole.words) == whole.tokens
    assert whole.header.pipeline_version == "1"
    assert render([without_um(), without_um()], "text") == "A: hello there hello there\n"


@pytest.mark.parametrize("name", list(RENDITIONS))
def test_nothing_said_is_rendered_as_nothing(name: str) -> None:
    empty = {"text": "", "markdown": "", "srt": "", "vtt": "WEBVTT\n"}
    rendered = render([], name)
    assert rendered == empty.get(name, rendered)
    assert name != "json" or json.loads(rendered)["words"] == []


def test_renditions_are_found_by_name_and_extension_and_refused_by_name() -> None:
    assert find_rendition("md") is find_rendition("markdown") is RENDITIONS["markdown"]
    assert find_rendition("txt").media_type == "text/plain; charset=utf-8"
    with pytest.raises(UnknownRenditionError, match="'pdf'; the known ones are json, text"):
        find_rendition("pdf")


HOSTILE = st.sampled_from(
    ["-->", "<b>", "&amp;", "{\\an8}", "WEBVTT", "NOTE", "1", "שלום", "नमस्ते", "e\u0301\u0301"]
) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60
)


@st.composite
def talks(draw: st.DrawFn) -> Result:
    """Draw hostile tokens of up to four speakers, some glued, some inserted, with pauses."""
    texts = draw(st.lists(HOSTILE, min_size=1, max_size=30))
    speakers = draw(st.integers(1, 4))
    words: list[Word] = []
    time = 0
    for at, text in enumerate(texts):
        end = time + draw(st.sampled_from([0, 100, 300, 900, 9_000]))
        glued = WordFlag.GLUED if draw(st.integers(0, 4)) == 0 else 0
        speaker = f"<S {at * speakers // len(texts)}> --> &"
        words.append(Word(at, text, time, end, None, speaker, flags=int(glued)))
        time = end + draw(st.sampled_from([0, 0, 200, 1_500, 60_000]))
    starts = [
        at for at in range(len(words)) if not at or words[at - 1].speaker != words[at].speaker
    ]
    segments = tuple(
        Segment(words[first].start_ms, words[end - 1].end_ms, first, end - 1, words[first].speaker)
        for first, end in pairwise([*starts, len(words)])
    )
    inserted = Token(".", len(words), len(words) - 1, glued=True, kind="punctuation")
    tokens = (*initial_tokens(words), inserted)
    return Result(tuple(words), segments, tokens, (), HEADER)


@given(talks())
def test_hostile_talks_give_caption_files_that_our_readers_accept(talk: Result) -> None:
    for name, given_as in (("srt", "srt"), ("vtt", "webvtt"), ("sbv", "sbv"), ("ttml", "ttml")):
        content = render(talk, name)
        assert name in {"sbv", "ttml"} or content.count(" --> ") == sum(
            " --> " in line for line in content.split("\n")
        )
        assert read(content.encode(), format=given_as).words


@given(talks())
def test_hostile_talks_give_valid_json_text_and_markdown(talk: Result) -> None:
    assert json.loads(render(talk, "json"))["schema"] == "emend.transcript/1"
    assert render(talk, "text").endswith("\n")
    assert re.match(r"\*\*\\\[\d\d:\d\d:\d\d\\\]", render(talk, "markdown"))


@given(talks())
def test_times_of_words_grow_inside_their_captions_and_change_no_text(talk: Result) -> None:
    plain = parse_webvtt(render(talk, "vtt")).cues
    timed = parse_webvtt(render(talk, "vtt", captions=CaptionSettings(word_times=True))).cues
    assert [(one.start_ms, one.end_ms, one.plain_text) for one in timed] == [
        (one.start_ms, one.end_ms, one.plain_text) for one in plain
    ]
    for cue in timed:
        times = [event.time_ms for event in events(cue.text) if isinstance(event, Timestamp)]
        edges = [cue.start_ms, *times, cue.end_ms]
        assert not times or all(before < after for before, after in pairwise(edges))
    assert read(render(talk, "ttml", captions=CaptionSettings(word_times=True)).encode()).words
