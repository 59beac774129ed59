"""What a recogniser calls a word is cut into words and marks, and nothing is lost."""

# ruff: noqa: RUF001 - marks that look alike are told apart here

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emend_transcript import FormatError
from emend_transcript._split import MAX_CHARACTERS, Piece, split


def written(pieces: tuple[Piece, ...]) -> str:
    """Write pieces the short way: marks in brackets, ``_`` for a space before a piece."""
    shown = (f"<{piece.text}>" if piece.mark else piece.text for piece in pieces)
    return "".join(
        text if piece.glued else f"_{text}" for text, piece in zip(shown, pieces, strict=True)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hello", "_hello"),
        (" hello", "_hello"),
        ("Twenty-five,", "_Twenty<->five<,>"),
        ("mother-in-law", "_mother<->in<->law"),
        ("twenty‑five", "_twenty<‑>five"),
        ("COVID-19", "_COVID-19"),
        ("555-1234", "_555-1234"),
        ("wor-", "_wor<->"),
        ('"Hello', '_<">Hello'),
        ('said."', '_said<.><">'),
        ("(laughs)", "_<(>laughs<)>"),
        ("word(s).", "_word(s)<.>"),
        ("f(x)", "_f(x)"),
        ("([PHONE]),", "_<(>[PHONE]<)><,>"),
        ("[BLANK_AUDIO]", "_[BLANK_AUDIO]"),
        ("[*]", "_[*]"),
        ("[Music]", "_<[>Music<]>"),
        ("[I]", "_<[>I<]>"),
        ("don't", "_don't"),
        ("o’clock", "_o’clock"),
        ("'cause", "_'cause"),
        ("'90s", "_'90s"),
        ("boys'", "_boys'"),
        ("goin'", "_goin'"),
        ("'quote'", "_<'>quote<'>"),
        ("3.14.", "_3.14<.>"),
        ("1,000", "_1,000"),
        ("10:30,", "_10:30<,>"),
        (".5", "_.5"),
        ("-5", "_-5"),
        ("$5.", "_$5<.>"),
        ("50%", "_50%"),
        ("%", "_%"),
        ("&", "_&"),
        ("#1", "_#1"),
        ("someone@some-host.com.", "_someone@some-host.com<.>"),
        ("https://some.host/a-b?c,d", "_https://some.host/a-b?c,d"),
        ("www.some-host.com,", "_www.some-host.com<,>"),
        ("U.S.", "_U.S."),
        ("U.S.,", "_U.S.<,>"),
        ("e.g.", "_e.g."),
        ("Mr.", "_Mr."),
        ("end.", "_end<.>"),
        ("well...so", "_well<...>so"),
        ("yes—no", "_yes<—>no"),
        ("yes,no", "_yes<,>no"),
        ("...", "<...>"),
        ("?!", "<?><!>"),
        ("-", "_<->"),
        ("今日は、いい。", "_今日は<、>いい<。>"),
        ("नमस्ते।", "_नमस्ते<।>"),
        ("a b,", "_a_b<,>"),
        ("", ""),
        (" \t\n", ""),
    ],
)
def test_words_and_marks_are_told_apart(text: str, expected: str) -> None:
    assert written(split(text)) == expected


words = st.text(st.sampled_from("aébनdeS19.-,;:!?'’\"()[]…—“”$%@/& \t。、"), max_size=30) | st.text(
    max_size=60
).filter(lambda text: "\0" not in text)


@given(words)
def test_the_pieces_give_the_text_back(text: str) -> None:
    pieces = split(text)
    joined = "".join(piece.text if piece.glued else f" {piece.text}" for piece in pieces)
    assert joined.split() == text.split()
    assert all(piece.text for piece in pieces)


@given(words)
def test_only_a_first_piece_may_say_that_no_space_ever_stands_before_it(text: str) -> None:
    for run in text.split():
        first, *others = split(run)
        assert first.mark or not first.glued
        assert all(piece.glued for piece in others)


@pytest.mark.parametrize("unit", ["a", "a-", ".", "?!", "\"'", "a.", "—a", "(", "'n"])
def test_a_word_of_ten_million_characters_is_refused_at_once(unit: str) -> None:
    with pytest.raises(FormatError) as refused:
        split(unit * (10_000_000 // len(unit)))
    assert refused.value.code == "too_long"
    assert "10,000,000 characters" in refused.value.reason


@pytest.mark.parametrize("unit", ["a", "a-", ".", "?!", "\"'", "a.", "—a", "(", "'n"])
def test_the_longest_word_that_is_taken_comes_back_whole(unit: str) -> None:
    text = (unit * MAX_CHARACTERS)[:MAX_CHARACTERS]
    assert "".join(piece.text for piece in split(text)) == text


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "x\udfff"])
def test_text_that_no_database_takes_is_refused(text: str) -> None:
    with pytest.raises(FormatError) as refused:
        split(text)
    assert refused.value.code == "bad_text"
    str(refused.value).encode()
