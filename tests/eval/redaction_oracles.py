"""Compares redaction with presidio's recognisers of patterns, and profanity with better-profanity.

``uv run --with presidio-analyzer --with better-profanity python -m tests.eval.redaction_oracles``:
for each sentence of our sets both mark the same, or a known reason says why not, or the
difference is printed. Neither is in the lock file: presidio would hold numpy back for everybody.
No model is loaded. Without them it says so and ends well.
"""

from __future__ import annotations

import inspect
import re
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, NamedTuple

from emend_engine.plain import mask_profanity, redact
from tests.eval.cases import SETS, Case, read_cases

_SURE = 0.5
"""What presidio finds with less is a guess that it wants its language model to confirm."""

_MODELS = ("SpacyRecognizer", "StanzaRecognizer", "TransformersRecognizer", "GLiNERRecognizer")

_PERSONAL = (
    (r"^DATE_TIME$", r".", "every date, not only those of birth"),
    (r"^UUID$", r".", "identifies a thing"),
    (r"^(?:URL)$", r"^[a-z]+\.{1,3}[A-Za-z]+$", "two sentences without a space between"),
    (r"^IP_ADDRESS$", r"^[\d.]+$|^::", "a version, or an address that everybody has"),
    (r"^CREDIT_CARD$", r".", "an order's or another thing's number that passes Luhn's check"),
    (r"^(?:ZA|TR|SE|DE)_", r".", "any digits of that length, where something else is announced"),
    (r"^(?:IN|UK|AU|PL|US|CA|FI|KR|NG|TH)_", r".",
     "the number of a thing, or a piece of a longer one, that passes the check"),
)  # fmt: skip
"""Kinds that presidio finds, what it found, and why it stands where the set says that it stays."""

_PROFANE = (
    (r"\b(?:dick|cock|tits?|ass|hell|pussy|bastard|bitch|jackass|prick|damn|spick?)\b",
     "a word of two meanings, where it has the other one"),
    (r"\b(?:queer|homo|knob|chink|niggle)\b|a s s", "not profane here"),
)  # fmt: skip
"""What better-profanity masks, and why we do not."""


class Difference(NamedTuple):
    """Something that the other marks and we do not."""

    said: str
    kind: str
    found: str
    reason: str
    """Empty where none is known."""


def main() -> None:
    """Print what differs and how often, by reason."""
    try:
        recognisers = _recognisers(import_module("presidio_analyzer.predefined_recognizers"))
        profanity: Any = import_module("better_profanity").profanity
    except ImportError as error:
        print(f"nothing compared: {error.name} is not installed")
        return
    profanity.load_censor_words()
    _report("presidio", _personal(recognisers))
    _report("better-profanity", _profane(profanity.censor))


def _report(name: str, differences: Iterator[Difference]) -> None:
    counted: Counter[str] = Counter()
    for one in differences:
        counted[one.reason or "unknown"] += 1
        if not one.reason:
            print(f"{name}: {one.kind} {one.found!r} in {one.said!r}")
    for reason, count in counted.most_common():
        print(f"{name}: {count:4} {reason}")


def _recognisers(module: Any) -> list[Any]:
    """Return one of each recogniser that needs no model."""
    made: list[Any] = []
    for name, kind in inspect.getmembers(module, inspect.isclass):
        if name in _MODELS or not hasattr(kind, "analyze"):
            continue
        try:
            made.append(kind())
        except (ImportError, TypeError, ValueError):
            print(f"presidio: {name} needs more than patterns; left out")
    return made


def _personal(recognisers: list[Any]) -> Iterator[Difference]:
    for case in _cases("pii"):
        ours = redact(case.said)
        for recogniser in recognisers:
            for found in recogniser.analyze(case.said, recogniser.supported_entities, None) or ():
                text = case.said[found.start : found.end]
                if found.score >= _SURE and text in ours:
                    stays = text in case.written
                    reason = _known(found, text) if stays else ""
                    yield Difference(case.said, found.entity_type, text, reason)


def _known(found: Any, text: str) -> str:
    matching = (
        reason
        for kind, form, reason in _PERSONAL
        if re.search(kind, found.entity_type) and re.search(form, text)
    )
    return next(matching, "")


def _profane(censor: Callable[[str], str]) -> Iterator[Difference]:
    for case in _cases("profanity"):
        if censor(case.said) != case.said and mask_profanity(case.said) == case.said:
            known = (why for form, why in _PROFANE if re.search(form, case.said.lower()))
            yield Difference(case.said, "profanity", censor(case.said), next(known, ""))


def _cases(stage: str) -> Iterator[Case]:
    for path in sorted((SETS / stage).glob("*.tsv")):
        yield from read_cases(path)


if __name__ == "__main__":
    main()
