"""What a stage sees and what it answers: the context, the edit, and questions about tokens."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from emend_engine._lexicon import Lexicon
from emend_engine._profiles import Profile, StageName
from emend_engine._punctuator.reading import Reading, Scored
from emend_engine._rules import Rule
from emend_transcript import Token, Tokens, Words

SENTENCE_MARKS = frozenset(
    (".", "?", "!", "…", "...", "....", "?!", "!?", "。", "？", "！", "।", "॥")  # noqa: RUF001 - full-width marks are meant
)
"""Marks that end a sentence, or may."""

SOFT_MARKS = frozenset(
    (",", ",,", ",,,", "-", "–", "—", "--", "---", "…", "...", "....", "、", "，")  # noqa: RUF001 - full-width marks are meant
)
"""Marks of hesitation: what a recogniser writes around a filler or before a repeat."""

QUOTATION_MARKS = frozenset(("“", "‘", "«", "„", '"', "'"))  # noqa: RUF001 - quotation marks are meant
OPENING_MARKS = QUOTATION_MARKS | frozenset(("(", "[", "{", "¿", "¡", "*"))
HYPHENS = frozenset(("-", "‐", "‑"))  # noqa: RUF001 - the other two hyphens are meant


class Context(NamedTuple):
    """What surrounds the tokens while one stage looks at them."""

    words: Words
    profile: Profile
    lexicon: Lexicon
    keys: Sequence[str]
    """Each token's text in lower case, in parallel to the tokens."""
    voices: Sequence[int]
    """Indexes of the words at which another speaker, channel or language begins; ascending."""
    language: str | None = None
    """The language of words that name none; none means the profile's."""
    ends: bool = True
    """Whether the speech ends with the last word; a part of a recording may break off anywhere."""
    scored: Scored | None = None
    """What the network says to what the stage reads, if anything."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A stage's wish: ``count`` tokens from position ``at`` become ``after``.

    ``at`` counts in the tokens that the stage was given. A stage returns its edits in
    ascending order and without overlap.
    """

    at: int
    count: int
    after: tuple[Token, ...]
    rule: Rule
    confidence: float | None = None
    reason: str = ""
    alternatives: tuple[str, ...] = ()


class Stage(NamedTuple):
    """One step of the pipeline: its name in profiles, and the function that proposes edits."""

    name: StageName
    propose: Callable[[Tokens, Context], Sequence[Edit]]
    reads: Callable[[Tokens, Context], Reading | None] | None = None
    """What the stage asks the network about before it proposes, if it asks at all."""


Edits: TypeAlias = Sequence[Edit]


def same_voice(context: Context, left: Token, right: Token) -> bool:
    """Whether two tokens are of one speaker, channel and language, with no other between."""
    voices = context.voices
    return not voices or bisect_right(voices, left.first) == bisect_right(voices, right.first)


def is_english(context: Context, token: Token) -> bool:
    """Whether the English rules may touch a token."""
    return language_of(context, token) == "en"


def language_of(context: Context, token: Token) -> str:
    """Return the two letters of the language that a token is spoken in, in lower case."""
    words = context.words
    spoken = words[token.first].language if token.first < len(words) else None
    return _primary(spoken or context.language or context.profile.language)


def languages_of(context: Context) -> frozenset[str]:
    """Return the two letters of every language that the words are spoken in."""
    default = context.language or context.profile.language
    return frozenset(_primary(tag or default) for tag in {word.language for word in context.words})


def _primary(tag: str) -> str:
    return tag[:2].lower()


def starts_sentence(tokens: Tokens, at: int, context: Context) -> bool:
    """Whether the token at this position begins a sentence, a quotation or a voice's speech."""
    before = at - 1
    if before >= 0 and tokens[at].glued and tokens[before].text in QUOTATION_MARKS:
        return True
    while before >= 0 and (tokens[before].text in OPENING_MARKS or is_note(tokens[before])):
        before -= 1
    if before < 0 or tokens[before].text in SENTENCE_MARKS:
        return True
    return not same_voice(context, tokens[before], tokens[at])


def with_plain_apostrophes(context: Context) -> Context:
    """Return the context with keys such as "don't" however their apostrophe was written."""
    if "’" not in "".join(context.keys):  # noqa: RUF001 - the curly apostrophe is meant
        return context
    return context._replace(keys=[key.replace("’", "'") for key in context.keys])  # noqa: RUF001


def is_capitalised(text: str) -> bool:
    """Whether a word begins with a capital."""
    return text[:1].isupper()


def is_note(token: Token) -> bool:
    """Whether a mark is a note of what is heard, "[Music]", and not a pair of brackets."""
    return token.kind == "punctuation" and len(token.text) > 1 and token.text[0] in "[({<*>"


def is_shouted(tokens: Tokens, at: int) -> bool:
    """Whether all is in capitals here, as in many captions, so that a capital tells no name."""
    if not tokens[at].text.isupper():
        return False
    around = [
        token.text
        for token in (*tokens[max(0, at - 4) : at], *tokens[at + 1 : at + 5])
        if token.kind != "punctuation"
    ]
    return len(around) > 1 and all(text.isupper() for text in around)
