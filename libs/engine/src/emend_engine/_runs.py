"""Runs the stages over several texts, and lets the network read all of them at once.

A run halts where a stage asks for the network's scores, and goes on when it is told them. So a
service that corrects many short parts waits once for what they all ask.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Sequence
from typing import TypeAlias

from emend_engine._apply import apply_edits
from emend_engine._check import check_sums
from emend_engine._context import Context, Edits, Stage
from emend_engine._punctuator.model import score_questions
from emend_engine._punctuator.network import Scores
from emend_engine._punctuator.reading import Question, Reading, Scored
from emend_engine._stages._turns import scored
from emend_engine._stages.tokenise import tokenise
from emend_engine._steps import steps
from emend_transcript import Change, Token, initial_tokens

Corrected: TypeAlias = tuple[list[Token], list[Change]]
_Run: TypeAlias = Generator[Question, Scores, Corrected]


def run_all(texts: Sequence[tuple[Context, Sequence[Stage]]]) -> list[Corrected]:
    """Return what each text's stages make of its words; no text changes what another gives."""
    runs = [_run(context, stages) for context, stages in texts]
    corrected: dict[int, Corrected] = {}
    answers: dict[int, Scores | None] = dict.fromkeys(range(len(runs)))
    while answers:
        questions: dict[int, Question] = {}
        for number, answer in answers.items():
            try:
                run = runs[number]
                questions[number] = next(run) if answer is None else run.send(answer)
            except StopIteration as end:
                corrected[number] = end.value
        answers = dict(zip(questions, score_questions([*questions.values()]), strict=True))
    return [corrected[number] for number in range(len(runs))]


def _run(context: Context, stages: Sequence[Stage]) -> _Run:
    tokens = initial_tokens(context.words)
    changes: list[Change] = []
    if not context.profile.stages or not tokens:
        return tokens, changes
    context = _with_keys(context, tokens)
    edits = _switched_on(tokenise(tokens, context), context.profile.without)
    if edits:
        tokens, changes = apply_edits(tokens, edits, "tokenise", 0)
        context = _with_keys(context, tokens)
    found_nothing: dict[str, int] = {}
    known: dict[Question, Scores] = {}
    for stage in steps(stages, changes):
        if found_nothing.get(stage.name) == len(changes):
            continue  # it has seen these very tokens
        if stage.reads:
            heard = yield from _heard(stage.reads(tokens, context), known)
            context = context._replace(scored=heard)
        edits = _switched_on(stage.propose(tokens, context), context.profile.without)
        if not edits:
            found_nothing[stage.name] = len(changes)
        else:
            tokens, made = apply_edits(tokens, edits, stage.name, len(changes))
            changes += made
            context = _with_keys(context, tokens)
    if changes:
        check_sums(context.words, tokens, changes)
    return tokens, changes


def _heard(
    reading: Reading | None, known: dict[Question, Scores]
) -> Generator[Question, Scores, Scored | None]:
    """Return what is read with its scores; asks for them unless that was asked last."""
    if reading is None:
        return None
    question = reading.question
    if question not in known:
        known.clear()
        known[question] = yield question
    return scored(reading, known[question])


def _with_keys(context: Context, tokens: Sequence[Token]) -> Context:
    return context._replace(keys=[token[0].lower() for token in tokens])


def _switched_on(edits: Edits, off: Collection[str]) -> Edits:
    """Return the edits without those of rules that are off.

    Such a rule has still read its words, so no other one makes something else of them.
    """
    return [edit for edit in edits if edit.rule.name not in off] if off else edits
