"""MicroDVD: frames, whose rate the first line tells."""

from __future__ import annotations

import pytest

from emend_transcript import FormatError, read
from tests.support.transcripts import checked, rows


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_frames_become_times_by_the_rate_of_the_first_line(end: str) -> None:
    content = "{1}{1}23.976\n{24}{48}{y:i}ab|cd\n{72}{}ef\n{96}{120}gh\n".replace("\n", end)
    assert rows(checked(content.encode(), "microdvd")) == [
        ("ab", 1_001, 1_501, None), ("cd", 1_501, 2_002, None), ("ef", 3_003, 4_004, None),
        ("gh", 4_004, 5_005, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ("{0}{25}ab\n", "no_times", 1),
        ("{0}{25}1984\n", "no_times", 1),
        ("{1}{1}25\n{0}{25}ab\ncd\n", "bad_caption", 3),
        ("{1}{1}25\n{50}{25}ab\n", "bad_time", 2),
    ],
)
def test_broken_files_are_refused_with_their_line(content: str, code: str, line: int) -> None:
    with pytest.raises(FormatError) as refused:
        read(content.encode())
    assert (refused.value.code, refused.value.location) == (code, f"line {line}")
