"""LRC: times before lines and words, as whisper.cpp and players have them."""

from __future__ import annotations

import pytest

from emend_transcript import FormatError, read
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


@pytest.mark.parametrize(
    ("offset", "starts"),
    [("+500", (0, 1_500, 2_000)), ("500", (0, 1_500, 2_000)), (" -250 ", (550, 2_250, 2_750)),
     ("0", (300, 2_000, 2_500))],
)  # fmt: skip
def test_an_offset_moves_every_time_a_positive_one_to_earlier(
    offset: str, starts: tuple[int, ...]
) -> None:
    content = f"[offset:{offset}]\n[00:00.30]ab\n[00:02.00]cd <00:02.50>ef\n"
    assert tuple(word.start_ms for word in read(content.encode()).words) == starts


def test_an_offset_that_is_no_number_is_named() -> None:
    transcript = read(b"[offset:soon]\n[00:01.00]ab\n")
    assert transcript.words[0].start_ms == 1_000
    assert transcript.warnings == (
        "line 1: an offset that is no whole number of milliseconds; skipped",
    )


def test_times_that_repeat_more_than_a_file_can_hold_are_refused_with_the_line() -> None:
    stamps = "".join(f"[0:{second % 60}]" for second in range(300))
    with pytest.raises(FormatError) as refused:
        read(f"[0:1]ab\n{stamps}{'la ' * 1_000}\n".encode())
    assert (refused.value.code, refused.value.location) == ("bad_caption", "line 2")
    assert "20000 characters" in refused.value.reason
    assert refused.value.hint


def test_a_line_that_is_sung_again_and_again_is_read_each_time() -> None:
    stamps = "".join(f"[{n // 60:02}:{n % 60:02}.00]" for n in range(108))
    assert len(read(f"{stamps}om namah shivaya om namah shivaya\n".encode()).words) == 108 * 6
