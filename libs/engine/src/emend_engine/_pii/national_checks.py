"""The check digits of national identity and tax numbers; each takes bare characters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from emend_engine._pii.checksums import luhn

_NIF = "TRWAGMYFPDXBNJZSQVHLCKE"
_HETU = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_NRIC = {"S": "JZIHGFEDCBA", "T": "JZIHGFEDCBA", "F": "XWUTRQPNMLK", "G": "XWUTRQPNMLK"}
_NRIC_WEIGHTS = (2, 7, 6, 5, 4, 3, 2)
_NRIC_SHIFT = 4
_ITALIAN_ODD = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16)
_ITALIAN_ODD_REST = (10, 22, 25, 24, 23)
_CHINESE_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHINESE = "10X98765432"
_BASE_36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_BRITISH_LICENCE = 15


def nif(number: str) -> bool:
    """Spain, NIF and NIE: eight digits (the first of a NIE is X, Y or Z) modulo 23."""
    return _NIF[int(number[:-1].translate(str.maketrans("XYZ", "012"))) % 23] == number[-1]


def codice_fiscale(number: str) -> bool:
    """Italy: decree of 12 March 1974; letters in the place of digits are read as they stand."""
    values = [int(c) if c.isdigit() else ord(c) - ord("A") for c in number[:15]]
    odd = (*_ITALIAN_ODD, *_ITALIAN_ODD_REST)
    total = sum(value if at % 2 else odd[value] for at, value in enumerate(values))
    return chr(ord("A") + total % 26) == number[-1]


def nric(number: str) -> bool:
    """Singapore, NRIC and FIN of the series S, T, F and G."""
    shift = _NRIC_SHIFT if number[0] in "TG" else 0
    return _NRIC[number[0]][(_weighed(number[1:8], _NRIC_WEIGHTS) + shift) % 11] == number[-1]


def hetu(number: str) -> bool:
    """Finland: day of birth and serial number modulo 31; the mark of the century left out."""
    return _HETU[int(number[:9]) % 31] == number[-1]


def cpf(number: str) -> bool:
    """Brazil: two digits modulo 11."""
    return len(set(number)) > 1 and all(
        _weighed(number[:length], range(length + 1, 1, -1)) * 10 % 11 % 10 == int(number[length])
        for length in (9, 10)
    )


def cnpj(number: str) -> bool:
    """Brazil, enterprises: two digits modulo 11."""
    return len(set(number)) > 1 and all(
        -_weighed(number[:length], [(length - 1 - at) % 8 + 2 for at in range(length)]) % 11 % 10
        == int(number[length])
        for length in (12, 13)
    )


def chinese(number: str) -> bool:
    """China: GB 11643, a day of birth and ISO 7064 MOD 11-2."""
    is_right = _CHINESE[_weighed(number[:17], _CHINESE_WEIGHTS) % 11] == number[-1]
    return is_right and _is_day(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def ahv(number: str) -> bool:
    """Switzerland: thirteen digits with the check digit of EAN."""
    return sum(int(d) * (3 if at % 2 else 1) for at, d in enumerate(number)) % 10 == 0


def belgian(number: str) -> bool:
    """Belgium: 97 less the rest by 97; of those born since 2000 with a 2 ahead."""
    check = int(number[9:])
    return check in (97 - int(number[:9]) % 97, 97 - int("2" + number[:9]) % 97)


def nir(number: str) -> bool:
    """France: 97 less the rest by 97; the departments of Corsica count as 19 and 18."""
    digits = number[:13].replace("2A", "19").replace("2B", "18")
    return digits.isdecimal() and 97 - int(digits) % 97 == int(number[13:])


def gstin(number: str) -> bool:
    """India, goods and services tax: modulo 36, every second value doubled."""
    values = (_BASE_36.index(c) * (1 + at % 2) for at, c in enumerate(number[:14]))
    return _BASE_36[-sum(sum(divmod(value, 36)) for value in values) % 36] == number[-1]


def korean(number: str) -> bool:
    """South Korea: a day of birth; numbers given out since October 2020 have no check digit."""
    century = 1900 if number[6] in "1256" else 2000
    return _is_day(century + int(number[:2]), int(number[2:4]), int(number[4:6]))


def hkid(number: str) -> bool:
    """Hong Kong: one or two letters, six digits and a check digit modulo 11."""
    values = [int(character, 36) for character in number[:-1]]
    lead = 36 * 9 if len(values) == len("A123456") else 0
    total = lead + sum(value * (len(values) + 1 - at) for at, value in enumerate(values))
    return "0123456789A"[-total % 11] == number[-1]


def swedish(number: str) -> bool:
    """Sweden: a day of birth and Luhn's check over the last ten digits."""
    last = number[-10:]
    day = int(last[4:6]) % 60
    return luhn(last) and _is_day(2000, int(last[2:4]), day)


def dea(number: str) -> bool:
    """Prescribers in the United States: the last digit of a sum of six."""
    digits = [int(d) for d in number[2:]]
    return (sum(digits[0:6:2]) + 2 * sum(digits[1:6:2])) % 10 == digits[6]


def british_licence(number: str) -> bool:
    """Great Britain: fifteen characters or more."""
    return len(number) >= _BRITISH_LICENCE


def any_of_form(_number: str) -> bool:
    """Where the form is all that there is."""
    return True


def _weighed(digits: str, weights: Sequence[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        return date(year, month, day).year == year
    except ValueError:
        return False
