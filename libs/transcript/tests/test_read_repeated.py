"""Caption files that show every word several times, and those that name who speaks."""

from __future__ import annotations

from itertools import pairwise

import pytest

from emend_transcript import read
from tests.support.transcripts import checked, rows

YOUTUBE = """WEBVTT
Kind: captions
Language: en

00:00:00.000 --> 00:00:02.000 align:start position:0%
 \nso<00:00:00.500><c> the</c><00:00:01.000><c> camera</c>

00:00:02.000 --> 00:00:02.010 align:start position:0%
so the camera
 \n
00:00:02.010 --> 00:00:04.000 align:start position:0%
so the camera
is<00:00:03.000><c> here</c>

00:00:04.000 --> 00:00:04.010 align:start position:0%
is here
 \n
00:00:04.010 --> 00:00:05.000 align:start position:0%
is here
now
"""


def srt(*cues: tuple[int, int, str]) -> bytes:
    def clock(ms: int) -> str:
        return f"00:00:{ms // 1000:02},{ms % 1000:03}"

    return "\n".join(
        f"{number}\n{clock(start)} --> {clock(end)}\n{text}\n"
        for number, (start, end, text) in enumerate(cues, 1)
    ).encode()


def test_captions_that_roll_say_each_word_once_at_its_own_time() -> None:
    transcript = checked(YOUTUBE.encode(), "webvtt")
    assert rows(transcript) == [
        ("so", 0, 500, None), ("the", 500, 1_000, None), ("camera", 1_000, 2_000, None),
        ("is", 2_010, 3_000, None), ("here", 3_000, 4_000, None), ("now", 4_010, 5_000, None),
    ]  # fmt: skip
    assert transcript.warnings == (
        "4 lines of captions only show again what stands before; read once",
    )


def test_subrip_that_was_made_of_captions_that_roll_is_read_the_same_way() -> None:
    content = srt((0, 1_000, "ab cd"), (1_000, 2_000, "ab cd\nef"), (2_000, 3_000, "ef\ngh"))
    assert [row[:3] for row in rows(read(content))] == [
        ("ab", 0, 500), ("cd", 500, 1_000), ("ef", 1_000, 2_000), ("gh", 2_000, 3_000),
    ]  # fmt: skip


CHANT = ("om namah\nshivaya om", "shivaya om\nom namah")


@pytest.mark.parametrize("head", ["", "WEBVTT\n\n"])
@pytest.mark.parametrize("times", [2, 3, 20])
def test_a_chant_that_takes_up_the_line_before_is_kept_whole(head: str, times: int) -> None:
    texts = CHANT * times
    content = srt(*((n * 1_000, n * 1_000 + 1_000, text) for n, text in enumerate(texts)))
    transcript = read(head.encode() + content.replace(b",", b".") if head else content)
    assert len(transcript.words) == times * 8
    assert transcript.warnings == ()


def test_a_chant_that_rolls_by_its_times_is_read_once() -> None:
    lines = ["om namah", "shivaya om"] * 4
    cues = "".join(
        f"00:{n:02}.000 --> 00:{n:02}.990\n{a}\n{b.replace(' ', f'<00:{n:02}.500><c> ')}</c>\n\n"
        f"00:{n:02}.990 --> 00:{n + 1:02}.000\n{b}\n\n"
        for n, (a, b) in enumerate(pairwise(lines))
    )
    assert len(read(f"WEBVTT\n\n{cues}".encode()).words) == 16


def test_a_few_captions_that_take_up_a_line_are_no_file_that_rolls() -> None:
    rolled = [(n * 1_000, n * 1_000 + 1_000, f"line {n}\nline {n + 1}") for n in range(4)]
    others = [(n * 1_000, n * 1_000 + 500, f"word {n}") for n in range(10, 20)]
    assert len(read(srt(*rolled, *others)).words) == 4 * 4 + 10 * 2


@pytest.mark.parametrize(
    "texts",
    [("no", "no", "no"), ("no", "no", "why", "because"), ("ab", "cd", "cd ef", "gh"),
     ("la la", "la la", "la la", "la")],
)  # fmt: skip
def test_what_is_said_again_is_kept(texts: tuple[str, ...]) -> None:
    content = srt(*((n * 1_000, n * 1_000 + 1_000, text) for n, text in enumerate(texts)))
    assert [word.text for word in read(content).words] == " ".join(texts).split()
    assert read(content).warnings == ()


@pytest.mark.parametrize("head", ["", "WEBVTT\n\n"])
def test_words_that_are_underlined_in_turn_have_those_times(head: str) -> None:
    content = srt(
        (0, 500, "<u>Hello</u> there, friend"), (500, 700, "Hello there, friend"),
        (700, 1_000, "Hello <u>there,</u> friend"), (1_000, 1_400, "Hello there, <u>friend</u>"),
        (3_000, 3_500, "<u>So</u> long"), (3_500, 4_000, "So <u>long</u>"),
    )  # fmt: skip
    if head:
        content = head.encode() + content.replace(b",", b".").replace(b"there.", b"there,")
    assert [row[:3] for row in rows(read(content))] == [
        ("Hello", 0, 500), ("there", 700, 1_000), (",", 1_000, 1_000), ("friend", 1_000, 1_400),
        ("So", 3_000, 3_500), ("long", 3_500, 4_000),
    ]  # fmt: skip
    assert len(read(content).segments) == 2


def test_underlining_that_is_no_word_s_time_is_passed_over() -> None:
    content = srt((0, 500, "<u>ab cd</u> ef"), (500, 1_000, "ab<u>x</u> ef"))
    assert [word.text for word in read(content).words] == ["ab", "cd", "ef", "abx", "ef"]


def speakers(*texts: str) -> list[tuple[str, str | None]]:
    content = srt(*((n * 1_000, n * 1_000 + 1_000, text) for n, text in enumerate(texts)))
    return [(word.text, word.speaker) for word in read(content).words if not word.is_mark]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("Ann Lee: ab", "Bob: cd", "ef"), [("ab", "Ann Lee"), ("cd", "Bob"), ("ef", "Bob")]),
        (("[SPEAKER_00]: ab", "[SPEAKER_01]: cd"), [("ab", "SPEAKER_00"), ("cd", "SPEAKER_01")]),
        (("Speaker 1: ab", "cd", "ef", "gh"),
         [("ab", "Speaker 1"), ("cd", "Speaker 1"), ("ef", "Speaker 1"), ("gh", "Speaker 1")]),
        ((">> JOHN: ab", ">> MARY: cd", "ef"), [("ab", "JOHN"), ("cd", "MARY"), ("ef", "MARY")]),
        ((">>JOHN: ab", ">>> [MARY]: cd"), [("ab", "JOHN"), ("cd", "MARY")]),
        (("Ann: ab", "&gt;&gt; Bob: cd"), [("ab", "Ann"), ("cd", "Bob")]),
        (("Ann: ab", "Bob: cd", ">> ef", "gh"),
         [("ab", "Ann"), ("cd", "Bob"), (">>", None), ("ef", None), ("gh", None)]),
        (("Ann:\nab", "Ann: cd"), [("ab", "Ann"), ("cd", "Ann")]),
        (("Ann: a", "b", "c", "Bob: d", "e", "f", "Ann: g", "h", "Bob: i"),
         [("a", "Ann"), ("b", "Ann"), ("c", "Ann"), ("d", "Bob"), ("e", "Bob"), ("f", "Bob"),
          ("g", "Ann"), ("h", "Ann"), ("i", "Bob")]),
    ],
)  # fmt: skip
def test_names_before_what_is_said_are_speakers(
    texts: tuple[str, ...], expected: list[tuple[str, str | None]]
) -> None:
    assert speakers(*texts) == expected


@pytest.mark.parametrize(
    "texts",
    [("ab", "Note: cd"), ("Remember: ab", "cd", "ef"), ("note: ab", "note: cd"),
     ("At 12:30 ab", "at 12:45 cd"), ("So he said, wait: ab", "So she said, no: cd")],
)  # fmt: skip
def test_other_words_with_a_colon_are_no_names(texts: tuple[str, ...]) -> None:
    assert {speaker for _, speaker in speakers(*texts)} == {None}


def test_voices_that_are_named_are_not_looked_for() -> None:
    content = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Speaker 1: ab\n"
    assert {word.speaker for word in read(content.encode()).words} == {"Ann"}
