"""In which order stages run, and how often: until none of them finds any more.

What one stage writes may be evidence for an earlier one. A full stop parts two numbers that
stood together, so that each may be written in figures; commas around "you know" show that it only
fills. Whoever processed the output again would have them act on it; here they do at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from emend_engine._context import Stage
from emend_transcript import Change

_FLUENCY = frozenset(("fillers", "repeats", "corrections"))
_MOST_ROUNDS = 5
_MOST_TERM_ROUNDS = 4
_MOST_PASSES = 5
_TELLING_NOTHING = frozenset(("fillers.hesitation", "lexicon.case"))
"""Rules after which no earlier stage finds anything new."""


def steps(stages: Sequence[Stage], changes: Sequence[Change]) -> Iterator[Stage]:
    """Yield the stages in order, all of them again as long as a pass has changed something.

    A lone stage has no other's work to act on. ``changes`` grows while the caller runs what is
    yielded.
    """
    for _ in range(_MOST_PASSES):
        before = len(changes)
        yield from _pass(stages, changes)
        found = changes[before:]
        if len(stages) == 1 or all(change.rule in _TELLING_NOTHING for change in found):
            break


def _pass(stages: Sequence[Stage], changes: Sequence[Change]) -> Iterator[Stage]:
    """Yield the stages in order, fluency and lexicon again as long as they find more.

    What a repeat or correction leaves together may be a filler, a repeat or a correction anew;
    a mere hesitation hardly ever leaves any. A term that is written right may complete a longer
    one: "hare crishna" is Hare Kṛṣṇa only once Kṛṣṇa stands there.
    """
    fluency = [stage for stage in stages if stage.name in _FLUENCY]
    for stage in stages:
        if stage in fluency[1:]:
            continue
        if stage not in fluency:
            yield from _until_at_rest(stage, changes)
            continue
        for _ in range(_MOST_ROUNDS):
            before = len(changes)
            yield from fluency
            if all(change.rule == "fillers.hesitation" for change in changes[before:]):
                break


def _until_at_rest(stage: Stage, changes: Sequence[Change]) -> Iterator[Stage]:
    """Yield a stage once; the lexicon again as long as it changes more than capitals."""
    for _ in range(_MOST_TERM_ROUNDS):
        before = len(changes)
        yield stage
        found = changes[before:]
        if stage.name != "lexicon" or all(change.rule == "lexicon.case" for change in found):
            break
