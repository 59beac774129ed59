"""Captions keep to their figures wherever the speech leaves them the time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emend_transcript import Header, Result, Segment, Token, Word, WordFlag, initial_tokens
from emend_transcript.captions import (
    Caption,
    CaptionSettings,
    check_captions,
    cut_captions,
    parse_srt,
)

HEADER = Header("1", "lecture@1", "p", "l", "i")


def talk(text: str, *, word_ms: int = 300, pause_ms: int = 0, speaker: str | None = None) -> Result:
    """Return evenly spoken text; a word's trailing mark is a mark of its own."""
    words: list[Word] = []
    time = 0
    for one in text.split():
        spoken = one.rstrip(".,?!")
        words.append(Word(len(words), spoken, time, time + word_ms, speaker=speaker))
        time += word_ms
        if mark := one[len(spoken) :]:
            flags = int(WordFlag.MARK | WordFlag.GLUED)
            words.append(Word(len(words), mark, time, time, speaker=speaker, flags=flags))
        time += pause_ms
    segments = (Segment(0, time, 0, len(words) - 1, speaker),)
    return Result(tuple(words), segments, tuple(initial_tokens(words)), (), HEADER)


def dialogue(*turns: str, word_ms: int = 300) -> Result:
    """Return two speakers answering each other at once."""
    words = [
        Word(at, text, at * word_ms, (at + 1) * word_ms, speaker="AB"[at % 2])
        for at, text in enumerate(turns)
    ]
    segments = tuple(
        Segment(one.start_ms, one.end_ms, one.index, one.index, one.speaker) for one in words
    )
    return Result(tuple(words), segments, tuple(initial_tokens(words)), (), HEADER)


def lines(cues: list[Caption]) -> list[tuple[str, ...]]:
    return [cue.lines for cue in cues]


def test_a_caption_ends_where_a_sentence_does() -> None:
    text = "The mind is restless, strong and obstinate. It is as hard to hold as the wind itself."
    assert lines(cut_captions(talk(text))) == [
        ("The mind is restless,", "strong and obstinate."),
        ("It is as hard to hold as the wind itself.",),
    ]


def test_without_marks_lines_break_before_the_word_that_opens_a_phrase() -> None:
    text = "we begin with a little silence and then the teacher reads the verse aloud"
    assert lines(cut_captions(talk(text, word_ms=250))) == [
        ("we begin with a little silence", "and then the teacher reads the verse aloud")
    ]


def test_a_hyphenated_word_and_its_marks_stay_on_one_line() -> None:
    text = "forty characters stand in this row a-b-c-d-e, as they should"
    assert any("a-b-c-d-e," in line for cue in cut_captions(talk(text)) for line in cue.lines)


def test_a_word_longer_than_a_line_stays_whole_and_alone() -> None:
    giant = "w" * 100
    assert ((giant,)) in [cue.lines[-1:] for cue in cut_captions(talk(f"see {giant} there"))]


def test_text_without_spaces_is_cut_between_tokens() -> None:
    words = [Word(at, "字字字", at * 200, at * 200 + 200, flags=WordFlag.GLUED) for at in range(40)]
    result = Result(
        tuple(words), (Segment(0, 8_000, 0, 39),), tuple(initial_tokens(words)), (), HEADER
    )
    cues = cut_captions(result)
    assert "".join(line for cue in cues for line in cue.lines) == "字" * 120
    assert all(len(line) <= 42 for cue in cues for line in cue.lines)


def test_a_short_word_stays_for_a_second_if_nothing_follows() -> None:
    (cue,) = cut_captions(talk("Om."))
    assert (cue.start_ms, cue.end_ms) == (0, 1_000)


def test_fast_speech_stays_as_long_as_it_takes_to_read() -> None:
    (cue,) = cut_captions(talk("incomprehensibilities notwithstanding", word_ms=400))
    assert cue.end_ms == 37 * 1_000 // 20


def test_a_quick_exchange_is_delayed_rather_than_flashed() -> None:
    cues = cut_captions(dialogue("Yes?", "No.", "Yes!"))
    assert [(cue.start_ms, cue.end_ms) for cue in cues] == [
        (0, 1_000),
        (1_080, 2_080),
        (2_160, 3_160),
    ]


def test_a_long_quick_exchange_keeps_its_limits_until_it_is_half_a_minute_late() -> None:
    cues = cut_captions(dialogue(*["Yes?", "No."] * 100, word_ms=400))
    lateness = [cue.start_ms - at * 400 for at, cue in enumerate(cues)]
    assert max(lateness) < 32_000
    first = next(index for index, late in enumerate(lateness) if late > 30_000)
    assert not check_captions(cues[:first])
    broken = check_captions(cues)
    assert {one.limit for one in broken} <= {"min_ms", "characters_per_second"}


def test_a_speakers_name_counts_among_the_characters() -> None:
    text = "one two three four five six seven eight nine ten eleven twelve"
    cues = cut_captions(talk(text, word_ms=200, speaker="Swami " * 10), name_speakers=True)
    assert cues[0].lines[0].startswith("Swami Swami Swami Swami Swami…:")
    assert all(len(line) <= 42 for cue in cues for line in cue.lines)


def test_a_name_an_article_and_an_adjective_stay_with_what_follows() -> None:
    text = (
        "yesterday evening I met Swami Vivekananda Chaitanya at the very old library of the "
        "famous eternal city and we talked about 25 manuscripts of the Bhagavad Gita together"
    )
    ends = [line.split()[-1] for cue in cut_captions(talk(text)) for line in cue.lines]
    assert not {"Swami", "Vivekananda", "Bhagavad", "the", "very", "old", "of", "25"} & set(ends)


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("and every morning at half past four the bell rang and nobody slept", "half past four"),
        ("in those years he walked across the whole of India more than once", "more than once"),
        ("and in the end he told me that I have found out that I was late", "found out"),
        ("you will grieve for those who should not be grieved for at all he said", "should not be"),
        ("three minutes to stop misunderstanding them, which may take longer", "standing them,"),
        ("next week we ask what such a person may look like, how he sits and walks", "look like,"),
    ],
)
def test_words_that_belong_together_stay_on_a_line(text: str, together: str) -> None:
    assert any(together in line for cue in cut_captions(talk(text)) for line in cue.lines)


def test_a_sentence_is_not_begun_with_a_word_or_two_at_the_end_of_a_caption() -> None:
    text = (
        "I think that we should pay attention to it. The first real word of this teaching is "
        "about grief. You grieve for those who should not be grieved for."
    )
    assert [cue.lines[-1][-1] for cue in cut_captions(talk(text))] == ["."] * 3


def test_an_entity_of_several_words_stays_on_one_line() -> None:
    words = [Word(at, f"w{at}", at * 300, at * 300 + 300) for at in range(20)]
    tokens = list(initial_tokens(words))
    tokens[6:10] = [Token("25 July 1995 at noon", 6, 9, kind="entity:date")]
    result = Result(tuple(words), (Segment(0, 6_000, 0, 19),), tuple(tokens), (), HEADER)
    found = [line for cue in cut_captions(result) for line in cue.lines]
    assert sum("25 July 1995 at noon" in line for line in found) == 1


def test_an_entity_longer_than_a_line_is_broken_at_its_spaces() -> None:
    text = " ".join(["seventy"] * 12)
    words = [Word(0, "x", 0, 3_000)]
    tokens = (Token(text, 0, 0, kind="entity:telephone"),)
    result = Result(tuple(words), (Segment(0, 3_000, 0, 0),), tokens, (), HEADER)
    assert not [one for one in check_captions(cut_captions(result)) if one.limit == "characters"]


def test_the_settings_move_every_limit() -> None:
    settings = CaptionSettings(
        characters=20, lines=3, characters_per_second=12, min_ms=1_500, max_ms=4_000, gap_ms=200
    )
    text = "The mind is restless, turbulent, strong and obstinate, and as hard to hold as the wind."
    cues = cut_captions(talk(text), settings)
    assert not check_captions(cues, settings)
    assert max(len(cue.lines) for cue in cues) == 3
    assert check_captions(cues, CaptionSettings(lines=2))


@pytest.mark.parametrize(
    "wrong",
    [{"characters": 7}, {"lines": 0}, {"min_ms": 0}, {"gap_ms": -1}, {"max_ms": 999},
     {"characters_per_second": 0}],
)  # fmt: skip
def test_settings_that_no_caption_can_keep_are_refused(wrong: dict[str, int]) -> None:
    (name,) = wrong
    with pytest.raises(ValueError, match=name):
        CaptionSettings(**wrong)  # pyright: ignore[reportArgumentType]


def test_a_check_names_every_limit_that_a_file_breaks() -> None:
    file = parse_srt(
        "1\n00:00:01,000 --> 00:00:01,500\nmuch too much text in far too little time\n\n"
        "2\n00:00:01,550 --> 00:00:09,000\na\nb\nc\n\n"
        f"3\n00:00:08,000 --> 00:00:10,500\n{'w' * 43}\n"
    )
    assert [
        (one.caption, one.limit, one.found, one.single_word) for one in check_captions(file.cues)
    ] == [
        (0, "characters_per_second", 82.0, False),
        (0, "min_ms", 500, False),
        (1, "lines", 3, False),
        (1, "max_ms", 7_450, False),
        (2, "characters", 43, True),
        (1, "gap_ms", 50, False),
        (2, "gap_ms", -1_000, False),
    ]


def test_an_interjection_is_shown_when_it_is_spoken() -> None:
    words = [Word(at, f"word{at}", at * 500, at * 500 + 500, speaker="A") for at in range(40)]
    words.append(Word(40, "Yes!", 5_000, 5_400, speaker="B"))
    segments = (Segment(0, 20_000, 0, 39, "A"), Segment(5_000, 5_400, 40, 40, "B"))
    result = Result(tuple(words), segments, tuple(initial_tokens(words)), (), HEADER)
    (cue,) = [cue for cue in cut_captions(result) if cue.speaker == "B"]
    assert 5_000 <= cue.start_ms < 10_000


WORDS = st.lists(
    st.sampled_from(
        ["Om,", "the", "mind.", "meditation", "is", "extraordinarily", "still?", "a", "Swami", "25"]
    ),
    min_size=1,
    max_size=120,
)
ANY_SETTINGS = st.builds(
    CaptionSettings,
    characters=st.integers(20, 60),
    lines=st.integers(1, 3),
    characters_per_second=st.integers(10, 30).map(float),
    max_ms=st.integers(3_000, 9_000),
    gap_ms=st.integers(0, 200),
    max_delay_ms=st.just(10**9),
)


@given(
    WORDS,
    st.sampled_from([0, 50, 100, 250, 400, 1_200, 9_000]),
    st.sampled_from([0, 50, 1_600]),
    st.sampled_from([None, "Ann"]),
    ANY_SETTINGS | st.just(CaptionSettings(max_delay_ms=10**9)),
)
def test_no_limit_is_broken_however_fast_the_speech(
    texts: list[str], word_ms: int, pause_ms: int, speaker: str | None, settings: CaptionSettings
) -> None:
    result = talk(" ".join(texts), word_ms=word_ms, pause_ms=pause_ms, speaker=speaker)
    cues = cut_captions(result, settings)
    assert " ".join(line for cue in cues for line in cue.lines) == " ".join(texts)
    assert check_captions(cues, settings) == []
    named = cut_captions(result, settings, name_speakers=True)
    assert check_captions(named, settings) == []


@given(st.lists(st.text(min_size=1, max_size=150), min_size=1, max_size=30))
def test_whatever_the_words_only_single_ones_break_a_limit(texts: list[str]) -> None:
    words = [Word(at, text, at * 200, at * 200 + 200) for at, text in enumerate(texts)]
    segments = (Segment(0, len(words) * 200, 0, len(words) - 1),)
    result = Result(tuple(words), segments, tuple(initial_tokens(words)), (), HEADER)
    assert all(one.single_word for one in check_captions(cut_captions(result)))
