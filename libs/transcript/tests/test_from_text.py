"""Plain text becomes words, and the words give the text back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from emend_transcript import WordFlag, from_text, initial_tokens, joined


def test_marks_and_hyphens_are_cut_as_in_a_recognisers_file() -> None:
    words = from_text("Twenty-five, he said.").words
    assert [word.text for word in words] == ["Twenty", "-", "five", ",", "he", "said", "."]
    assert [bool(word.flags & WordFlag.MARK) for word in words] == [
        *(False, True, False, True),
        *(False, False, True),
    ]


def test_an_empty_text_has_no_words_and_no_segment() -> None:
    assert from_text(" \n").words == ()
    assert from_text("").segments == ()


@given(st.text())
def test_no_text_is_refused_or_changed_but_for_its_white_space(text: str) -> None:
    transcript = from_text(text)
    assert joined(initial_tokens(transcript.words)) == " ".join(text.split())


def test_a_giant_word_stays_whole() -> None:
    (word,) = from_text("a" * 100_000).words
    assert len(word.text) == 100_000


def test_marks_after_a_word_that_is_kept_whole_are_marks() -> None:
    words = from_text("a\0?! " + "b" * 2_001 + ".").words
    assert [word.text for word in words] == ["a\0", "?", "!", "b" * 2_001, "."]
    assert joined(initial_tokens(words)) == "a\0?! " + "b" * 2_001 + "."
