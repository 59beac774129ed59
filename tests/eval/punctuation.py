"""Punctuation and capitals: our own texts without both, put back; and texts that have them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import quantiles
from time import process_time

from emend_engine import find_profile, process_transcript
from emend_engine.plain import punctuate
from emend_transcript import Transcript, from_text
from tests.eval.cases import SETS, words_per_second
from tests.eval.rows import Row

_MARKS = {",": "comma", ".": "full stop", "?": "question mark"}
_WRITTEN = re.compile(r"[.,?!\"](?=\s|$|[\"])|(?<=\s)\"|^\"")
_SEGMENT_WORDS = 30
_FRESH = 4
"""So many texts in turn are more than the stages keep scores of."""


def measure() -> list[Row]:
    """Measure each mark, capitals, texts that must stay, and speed."""
    held, dev = _read("held"), _read("dev")
    every = [text for texts in held.values() for text in texts]
    rows = [*_mark_rows("held", every), _macro_row("dev", _flat(dev))]
    rows += [_macro_row(f"{genre}, held", texts) for genre, texts in held.items()]
    rows += [_case_row("held", every), _stay_row(every), _speed_row(every)]
    return rows


def _read(split: str) -> dict[str, list[str]]:
    """Return the texts of each genre."""
    texts: dict[str, list[str]] = {}
    genre = ""
    for line in (SETS / "punctuation" / f"{split}.txt").read_text("utf-8").splitlines():
        if line.startswith("## "):
            genre = line.removeprefix("## ")
        elif line and not line.startswith("#"):
            texts.setdefault(genre, []).append(line)
    return texts


def _flat(texts: dict[str, list[str]]) -> list[str]:
    return [text for some in texts.values() for text in some]


def _bare(text: str) -> str:
    return _WRITTEN.sub("", text).lower()


def _labels(text: str) -> list[tuple[str, str]]:
    """Return each word with the mark after it, quotation marks left out."""
    words = [word for word in from_text(text).words if word.text != '"']
    pairs = pairwise([*(word.text for word in words), ""])
    return [(word, after if after in _MARKS else "") for word, after in pairs if word not in _MARKS]


def _counts(texts: Iterable[str]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Return how often each mark was right, was written, and should have been."""
    hits, written, wanted = Counter[str](), Counter[str](), Counter[str]()
    for text in texts:
        for (_, got), (_, want) in zip(_labels(punctuate(_bare(text))), _labels(text), strict=True):
            written[got] += 1
            wanted[want] += 1
            hits[got] += got == want
    return hits, written, wanted


def _f1(mark: str, counts: tuple[Counter[str], Counter[str], Counter[str]]) -> float:
    hits, written, wanted = counts
    return 2 * hits[mark] / max(written[mark] + wanted[mark], 1)


def _mark_rows(split: str, texts: Sequence[str]) -> list[Row]:
    counts = hits, written, wanted = _counts(texts)
    rows = [
        Row(
            "punctuation",
            f"{name}, {split}",
            wanted[mark],
            _f1(mark, counts),
            note=f"F1; precision {hits[mark] / max(written[mark], 1):.3f},"
            f" recall {hits[mark] / max(wanted[mark], 1):.3f}",
        )
        for mark, name in _MARKS.items()
    ]
    macro = sum(_f1(mark, counts) for mark in _MARKS) / len(_MARKS)
    return [Row("punctuation", f"all, {split}", _sentences(texts), macro, note="macro F1"), *rows]


def _macro_row(measured: str, texts: Sequence[str]) -> Row:
    counts = _counts(texts)
    present = [mark for mark in _MARKS if counts[2][mark]]
    macro = sum(_f1(mark, counts) for mark in present) / len(present)
    return Row("punctuation", measured, _sentences(texts), macro, note="macro F1")


def _sentences(texts: Iterable[str]) -> int:
    return sum(mark in ".?" for text in texts for _, mark in _labels(text) if mark)


def _case_row(split: str, texts: Sequence[str]) -> Row:
    """Measure every word's case, with the marks given and so the sentences' beginnings known."""
    words = [
        (got, want)
        for text in texts
        for (got, _), (want, _) in zip(_labels(_cased(text)), _labels(text), strict=True)
    ]
    right = sum(got == want for got, want in words) / len(words)
    together = [
        (got, want)
        for text in texts
        for (got, _), (want, _) in zip(_labels(punctuate(_bare(text))), _labels(text), strict=True)
    ]
    both = sum(got == want for got, want in together) / len(together)
    note = f"of words, marks given; {100 * both:.2f} with our own marks"
    return Row("casing", split, _sentences(texts), right, note=note)


def _cased(text: str) -> str:
    return punctuate(text.lower())


def _stay_row(texts: Sequence[str]) -> Row:
    changed = sum(punctuate(text) != text for text in texts) / len(texts)
    note = "texts that have marks and capitals"
    return Row("punctuation", "must stay, held", _sentences(texts), None, changed, note=note)


def _speed_row(texts: Sequence[str]) -> Row:
    words = " ".join(map(_bare, texts)).split()
    long = [" ".join(words[start:]) for start in range(_FRESH)]
    speed = words_per_second(long, punctuate)
    parts = [
        from_text(" ".join(words[at : at + _SEGMENT_WORDS]))
        for at in range(0, len(words) - _SEGMENT_WORDS, _SEGMENT_WORDS // 4)
    ]
    slow = 1000 * quantiles(map(_seconds, parts), n=100)[-1]
    note = f"marks and capitals; lecture, a 30-word segment: p99 {slow:.1f} ms"
    return Row("punctuation", "speed", 0, words_per_second=speed, note=note)


def _seconds(part: Transcript) -> float:
    """Return the processor time of a segment in a whole lecture profile."""
    start = process_time()
    process_transcript(part, find_profile("lecture"))
    return process_time() - start
