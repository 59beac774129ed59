"""SubRip captions: lenient about form, strict about losing words."""

from __future__ import annotations

import pytest

from emend_transcript import FormatError, WordFlag, read

PLAIN = "1\n00:00:01,000 --> 00:00:02,000\nab cd\n\n2\n00:00:02,500 --> 00:00:03,000\nef\n"
ROWS = [("ab", 1000, 1500), ("cd", 1500, 2000), ("ef", 2500, 3000)]


def rows(content: str) -> list[tuple[str, int, int]]:
    transcript = read(content.encode())
    assert transcript.format == "srt"
    return [(word.text, word.start_ms, word.end_ms) for word in transcript.words]


def test_word_times_are_divided_by_characters_and_flagged() -> None:
    transcript = read(PLAIN.encode())
    assert rows(PLAIN) == ROWS
    assert {word.flags for word in transcript.words} == {WordFlag.INTERPOLATED}
    assert [tuple(each[:4]) for each in transcript.segments] == [
        (1000, 2000, 0, 1),
        (2500, 3000, 2, 2),
    ]


@pytest.mark.parametrize(
    "content",
    [
        "\ufeff" + PLAIN,
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        PLAIN.replace(",", "."),
        PLAIN.replace("1\n00", "00").replace("2\n00", "00"),
        PLAIN.replace("00:00:", "00:").replace("-->", " -->"),
        PLAIN.replace("02,000\n", "02,000  X1:40 X2:600 Y1:20 Y2:50\n"),
        PLAIN.replace("ab cd", "<i>ab</i>\n{\\an8}<font color='red'>cd</font>"),
        PLAIN.replace("ab cd", "ab\n\ncd"),
        PLAIN.replace("\n\n2", "\n2"),
        "\n\n" + PLAIN + "\n\n",
        PLAIN.replace("\n", "\r\r\n"),
        PLAIN.replace("1\n00", "#1\n00").replace("2\n00", "#2\n00"),
        PLAIN.replace("1\n00", "\u200b1.\n00").replace("2\n00", "2. \n00"),
    ],
    ids=[
        "byte order mark", "CRLF", "CR", "points", "no numbers", "no hours", "coordinates", "tags",
        "empty line inside", "no empty line between", "empty lines around", "CR CR LF", "#1", "1.",
    ],
)  # fmt: skip
def test_the_usual_liberties_change_nothing(content: str) -> None:
    assert rows(content) == ROWS


def test_a_word_with_a_colon_numbers_and_entities_stay_text() -> None:
    found = rows("1\n00:00:01,000 --> 00:00:02,000\nNote: AT&amp;T\n42\n")
    assert [text for text, _, _ in found] == ["Note", ":", "AT&T", "42"]


def test_a_number_of_its_own_that_cannot_count_captions_is_text() -> None:
    found = rows("1\n00:00:01,000 --> 00:00:02,000\nThe year:\n\n1984\n")
    assert [text for text, _, _ in found] == ["The", "year", ":", "1984"]


def test_a_span_of_clock_times_is_text() -> None:
    found = rows("1\n00:00:01,000 --> 00:00:02,000\n12:30 -> 12:45\n")
    assert [text for text, _, _ in found] == ["12:30", "-", ">", "12:45"]


def test_a_caption_without_text_is_legal() -> None:
    content = "1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:02,000 --> 00:00:03,000\na\n"
    assert rows(content) == [("a", 2000, 3000)]


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        ("1\n00:00:01,000 --> 00:00:0x,000\na\n" + PLAIN, "bad_caption", "line 2"),
        ("1\n00:00:01,000 --> 00:61:00,000\na\n", "bad_caption", "line 2"),
        (PLAIN + "\n3\nno times here\n", "bad_caption", "line 9"),
        (PLAIN + "\n5\n\nno times here\n", "bad_caption", "line 9"),
        ("some text\n" + PLAIN, "bad_caption", "line 1"),
        ("1\n00:00:02,000 --> 00:00:01,000\na\n", "bad_time", "line 2"),
        ("1\n00:00:01,000 --> 00:00:02,000\n \n", "no_words", ""),
        ("1\n00:00:01,000 --> 00:00:02,000\na\0b\n", "bad_text", "line 2"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(content: str, code: str, place: str) -> None:
    with pytest.raises(FormatError) as refused:
        read(content.encode(), format="srt")
    assert (refused.value.code, refused.value.location) == (code, place)


@pytest.mark.parametrize("content", ["1", "some text", "1\nsome text\n", "<!-- a --> 1"])
def test_text_without_captions_is_not_taken_for_captions(content: str) -> None:
    with pytest.raises(FormatError) as refused:
        read(content.encode(), filename="a.srt")
    assert (refused.value.code, refused.value.location) == ("bad_caption", "line 1")
    assert "00:00:01,000 --> 00:00:02,500" in refused.value.hint
    with pytest.raises(FormatError) as unknown:
        read(content.encode())
    assert unknown.value.code == "unknown_format"


def test_captions_out_of_order_are_put_in_the_order_of_time_and_named() -> None:
    transcript = read((PLAIN + "\n3\n00:00:01,500 --> 00:00:04,000\nback\n").encode())
    assert [word.text for word in transcript.words] == ["ab", "cd", "back", "ef"]
    (warning,) = transcript.warnings
    assert warning.startswith("line 10: the caption starts at 1500 ms, before the one above it")


def test_ass_line_ends_part_words_but_paths_are_whole() -> None:
    found = rows("1\n00:00:01,000 --> 00:00:02,000\n{\\an8}ab\\Ncd\\hef C:\\New\n")
    assert [text for text, _, _ in found] == ["ab", "cd", "ef", "C:\\New"]
