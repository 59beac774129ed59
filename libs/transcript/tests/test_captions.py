"""Captions keep to their figures wherever the speech leaves them the time."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from emend_transcript import Header, Result, Segment, Word, WordFlag, initial_tokens
from emend_transcript._captions import GAP_MS, HURRIED_MS, MAX_MS, MIN_MS, Cue, captions

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


def lines(cues: list[Cue]) -> list[tuple[str, ...]]:
    return [cue.lines for cue in cues]


def test_a_caption_ends_where_a_sentence_does() -> None:
    text = "The mind is restless, strong and obstinate. It is as hard to hold as the wind itself."
    assert lines(captions(talk(text))) == [
        ("The mind is restless,", "strong and obstinate."),
        ("It is as hard to hold as the wind itself.",),
    ]


def test_without_marks_lines_break_before_the_word_that_opens_a_phrase() -> None:
    text = "we begin with a little silence and then the teacher reads the verse aloud"
    assert lines(captions(talk(text, word_ms=250))) == [
        ("we begin with a little silence", "and then the teacher reads the verse aloud")
    ]


def test_a_hyphenated_word_and_its_marks_stay_on_one_line() -> None:
    text = "forty characters stand in this row a-b-c-d-e, as they should"
    assert any("a-b-c-d-e," in line for cue in captions(talk(text)) for line in cue.lines)


def test_a_word_longer_than_a_line_stays_whole_and_alone() -> None:
    giant = "w" * 100
    assert ((giant,)) in [cue.lines[-1:] for cue in captions(talk(f"see {giant} there"))]


def test_text_without_spaces_is_cut_between_tokens() -> None:
    words = [Word(at, "字字字", at * 200, at * 200 + 200, flags=WordFlag.GLUED) for at in range(40)]
    result = Result(
        tuple(words), (Segment(0, 8_000, 0, 39),), tuple(initial_tokens(words)), (), HEADER
    )
    cues = captions(result)
    assert "".join(line for cue in cues for line in cue.lines) == "字" * 120
    assert all(len(line) <= 42 for cue in cues for line in cue.lines)


def test_a_short_word_stays_for_a_second_if_nothing_follows() -> None:
    (cue,) = captions(talk("Om."))
    assert (cue.start_ms, cue.end_ms) == (0, MIN_MS)


def test_fast_speech_stays_as_long_as_it_takes_to_read() -> None:
    (cue,) = captions(talk("incomprehensibilities notwithstanding", word_ms=400))
    assert cue.end_ms == 37 * 1_000 // 20


def test_a_quick_exchange_is_delayed_rather_than_flashed() -> None:
    cues = captions(dialogue("Yes?", "No.", "Yes!"))
    assert [(cue.start_ms, cue.end_ms) for cue in cues] == [
        (0, 1_000),
        (1_080, 2_080),
        (2_160, 3_160),
    ]


def test_a_long_quick_exchange_never_drifts_far_from_the_speech() -> None:
    cues = captions(dialogue(*["Yes?", "No."] * 50, word_ms=400))
    assert all(cue.start_ms - at * 400 < 2_000 + MIN_MS for at, cue in enumerate(cues))


def test_a_speakers_name_counts_among_the_characters() -> None:
    text = "one two three four five six seven eight nine ten eleven twelve"
    cues = captions(talk(text, word_ms=200, speaker="Swami " * 10), name_speakers=True)
    assert cues[0].lines[0].startswith("Swami Swami Swami Swami Swami…:")
    assert all(len(line) <= 42 for cue in cues for line in cue.lines)


WORDS = st.lists(
    st.sampled_from(["Om,", "the", "mind.", "meditation", "is", "extraordinarily", "still?"]),
    min_size=1,
    max_size=120,
)


@given(WORDS, st.sampled_from([0, 100, 250, 400, 1_200]), st.sampled_from([0, 50, 1_600]))
def test_every_caption_keeps_to_the_figures(texts: list[str], word_ms: int, pause_ms: int) -> None:
    result = talk(" ".join(texts), word_ms=word_ms, pause_ms=pause_ms)
    cues = captions(result)
    assert " ".join(line for cue in cues for line in cue.lines) == " ".join(texts)
    for cue in cues:
        assert len(cue.lines) <= 2
        assert all(len(line) <= 42 for line in cue.lines)
        assert HURRIED_MS <= cue.end_ms - cue.start_ms <= MAX_MS
    for earlier, later in pairwise(cues):
        assert later.start_ms >= earlier.end_ms + GAP_MS
