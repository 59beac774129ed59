"""CTM files: a word a line."""

from __future__ import annotations

import pytest

from emend_transcript import FormatError, read, recognise


def test_words_with_starts_lengths_and_confidences() -> None:
    content = b";; made by hand\nrec 1 0.08 0.32 om 0.9\n\nrec 1 0.5 .5 shanti NA lex\n"
    transcript = read(content)
    assert transcript.format == "ctm"
    assert [word[1:7] for word in transcript.words] == [
        ("om", 80, 400, 0.9, None, None),
        ("shanti", 500, 1_000, None, None, None),
    ]


def test_channels_are_kept_where_there_are_several() -> None:
    transcript = read(b"rec A 0.5 0.5 om\nrec B 0.1 0.2 yes\nrec A 1.0 0.5 om\n")
    assert [(word.text, word.start_ms, word.channel) for word in transcript.words] == [
        ("yes", 100, 2), ("om", 500, 1), ("om", 1_000, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (b"rec 1 0.1 0.2 om\nother 1 0.3 0.1 om\n", 2, "another recording: 'other'"),
        (b"rec 1 0.1 0.2 om\n\nrec 1 0.3\n", 3, "no line of a CTM file: 'rec 1 0.3'"),
        (b"rec 1 0.1 0.2 om\nrec 1 -0.3 0.1 om\n", 2, "no line of a CTM file"),
        (b"rec 1 5.1 0.2 om\nrec 1 0.3 0.1 om\n", 2, "before the one ahead of it"),
        (b"rec 1 0.1 0.2 om sure\n", 1, "confidence"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(content: bytes, line: int, said: str) -> None:
    with pytest.raises(FormatError) as refused:
        read(content)
    assert refused.value.location == f"line {line}"
    assert said in refused.value.reason


@pytest.mark.parametrize(
    "content",
    [b"SPEAKER rec 1 0.08 0.32 <NA> <NA> ann <NA>\n", b"we 1 saw 2 birds\n", b"a 1 0.1 0.2\n"],
)
def test_text_that_looks_alike_is_not_taken_for_it(content: bytes) -> None:
    with pytest.raises(FormatError) as refused:
        recognise(content)
    assert refused.value.code == "unknown_format"
