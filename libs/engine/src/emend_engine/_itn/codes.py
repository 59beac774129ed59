"""Finds what is said digit by digit: telephone, card and serial numbers, IP addresses."""

from __future__ import annotations

from collections.abc import Iterator

from emend_engine._itn.dates import read_year
from emend_engine._itn.digits import LONGEST, TIMES, Digits, read_digits
from emend_engine._itn.number_words import Kind
from emend_engine._itn.numbers import read_below_hundred, read_digit, read_two_digits
from emend_engine._itn.phones import find_phones
from emend_engine._itn.policies import ItnPolicy
from emend_engine._itn.speech import Gap, Speech, is_figure
from emend_engine._itn.values import Found, Verbatim

_PHONE = 10
_SIGNS = {"dash": "-", "hyphen": "-", "slash": "/"}
_MOST_GROUPS, _LONGEST_GROUP = 6, 8
_ADDRESS_BITS = 32
_JOINED_COST = 1.05


def find_codes(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    """Yield the codes that begin at a position."""
    yield from find_phones(speech, at, policy)
    yield from _addresses(speech, at, policy)
    if not policy.nemo:
        yield from _joined(speech, at, policy)
        yield from _enumerated(speech, at, policy)
    after_figure = at > 0 and is_figure(speech.keys[at - 1]) and speech.follows(at)
    serial = None if after_figure else _serial(speech, at, policy)
    if serial:
        yield serial


def _enumerated(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    """Find a code that a recogniser parted by commas: "four, seven, one, nine"."""
    if speech.gaps[at + 1] != Gap.COMMA or speech.gaps[at] == Gap.COMMA:
        return
    for digits in read_digits(speech, at, _PHONE, policy):
        singles = not digits.pairs and digits.end - at == len(digits.text)
        if singles and len(digits.text) > 3 and speech.gaps[digits.end] == Gap.HARD:  # noqa: PLR2004 - three may be counted
            yield Found(at, digits.end, "code", Verbatim(digits.text), 1.2)


def _addresses(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    """Find "one nine two dot one six eight dot one dot one"."""
    parts: list[str] = []
    end, pairs = at, 0
    for number in range(4):
        if number and (speech.keys[end] != "dot" or not speech.follows(end)):
            return
        start = end + 1 if number else end
        part: Digits | None = None
        for digits in read_digits(speech, start, 3, policy):
            part = digits if len(digits.text) <= 3 else part  # noqa: PLR2004 - at most 255
        if part is None or (number and not speech.follows(start)):
            return
        parts.append(part.text)
        end, pairs = part.end, pairs + part.pairs
    text = ".".join(parts)
    yield Found(at, end, "ip", Verbatim(text), 1.0999 + 0.7 * pairs)
    net = read_below_hundred(speech, end + 1) if speech.keys[end] == "slash" else None
    if net and net.value <= _ADDRESS_BITS and speech.follows(end) and speech.follows(end + 1):
        yield Found(at, net.end, "ip", Verbatim(f"{text}/{net.value}"), 1.0999 + 0.7 * pairs)


def _joined(speech: Speech, at: int, policy: ItnPolicy) -> Iterator[Found]:
    """Find "five slash three slash twenty twenty", "twenty one dash four five"."""
    sign = ""
    groups: list[str] = []
    end, start = at, at
    while len(groups) < _MOST_GROUPS:
        group = _group(speech, start, policy)
        if group is None:
            break
        groups.append(group.text)
        end = group.end
        mark = _SIGNS.get(speech.keys[end], "")
        if (
            not mark
            or mark != (sign or mark)
            or not (speech.follows(end) and speech.follows(end + 1))
        ):
            break
        sign, start = mark, end + 1
    if len(groups) > 1 and any(map(str.isdigit, groups)):
        yield Found(at, end, "code", Verbatim(sign.join(groups)), _JOINED_COST)


def _group(speech: Speech, at: int, policy: ItnPolicy) -> Digits | None:
    """Read the digits before a sign; a year among them, as "twenty twenty" or "two thousand".

    Or two letters or more: the "p l" of "p l dash three three".
    """
    letters = _letters(speech, at)
    if letters:
        return letters
    digits = max(
        read_digits(speech, at, _LONGEST_GROUP, policy),
        key=lambda digits: digits.end,
        default=None,
    )
    year = read_year(speech, at)
    if year and (digits is None or year.end >= digits.end):
        return Digits(str(year.value), year.end)
    return digits


def _letters(speech: Speech, at: int) -> Digits | None:
    """Read letters said one by one, up to a sign or the digits behind it."""
    end = at
    while end - at < _LONGEST_GROUP and (end == at or speech.follows(end)):
        if not (len(speech.keys[end]) == 1 and speech.keys[end].isalpha()):
            break
        end += 1
    text = "".join(speech.texts[at:end]).upper()
    return Digits(text, end) if len(text) > 1 and speech.keys[end] in _SIGNS else None


def _serial(speech: Speech, at: int, policy: ItnPolicy) -> Found | None:
    """Find letters and digits said one by one: "b twenty three", "one two three four"."""
    if not any(speech.kinds[at : at + LONGEST]):
        return None  # letters alone
    pieces: list[str] = []
    shape = ""
    end, ends = at, [at]
    while end - at < LONGEST and (end == at or speech.follows(end)):
        piece, kind, reached = _character(speech, end, policy)
        if not piece:
            break
        pieces.append(piece)
        shape += kind
        end = reached
        ends.append(end)
    while shape and not (
        _is_serial(shape, speech.texts[at], nemo=policy.nemo) or _is_short(shape, policy)
    ):
        shape, pieces, ends = shape[:-1], pieces[:-1], ends[:-1]
    hyphen = policy.nemo and shape[-1:] == "a" and speech.gaps[ends[-1]] == Gap.HYPHEN
    if not shape or hyphen:
        return None
    cost = 1.1001 + 0.7 * shape.count("d") + 0.002 * shape.count("p")
    return Found(at, ends[-1], "code", Verbatim("".join(pieces)), cost)


def _character(speech: Speech, at: int, policy: ItnPolicy) -> tuple[str, str, int]:
    """Return a piece of a code, its kind (``d`` digit, ``p`` pair, ``a`` letter) and its end."""
    if speech.kinds[at] in (Kind.DIGIT, Kind.ZERO):
        return str(speech.values[at]), "d", at + 1
    pair = read_two_digits(speech, at)
    if pair:
        return str(pair.value), "p", pair.end
    times = TIMES.get(speech.keys[at], 0) if not policy.nemo else 0
    digit = read_digit(speech, at + 1) if times and speech.follows(at + 1) else ""
    if digit:
        return digit * times, "d", at + 2
    text = speech.texts[at]
    if (
        not policy.nemo
        and speech.keys[at] in ("oh", "o")
        and (read_digit(speech, at + 1) or _ends_digit(speech, at))
    ):
        return "0", "d", at + 1
    if len(text) == 1 and text.isascii() and text.isalpha():
        return text if policy.nemo else text.upper(), "a", at + 1
    return "", "", at


def _ends_digit(speech: Speech, at: int) -> bool:
    """Whether a digit or a pair of them stands before a position."""
    return at > 0 and bool(read_digit(speech, at - 1) or read_two_digits(speech, at - 1))


def _is_serial(shape: str, first: str, *, nemo: bool) -> bool:
    """Whether kinds of characters make a code; the rules are those of nemo's grammar."""
    if "d" not in shape and "p" not in shape:
        return False
    lower = shape[0] == "a" and first.islower() and first != "a"
    lower = lower or (not nemo and first.isalpha() and len(first) == 1 and first not in "AaIi")
    count = len(shape)
    if count >= 3 and (shape[0] == "d" or lower):  # noqa: PLR2004 - three make a code
        return True
    if count >= 3 and "p" not in shape[1:]:  # noqa: PLR2004
        return True
    letters, pairs = shape.rstrip("p"), shape.lstrip("p")
    if shape[-1] == "p" and set(letters) == {"a"} and (len(letters) > 1 or lower):
        return True
    return shape[0] == "p" and set(pairs) == {"a"} and count - len(pairs) > 1


def _is_short(shape: str, policy: ItnPolicy) -> bool:
    """Whether two pieces may be a code where the words around them say so: "room two twenty"."""
    if policy.nemo or len(shape) < 2:  # noqa: PLR2004
        return False
    return shape == "ad" or (shape[0] in "dp" and shape.count("a") < 2)  # noqa: PLR2004 - "2B"
