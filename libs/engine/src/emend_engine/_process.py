"""The pipeline: words in, corrected tokens and every change out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from emend_engine._apply import apply_edits
from emend_engine._check import check_sums
from emend_engine._context import Context, Edits, Stage
from emend_engine._hashes import input_hash
from emend_engine._lexicon import BUILT_IN, Lexicon
from emend_engine._profiles import Profile
from emend_engine._redacted import redacted
from emend_engine._rules import RULES
from emend_engine._stages.casing import casing
from emend_engine._stages.corrections import corrections
from emend_engine._stages.fillers import fillers
from emend_engine._stages.itn import itn
from emend_engine._stages.lexicon import lexicon as lexicon_terms
from emend_engine._stages.loops import loops
from emend_engine._stages.pii import pii
from emend_engine._stages.profanity import profanity
from emend_engine._stages.punctuation import punctuation
from emend_engine._stages.redaction import redaction
from emend_engine._stages.repeats import repeats
from emend_engine._stages.tokenise import tokenise
from emend_engine._steps import steps
from emend_engine._version import pipeline_version
from emend_transcript import (
    Change,
    Header,
    Result,
    Segment,
    Token,
    Transcript,
    Words,
    initial_tokens,
)

PIPELINE: tuple[Stage, ...] = (
    Stage("loops", loops),
    Stage("fillers", fillers),
    Stage("repeats", repeats),
    Stage("corrections", corrections),
    Stage("lexicon", lexicon_terms),
    Stage("itn", itn),
    Stage("pii", pii),
    Stage("punctuation", punctuation),
    Stage("casing", casing),
    Stage("profanity", profanity),
    Stage("redaction", redaction),
)
"""The stages in order. A profile switches them; nothing else decides what runs."""


def process(
    words: Words,
    segments: Sequence[Segment],
    profile: Profile,
    *,
    lexicon: Lexicon = BUILT_IN,
    language: str | None = None,
    ends: bool = True,
) -> Result:
    """Correct one part or one whole transcript.

    Word indexes count from 0. ``language`` is that of words that name none. ``ends`` says that
    the speech ends with these words, and so does its last sentence. The same
    arguments give the same result, byte for byte. Where the profile redacts, the result does not
    hold what was redacted either: see ``redacted``.
    """
    voices = _voices(segments)
    context = Context(words, profile, lexicon, (), voices, language, ends)
    tokens, changes = _run(context)
    header = Header(
        pipeline_version(),
        profile.label,
        profile.digest,
        lexicon.digest,
        input_hash(words, segments, language, goes_on=not ends),
    )
    return redacted(Result(tuple(words), tuple(segments), tuple(tokens), tuple(changes), header))


def process_transcript(
    transcript: Transcript, profile: Profile, *, lexicon: Lexicon = BUILT_IN
) -> Result:
    """Correct a whole transcript at once."""
    return process(
        transcript.words,
        transcript.segments,
        profile,
        lexicon=lexicon,
        language=transcript.language,
    )


def _run(context: Context) -> tuple[list[Token], list[Change]]:
    tokens = initial_tokens(context.words)
    changes: list[Change] = []
    if not context.profile.stages or not tokens:
        return tokens, changes
    context = context._replace(keys=[token[0].lower() for token in tokens])
    edits = _switched_on(tokenise(tokens, context), context.profile.without)
    if edits:
        tokens, changes = apply_edits(tokens, edits, "tokenise", 0)
        context = context._replace(keys=[token[0].lower() for token in tokens])
    found_nothing: dict[str, int] = {}
    for stage in steps(_stages_of(context.profile), changes):
        if found_nothing.get(stage.name) == len(changes):
            continue  # it has seen these very tokens
        edits = _switched_on(stage.propose(tokens, context), context.profile.without)
        if not edits:
            found_nothing[stage.name] = len(changes)
        else:
            tokens, made = apply_edits(tokens, edits, stage.name, len(changes))
            changes += made
            context = context._replace(keys=[token[0].lower() for token in tokens])
    if changes:
        check_sums(context.words, tokens, changes)
    return tokens, changes


def _switched_on(edits: Edits, off: Collection[str]) -> Edits:
    """Return the edits without those of rules that are off.

    Such a rule has still read its words, so no other one makes something else of them.
    """
    return [edit for edit in edits if edit.rule.name not in off] if off else edits


def _stages_of(profile: Profile) -> list[Stage]:
    return [stage for stage in PIPELINE if _is_on(stage, profile)]


def _is_on(stage: Stage, profile: Profile) -> bool:
    """Whether a profile runs a stage: it names it, and leaves it a rule."""
    if stage.name not in profile.stages:
        return False
    return not profile.without or any(
        name.startswith(f"{stage.name}.") and name not in profile.without for name in RULES
    )


def _voices(segments: Sequence[Segment]) -> list[int]:
    return [
        later.first
        for earlier, later in pairwise(segments)
        if (earlier.speaker, earlier.channel, earlier.language)
        != (later.speaker, later.channel, later.language)
    ]
