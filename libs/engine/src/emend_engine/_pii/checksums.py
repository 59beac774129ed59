"""The check digits of cards, accounts and identity numbers; each takes bare characters."""

from __future__ import annotations

from hashlib import sha256

_D5 = (
    "0123456789",
    "1234067895",
    "2340178956",
    "3401289567",
    "4012395678",
    "5987604321",
    "6598710432",
    "7659821043",
    "8765932104",
    "9876543210",
)
"""Multiplication in the dihedral group of order ten."""

_PERMUTED = (
    "0123456789",
    "1576283094",
    "5803796142",
    "8916043527",
    "9453126870",
    "4286573901",
    "2793806415",
    "7046913258",
)

_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_BECH32_STEPS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_BECH32_SUMS = (1, 0x2BC830A3)
_NHS_LENGTH = 10


def luhn(digits: str) -> bool:
    """Payment cards: ISO/IEC 7812-1, annex B."""
    odd = sum(map(int, digits[-1::-2]))
    return (odd + sum(_DOUBLED[int(digit)] for digit in digits[-2::-2])) % 10 == 0


def verhoeff(digits: str) -> bool:
    """Aadhaar: J. Verhoeff, Error Detecting Decimal Codes (1969)."""
    state = 0
    for place, digit in enumerate(reversed(digits)):
        state = int(_D5[state][int(_PERMUTED[place % 8][int(digit)])])
    return state == 0


def mod_97(iban: str) -> bool:
    """IBAN: ISO 13616 with ISO 7064 MOD 97-10; upper case, no spaces."""
    return int("".join(str(int(letter, 36)) for letter in iban[4:] + iban[:4])) % 97 == 1


def aba(digits: str) -> bool:
    """Routing numbers of banks in the United States: nine digits, weights 3, 7, 1."""
    return sum(int(d) * (3, 7, 1)[at % 3] for at, d in enumerate(digits)) % 10 == 0


def nhs(digits: str) -> bool:
    """NHS numbers of England: modulus 11 (NHS Data Dictionary)."""
    check = 11 - sum(int(d) * (_NHS_LENGTH - at) for at, d in enumerate(digits[:9])) % 11
    return check % 11 == int(digits[9]) and check != _NHS_LENGTH


def base58(address: str) -> bool:
    """Bitcoin addresses: Base58Check, with the first four bytes of a double SHA-256."""
    value = 0
    for character in address:
        value = value * 58 + _BASE58.index(character)
    if value >> 200:
        return False
    raw = value.to_bytes(25, "big")
    return sha256(sha256(raw[:21]).digest()).digest()[:4] == raw[21:]


def bech32(address: str) -> bool:
    """Bitcoin addresses since SegWit: BIP 173 and BIP 350."""
    prefix, _, data = address.lower().rpartition("1")
    values = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    values += [_BECH32.index(c) for c in data]
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, step in enumerate(_BECH32_STEPS):
            check ^= step if top >> bit & 1 else 0
    return check in _BECH32_SUMS
