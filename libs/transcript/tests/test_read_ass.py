"""ASS and SSA: fields by their names, tags, karaoke, and lines that are broken."""

from __future__ import annotations

import pytest

from emend_transcript import FormatError, read
from tests.support.transcripts import checked, rows

HEAD = """[Script Info]
; written by hand
Title: A talk
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize
Style: Default,Arial,20

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""


def ass(*texts: str) -> bytes:
    return lines(*(("0", "", one) for one in texts))


def lines(*spoken: tuple[str, str, str]) -> bytes:
    """Return lines of one time, each of a layer, a name and a text."""
    dialogue = "".join(
        f"Dialogue: {layer},0:00:01.00,0:00:03.00,Default,{name},0,0,0,,{text}\n"
        for layer, name, text in spoken
    )
    return f"{HEAD}{dialogue}".encode()


def shown(*texts: str) -> list[str]:
    return [word.text for word in checked(ass(*texts), "ass").words]


def test_lines_are_segments_in_the_order_of_time_and_names_are_speakers() -> None:
    content = HEAD + (
        "Dialogue: 0,0:01:02.50,0:01:03.50,Default,Ann,0,0,0,,ab, cd\n"
        "Comment: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,no\n"
        "Dialogue: 0,0:00:01.25,0:00:02.25,Default,Bob,0,0,0,,ef\n"
    )
    transcript = checked(content.replace("\n", "\r\n").encode(), "ass")
    assert rows(transcript) == [
        ("ef", 1_250, 2_250, "Bob"), ("ab", 62_500, 63_100, "Ann"), (",", 63_100, 63_100, "Ann"),
        ("cd", 63_100, 63_500, "Ann"),
    ]  # fmt: skip
    assert transcript.title == "A talk"


def test_the_older_format_has_its_fields_by_name_too() -> None:
    content = (
        "[Script Info]\nScriptType: v4.00\n[Events]\nFormat: Marked, Start, End, Text\n"
        "Dialogue: Marked=0,0:00:01.00,0:00:02.00,a,b\n"
    )
    words = checked(content.encode(), "ass").words
    assert [word.text for word in words] == ["a", ",", "b"]
    assert (words[0].start_ms, words[-1].end_ms) == (1_000, 2_000)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"ab\Ncd\nef\hgh", ["ab", "cd", "ef", "gh"]),
        (r"{\an8\pos(1,2)}ab{a comment} {\i1}c{\i0}d", ["ab", "cd"]),
        (r"{\p1}m 0 0 l 100 0{\p0}ab", ["ab"]),
        (r"ab{\p1}m 0 0", ["ab"]),
        (r"{\pbo5}ab", ["ab"]),
        ("a{b", ["a{b"]),
    ],
)
def test_what_is_not_shown_is_not_read(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


def test_karaoke_times_syllables_that_join_to_words() -> None:
    text = r"{\k50}Ka{\kf25}ra{\K25}o{\ko50}ke {\k100}now"
    assert rows(checked(ass(text), "ass")) == [
        ("Karaoke", 1_000, 2_500, None), ("now", 2_500, 3_000, None),
    ]  # fmt: skip


def test_a_line_on_two_layers_is_read_once() -> None:
    transcript = checked(lines(("0", "", "ab"), ("1", "", r"{\blur2}ab"), ("0", "", "cd")), "ass")
    assert [word.text for word in transcript.words] == ["ab", "cd"]
    assert transcript.warnings == ("1 lines repeat another at the same time; read once",)


def test_a_line_that_is_put_over_its_like_is_read_once() -> None:
    assert shown(r"{\pos(1,2)}ab", r"{\pos(1,2)\blur2}ab", "cd") == ["ab", "cd"]


def test_two_who_say_the_same_at_one_time_are_both_kept() -> None:
    content = lines(("0", "Ann", "Yes"), ("0", "Bob", "Yes"), ("1", "Bob", "Yes"))
    assert [(word.text, word.speaker) for word in read(content).words] == [
        ("Yes", "Ann"), ("Yes", "Bob"),
    ]  # fmt: skip
    assert shown("Yes", "Yes") == ["Yes", "Yes"]


@pytest.mark.parametrize("text", ["ab", r"{\k50}a{\k50}b"])
def test_a_line_that_ends_before_it_starts_is_kept_and_named(text: str) -> None:
    line = f"Dialogue: 0,0:00:04.00,0:00:03.00,Default,,0,0,0,,{text}\n"
    transcript = read(ass("cd") + line.encode())
    assert [row[:3] for row in rows(transcript)] == [("cd", 1_000, 3_000), ("ab", 4_000, 4_000)]
    assert transcript.warnings == (
        "line 13: the line ends at 3000 ms, before its start at 4000 ms",
    )


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Dialogue: 0,x,0:00:03.00,Default,,0,0,0,,ab", "bad_caption"),
        ("Dialogue: ", "bad_caption"),
        ("Dialogue: 0,-0:00:01.00,0:00:03.00,Default,,0,0,0,,ab", "bad_caption"),
    ],
)
def test_a_broken_line_is_refused_with_its_number(line: str, code: str) -> None:
    with pytest.raises(FormatError) as refused:
        read(f"{HEAD}{line}\n".encode())
    assert (refused.value.code, refused.value.location) == (code, "line 12")


def test_a_script_without_dialogue_says_nothing() -> None:
    with pytest.raises(FormatError, match="no words"):
        read(HEAD.encode())
