"""Personal data: what is found of what there is, what is taken for it, and speed."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from emend_engine import Profile, process_transcript
from emend_engine.plain import redact
from emend_transcript import from_text, joined
from tests.eval.cases import SETS, Case, misses, read_cases, words_per_second
from tests.eval.rows import Row

_SAMPLE = Path(__file__).parents[1] / "samples" / "bhagavad-gita-chapter-two.whisper.json"
_LABEL = re.compile(r"\[[A-Z_]+\]")
_PARAGRAPH = 8
_AFTER_ITN = Profile("after-itn", 1, ("itn", "pii", "redaction"))


def measure() -> list[Row]:
    """Measure every set by class, then recall and precision over all, and the speed on prose."""
    rows: list[Row] = []
    for path in sorted((SETS / "pii").glob("*.tsv")):
        cases = read_cases(path)
        rows += _by_class(path.stem, cases)
        rows += _recall_and_precision(path.stem, cases, redact)
        rows += _recall_and_precision(f"{path.stem}, after itn", cases, _redact_written)
    return [*rows, _speed(), _speed_of_secrets()]


def _by_class(name: str, cases: Sequence[Case]) -> Iterator[Row]:
    for kind in sorted({case.kind for case in cases}):
        own = [case for case in cases if case.kind == kind]
        wrong = misses(own, redact)
        share = len(wrong) / len(own)
        note = f"{wrong[0].case.said!r} gave {wrong[0].got!r}" if wrong else ""
        false_edits = share if kind == "stay" else None
        yield Row("pii", f"{name}: {kind}", len(own), 1 - share, false_edits, note=note)


def _recall_and_precision(
    name: str, cases: Sequence[Case], write: Callable[[str], str]
) -> Iterator[Row]:
    """Count labels: a thing of the wrong class is both missed and made up."""
    found = expected = right = 0
    for case in cases:
        wanted = Counter(_LABEL.findall(case.written))
        got = Counter(_LABEL.findall(write(case.said)))
        expected += wanted.total()
        found += got.total()
        right += (wanted & got).total()
    yield Row("pii", f"{name}: recall", len(cases), right / expected)
    yield Row("pii", f"{name}: precision", len(cases), right / found)


def _redact_written(text: str) -> str:
    """Redact as a call is redacted: after the numbers are written as digits."""
    return joined(process_transcript(from_text(text), _AFTER_ITN).tokens)


def _speed() -> Row:
    segments = json.loads(_SAMPLE.read_text())["segments"]
    texts = [segment["text"] for segment in segments] * 10
    speed = words_per_second(texts, redact)
    return Row("pii", "a lecture, text to text", len(texts), words_per_second=speed)


def _speed_of_secrets() -> Row:
    """Measure paragraphs of which nearly every sentence holds something."""
    cases = [case for path in sorted((SETS / "pii").glob("*.tsv")) for case in read_cases(path)]
    said = [case.said for case in cases if case.kind != "stay"]
    texts = [" ".join(said[at : at + _PARAGRAPH]) for at in range(0, len(said), _PARAGRAPH)]
    speed = words_per_second(texts, redact)
    return Row("pii", "something in every sentence", len(said), words_per_second=speed)
