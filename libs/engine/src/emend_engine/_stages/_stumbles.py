"""Tells a stumble from what is said twice on purpose: emphasis, grammar, a mantra, a number."""

from __future__ import annotations

from collections.abc import Sequence

from emend_engine._context import (
    HYPHENS,
    SENTENCE_MARKS,
    SOFT_MARKS,
    Context,
    is_capitalised,
    is_english,
    is_shouted,
    same_voice,
    starts_sentence,
)
from emend_engine._stages._english_classes import WordClass, word_class
from emend_engine._stages._english_repeats import (
    CLAUSE_ENDINGS,
    CLAUSE_OPENERS,
    COPULA_SUBJECTS,
    FUNCTION_WORDS,
    LINKS,
    NEVER_REPEATS,
    NUMBER_WORDS,
    REPEATED_PHRASES,
    SUBJECTS,
)
from emend_engine._stages._word_set import word_set
from emend_transcript import Tokens

_DASHES = SOFT_MARKS - HYPHENS
_SHORTEST_CONTENT_WORD = 3
_SHORTEST_LONG_PHRASE = 4
_TAKE_OBJECTS = frozenset(
    (WordClass.PREPOSITION, WordClass.VERB, WordClass.PAST, WordClass.PARTICIPLE)
)
_ASKING = frozenset((WordClass.AUXILIARY, WordClass.QUESTION))
_ONLY_SUBJECTS = word_set("i he she we they")
_FINITE = frozenset((WordClass.AUXILIARY, WordClass.VERB, WordClass.PAST))


def only_soft_marks(
    tokens: Tokens, kept: list[int], phrases: tuple[list[int], list[int]], context: Context
) -> bool:
    """Whether no mark stands inside either phrase, and at most one soft one between them."""
    earlier, later = phrases
    size = len(later)
    tail = kept[-2 * size - 1 :]
    if tail[-2 * size :] == earlier + later:
        return True
    marks = [at for at in tail if at not in earlier and at not in later]
    return (
        tail == [*earlier, *marks, *later]
        and all(tokens[at].text in SOFT_MARKS for at in marks)
        and _may_stumble_over_a_mark(tokens, later, context)
    )


def _may_stumble_over_a_mark(tokens: Tokens, phrase: list[int], context: Context) -> bool:
    """Accept "the, the", "I don't, I don't know", "is it, is it late"; not "it is, it is"."""
    last = context.keys[phrase[-1]]
    asks = word_class(context.keys[phrase[0]]) in _ASKING
    if len(phrase) == 2 and (asks or last.endswith("n't")):  # noqa: PLR2004 - "I don't"
        after = tokens[phrase[-1] + 1 : phrase[-1] + 2]
        return bool(after) and after[0].kind != "punctuation"
    return last in FUNCTION_WORDS and (len(phrase) == 1 or last not in CLAUSE_ENDINGS)


def is_stumble(
    tokens: Tokens,
    earlier: list[int],
    later: list[int],
    spoken: list[int],
    context: Context,
) -> bool:
    """Whether the ``later`` words, the same as the ``earlier``, were said again by accident.

    ``spoken`` has the positions of all words up to them.
    """
    first, last = tokens[earlier[0]], tokens[later[-1]]
    if not is_english(context, first) or not same_voice(context, first, last):
        return False
    if any(_is_joined(tokens, at) or _is_name(tokens, at) for at in later):
        return False
    phrase = [context.keys[at] for at in later]
    if not NUMBER_WORDS.isdisjoint(phrase) or not context.lexicon.names.isdisjoint(phrase):
        return False
    before = [context.keys[at] for at in spoken[-2 * len(phrase) - 1 : -2 * len(phrase)]]
    if before and _ends_a_clause(before[0], phrase, context.keys[later[-1] + 1 : later[-1] + 2]):
        return False
    if len(phrase) > 1:
        told = phrase[0] in SUBJECTS and not CLAUSE_OPENERS.isdisjoint(before)
        cut_off = before == ["that"] and phrase[-1] not in CLAUSE_ENDINGS
        told = told and not (cut_off and not _goes_on(tokens, later[-1] + 1, context))
        return not told and _is_stumbled_phrase(phrase)
    return _is_stumbled_word(tokens, earlier[0], later[0], spoken, context)


def _goes_on(tokens: Tokens, at: int, context: Context) -> bool:
    """Whether the sentence has another word from here on, or may have one."""
    return tokens[at].text not in SENTENCE_MARKS if at < len(tokens) else not context.ends


def _is_stumbled_word(
    tokens: Tokens, first: int, second: int, spoken: list[int], context: Context
) -> bool:
    key = context.keys[second]
    if key in FUNCTION_WORDS:
        return not _is_double_copula(key, spoken, context.keys)
    return _is_stumbled_content_word(tokens, first, second, spoken, context)


def _is_joined(tokens: Tokens, at: int) -> bool:
    """Whether a word is part of a compound; a dash without spaces is none: "I—I think"."""
    return tokens[at].glued and tokens[at - 1].text not in _DASHES


def _ends_a_clause(before: str, phrase: list[str], after: Sequence[str]) -> bool:
    """Whether one clause may end with the phrase and the next begin: "in the mind the mind is"."""
    closes = phrase[-1] in CLAUSE_ENDINGS or word_class(phrase[-1]) is WordClass.NOUN
    takes = word_class(before) in _TAKE_OBJECTS and phrase[-1] not in _ONLY_SUBJECTS
    goes_on = bool(after) and after[0] != phrase[0] and word_class(after[0]) in _FINITE
    return closes and (takes or before == "not") and goes_on


def _is_name(tokens: Tokens, at: int) -> bool:
    text = tokens[at].text
    if not is_capitalised(text) or is_shouted(tokens, at):
        return False
    return text != "I" and not text.startswith(("I'", "I’"))  # noqa: RUF001 - the curly apostrophe is meant


def _is_double_copula(key: str, spoken: list[int], keys: Sequence[str]) -> bool:
    before = spoken[-3:-2]
    return key == "is" and bool(before) and keys[before[0]] in COPULA_SUBJECTS


def _is_stumbled_phrase(phrase: list[str]) -> bool:
    if FUNCTION_WORDS.isdisjoint(phrase) or tuple(phrase) in REPEATED_PHRASES:
        return False
    if len(phrase) >= _SHORTEST_LONG_PHRASE:
        return phrase[-1] in FUNCTION_WORDS and phrase[-1] not in CLAUSE_ENDINGS
    linked = len(phrase) == 2 and not LINKS.isdisjoint(phrase)  # noqa: PLR2004 - "again and"
    return not linked or FUNCTION_WORDS.issuperset(phrase)


def _is_stumbled_content_word(
    tokens: Tokens, first: int, second: int, spoken: list[int], context: Context
) -> bool:
    """Whether a content word is said exactly twice, in lower case and not for emphasis."""
    keys = context.keys
    key = keys[second]
    before = spoken[-3:-2]
    return (
        second == first + 1
        and key.isalpha()
        and len(key) >= _SHORTEST_CONTENT_WORD
        and key not in NEVER_REPEATS
        and not key.endswith("ly")
        and list(keys[second + 1 : second + 2]) != [key]
        and [keys[at] for at in before] != [key]
        and _is_plain(tokens, first, context)
    )


def _is_plain(tokens: Tokens, at: int, context: Context) -> bool:
    """Whether a capital, if there is one, does not tell a name."""
    return (
        tokens[at].text.islower() or starts_sentence(tokens, at, context) or is_shouted(tokens, at)
    )
