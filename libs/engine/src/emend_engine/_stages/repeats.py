"""Removes stumbles: "the the", "I think I think", "th- the"; one is kept."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from itertools import islice
from operator import eq
from types import MappingProxyType

from emend_engine._context import (
    SOFT_MARKS,
    Context,
    Edits,
    is_capitalised,
    is_english,
    same_voice,
    starts_sentence,
)
from emend_engine._rules import RULES, Rule
from emend_engine._stages._deletion import deletion
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
from emend_engine._stages._partial_words import find_partials
from emend_transcript import Tokens

_WORD = RULES["repeats.word"]
_PHRASE = RULES["repeats.phrase"]
_PARTIAL = RULES["repeats.partial"]
_WHY: Mapping[Rule, tuple[float, str]] = MappingProxyType(
    {
        _WORD: (0.9, "said twice at once"),
        _PHRASE: (0.9, "said twice at once"),
        _PARTIAL: (0.9, "broken off and said again"),
    }
)
_LONGEST_PHRASE = 8
_SHORTEST_LONG_PHRASE = 4
_TAKE_OBJECTS = frozenset(
    (WordClass.PREPOSITION, WordClass.VERB, WordClass.PAST, WordClass.PARTICIPLE)
)
_FINITE = frozenset((WordClass.AUXILIARY, WordClass.VERB, WordClass.PAST))
_NEAR = 2 * _LONGEST_PHRASE + 2
"""So many tokens back a word is looked for that may begin the same phrase."""

_SHORTEST_CONTENT_WORD = 3


def repeats(tokens: Tokens, context: Context) -> Edits:
    """Propose the removal of words and phrases said again at once, and of broken-off words.

    Emphasis ("very very"), grammar ("that that", "had had"), mantras, names, numbers and
    whatever stands across the end of a sentence stay.
    """
    removed = {at: _PARTIAL for span in find_partials(tokens, context) for at in range(*span)}
    if removed or _may_repeat(tokens, context.keys):
        removed |= _repeated(tokens, context, removed)
    return [
        deletion(tokens, (first, first + count), context, removed[first], *_WHY[removed[first]])
        for first, count in _runs(sorted(removed))
    ]


def _may_repeat(tokens: Tokens, keys: Sequence[str]) -> bool:
    """Whether any phrase stands twice in a row, marks apart; cheap."""
    if len(set(keys)) == len(keys):
        return False
    spoken = [key for key, token in zip(keys, tokens, strict=True) if token[4] != "punctuation"]
    return any(
        b"\1" * size in bytes(map(eq, spoken, islice(spoken, size, None)))
        for size in range(1, min(_LONGEST_PHRASE, len(spoken) // 2) + 1)
    )


def _repeated(tokens: Tokens, context: Context, skipped: Container[int]) -> dict[int, Rule]:
    keys = context.keys
    kept: list[int] = []
    spoken: list[int] = []
    removed: dict[int, Rule] = {}
    places: dict[str, int] = {}
    for at, token in enumerate(tokens):
        if at in skipped:
            continue
        kept.append(at)
        if token.kind == "punctuation":
            continue
        near = at - places.get(keys[at], -_NEAR - 1) <= _NEAR
        places[keys[at]] = at
        spoken.append(at)
        size = _repeat_before(tokens, spoken, kept, context) if near else 0
        while size:
            cut = kept.index(spoken[-size - 1], max(0, len(kept) - 2 * size - 2)) + 1
            removed |= dict.fromkeys(kept[cut:], _WORD if size == 1 else _PHRASE)
            del kept[cut:], spoken[-size:]
            size = _repeat_before(tokens, spoken, kept, context)
    return removed


def _repeat_before(tokens: Tokens, spoken: list[int], kept: list[int], context: Context) -> int:
    """Return how many words at the end only repeat those before them; usually none."""
    keys = context.keys
    key = keys[spoken[-1]]
    for size in range(1, min(_LONGEST_PHRASE, len(spoken) // 2) + 1):
        if keys[spoken[-1 - size]] != key:
            continue
        earlier, later = spoken[-2 * size : -size], spoken[-size:]
        if (
            [keys[at] for at in earlier] == [keys[at] for at in later]
            and _is_stumble(tokens, earlier, later, spoken, context)
            and _only_soft_marks(tokens, kept, earlier, later)
        ):
            return size
    return 0


def _only_soft_marks(tokens: Tokens, kept: list[int], earlier: list[int], later: list[int]) -> bool:
    """Whether no mark stands inside either phrase, and at most one soft one between them."""
    size = len(later)
    tail = kept[-2 * size - 1 :]
    if tail[-2 * size :] == earlier + later:
        return True
    marks = [at for at in tail if at not in earlier and at not in later]
    return (
        tail == [*earlier, *marks, *later]
        and all(tokens[at].text in SOFT_MARKS for at in marks)
        and _may_stumble_over_a_mark(tokens, later)
    )


def _may_stumble_over_a_mark(tokens: Tokens, phrase: list[int]) -> bool:
    last = tokens[phrase[-1]].text.lower()
    return last in FUNCTION_WORDS and (len(phrase) == 1 or last not in CLAUSE_ENDINGS)


def _is_stumble(
    tokens: Tokens,
    earlier: list[int],
    later: list[int],
    spoken: list[int],
    context: Context,
) -> bool:
    first, last = tokens[earlier[0]], tokens[later[-1]]
    if not is_english(context, first) or not same_voice(context, first, last):
        return False
    if any(tokens[at].glued or _is_name(tokens[at].text) for at in later):
        return False
    phrase = [context.keys[at] for at in later]
    if not NUMBER_WORDS.isdisjoint(phrase) or not context.lexicon.names.isdisjoint(phrase):
        return False
    before = [context.keys[at] for at in spoken[-2 * len(phrase) - 1 : -2 * len(phrase)]]
    if before and _ends_a_clause(before[0], phrase, context.keys[later[-1] + 1 : later[-1] + 2]):
        return False
    if len(phrase) > 1:
        told = phrase[0] in SUBJECTS and not CLAUSE_OPENERS.isdisjoint(before)
        return not told and _is_stumbled_phrase(phrase)
    return _is_stumbled_word(tokens, earlier[0], later[0], spoken, context)


def _is_stumbled_word(
    tokens: Tokens, first: int, second: int, spoken: list[int], context: Context
) -> bool:
    key = context.keys[second]
    if key in FUNCTION_WORDS:
        return not _is_double_copula(key, spoken, context.keys)
    return _is_stumbled_content_word(tokens, first, second, spoken, context)


def _ends_a_clause(before: str, phrase: list[str], after: Sequence[str]) -> bool:
    """Whether one clause may end with the phrase and the next begin: "in the mind the mind is"."""
    closes = phrase[-1] in CLAUSE_ENDINGS or word_class(phrase[-1]) is WordClass.NOUN
    taken = before == "not" or word_class(before) in _TAKE_OBJECTS
    goes_on = bool(after) and after[0] != phrase[0] and word_class(after[0]) in _FINITE
    return closes and taken and goes_on


def _is_name(text: str) -> bool:
    return is_capitalised(text) and text != "I" and not text.startswith(("I'", "I’"))  # noqa: RUF001 - the curly apostrophe is meant


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
        and (tokens[first].text.islower() or starts_sentence(tokens, first, context))
    )


def _runs(positions: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for at in positions:
        if runs and sum(runs[-1]) == at:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((at, 1))
    return runs
