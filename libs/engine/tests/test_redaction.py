"""What is redacted is nowhere in a result, and the result still proves how its text came about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emend_engine import (
    BLANK,
    Profile,
    RedactionStyle,
    check_result,
    find_profile,
    process,
    process_transcript,
    redacted,
)
from emend_engine.plain import redact
from emend_transcript import (
    Change,
    Metadata,
    Result,
    Segment,
    Token,
    Transcript,
    Word,
    WordFlag,
    from_text,
    joined,
    render,
)

CALL = replace(
    find_profile("call"),
    stages=("loops", "fillers", "repeats", "lexicon", "itn", "pii", "redaction"),
)
OPEN = replace(CALL, stages=("itn", "pii"))
REDACT = Profile("redact", 1, ("pii", "redaction"))
CARD = "4111 1111 1111 1111"
NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def _luhn(digits: str) -> str:
    """Return the digits with their check digit."""
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[::-2])
    return digits + str(-(doubled + sum(map(int, digits[-2::-2]))) % 10)


CARDS = st.from_regex(r"4[0-9]{14}|5[1-5][0-9]{13}", fullmatch=True).map(_luhn)
PHONES = st.from_regex(r"[2-9][0-8][0-9][2-9][0-9]{6}", fullmatch=True).filter(
    lambda digits: len(set(digits)) > 3
)
_FILLING = "well so the thing I um um said is is about my order and yes okay"
PROSE = st.lists(st.sampled_from(_FILLING.split()), max_size=8).map(" ".join)


@st.composite
def grouped(draw: st.DrawFn, digits: str) -> str:
    """Write digits in groups, with one separator, or read them out, with hesitations."""
    if draw(st.booleans()):
        spoken = [NAMES[int(digit)] for digit in digits]
        if draw(st.booleans()):
            spoken.insert(draw(st.integers(1, len(spoken) - 1)), "um")
        return " ".join(spoken)
    separator = draw(st.sampled_from(["", " ", "-"]))
    return separator.join(digits[at : at + 4] for at in range(0, len(digits), 4))


@st.composite
def calls(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a sentence with something secret in it, and the secret's characters."""
    kind = draw(st.sampled_from(["card", "phone", "email"]))
    if kind == "card":
        secret = draw(CARDS)
        said = "my card number is " + draw(grouped(secret))
    elif kind == "phone":
        secret = draw(PHONES)
        said = "call me at " + draw(grouped(secret))
    else:
        secret = draw(st.from_regex(r"[a-z]{6,9}[0-9]{2}", fullmatch=True)) + "@example.com"
        said = "my email is " + secret
    again = f" {said}" if draw(st.booleans()) else ""
    return f"{draw(PROSE)} {said}{again}, {draw(PROSE)}", secret


def _public(result: Result) -> str:
    """Return everything that leaves the engine, as one text."""
    return render(result, "json", Metadata()) + repr(asdict(result))


def _readings(text: str) -> str:
    """Return the characters of a text in a row, number words as digits."""
    words = "".join(c if c.isalnum() or c in "@." else " " for c in text.lower()).split()
    return "".join(str(NAMES.index(word)) if word in NAMES else word for word in words)


@settings(max_examples=300)
@given(calls(), st.sampled_from([CALL, REDACT]))
def test_no_secret_is_anywhere_in_what_leaves_the_engine(
    call: tuple[str, str], profile: Profile
) -> None:
    text, secret = call
    result = process_transcript(from_text(text), profile)
    check_result(result)
    assert "[" in joined(result.tokens)
    assert secret not in _readings(_public(result))
    assert secret not in _readings(joined(result.tokens))


@given(calls())
def test_redacting_twice_is_redacting_once(call: tuple[str, str]) -> None:
    result = process_transcript(from_text(call[0]), CALL)
    assert redacted(result) == result


def _result(spoken: Callable[..., Transcript], *texts: str, profile: Profile = CALL) -> Result:
    result = process_transcript(spoken(*texts), profile)
    check_result(result)
    return result


def test_the_words_behind_it_are_blank_and_keep_their_times(
    spoken: Callable[..., Transcript],
) -> None:
    said = spoken(f"my card is {CARD}, thanks")
    result = process_transcript(said, CALL)
    check_result(result)
    assert joined(result.tokens) == "my card is [CARD], thanks"
    assert [word.text for word in result.words] == [
        *("my", "card", "is"),
        *(BLANK, BLANK, BLANK, BLANK),
        *(",", "thanks"),
    ]
    assert [word[2:8] for word in result.words] == [word[2:8] for word in said.words]
    flagged = [bool(word.flags & WordFlag.REDACTED) for word in result.words]
    assert flagged == [word.text == BLANK for word in result.words]


def test_a_number_with_a_misheard_digit_is_redacted_where_it_is_announced(
    spoken: Callable[..., Transcript],
) -> None:
    said = "my card number is 4111 1111 1111 1112, and the IBAN is GB82 WEST 1234 5698 7654 33"
    assert (
        joined(_result(spoken, said).tokens) == "my card number is [CARD], and the IBAN is [IBAN]"
    )
    assert redact(said) == "my card number is [CARD], and the IBAN is [IBAN]"
    unannounced = "we saw 4111 1111 1111 1112 birds"
    assert joined(_result(spoken, unannounced).tokens) == unannounced


def test_the_hash_of_the_input_is_that_of_what_was_said(spoken: Callable[..., Transcript]) -> None:
    said = spoken(f"card {CARD}")
    plain = process(said.words, said.segments, find_profile("verbatim"), language=said.language)
    assert process_transcript(said, CALL).header.input_hash == plain.header.input_hash


def test_what_was_deleted_beside_it_does_not_tell_either(
    spoken: Callable[..., Transcript],
) -> None:
    said = "four one one one um four one one one one one one one one one one one one one one one"
    result = _result(spoken, f"the card um {said}")
    assert joined(result.tokens) == "the card [CARD]"
    assert {word.text for word in result.words[3:]} == {BLANK}
    assert "four" not in _public(result)


def test_a_digit_that_was_deleted_elsewhere_is_blanked_too() -> None:
    said = process_transcript(from_text(f"it's 41 or so the card is {CARD}"), REDACT)
    four = Token("41", 1, 1)
    deletion = Change(0, "corrections", "x.y", 1, 1, 1, 1, (four,), (), reason="41 is taken back")
    moved = [change._replace(at=change.at - 1, sequence=1) for change in said.changes]
    words = tuple(from_text(f"it's 41 or so the card is {CARD}").words)
    tokens = tuple(token for token in said.tokens if token.first != 1)
    result = redacted(replace(said, words=words, tokens=tokens, changes=(deletion, *moved)))
    check_result(result)
    assert result.words[1].text == BLANK
    assert result.changes[0].before == (four._replace(text=BLANK),)
    assert "41" not in result.changes[0].reason


def test_words_elsewhere_that_were_deleted_stay_readable(
    spoken: Callable[..., Transcript],
) -> None:
    result = _result(spoken, f"um so the the card is {CARD}")
    assert [word.text for word in result.words[:5]] == ["um", "so", "the", "the", "card"]


def test_a_result_without_anything_to_hide_is_the_same_object(
    spoken: Callable[..., Transcript],
) -> None:
    result = _result(spoken, "nothing to see in the the chapter 12")
    assert redacted(result) is result


def test_without_the_stage_the_record_stays_open(spoken: Callable[..., Transcript]) -> None:
    result = _result(spoken, f"card {CARD}", profile=OPEN)
    assert joined(result.tokens) == f"card {CARD}"
    assert [word.text for word in result.words[1:]] == CARD.split()


@pytest.mark.parametrize(
    ("style", "written"),
    [
        (RedactionStyle(), "card [CARD] or [EMAIL] end"),
        (RedactionStyle("mask"), "card **** 1111 or **** end"),
        (RedactionStyle("remove"), "card or end"),
        (RedactionStyle(keep=("email",)), "card [CARD] or jane@example.com end"),
    ],
)
def test_the_profile_says_what_stands_in_its_place(
    spoken: Callable[..., Transcript], style: RedactionStyle, written: str
) -> None:
    profile = replace(REDACT, redaction=style)
    result = _result(spoken, f"card {CARD} or jane@example.com end", profile=profile)
    assert joined(result.tokens) == written
    assert "4111" not in _public(result)
    assert redacted(result) == result


def test_a_masked_piece_of_a_number_shows_nothing_of_it(spoken: Callable[..., Transcript]) -> None:
    profile = replace(REDACT, redaction=RedactionStyle("mask"))
    result = _result(spoken, "4111 1111 okay 1111 1111", profile=profile)
    assert joined(result.tokens) == "**** okay ****"


def test_two_secrets_in_one_word_are_both_blanked(spoken: Callable[..., Transcript]) -> None:
    profile = replace(REDACT, redaction=RedactionStyle(keep=("url",)))
    result = _result(spoken, "see x=58.74.121.78|jane@example.com|http://example.org/ now")
    assert "58.74" not in _public(result)
    assert "jane" not in _public(result)
    kept = _result(spoken, "see 58.74.121.78|http://example.org/a now", profile=profile)
    assert joined(kept.tokens) == "see [IP]|http://example.org/a now"
    assert "58.74" not in _public(kept)


def _dialogue(turns: Sequence[tuple[str, str]]) -> tuple[list[Word], list[Segment]]:
    words: list[Word] = []
    segments: list[Segment] = []
    for speaker, text in turns:
        first = len(words)
        for said in text.split():
            time = 300 * len(words)
            words.append(Word(len(words), said, time, time + 300, 0.9, speaker, flags=0))
        segments.append(
            Segment(words[first].start_ms, words[-1].end_ms, first, len(words) - 1, speaker)
        )
    return words, segments


def test_a_number_that_two_voices_share_is_redacted_and_each_keeps_its_own_words() -> None:
    turns = [("A", "my card is 4111 1111"), ("B", "okay"), ("A", "1111 1111 thanks")]
    result = process(*_dialogue(turns), CALL)
    check_result(result)
    assert joined(result.tokens) == "my card is [CARD] okay [CARD] thanks"
    echoed = process(*_dialogue([("A", "card 4111 1111"), ("B", "1111 1111 right")]), CALL)
    check_result(echoed)
    assert joined(echoed.tokens) == "card [CARD] [CARD] right"


def test_a_number_that_the_other_voice_repeats_group_by_group_is_redacted_for_both() -> None:
    turns = [
        *(("A", "it's four one one one"), ("B", "four one one one okay"), ("A", "1111")),
        *(("B", "1111"), ("A", "1111"), ("B", "1111 yes"), ("A", "1111"), ("B", "1111 thanks")),
    ]
    result = process(*_dialogue(turns), CALL)
    check_result(result)
    heard = [token.text for token in result.tokens if token.text != "[CARD]"]
    assert heard == ["it's", "okay", "yes", "thanks"]
    assert "1111" not in _public(result)


def test_marks_inside_it_go_with_it() -> None:
    words = [
        Word(
            at, text, 300 * at, 300 * at + 300, flags=WordFlag.MARK | WordFlag.GLUED if mark else 0
        )
        for at, (text, mark) in enumerate(
            [("4111", 0), (",", 1), ("1111", 0), (",", 1), ("1111", 0), (",", 1), ("1111", 0)]
        )
    ]
    result = process(words, (Segment(0, 2_100, 0, 6),), CALL)
    check_result(result)
    assert joined(result.tokens) == "[CARD]"
    assert {word.text for word in result.words} == {BLANK}
