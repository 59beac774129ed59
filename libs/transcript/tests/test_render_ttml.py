"""TTML, and the times of words in WebVTT and TTML."""

from __future__ import annotations

from emend_transcript import (
    Header,
    Metadata,
    Result,
    WordFlag,
    initial_tokens,
    read,
    render,
)
from emend_transcript.captions import CaptionSettings
from tests.support.transcripts import lines

TIMED = CaptionSettings(characters=24, word_times=True)


def said(start_ms: int, *turns: tuple[str, str]) -> Result:
    """Return what speakers said in turn, 300 ms a word, two seconds between turns."""
    words: list[dict[str, object]] = []
    for speaker, text in turns:
        for one in text.split():
            times = {"start": start_ms, "end": start_ms + 300}
            words.append({"text": one, "speaker": speaker, **times})
            start_ms += 300
        start_ms += 2_000
    transcript = read(lines({"status": "completed", "text": "", "words": words}))
    tokens = tuple(initial_tokens(transcript.words))
    header = Header("1", "lecture@1", "p", "l", "i")
    return Result(transcript.words, transcript.segments, tokens, (), header)


def test_webvtt_tells_when_each_word_is_spoken_where_that_is_asked_for() -> None:
    rendered = render(said(0, ("A", "Om my <friend> and all of you")), "vtt", captions=TIMED)
    assert rendered.split("\n")[2:] == [
        "00:00:00.000 --> 00:00:02.100",
        "<v A>Om <00:00:00.300>my <00:00:00.600>&lt;friend&gt;",
        "<00:00:00.900>and <00:00:01.200>all <00:00:01.500>of <00:00:01.800>you",
        "",
    ]
    words = read(rendered.encode()).words
    assert [word.start_ms for word in words] == [n * 300 for n in range(7)]
    assert not any(word.flags & WordFlag.INTERPOLATED for word in words)


def test_ttml_names_the_title_the_language_and_the_speakers() -> None:
    talk = said(0, ("A & B", "Om < om om om"), ("B", "Yes."))
    rendered = render(talk, "ttml", Metadata(title="On Om", language="en"))
    transcript = read(rendered.encode())
    assert [(word.text, word.speaker) for word in transcript.words if not word.is_mark] == [
        ("Om", "A & B"), ("<", "A & B"), ("om", "A & B"), ("om", "A & B"), ("om", "A & B"),
        ("Yes", "B"),
    ]  # fmt: skip
    assert (transcript.language, transcript.title) == ("en", "On Om")
    assert '<p begin="00:00:00.000" end="00:00:01.500" ttm:agent="speaker1">' in rendered


def test_ttml_s_spans_say_when_their_words_are_spoken() -> None:
    rendered = render(said(5_000, ("A", "ab cd ef")), "ttml", captions=TIMED)
    assert [word[1:3] for word in read(rendered.encode()).words] == [
        ("ab", 5_000), ("cd", 5_300), ("ef", 5_600),
    ]  # fmt: skip


def test_ttml_of_nothing_said_is_well_formed_and_empty() -> None:
    assert "<p " not in render([], "ttml")


def test_ttml_holds_nothing_that_xml_cannot() -> None:
    rendered = render(said(0, ("A\uffff", "ab\ufffecd")), "ttml")
    assert [(word.text, word.speaker) for word in read(rendered.encode()).words] == [("abcd", "A")]
