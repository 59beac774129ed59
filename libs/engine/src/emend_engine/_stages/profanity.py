"""Masks, tags or removes profanity: whole words, never what only contains one ("Scunthorpe")."""

from __future__ import annotations

from collections.abc import Iterator

from emend_engine._context import (
    HYPHENS,
    Context,
    Edit,
    Edits,
    is_capitalised,
    is_english,
    same_voice,
    starts_sentence,
)
from emend_engine._rules import RULES
from emend_engine._stages._deletion import deletion
from emend_engine._stages._english_profanity import (
    NEAR,
    NOT_AFTER,
    NOT_BEFORE,
    PHRASES,
    SPELLINGS,
    SPELT_OUT,
    STRONG,
    Level,
)
from emend_engine._stages._profane_disguises import (
    GATE,
    POSSESSIVE,
    WORDS,
    drawn_out,
    is_disguised,
    plain_word,
)
from emend_transcript import Token, Tokens

KIND = "entity:profanity"
_KINDS = frozenset(("word", "entity:abbreviation"))
"""What is read as words: "f u c k" may have been joined as an abbreviation."""

_MASK = RULES["profanity.mask"]
_TAG = RULES["profanity.tag"]
_REMOVE = RULES["profanity.remove"]
_RULES = {"mask": _MASK, "tag": _TAG, "remove": _REMOVE}

_FIRST_LETTERS = frozenset(word[0] for word in SPELT_OUT)
_AT_ONCE = GATE | _FIRST_LETTERS
_LONGEST_SPELT = max(map(len, SPELT_OUT))
_NEAR = 6
_BREAKS = HYPHENS | {"!"}
_BETWEEN_LETTERS = HYPHENS | {","}


def profanity(tokens: Tokens, context: Context) -> Edits:
    """Propose the mask, the tag or the removal of every profane word of the profile's level.

    A mask keeps the first letter ("f***"). Disguises ("sh1t", "f*ck", "b!tch") count as the
    word. What the recogniser masked itself stays as it is.
    """
    keys = context.keys
    edits: list[Edit] = []
    done = 0
    odd = frozenset(filter(drawn_out, frozenset(keys)))
    wanted = _AT_ONCE | odd if odd else _AT_ONCE
    for at in [at for at, key in enumerate(keys) if key in wanted or not key.isalpha()]:
        found = None if at < done else _found(tokens, at, context)
        if found is None:
            continue
        start, end, level = found
        if start >= done and (level == "strong" or context.profile.profanity.level == "mild"):
            edit = _edit(tokens, start, end, context)
            done = edit.at + edit.count
            edits.append(edit)
    return edits


def _found(tokens: Tokens, at: int, context: Context) -> tuple[int, int, Level] | None:
    """Return the first token, the end and the level of a profane word at this position."""
    key = context.keys[at]
    word = plain_word(key)
    if tokens[at].kind == "punctuation":
        return _broken(tokens, at, context) if key in _BREAKS else None
    if key in _FIRST_LETTERS:
        return _spelt_out(tokens, at, context)
    if word not in GATE or tokens[at].kind not in _KINDS or not is_english(context, tokens[at]):
        return None
    if _means_another(word, tokens, at, context):
        return None
    if word in WORDS:
        return at, at + 1, "strong" if word in STRONG else "mild"
    level = _in_disguise(word) if is_disguised(key, word) else _in_phrase(word, at, context)
    return None if level is None else (at, at + 1, level)


def _spelt_out(tokens: Tokens, at: int, context: Context) -> tuple[int, int, Level] | None:
    """Find a word said letter by letter, which nothing but its letters is part of."""
    keys = context.keys
    if (at and len(keys[at - 1]) == 1 and keys[at - 1].isalpha()) or tokens[at].kind != "word":
        return None
    end, letters = at, [keys[at]]
    for place in range(at + 1, min(len(keys), at + 2 * _LONGEST_SPELT)):
        key = keys[place]
        if key.isalpha() and len(key) == 1 and tokens[place].kind == "word":
            letters.append(key)
            end = place
        elif key not in _BETWEEN_LETTERS or not tokens[place].glued or place > end + 1:
            break
    end += 1
    word = "".join(letters)
    if word not in SPELT_OUT or not is_english(context, tokens[at]):
        return None
    if not same_voice(context, tokens[at], tokens[end - 1]):
        return None
    return at, end, "strong" if word in STRONG else "mild"


def _broken(tokens: Tokens, at: int, context: Context) -> tuple[int, int, Level] | None:
    """Find a word that a mark inside it broke in three: ``b!tch``, ``f-ck``, ``mother-fucker``."""
    if not (0 < at < len(tokens) - 1 and tokens[at].glued and tokens[at + 1].glued):
        return None
    left, mark, right = context.keys[at - 1 : at + 2]
    if not (left.isalpha() and right.isalpha()):
        return None
    if (left in WORDS or right in WORDS) and f"{left}{right}" not in WORDS:
        return None
    for middle in ("", "*") if mark in HYPHENS else ("i",):
        word = plain_word(f"{left}{middle}{right}")
        if word in WORDS:
            return at - 1, at + 2, "strong" if word in STRONG else "mild"
    return None


def _in_disguise(word: str) -> Level:
    """Return the level of a word whose disguise tells which of its meanings is meant."""
    return "strong" if any(level == "strong" for _, _, level in PHRASES[word]) else "mild"


def _means_another(word: str, tokens: Tokens, at: int, context: Context) -> bool:
    keys = context.keys
    after = keys[at + 1] if at + 1 < len(keys) else ""
    before = keys[at - 1] if at else ""
    if after in NOT_AFTER.get(word, ()) or before in NOT_BEFORE.get(word, ()):
        return True
    if not NEAR.get(word, frozenset()).isdisjoint(keys[max(at - _NEAR, 0) : at + _NEAR + 1]):
        return True
    text = tokens[at].text
    return word in NOT_AFTER and _is_name(text) and not starts_sentence(tokens, at, context)


def _is_name(text: str) -> bool:
    return is_capitalised(text) and not text.isupper()


def _in_phrase(word: str, at: int, context: Context) -> Level | None:
    keys = context.keys
    for phrase, place, level in PHRASES[word]:
        start = at - place
        if start >= 0 and tuple(keys[start : start + len(phrase)]) == phrase:
            return level
    return None


def _edit(tokens: Tokens, at: int, end: int, context: Context) -> Edit:
    action = context.profile.profanity.action
    if action == "remove":
        return deletion(tokens, (at, end), context, _REMOVE, 0.95, "profanity")
    after = tuple(_rewritten(tokens[at:end], mask=action == "mask"))
    return Edit(at, end - at, after, _RULES[action], 0.95, "profanity")


def _rewritten(tokens: Tokens, *, mask: bool) -> Iterator[Token]:
    for number, token in enumerate(tokens):
        if not mask:
            yield token._replace(kind=KIND)
        elif not number:
            yield token._replace(text=_masked("".join(part.text for part in tokens)),
                                 last=tokens[-1].last, kind=KIND)  # fmt: skip


def _masked(text: str) -> str:
    ending = POSSESSIVE.search(text)
    word = text[: ending.start()] if ending else text
    return word[0].translate(SPELLINGS) + "*" * (len(word) - 1) + text[len(word) :]
