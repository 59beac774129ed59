"""The OpenAI API's words, which get their marks from its text."""

from __future__ import annotations

import pytest

from tests.support.transcripts import checked, lines


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Well, yes.", ["Well", "yes"], " Well, yes."),
        ('He said: "Oh no!"', ["He", "said", "Oh", "no"], ' He said: "Oh no!"'),
        ("Twenty-five — or so...", ["Twenty", "five", "or", "so"], " Twenty-five or so..."),
        ("今日は。", ["今日", "は"], " 今日は。"),
        ("other words", ["Well", "yes"], " Well yes"),
        ("Well, oh yes.", ["Well", "yes"], " Well yes"),
    ],
)
def test_the_openai_api_s_words_get_the_marks_of_its_text(
    text: str, words: list[str], expected: str
) -> None:
    timed = [{"word": word, "start": n, "end": n + 1} for n, word in enumerate(words)]
    transcript = checked(lines({"task": "transcribe", "text": text, "words": timed}), "whisper")
    joined = "".join(w.text if w.is_glued else f" {w.text}" for w in transcript.words)
    assert joined == expected
    spoken = [w for w in transcript.words if not w.is_mark]
    assert [w.text for w in spoken] == [w.lstrip() for w in words]
    assert spoken[-1].end_ms == len(words) * 1_000
