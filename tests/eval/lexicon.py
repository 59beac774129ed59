"""Measures the lexicon: recall and precision on misheard terms, false edits on ordinary prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

import yaml

from emend_engine import BUILT_IN, Lexicon, Profile, build_lexicon, process, vocabulary_from_dict
from emend_transcript import Change, Result, from_text, initial_tokens, joined
from tests.eval.cases import SETS, words_per_second
from tests.eval.corruptions import corrupted
from tests.eval.rows import Row

_SETS = SETS / "lexicon"
_SPEECHES = Path(__file__).parents[2] / "../shared/corpora/us-inaugural"
"""Speeches of presidents: measured where they are at hand, never tuned on."""
_TERMS_ONLY = Profile("terms-only", 1, ("lexicon",))
_MARKED = re.compile(r"\{([^|}]*)\|([^}]*)\}")
_CORRUPTIONS = 3
"""Of each term; the seed is fixed, so that every run measures the same."""


_SPLITS = ("dev", "held")
_FRESH = ("vedanta", "ward", "chambers", "forge", "people")
"""Sets that were written last, before any run on them."""
_STRANGERS = ("hospital", "products", "club", "firm", "university")
"""Vocabularies as strangers write them; whatever is misheard of them was seen once."""
_VOCABULARIES = ("clinic", "platform", *_FRESH[1:], *_STRANGERS)


_SHORTEST = 6
"""Letters of the shortest term that is corrupted: one mishearing in "gita" leaves another word."""


class Case(NamedTuple):
    """A sentence as heard, and what must come out of which of its words."""

    said: str
    spans: tuple[tuple[int, int, str], ...]


class Counts(NamedTuple):
    """What became of the marked terms."""

    terms: int = 0
    hits: int = 0
    wrong: int = 0
    """Marked terms that became something else, and words beside them that were changed."""


def measure() -> list[Row]:
    """Return a row for each set."""
    rows = [_row(name, split) for name in ("vedanta", "clinic", "platform") for split in _SPLITS]
    rows += [_row(name, "fresh_held") for name in _FRESH]
    rows += [
        _counted(f"recognisers, {split}", cases(f"recognisers_{split}"), BUILT_IN)
        for split in _SPLITS
    ]
    rows += [_row(name, "fresh") for name in _STRANGERS]
    rows += [_generated("vedanta"), _generated("clinic"), _generated("platform")]
    return [*rows, *_prose()]


def cases(name: str) -> Iterator[Case]:
    """Yield the cases of a file; ``{heard|written}`` marks a term."""
    for line in (_SETS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield _case(line)


def _case(line: str) -> Case:
    said, spans, position = "", list[tuple[int, int, str]](), 0
    for match in _MARKED.finditer(line):
        said += line[position : match.start()]
        first = len(from_text(said).words)
        said += match[1]
        spans.append((first, len(from_text(said).words) - 1, match[2]))
        position = match.end()
    return Case(said + line[position:], tuple(spans))


@cache
def lexicon_of(name: str) -> Lexicon:
    """Return the lexicon that a set is measured with; of "all" every vocabulary at once."""
    if name == "vedanta":
        return BUILT_IN
    names = _VOCABULARIES if name == "all" else (name,)
    texts = ((_SETS / f"{one}.yaml").read_text(encoding="utf-8") for one in names)
    return build_lexicon(*(vocabulary_from_dict(yaml.safe_load(text)) for text in texts))


def judge(case: Case, lexicon: Lexicon) -> tuple[Counts, str]:
    """Return what became of a case's terms, and the corrected sentence."""
    result = _processed(case.said, lexicon)
    hits = wrong = 0
    for first, last, written in case.spans:
        became = joined([one for one in result.tokens if first <= one.first <= last])
        if became == written:
            hits += 1
        elif became != joined(initial_tokens(result.words[first : last + 1])):
            wrong += 1
    inside = [range(first, last + 1) for first, last, _ in case.spans]
    wrong += sum(all(one.first not in span for span in inside) for one in _edits(result))
    return Counts(len(case.spans), hits, wrong), joined(result.tokens)


def _processed(text: str, lexicon: Lexicon) -> Result:
    said = from_text(text)
    return process(said.words, said.segments, _TERMS_ONLY, lexicon=lexicon)


def _edits(result: Result) -> list[Change]:
    """Return the changes of letters; a capital for "english" is no fault."""
    return [change for change in result.changes if change.rule != "lexicon.case"]


def _row(name: str, split: str) -> Row:
    return _counted(f"{name}, {split}", cases(f"{name}_{split}"), lexicon_of(name))


def _generated(name: str) -> Row:
    """Measure terms that a program wrote wrongly."""
    random = Random(7)  # noqa: S311 - the same corruptions in every run
    lexicon = lexicon_of(name)
    made: list[Case] = []
    entries = {
        entry.display: entry
        for entry in lexicon.exact.values()
        if entry.own == (name != "vedanta") and not entry.unsure and not entry.exact_only
    }
    for entry in entries.values():
        for _ in range(_CORRUPTIONS if len(entry.plain) >= _SHORTEST else 0):
            heard = corrupted(entry.plain.replace("-", " "), random)
            made.append(_case(f"we spoke of {{{heard}|{entry.display}}} for a while"))
    return _counted(f"{name}, generated", made, lexicon)


def _counted(measured: str, found: Iterable[Case], lexicon: Lexicon) -> Row:
    said = list(found)
    counts = [judge(case, lexicon)[0] for case in said]
    terms, hits, wrong = (sum(column) for column in zip(*counts, strict=True))
    note = f"terms: recall {hits / terms:.1%} of {terms}, precision {hits / (hits + wrong):.1%}"
    return Row("lexicon", measured, len(said), hits / terms, note=note)


def _prose() -> Iterator[Row]:
    """Count the changes of letters in text without any term, with every vocabulary loaded."""
    texts = {
        "traps, held": _lines("negative_held.txt"),
        "traps, fresh": _lines("negative_fresh_held.txt"),
        "prose of other kinds": _lines("prose.txt") + _lines("prose_fresh.txt"),
    }
    if _SPEECHES.is_dir():
        texts["speeches of presidents"] = [
            line
            for path in sorted(_SPEECHES.glob("*.txt"))
            for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
        ]
    for name, lines in texts.items():
        for lexicon in map(lexicon_of, ("vedanta", "all")):
            yield _stayed(f"{name}", [line.lower() for line in lines], lexicon)
            yield _stayed(f"{name}, with capitals", lines, lexicon)


def _lines(name: str) -> list[str]:
    lines = (_SETS / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _stayed(measured: str, lines: Sequence[str], lexicon: Lexicon) -> Row:
    edits = [edit for line in lines for edit in _edits(_processed(line, lexicon))]
    words = sum(len(line.split()) for line in lines)
    speed = words_per_second(lines, lambda line: _processed(line, lexicon), runs=2)
    return Row(
        "lexicon", measured, len(lines), None, len(edits) / words, speed, f"of {words} words"
    )
