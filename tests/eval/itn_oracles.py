"""Compares the policy ``nemo`` with nemo_text_processing itself, and numbers with inflect.

``uv run --group oracles python -m tests.eval.itn_oracles``: each sentence agrees, or a known
reason says why not, or it is printed. ``--record`` writes nemo's answers to ``sets/itn``, so
that ``make eval`` needs no oracle. Without the group it says so and ends well.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from random import Random
from typing import Any, NamedTuple

from emend_engine.plain import to_written
from tests.eval.cases import SETS, Case, misses
from tests.eval.itn_sentences import PATTERNS, as_recognised, sentences

KNOWN = (
    (r"\bNO\b", "nemo takes the word no for the abbreviation NO in text with capitals"),
    (r"(?i)\.(c o m|e d u|o r g)\b", "nemo keeps the spaces of a spelled domain beside capitals"),
    (r"\d(ad|bc)\b", "nemo takes the era of a year from 1000 to 1999 for the letters of a code"),
    (r"colon/", "nemo's grammar has https after h t t p, which its abbreviations win"),
)
"""What nemo writes, and why the policy does not."""

_DEV, _HELD = 1, 2
_PER_CLASS = 110
_NUMBERS = 20_000


class Wanted(NamedTuple):
    """A set to compare: its name, whether it has capitals, and its seed."""

    name: str
    cased: bool
    seed: int


_SETS = (
    Wanted("nemo_dev", cased=False, seed=_DEV),
    Wanted("nemo_held", cased=False, seed=_HELD),
    Wanted("nemo_cased_dev", cased=True, seed=_DEV),
    Wanted("nemo_cased_held", cased=True, seed=_HELD),
)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--record", action="store_true", help="write nemo's answers to sets/itn")
    arguments = parser.parse_args()
    try:
        nemo: Any = import_module(
            "nemo_text_processing.inverse_text_normalization.inverse_normalize"
        )
        inflect: Any = import_module("inflect")
    except ImportError as error:
        print(f"skipped: {error}; the oracles come with: uv sync --group oracles")
        return
    for wanted in _SETS:
        case = "cased" if wanted.cased else "lower_cased"
        oracle = nemo.InverseNormalizer(lang="en", input_case=case).inverse_normalize
        cases = list(_answers(wanted, oracle))
        _report(wanted.name, cases)
        if arguments.record:
            _record(wanted.name, cases)
    _round_trip(inflect.engine().number_to_words)


def _answers(wanted: Wanted, oracle: Callable[..., str]) -> Iterator[Case]:
    for kind in PATTERNS:
        texts = sentences(kind, _PER_CLASS, wanted.seed)
        for said in dict.fromkeys(as_recognised(texts, wanted.seed) if wanted.cased else texts):
            yield Case(kind, said, oracle(said, verbose=False))


def _report(name: str, cases: list[Case]) -> None:
    wrong = misses(cases, lambda text: to_written(text, "nemo"))
    reasons = Counter(filter(None, (_reason(miss.case.written) for miss in wrong)))
    print(f"{name}: {len(cases) - len(wrong)} of {len(cases)} agree")
    for reason, count in reasons.items():
        print(f"  {count} differ: {reason}")
    for miss in wrong:
        if not _reason(miss.case.written):
            print(f"  {miss.case.said!r}: nemo {miss.case.written!r}, here {miss.got!r}")


def _reason(written: str) -> str | None:
    return next((reason for pattern, reason in KNOWN if re.search(pattern, written)), None)


def _record(name: str, cases: list[Case]) -> None:
    kept = [case for case in cases if not _reason(case.written)]
    path = SETS / "itn" / f"{name}.tsv"
    head = "# nemo_text_processing's answers to our sentences; written by tests.eval.itn_oracles\n"
    path.write_text(head + "".join("\t".join(case) + "\n" for case in kept), encoding="utf-8")
    print(f"  {len(kept)} recorded, {len(cases) - len(kept)} left out for the reasons above")


def _round_trip(in_words: Callable[..., str]) -> None:
    """Have inflect say numbers, and read them back."""
    chance = Random("round trip")  # noqa: S311 - nothing secret
    wrong = 0
    for _ in range(_NUMBERS):
        value = chance.randrange(13, 10 ** chance.randrange(2, 16))
        if value % 1_000_000:
            said = in_words(value, andword=chance.choice(("", "and"))).replace(",", "")
            wrong += to_written(said, "nemo") != str(value)
    print(f"inflect: {_NUMBERS - wrong} of {_NUMBERS} numbers come back from their words")


if __name__ == "__main__":
    main()
