"""What became of which word, the page that shows it, and the way back from JSON."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emend_transcript import (
    Change,
    FormatError,
    Header,
    Metadata,
    OtherTokensError,
    ReplayError,
    Result,
    Segment,
    Token,
    Word,
    derived_misfit,
    explain,
    first_misfit,
    initial_tokens,
    read_result,
    render,
    render_explanation,
    replay,
)

HEADER = Header("1", "lecture@1", "p", "l", "i")
HOSTILE = "</script><img src=x onerror=\"document.title='owned'\">&<b>"


def said(text: str, speaker: str | None = None) -> Result:
    """Return words of 300 ms each, unchanged."""
    words = tuple(
        Word(at, one, 300 * at, 300 * at + 280, 0.5, speaker) for at, one in enumerate(text.split())
    )
    segments = (Segment(0, 300 * len(words), 0, len(words) - 1, speaker),)
    return Result(words, segments, tuple(initial_tokens(words)), (), HEADER)


def edited(result: Result, *edits: tuple[int, int, str]) -> Result:
    """Return a result after edits: position, count, and one token's text, or none."""
    tokens, changes = list(result.tokens), list(result.changes)
    for at, count, text in edits:
        before = tuple(tokens[at : at + count])
        first, last = before[0].first, before[-1].last
        after = (Token(text, first, last),) if text else ()
        number = len(changes)
        changes.append(Change(number, "s", "a.rule", 1, at, first, last, before, after, 0.9))
        tokens[at : at + count] = after
    return replace(result, tokens=tuple(tokens), changes=tuple(changes))


YEAR = edited(said("um in two thousand five"), (0, 1, ""), (1, 3, "2005"))


def test_every_word_and_token_knows_its_changes() -> None:
    (segment,) = explain(YEAR)
    assert [(one.word.text, one.changes, one.kept) for one in segment.words] == [
        ("um", (0,), False),
        ("in", (), True),
        ("two", (1,), True),
        ("thousand", (1,), True),
        ("five", (1,), True),
    ]
    assert [(one.token.text, one.changes) for one in segment.tokens] == [("in", ()), ("2005", (1,))]
    assert segment.changes == (0, 1)


def test_a_token_remembers_what_happened_before_its_last_change() -> None:
    twice = edited(said("two five"), (0, 2, "25"), (0, 1, "XXV"))
    assert explain(twice)[0].tokens[0].changes == (0, 1)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 4), st.sampled_from(["", "x"]))))
def test_whatever_was_edited_replays_and_shows_every_word_once(
    edits: list[tuple[int, int, str]],
) -> None:
    result = said("a b c d e f g h i j k l")
    for at, count, text in edits:
        if at < len(result.tokens):
            result = edited(result, (at, min(count, len(result.tokens) - at), text))
    assert replay(result.changes, result.words) == result.tokens
    (segment,) = explain(result)
    assert tuple(one.word for one in segment.words) == result.words
    assert tuple(one.token for one in segment.tokens) == result.tokens
    assert first_misfit(result) == ""


def test_a_change_that_does_not_fit_is_named() -> None:
    wrong = YEAR.changes[1]._replace(at=0)
    broken = replace(YEAR, changes=(YEAR.changes[0], wrong))
    with pytest.raises(ReplayError):
        explain(broken)
    assert first_misfit(broken) == (
        "change 1 (a.rule) replaces 'two thousand five' at 0, but 'in two thousand' stands there"
    )


@pytest.mark.parametrize("at", [-1, 99])
def test_a_change_outside_the_text_does_not_fit(at: int) -> None:
    outside = YEAR.changes[0]._replace(at=at, before=())
    assert "change 0" in first_misfit(replace(YEAR, changes=(outside,)))


def test_other_tokens_than_the_changes_make_are_told() -> None:
    altered = replace(YEAR, tokens=(YEAR.tokens[0], YEAR.tokens[1]._replace(text="2006")))
    with pytest.raises(OtherTokensError, match="'2005' of the words 2 to 4 at token 1"):
        explain(altered)
    shorter = replace(YEAR, tokens=YEAR.tokens[:1])
    assert "2 tokens, and 1 are published" in first_misfit(shorter)


def test_a_json_rendition_reads_back_as_it_was() -> None:
    about = Metadata("t-1", "A talk", "en", 1500, {"format": "vosk"})
    result = edited(said("um in two thousand five", "Ann"), (0, 1, ""), (1, 3, "2005"))
    content = render(result, "json", about).encode()
    assert read_result(content) == (result, about)
    assert derived_misfit(content, result) == ""


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('"text":"in 2005"', '"text":"in 2006"', "$.segments[0].text"),
        ('"start_ms":600,"end_ms":1480', '"start_ms":601,"end_ms":1480', "tokens[1]"),
    ],
)
def test_a_text_or_time_that_does_not_follow_is_found(old: str, new: str, where: str) -> None:
    content = render(YEAR, "json")
    assert old in content
    altered = content.replace(old, new).encode()
    result, _ = read_result(altered)
    assert where in derived_misfit(altered, result)


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("schema",), "emend.transcript/2", "$.schema"),
        (("words", 0, "start_ms"), "0", "$.words[0].start_ms"),
        (("words", 0, "start_ms"), True, "$.words[0].start_ms"),
        (("words", 0, "index"), 3, "$.words[0].index"),
        (("segments", 0, "last"), 10**12, "$.segments[0]"),
        (("segments", 0, "tokens", 0, "source"), [0, 99], "$.segments"),
        (("segments", 0, "tokens", 0, "source"), [0], "$.segments[0].tokens[0].source"),
        (("changes", 0, "first"), -5, "$.changes"),
        (("changes", 0, "before"), 7, "$.changes[0].before"),
        (("engine",), {}, "$.engine.pipeline_version"),
    ],
)
def test_a_broken_rendition_is_refused_with_the_place(
    path: tuple[str | int, ...], value: object, where: str
) -> None:
    body = json.loads(render(YEAR, "json"))
    target = body
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    with pytest.raises(FormatError) as refused:
        read_result(json.dumps(body).encode())
    assert refused.value.location == where


def test_the_page_holds_both_texts_and_every_change_and_nothing_from_outside() -> None:
    page = render_explanation(YEAR, Metadata(title="A talk"))
    assert '<h1 dir="auto">A talk</h1>' in page
    assert page.count('<article class="change"') == 2
    assert re.findall(r"""\b(?:src|href)=|url\(|@import|https?:""", page) == []


def test_hostile_text_stays_text() -> None:
    result = said(f"{HOSTILE} \u202eevil \0 \ud800", "<script>")
    result = edited(result, (0, 1, HOSTILE.replace(" ", "_")))
    page = render_explanation(result, Metadata(title=HOSTILE))
    assert "<img" not in page
    assert page.count("<script>") == page.count("</script>") == 1
    assert not {"\0", "\u202e", "\ud800"}.intersection(page)
    page.encode()
