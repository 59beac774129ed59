"""Finds what may be written in figures in a language that is tables only.

Amounts stand before their unit, a day before its month, an hour before "o'clock". What has a unit
is written in figures; a lone number as the policy says; beside another number nothing is, since
"ten twelve people" is a guess.
"""

from __future__ import annotations

from collections.abc import Iterator

from emend_engine._itn.number_words import Kind
from emend_engine._itn.numbers import Number, read_below_hundred, read_digit, read_ordinal
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.speech import Gap, Speech
from emend_engine._itn.spoken_amounts import Spoken, read_spoken, read_whole
from emend_engine._itn.values import (
    Cardinal,
    Clock,
    Decimal,
    Found,
    Measure,
    Money,
    Range,
    Verbatim,
)

_COST = 1.1
_SHORTEST_CODE, _TELEPHONE = 6, 10
_LAST_DAY, _LAST_HOUR, _MINUTES, _HUNDRED = 31, 24, 60, 100
_YEARS = range(1000, 3000)
_LONGEST_IDIOM = 4


def find_tabled(speech: Speech, policy: ItnPolicy) -> Iterator[Found]:
    """Yield everything that the words say beyond doubt; readings overlap."""
    if policy.nemo:
        return
    idioms = _idioms(speech)
    for at in range(speech.length):
        if at not in idioms and _begins(speech, at):
            yield from _at(speech, at, policy)


def _begins(speech: Speech, at: int) -> bool:
    """Whether a number may begin here, and none stands right before."""
    language, key = speech.language, speech.keys[at]
    if not (
        speech.kinds[at]
        or key in language.ordinals
        or key in language.halves
        or key in language.whole_halves
        or key in language.zeros
    ):
        return False
    return not (at and speech.follows(at) and _is_number(speech, at - 1))


def _is_number(speech: Speech, at: int) -> bool:
    language, key = speech.language, speech.keys[at]
    known = key in language.halves or key in language.whole_halves or key in language.points
    return bool(speech.kinds[at]) or known or key[-1:].isdigit()


def _ends(speech: Speech, end: int) -> bool:
    if not speech.follows(end):
        return True
    return not (_is_number(speech, end) or speech.keys[end] in speech.language.ordinals)


def _at(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    yield from _codes(speech, at)
    yield from _ordinals(speech, at, policy)
    yield from _dates(speech, at)
    yield from _times(speech, at, policy)
    spoken = read_spoken(speech, at)
    if spoken is not None and _ends(speech, spoken.end):
        quantities = list(_quantities(speech, spoken, at, policy))
        yield from quantities
        if not quantities and _is_plain(speech, spoken, at, policy):
            rule = "cardinal" if isinstance(spoken.amount, Cardinal) else "decimal"
            yield Found(at, spoken.end, rule, spoken.amount, _COST)
    yield from _ranges(speech, at, policy)


def _is_plain(speech: Speech, spoken: Spoken, at: int, policy: ItnPolicy) -> bool:
    """Whether an amount without a unit is written in figures."""
    if spoken.half or (spoken.end == at + 1 and speech.keys[at] in speech.language.doubtful):
        return False
    labelled = speech.key_before(at) in speech.language.labels
    small = isinstance(spoken.amount, Cardinal) and spoken.amount.value < policy.digits_from
    return labelled or not small


def _quantities(speech: Speech, spoken: Spoken, at: int, policy: ItnPolicy) -> Iterator[Found]:
    language, amount, end = speech.language, spoken.amount, spoken.end
    if speech.gaps[end] != Gap.SPACE:
        return
    key, said = speech.keys[end], speech.texts[end]
    if key in language.percent:
        yield Found(at, end + 1, "percent", Measure(amount, "%", said), _COST)
    elif key in language.currencies:
        yield _money(speech, spoken, at)
    elif key in language.minor_units and isinstance(amount, Cardinal):
        money = Money(None, "", amount.value, said)
        yield Found(at, end + 1, "money", money, _COST)
    elif key in language.units and not _is_small(key, spoken, speech, policy):
        measure = Measure(amount, language.units[key], said)
        yield Found(at, end + 1, "measure", measure, _COST)


def _is_small(key: str, spoken: Spoken, speech: Speech, policy: ItnPolicy) -> bool:
    """Whether prose has words for an amount: "two hours", "one and a half years"."""
    amount = spoken.amount
    whole = amount.value if isinstance(amount, Cardinal) else amount.whole or 0
    scaled = isinstance(amount, Decimal) and amount.scale
    return key in speech.language.time_units and whole < policy.digits_from and not scaled


def _money(speech: Speech, spoken: Spoken, at: int) -> Found:
    """Return a sum, with the hundredths behind it."""
    language, end = speech.language, spoken.end + 1
    sign, said = language.currencies[speech.keys[spoken.end]], speech.texts[spoken.end]
    minor = read_below_hundred(speech, end) if speech.follows(end) else None
    whole = isinstance(spoken.amount, Cardinal)
    if minor and whole and speech.keys[minor.end] in language.minor_units:
        return Found(
            at, minor.end + 1, "money", Money(spoken.amount, sign, minor.value, said), _COST
        )
    return Found(at, end, "money", Money(spoken.amount, sign, None, said), _COST)


def _ordinals(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    number = read_ordinal(speech, at) or _hundredth(speech, at)
    if number is None or number.value < policy.digits_from or not _ends(speech, number.end):
        return
    text = f"{number.value}{speech.language.endings[speech.keys[number.end - 1]]}"
    yield Found(at, number.end, "ordinal", Verbatim(text), _COST)


def _hundredth(speech: Speech, at: int) -> Number | None:
    word = speech.language.ordinals.get(speech.keys[at])
    return Number(_HUNDRED, at + 1) if word and word.kind == Kind.HUNDRED else None


def _dates(speech: Speech, at: int) -> Iterator[Found]:
    """Find "fifteen august", "fifteen august nineteen hundred forty seven"."""
    day = read_below_hundred(speech, at)
    if day is None or day.value > _LAST_DAY or speech.gaps[day.end] != Gap.SPACE:
        return
    if speech.keys[day.end] not in speech.language.months:
        return
    end, month = day.end + 1, speech.texts[day.end]
    year = read_whole(speech, end) if speech.gaps[end] <= Gap.COMMA else None
    if year and year.value in _YEARS and _ends(speech, year.end):
        mark = "," if speech.gaps[end] == Gap.COMMA else ""
        yield Found(
            at, year.end, "date", Verbatim(f"{day.value} {month}{mark} {year.value}"), _COST
        )
    else:
        yield Found(at, end, "date", Verbatim(f"{day.value} {month}"), _COST)


def _times(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    """Find "seven o'clock", "half past seven", "seven o'clock and twenty minutes"."""
    spoken = read_spoken(speech, at)
    if spoken is None or speech.gaps[spoken.end] != Gap.SPACE:
        return
    amount, end = spoken.amount, spoken.end
    hour = amount.value if isinstance(amount, Cardinal) else amount.whole or 0
    minute = 0 if isinstance(amount, Cardinal) else int(f"{amount.digits:0<2}") * 60 // _HUNDRED
    if not 0 < hour <= _LAST_HOUR or (spoken.half and not policy.relative_times):
        return
    if speech.keys[end] in speech.language.hours:
        said = speech.texts[end]
        text = f"{hour}:{minute:02} {said}" if minute else f"{hour} {said}"
        yield Found(at, end + 1, "time", Verbatim(text), _COST)
        return
    for words in speech.language.past:
        number = read_below_hundred(speech, end + len(words))
        if number is None or not speech.matches(end, words) or number.value >= _MINUTES:
            continue
        if speech.keys[number.end] in speech.language.minutes and speech.follows(number.end):
            yield Found(at, number.end + 1, "time", Clock(hour, number.value), _COST)


def _ranges(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    """Find "five to ten minutes", where the second number is written in figures."""
    low = read_whole(speech, at)
    if low is None or not speech.follows(low.end) or not speech.follows(low.end + 1):
        return
    if speech.keys[low.end] not in speech.language.spans or low.indian > 1:
        return
    high = read_spoken(speech, low.end + 1)
    if high is None or high.half or not _ends(speech, high.end):
        return
    found = next(_quantities(speech, high, low.end + 1, policy), None)
    value, end = (found.value, found.end) if found else (high.amount, high.end)
    if found is None and not _is_plain(speech, high, low.end + 1, policy):
        return
    if isinstance(value, Cardinal | Decimal | Measure | Money):
        span = speech.texts[low.end]
        joined = Range(Cardinal(low.value, indian=low.indian), value, span)
        yield Found(at, end, "range", joined, _COST)


def _codes(speech: Speech, at: int) -> Iterator[Found]:
    """Find six digits or more that are said one by one."""
    digits, end = "", at
    while (end == at or speech.follows(end)) and (digit := read_digit(speech, end)):
        digits, end = digits + digit, end + 1
    if len(digits) >= _SHORTEST_CODE and _ends(speech, end):
        rule = "telephone" if len(digits) >= _TELEPHONE else "code"
        yield Found(at, end, rule, Verbatim(digits), _COST)


def _idioms(speech: Speech) -> frozenset[int]:
    """Return the positions of words in phrases that keep their words."""
    idioms = speech.language.idioms
    return frozenset(
        place
        for at in range(speech.length)
        for length in range(2, _LONGEST_IDIOM + 1)
        if tuple(speech.keys[at : at + length]) in idioms
        for place in range(at, at + length)
    )
