"""The forms of a user's term: what stands in a text where the term was said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, product

from emend_engine._english import FUNCTION_WORDS, is_common, is_known
from emend_engine._folding import compact, spoken_form, without_accents
from emend_engine._itn.english_numbers import NUMBERS
from emend_engine._vocabulary import Term

_SHORTEST_SPLIT = 6
"""Letters of the shortest term that may be heard as two English words."""
_LONGEST_CODE = 6
"""Letters and digits of the longest acronym or code that is read out letter by letter."""
_LISTENED = frozenset("aiou")
"""Letters that are words or sounds themselves: "a I" is no "AI"."""

_VOWELS = frozenset("aeiouyAEIOUY")

_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[&+#.]")
"""The parts of PostgreSQL, OpenTelemetry, iPhone, EC2, R&D, C++."""
_BETWEEN = re.compile(r"[-/ ]")
"""What is not read out in GPT-4, CI/CD."""
_SIGNS = {"&": "and", "+": "plus", "#": "sharp"}
_NAMES = {number.value: word for word, number in NUMBERS.items() if number.value < 100}  # noqa: PLR2004
"""The word of each number below a hundred that has one."""
_FIGURES = "0123456789"
_PAIR, _MOST_DIGITS = 2, 4
_MOST_READINGS = 24
"""Ways to read one term that are kept: a code of many numbers has thousands."""
_CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"


def forms_of(term: Term) -> Iterator[tuple[str, bool]]:
    """Yield every form of a term, and whether it is the term itself rather than a sound."""
    yield spoken_form(term.text), True
    if not term.case_sensitive:
        yield spoken_form(term.display), True
        yield from ((split, False) for split in _splits(compact(term.text)))
    for heard in term.sounds_like:
        yield spoken_form(heard), False
    if not term.case_sensitive:
        for form in (spoken_form(term.text), spoken_form(term.display)):
            plain = without_accents(form)
            yield from ((said, False) for said in dict.fromkeys((plain, _signs_said(plain))))
    for written in dict.fromkeys((term.text, term.display)):
        yield from ((read, False) for read in _read_out(written))
        if not term.case_sensitive:
            yield from ((form, False) for form in _as_one_token(written))


def _as_one_token(written: str) -> Iterator[str]:
    """Yield a term as a recogniser's token may hold it: "gpt-4o", "wifi", a curly apostrophe."""
    lower = " ".join(written.lower().split())
    if "-" in lower:
        yield lower
        letters = compact(lower)
        if " " not in lower and not is_common(letters):
            yield letters
    if "'" in lower:
        yield spoken_form(lower).replace("'", _CURLY)


def _splits(letters: str) -> Iterator[str]:
    """Yield a long word cut into two English words, as it may be heard: "data dog"."""
    if len(letters) < _SHORTEST_SPLIT or not letters.isascii():
        return
    for at in range(2, len(letters) - 1):
        left, right = letters[:at], letters[at:]
        if is_known(right) and is_known(left) and FUNCTION_WORDS.isdisjoint((left, right)):
            yield f"{left} {right}"


def _read_out(written: str) -> Iterator[str]:
    """Yield how an acronym, a code or a name with inner capitals is read: "graph q l"."""
    parts = _PARTS.findall(written)
    if "".join(parts) != _BETWEEN.sub("", written) or parts[0] == "." or _is_one_word(parts):
        return
    read = [
        _stop_read(parts, at) if part == "." else _part_read(part) for at, part in enumerate(parts)
    ]
    if not _LISTENED.issuperset("".join(spelled.replace(" ", "") for spelled, *_ in read)):
        yield from _joined(read)
    if len(parts) > 1:
        if "." not in parts:
            yield " ".join(parts).lower()
    else:
        yield from (".".join(written.lower()) + end for end in ("", "."))


def _joined(read: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield what is said of all parts, in every way that each may be read, up to a bound."""
    for said in islice(product(*read), _MOST_READINGS):
        yield " ".join(" ".join(said).split())


def _stop_read(parts: Sequence[str], at: int) -> tuple[str, ...]:
    """Return how a stop is said, if at all: in Llama 3.1, Next.js, J.P. Morgan."""
    around = (*parts[at - 1 : at], *parts[at + 1 : at + 2])
    if all(part.isdecimal() for part in around):
        return ("point", "dot", "")
    return ("",) if any(len(part) == 1 for part in around) or len(around) == 1 else ("", "dot")


def _part_read(part: str) -> tuple[str, ...]:
    """Return the ways in which one part is read, the plainest first."""
    if part.isdecimal():
        return tuple(dict.fromkeys((part, *_number_read(part))))
    if part in _SIGNS:
        return (_SIGNS[part],)
    return (" ".join(part.lower()) if _is_spelled(part) else part.lower(),)


def _number_read(digits: str) -> Iterator[str]:
    """Yield a number as it is read in names: "four oh four", "two twenty nine", "fifty two"."""
    if not digits.isascii() or len(digits) > _MOST_DIGITS:
        return
    if len(digits) == _PAIR:
        yield _two_read(digits)
    elif len(digits) == _PAIR + 1:
        yield f"{_NAMES[int(digits[0])]} {_two_read(digits[1:])}"
    elif len(digits) == _MOST_DIGITS:
        yield f"{_two_read(digits[:_PAIR])} {_two_read(digits[_PAIR:])}"
    single = " ".join(_NAMES[int(digit)] for digit in digits)
    yield single
    yield single.replace("zero", "oh")


def _two_read(digits: str) -> str:
    tens, ones = map(int, digits)
    if tens == 1:
        return _NAMES[10 + ones]
    if tens == 0:
        return f"oh {_NAMES[ones]}"
    return f"{_NAMES[10 * tens]} {_NAMES[ones] if ones else ''}".strip()


def _signs_said(form: str) -> str:
    """Return a form with its lone digits and signs as words: "type two", "moet and chandon"."""
    return " ".join(
        _NAMES[int(word)] if len(word) == 1 and word in _FIGURES else _SIGNS.get(word, word)
        for word in form.split()
    )


def _is_one_word(parts: list[str]) -> bool:
    return len(parts) == 1 and not _is_spelled(parts[0])


def _is_spelled(part: str) -> bool:
    """Whether a part is read letter by letter: in capitals, or without a vowel as dbt is."""
    unspeakable = len(part) > 1 and _VOWELS.isdisjoint(part)
    return len(part) <= _LONGEST_CODE and (part.isupper() or unspeakable)
