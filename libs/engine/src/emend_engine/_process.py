"""The pipeline: words in, corrected tokens and every change out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from emend_engine._context import Context, Stage
from emend_engine._hashes import input_hash
from emend_engine._lexicon import BUILT_IN, Lexicon
from emend_engine._profiles import Profile
from emend_engine._redacted import redacted
from emend_engine._rules import RULES
from emend_engine._runs import run_all
from emend_engine._stages.casing import casing, english_reading
from emend_engine._stages.corrections import corrections
from emend_engine._stages.fillers import fillers
from emend_engine._stages.itn import itn
from emend_engine._stages.lexicon import lexicon as lexicon_terms
from emend_engine._stages.loops import loops
from emend_engine._stages.notes import notes
from emend_engine._stages.pii import pii
from emend_engine._stages.profanity import profanity
from emend_engine._stages.punctuation import punctuation, unpunctuated
from emend_engine._stages.redaction import redaction
from emend_engine._stages.repeats import repeats
from emend_engine._version import pipeline_version
from emend_transcript import (
    Change,
    Header,
    Result,
    Segment,
    Token,
    Transcript,
    Words,
)

PIPELINE: tuple[Stage, ...] = (
    Stage("notes", notes),
    Stage("loops", loops),
    Stage("fillers", fillers),
    Stage("repeats", repeats),
    Stage("corrections", corrections),
    Stage("lexicon", lexicon_terms),
    Stage("itn", itn),
    Stage("pii", pii),
    Stage("punctuation", punctuation, unpunctuated),
    Stage("casing", casing, english_reading),
    Stage("profanity", profanity),
    Stage("redaction", redaction),
)
"""The stages in order. A profile switches them; nothing else decides what runs."""


class Part(NamedTuple):
    """One part or one whole transcript, and how it is to be corrected."""

    words: Words
    """Their indexes count from 0."""
    segments: Sequence[Segment]
    profile: Profile
    lexicon: Lexicon = BUILT_IN
    language: str | None = None
    """That of words that name none."""
    ends: bool = True
    """Whether the speech ends with these words, and so does its last sentence."""


def process(
    words: Words,
    segments: Sequence[Segment],
    profile: Profile,
    *,
    lexicon: Lexicon = BUILT_IN,
    language: str | None = None,
    ends: bool = True,
) -> Result:
    """Correct one part or one whole transcript; ``Part`` tells what the arguments are.

    The same arguments give the same result, byte for byte. Where the profile redacts, the result
    does not hold what was redacted either: see ``redacted``.
    """
    return process_parts([Part(words, segments, profile, lexicon, language, ends)])[0]


def process_parts(parts: Sequence[Part]) -> list[Result]:
    """Correct several parts, each as if alone; faster, since the network reads them together."""
    corrected = run_all([(_context(part), _stages_of(part.profile)) for part in parts])
    return [_result(part, *done) for part, done in zip(parts, corrected, strict=True)]


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


def _context(part: Part) -> Context:
    voices = _voices(part.segments)
    return Context(part.words, part.profile, part.lexicon, (), voices, part.language, part.ends)


def _result(part: Part, tokens: Sequence[Token], changes: Sequence[Change]) -> Result:
    words, segments, profile, lexicon, language, ends = part
    header = Header(
        pipeline_version(),
        profile.label,
        profile.digest,
        lexicon.digest,
        input_hash(words, segments, language, goes_on=not ends),
    )
    return redacted(Result(tuple(words), tuple(segments), tuple(tokens), tuple(changes), header))


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
