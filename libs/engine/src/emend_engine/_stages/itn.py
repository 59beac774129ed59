"""Inverse text normalisation: spoken numbers, dates, times, money and the like as written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import attrgetter
from types import MappingProxyType

from emend_engine._context import Context, Edit, Edits, languages_of
from emend_engine._itn.choosing import choose
from emend_engine._itn.languages import READERS, Readers
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.speech import POSSESSIVE, Speech, read_speech
from emend_engine._itn.values import Found, Ordinal
from emend_engine._itn.writing import write
from emend_engine._rules import RULES
from emend_transcript import Token, Tokens

_REASONS: Mapping[str, tuple[float, str]] = MappingProxyType(
    {
        "abbreviation": (0.9, "letters said one by one"),
        "card": (0.95, "the digits of a card"),
        "cardinal": (0.95, "a number in words"),
        "code": (0.85, "digits said one by one"),
        "date": (0.95, "a month and a day or year"),
        "decade": (0.9, "the plural of tens: a decade"),
        "decimal": (0.95, "a number with a point, or before a scale"),
        "email": (0.95, "an address spelled out"),
        "fraction": (0.9, "a fraction in words"),
        "ip": (0.95, "four numbers with dots between"),
        "measure": (0.95, "a number before a unit"),
        "money": (0.95, "a sum of money in words"),
        "ordinal": (0.95, "an ordinal in words"),
        "percent": (0.95, "a number of percent"),
        "phrase": (0.9, "a phrase that is written in figures"),
        "range": (0.9, "two numbers with a word between"),
        "roman": (0.9, "a number that is written in Roman figures"),
        "score": (0.85, "a score"),
        "telephone": (0.9, "as many digits as a telephone number has"),
        "time": (0.9, "a time of day in words"),
        "url": (0.95, "an address spelled out"),
        "verse": (0.95, "a chapter and a verse"),
        "version": (0.9, "a version's numbers"),
        "year": (0.9, "two pairs of digits: a year"),
    }
)
_RULES = {rule.name: rule for rule in RULES.values()}


def itn(tokens: Tokens, context: Context) -> Edits:
    """Propose the written form of everything whose reading is beyond doubt, by language."""
    edits = [
        edit
        for tag in languages_of(context)
        if tag in READERS
        for edit in _edits(tokens, context, READERS[tag])
    ]
    return sorted(edits, key=attrgetter("at"))


def _edits(tokens: Tokens, context: Context, readers: Readers) -> Iterator[Edit]:
    policy = context.profile.itn
    triggers = readers.nemo_triggers if policy.nemo else readers.triggers
    if triggers.isdisjoint(context.keys):
        return
    speech = read_speech(tokens, context, readers.language)
    for found in choose(readers.find(speech, policy)):
        edit = _edit(tokens, speech, found, policy)
        if edit:
            yield edit


def _edit(tokens: Tokens, speech: Speech, found: Found, policy: ItnPolicy) -> Edit | None:
    text = "" if _stays(speech, found, policy) else write(found.value, policy)
    if not text or _cuts_a_token(speech, found):
        return None
    first, last = speech.places[found.start], speech.places[found.end - 1]
    if text.endswith(".") and last + 1 < len(tokens) and tokens[last + 1].text == ".":
        text = text[:-1]
    text += _possessive(tokens[last], speech.keys[found.end - 1])
    start = tokens[first]
    token = Token(text, start.first, tokens[last].last, start.glued, f"entity:{found.rule}")
    before = tokens[first : last + 1]
    if len(before) == 1 and before[0].text == text:
        return None
    confidence, reason = _REASONS[found.rule]
    return Edit(first, len(before), (token,), _RULES[f"itn.{found.rule}"], confidence, reason)


def _possessive(token: Token, key: str) -> str:
    """Return the apostrophe and s that were read off a token: "henry the eighth's"."""
    ending = token.text[-2:]
    return ending if ending.lower() in POSSESSIVE and token.text[:-2].lower() == key else ""


def _cuts_a_token(speech: Speech, found: Found) -> bool:
    """Whether a reading ends within what an earlier pass has marked as one."""
    places = speech.places
    starts = found.start and places[found.start - 1] == places[found.start]
    goes_on = found.end < speech.length and places[found.end - 1] == places[found.end]
    return bool(starts or goes_on)


def _stays(speech: Speech, found: Found, policy: ItnPolicy) -> bool:
    """Whether "wait a second" is said, of which nemo's grammar would make an ordinal."""
    if not policy.nemo or found.value != Ordinal(2):
        return False
    return speech.key_before(found.start) == "a" and not speech.follows(found.end)
