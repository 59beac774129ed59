"""Rows with tabs between: Whisper's milliseconds, Audacity's seconds."""

from __future__ import annotations

import pytest

from emend_transcript import FormatError, read
from tests.support.transcripts import checked, rows


@pytest.mark.parametrize(
    "content",
    [
        "start\tend\ttext\n1000\t2000\tab cd\n2500\t3000\tef\n",
        "start\tend\ttext\r\n1000\t2000\tab cd\r\n\r\n2500\t3000\tef",
        "start\tend\ttext\n1.0\t2.0\tab cd\n2.5\t3\tef\n",
        "1.000000\t2.000000\tab cd\n\\\t100.0\t200.0\n2.500000\t3.000000\tef\n",
    ],
)
def test_rows_are_segments(content: str) -> None:
    transcript = checked(content.encode(), "tsv")
    assert rows(transcript) == [
        ("ab", 1_000, 1_500, None), ("cd", 1_500, 2_000, None), ("ef", 2_500, 3_000, None),
    ]  # fmt: skip
    assert len(transcript.segments) == 2


def test_a_row_without_a_text_says_nothing() -> None:
    content = b"start\tend\ttext\n0\t500\t\n500\t900\tab\n900\t950\n"
    assert rows(checked(content, "tsv")) == [("ab", 500, 900, None)]


@pytest.mark.parametrize(
    ("row", "code"),
    [("ab", "bad_caption"), ("x\t2\tab", "bad_caption"), ("-5\t2\tab", "bad_caption"),
     ("2000\t1000\tab", "bad_time")],
)  # fmt: skip
def test_a_broken_row_is_refused_with_its_line(row: str, code: str) -> None:
    with pytest.raises(FormatError) as refused:
        read(f"start\tend\ttext\n0\t500\tom\n{row}\n".encode())
    assert (refused.value.code, refused.value.location) == (code, "line 3")


def test_commas_and_quotation_marks_do_as_well_and_tell_the_speaker() -> None:
    content = 'start,end,speaker,text\n0,1000,"0"," ab, ""cd"""\n1000,2000,"1"," ef"\n'
    transcript = checked(content.encode(), "tsv")
    assert [(word.text, word.speaker) for word in transcript.words if not word.is_mark] == [
        ("ab", "0"), ("cd", "0"), ("ef", "1"),
    ]  # fmt: skip
    assert transcript.words[-1].end_ms == 2_000


def test_a_line_break_inside_quotation_marks_parts_words() -> None:
    content = 'start,end,text\r\n0,1000,"hello\r\nthere"\n1000,2000,"ab"\n'
    assert [word.text for word in read(content.encode()).words] == ["hello", "there", "ab"]
    with pytest.raises(FormatError) as refused:
        read(f'{content}3000,2000,"a\nb"\n'.encode())
    assert refused.value.location == "line 5"


def test_a_row_that_is_too_long_for_one_is_refused_with_its_line() -> None:
    with pytest.raises(FormatError) as refused:
        read(b'start,end,text\n0,5,"a"\n5,9,' + b"x" * 200_000)
    assert (refused.value.code, refused.value.location) == ("bad_caption", "line 3")
