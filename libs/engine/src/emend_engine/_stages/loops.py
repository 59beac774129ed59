"""Cuts what a recogniser makes up: words in a loop, and captions' courtesies over silence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from operator import eq

from emend_engine._context import Context, Edit, Edits
from emend_engine._rules import RULES
from emend_engine._stages._english_repeats import NUMBER_WORDS
from emend_engine._stages._loop_phrases import CREDITS, INVENTED
from emend_transcript import Tokens, Word, WordFlag

_NGRAM = RULES["loops.ngram"]
_INVENTED = RULES["loops.invented"]

_LONGEST_CREDIT = 6
_SHORT = 10
"""Up to so many words every size of an n-gram is looked for everywhere."""

_SLOWEST_WORD_MS = 2_000
_FASTEST_WORD_MS = 40
_UNSURE = 0.4
_SAID_NUMBERS = 20
"""Up to so many times a digit or letter may be read out."""

_BY_FIRST = {
    first: tuple(sorted((p for p in INVENTED if p[0] == first), key=len, reverse=True))
    for first in {phrase[0] for phrase in INVENTED}
}


def loops(tokens: Tokens, context: Context) -> Edits:
    """Propose to keep the first of every text that is said too often, and to drop the invented.

    What is too often, and which words are chanted, is the profile's (``LoopLimits``). Takes
    linear time.
    """
    cuts = [*_repeated(tokens, context), *_invented(tokens, context)]
    cuts.sort(key=lambda cut: cut.at)
    return [cut for at, cut in enumerate(cuts) if not at or _end(cuts[at - 1]) <= cut.at]


def _end(edit: Edit) -> int:
    return edit.at + edit.count


def _repeated(tokens: Tokens, context: Context) -> Iterator[Edit]:
    limits = context.profile.loops
    if len(tokens) - len(set(context.keys)) < limits.said_at_most:
        return
    spoken = [at for at, token in enumerate(tokens) if token[4] != "punctuation"]
    protected = frozenset(limits.chants)
    for first, last in _voices(tokens, spoken, context):
        keys = [context.keys[at] for at in spoken[first:last]]
        for start, size, times in _loops(keys, limits.said_at_most, limits.longest):
            ngram = keys[start : start + size]
            if protected.issuperset(ngram) or _read_out(ngram, times):
                continue
            at = spoken[first + start + size - 1] + 1
            end = spoken[first + start + size * times - 1] + 1
            yield Edit(at, end - at, (), _NGRAM, 0.95, f"said {times} times in a row")


def _read_out(ngram: list[str], times: int) -> bool:
    return times <= _SAID_NUMBERS and all(
        len(key) == 1 or key.isdigit() or key in NUMBER_WORDS for key in ngram
    )


def _voices(tokens: Tokens, spoken: list[int], context: Context) -> Iterator[tuple[int, int]]:
    """Yield the ranges of ``spoken`` that one speaker says in one language."""
    if not context.voices:
        yield 0, len(spoken)
        return
    starts = iter((*context.voices, len(context.words)))
    limit, first = next(starts), 0
    for place, at in enumerate(spoken):
        if tokens[at].first >= limit:
            yield first, place
            first = place
            while tokens[at].first >= limit:
                limit = next(starts)
    yield first, len(spoken)


def _loops(keys: list[str], said_at_most: int, longest: int) -> list[tuple[int, int, int]]:
    """Return start, size and number of every run of one n-gram, shorter n-grams first."""
    found: list[tuple[int, int, int]] = []
    taken = bytearray(len(keys))
    for size in range(1, min(longest, _SHORT, len(keys) // (said_at_most + 1)) + 1):
        same = bytes(map(eq, keys, islice(keys, size, None)))
        wanted = b"\1" * (size * said_at_most)
        start = same.find(wanted)
        while start >= 0:
            end = same.find(b"\0", start)
            end = (len(same) if end < 0 else end) + size
            if not taken[start] and not taken[end - 1]:
                found.append((start, size, (end - start) // size))
                taken[start:end] = b"\1" * (end - start)
            start = same.find(wanted, end - size + 1)
    if longest > _SHORT and len(keys) > _SHORT * (said_at_most + 1):
        found += _long_loops(keys, said_at_most, longest, taken)
    return found


def _long_loops(
    keys: list[str], said_at_most: int, longest: int, taken: bytearray
) -> Iterator[tuple[int, int, int]]:
    """Find the runs of n-grams too long to look for one size after the other.

    A run holds a sample of ``_SHORT`` words that comes again one n-gram later, wherever it
    begins, if samples are taken often enough.
    """
    stride = max(1, min(3 * _SHORT, _SHORT * (said_at_most - 1)))
    at = 0
    while at + 2 * _SHORT < len(keys):
        size = 0 if taken[at] else _period(keys, at, longest)
        at += stride
        if not size:
            continue
        start = end = at - stride
        while start and keys[start - 1] == keys[start - 1 + size]:
            start -= 1
        while end + size < len(keys) and keys[end] == keys[end + size]:
            end += 1
        end += size
        if end - start >= size * (said_at_most + 1) and not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            yield start, size, (end - start) // size
        at = max(at, end - size)


def _period(keys: list[str], at: int, longest: int) -> int:
    """Return after how many words those from a position on come again; 0 if not soon."""
    sample = keys[at : at + _SHORT]
    for size in range(_SHORT + 1, longest + 1):
        follows = at + size < len(keys) and keys[at + size] == sample[0]
        if follows and keys[at + size : at + size + _SHORT] == sample:
            return size
    return 0


def _invented(tokens: Tokens, context: Context) -> Iterator[Edit]:
    if _BY_FIRST.keys().isdisjoint(context.keys):
        return
    done = 0
    for at, key in enumerate(context.keys):
        for phrase in _BY_FIRST.get(key, ()) if at >= done else ():
            if tuple(islice(_keys_from(tokens, context, at), len(phrase))) != phrase:
                continue
            end = _phrase_end(tokens, at, len(phrase))
            if " ".join(phrase) in CREDITS:
                end = _credit_end(tokens, end)
            reason = _over_silence(_words(tokens, at, end, context))
            if reason and _stands_alone(tokens, at, end, context):
                done = end
                yield Edit(at, end - at, (), _INVENTED, 0.8, reason)
            break


def _keys_from(tokens: Tokens, context: Context, at: int) -> Iterator[str]:
    return (
        context.keys[later]
        for later in range(at, len(tokens))
        if tokens[later].kind != "punctuation"
    )


def _phrase_end(tokens: Tokens, at: int, size: int) -> int:
    while size:
        size -= tokens[at].kind != "punctuation"
        at += 1
    while at < len(tokens) and tokens[at].kind == "punctuation":
        at += 1
    return at


def _credit_end(tokens: Tokens, at: int) -> int:
    limit = min(len(tokens), at + _LONGEST_CREDIT)
    while at < limit and tokens[at - 1].kind != "punctuation":
        at += 1
    return at


def _words(tokens: Tokens, at: int, end: int, context: Context) -> Sequence[Word]:
    first, last = tokens[at].first, tokens[end - 1].last
    return [word for word in context.words[first : last + 1] if not word.is_mark]


def _over_silence(words: Sequence[Word]) -> str:
    """Return how times or confidence say that nobody spoke; nothing where they do not."""
    known = [word.confidence for word in words if word.confidence is not None]
    if known and sum(known) / len(known) < _UNSURE:
        return "a phrase of captions, and the recogniser was not sure of it"
    if not words or any(word.flags & WordFlag.INTERPOLATED for word in words):
        return ""
    pace = (words[-1].end_ms - words[0].start_ms) / len(words)
    if pace > _SLOWEST_WORD_MS or pace < _FASTEST_WORD_MS:
        return f"a phrase of captions at {pace:.0f} ms a word: nobody speaks so"
    return ""


def _stands_alone(tokens: Tokens, at: int, end: int, context: Context) -> bool:
    """Whether a mark, a pause or another voice parts the phrase from what is around it."""
    edges = [(at - 1, at), (end - 1, end)]
    return all(
        left < 0
        or right == len(tokens)
        or tokens[left].kind == "punctuation"
        or _pause_ms(tokens, left, right, context) >= 1_000  # noqa: PLR2004 - a second
        for left, right in edges
    )


def _pause_ms(tokens: Tokens, left: int, right: int, context: Context) -> int:
    words = context.words
    return words[tokens[right].first].start_ms - words[tokens[left].last].end_ms
