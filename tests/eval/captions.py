"""Captions of the sample lectures and of ten talks: how many keep every limit, and where they end.

The talks are our own prose, said at 110 to 250 words a minute in times that are drawn, every other
one without marks and capitals. Accuracy is the share of the captions within all limits; false
edits the share of the lines that end in an article, a possessive, "of", "to", "in" or "and".
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from emend_engine import find_profile, process_transcript
from emend_transcript import Result, read
from emend_transcript.captions import Caption, check_captions, cut_captions
from tests.eval.rows import Row
from tests.eval.talks import talks

_STAGE = "captions"
_SAMPLES = Path(__file__).parents[1] / "samples"
_MARKS = {".?!…": "sentence", ",;:–—": "clause"}  # noqa: RUF001 - the dash between clauses
_NEVER_LAST = frozenset(
    {"a", "an", "the", "my", "your", "his", "her", "its", "our", "their", "of", "to", "in", "and"}
)
_REPEATS = 5


def measure() -> list[Row]:
    """Measure each sample and talk as corrected for reading."""
    paths = [path for path in sorted(_SAMPLES.iterdir()) if path.is_file()]
    samples = [_row(path.name.partition(".")[0], path.read_bytes()) for path in paths]
    return samples + [_row(name, content) for name, content in talks()]


def _row(name: str, content: bytes) -> Row:
    result = process_transcript(read(content), find_profile("lecture"))
    captions = cut_captions(result)
    broken = {violation.caption for violation in check_captions(captions)}
    bad = sum(_last(line) in _NEVER_LAST for caption in captions for line in caption.lines)
    lines = sum(len(caption.lines) for caption in captions)
    return Row(
        _STAGE,
        name,
        len(captions),
        1 - len(broken) / len(captions),
        false_edits=bad / lines,
        words_per_second=len(result.tokens) / _seconds(result),
        note=f"ends: {_endings(captions)}",
    )


def _seconds(result: Result) -> float:
    spent: list[float] = []
    for _ in range(_REPEATS):
        started = time.process_time()
        cut_captions(result)
        spent.append(time.process_time() - started)
    return max(min(spent), 1e-9)


def _endings(captions: Sequence[Caption]) -> str:
    ends = Counter(
        next((name for marks, name in _MARKS.items() if one.lines[-1][-1] in marks), "word")
        for one in captions
    )
    return ", ".join(f"{name} {count / len(captions):.0%}" for name, count in ends.most_common())


def _last(line: str) -> str:
    return line.rsplit(maxsplit=1)[-1].lower()
