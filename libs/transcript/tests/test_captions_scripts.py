"""Captions in scripts without spaces, from right to left, and with marks that nobody should see."""

# ruff: noqa: RUF001 - marks and letters that look alike are meant

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emend_transcript import Header, Result, initial_tokens, read, render
from emend_transcript.captions import CaptionSettings, check_captions, cut_captions

HEADER = Header("1", "lecture@1", "p", "l", "i")
PATIENT = CaptionSettings(max_delay_ms=10**9)
NEVER_FIRST = "、。，！？）」』ーっゃゅょ"
NEVER_LAST = "（「『"
JAPANESE = st.from_regex(
    "(?:[東京都知事今日天気春秋アイスきのは][きょのはースッ]{0,3}[、。]?|（[東京今日]{1,5}）|「[はのきア]{1,5}」){1,25}",
    fullmatch=True,
)
"""Words with a mark now and then: between marks alone no line may break."""


def captioned(*texts: str, seconds: int = 6) -> Result:
    """Return what a recogniser's captions of these texts become, without correction."""
    blocks = [
        f"{at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}.000 --> "
        f"{(at + seconds) // 3600:02}:{(at + seconds) // 60 % 60:02}:{(at + seconds) % 60:02}.000\n"
        f"{text}\n"
        for at, text in zip(range(0, len(texts) * seconds, seconds), texts, strict=True)
    ]
    transcript = read("\n".join(["WEBVTT\n", *blocks]).encode())
    tokens = tuple(initial_tokens(transcript.words))
    return Result(transcript.words, transcript.segments, tokens, (), HEADER)


def lines(result: Result) -> list[str]:
    return [line for caption in cut_captions(result) for line in caption.lines]


def test_japanese_is_parted_after_particles_and_marks_never_in_a_katakana_word() -> None:
    text = (
        "今日は天気がいいので、公園までゆっくり歩いて行こうと思います。コーヒーショップで会います。"
    )
    found = lines(captioned(text))
    assert "".join(found) == text
    assert all(len(line) <= 21 for line in found)
    assert any("コーヒーショップ" in line for line in found)
    assert all(line[-1] in "、。でとにをはがり" for line in found)


def test_chinese_without_a_mark_is_parted_to_fit_a_line_and_to_be_read() -> None:
    result = captioned("我们今天要讲的是关于人工智能的发展历史以及它对社会的影响和二十世纪的情况")
    assert check_captions(cut_captions(result)) == []
    assert max(len(line) for line in lines(result)) <= 21


@settings(max_examples=60, deadline=None)
@given(st.lists(JAPANESE, min_size=1, max_size=4))
def test_text_without_spaces_keeps_every_limit_every_letter_and_the_rules_of_its_lines(
    texts: list[str],
) -> None:
    result = captioned(*texts)
    captions = cut_captions(result, PATIENT)
    assert [one for one in check_captions(captions, PATIENT) if not one.single_word] == []
    shown = "".join("".join(one.lines) for one in captions).replace(" ", "")
    assert shown == "".join(word.text for word in result.words)
    for caption in captions:
        for line in caption.lines[:-1]:
            assert line[-1] not in NEVER_LAST
        for line in caption.lines[1:]:
            assert line[0] not in NEVER_FIRST


def test_korean_is_parted_at_its_spaces() -> None:
    text = "오늘은 인공지능의 역사에 대해서 이야기하겠습니다 그리고 질문을 받겠습니다"
    assert " ".join(lines(captioned(text))) == text


@pytest.mark.parametrize(
    ("text", "end"),
    [
        (
            "هل نعرف تاريخ العلوم في هذا العالم؟ نعم نعرفه ونحن نتحدث عنه كل يوم في هذا البيت",
            "؟",
        ),
        ("आज हम दूसरे अध्याय के बारे में बात करेंगे। कृपया ध्यान से सुनिए और लिखिए", "।"),
    ],
)
def test_a_sentence_ends_a_caption_whatever_its_mark(text: str, end: str) -> None:
    assert any(line.endswith(end) for line in lines(captioned(text)))


@pytest.mark.parametrize("name", ["srt", "vtt", "sbv", "text", "markdown"])
def test_joiners_stay_and_what_turns_or_hides_text_goes(name: str) -> None:
    shown = render(
        captioned("می\u200cخواهم \u202eevil\u202c \u2066in\u2069\ufeffside क्\u200dष"), name
    )
    assert "می\u200cخواهم evil inside क्\u200dष" in shown


def test_a_text_of_nothing_to_see_makes_no_caption() -> None:
    assert lines(captioned("Yes", "\u200b\u200b", "no")) == ["Yes", "no"]
