"""What needs review follows from a result and a threshold, and the renditions say so."""

from __future__ import annotations

import json

import pytest

from emend_transcript import (
    Change,
    Header,
    Metadata,
    Result,
    Segment,
    Word,
    WordFlag,
    initial_tokens,
    read_result,
    render,
    replay,
    review,
)


def heard(*confidences: float | None, cut: int = 0) -> Result:
    """Return words with these confidences, in one segment or in two from ``cut`` on."""
    words = tuple(
        Word(at, f"w{at}", 300 * at, 300 * at + 300, sure) for at, sure in enumerate(confidences)
    )
    spans = [(0, cut), (cut, len(words))] if cut else [(0, len(words))]
    segments = tuple(Segment(300 * a, 300 * b, a, b - 1) for a, b in spans)
    header = Header("1", "lecture@1", "p", "l", "i")
    return Result(words, segments, tuple(initial_tokens(words)), (), header)


def test_a_word_below_the_threshold_needs_review_and_says_why() -> None:
    found = review(heard(0.9, 0.412, 0.5, None), 0.5)
    reason = "recognised with confidence 0.41, below 0.5"
    assert found.tokens == (None, reason, None, None)
    assert found.segments == (None,)


def test_a_segment_needs_review_where_its_words_do_on_average() -> None:
    found = review(heard(0.2, 0.6, 0.9, 0.9, cut=2), 0.5)
    reason = "recognised with confidence 0.4 on average, below 0.5"
    assert found.segments == (reason, None)


@pytest.mark.parametrize("below", [None, 0.0])
def test_without_a_threshold_nothing_does(below: float | None) -> None:
    assert review(heard(0.0, None), below) == ((None, None), (None,))


def test_an_unsure_edit_needs_review_wherever_its_words_went() -> None:
    plain = heard(0.9, 0.9, 0.9)
    merged = plain.tokens[0]._replace(text="x", last=1)
    change = Change(0, "lexicon", "a.b", 1, 0, 0, 1, plain.tokens[:2], (merged,), 0.3)
    result = Result(
        plain.words, plain.segments, replay([change], plain.words), (change,), plain.header
    )
    reason = "a.b decided with confidence 0.3, below 0.5"
    assert review(result, 0.5).tokens == (reason, None)
    assert review(result, 0.3).tokens == (None, None)


def test_marks_do_not_count() -> None:
    plain = heard(0.9, 0.1)
    mark = plain.words[1]._replace(text=".", flags=int(WordFlag.MARK))
    words = (plain.words[0], mark)
    result = Result(words, plain.segments, tuple(initial_tokens(words)), (), plain.header)
    assert review(result, 0.5) == ((None, None), (None,))


def test_json_tells_each_reason_and_reads_back() -> None:
    result, about = heard(0.9, 0.1, 0.1, cut=1), Metadata(duration_ms=900, review_below=0.5)
    text = render(result, "json", about)
    body = json.loads(text)
    first, second = body["segments"]
    assert body["review_below"] == 0.5
    assert first["needs_review"] is None
    assert second["needs_review"].startswith("recognised with confidence 0.1 on average")
    reasons = [token["needs_review"] for one in (first, second) for token in one["tokens"]]
    assert reasons == [None, *["recognised with confidence 0.1, below 0.5"] * 2]
    read, metadata = read_result(text.encode())
    assert (read, metadata.review_below) == (result, 0.5)


def test_markdown_flags_the_paragraphs_with_an_unsure_segment() -> None:
    about = Metadata(review_below=0.5)
    assert render(heard(0.1), "markdown", about) == "**\\[00:00:00\\]** _(needs review)_ w0\n"
    assert "review" not in render(heard(0.9, 0.1), "markdown", about)
    assert "review" not in render(heard(0.1), "markdown", Metadata())
