"""LRC: times before lines and words, as whisper.cpp and players have them."""

from __future__ import annotations

from emend_transcript import read
from tests.support.transcripts import checked, rows


def test_lines_end_where_the_next_begins_and_words_have_the_times_before_them() -> None:
    content = (
        "[ti:A song]\n[by:whisper.cpp]\n\n[00:01.00] ab cd\n[00:03.5]<00:03.50>ef <00:04.00>g"
        "<00:04.20>h\n[01:00.250]\n[00:59.00]ij\n"
    )
    transcript = checked(content.encode(), "lrc")
    assert rows(transcript) == [
        ("ab", 1_000, 2_250, None), ("cd", 2_250, 3_500, None), ("ef", 3_500, 4_000, None),
        ("gh", 4_000, 59_000, None), ("ij", 59_000, 60_250, None),
    ]  # fmt: skip
    assert transcript.title == "A song"


def test_a_text_with_several_times_is_said_several_times() -> None:
    content = b"[00:01.00][00:05.00]ab\n[00:02.00]cd\n"
    assert [row[:2] for row in rows(read(content))] == [("ab", 1_000), ("cd", 2_000), ("ab", 5_000)]


def test_lines_without_a_time_are_named() -> None:
    transcript = read(b"[00:01.00]ab\nwho wrote this\n[00:02.00]\n")
    assert [word.text for word in transcript.words] == ["ab"]
    assert transcript.warnings == ("line 2: a line without a time; skipped",)
