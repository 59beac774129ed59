"""Says numbers in English words, for sentences to read back."""

from __future__ import annotations

_SMALL = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen
""".split()  # noqa: SIM905 - a list of words reads best as text
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
_SCALES = (
    (10**12, "trillion"),
    (10**9, "billion"),
    (10**6, "million"),
    (1000, "thousand"),
    (100, "hundred"),
)
_ORDINAL_ENDS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
DIGITS = _SMALL[:10]


def in_words(value: int, joint: str = "") -> str:
    """Return a whole number in words; ``joint`` stands before the part below a hundred."""
    if value < 0:
        return f"minus {in_words(-value, joint)}"
    if value < 20:  # noqa: PLR2004 - words of their own
        return _SMALL[value]
    if value < 100:  # noqa: PLR2004
        tens, unit = _TENS[value // 10 - 2], value % 10
        return f"{tens} {_SMALL[unit]}" if unit else tens
    scale, name = next(pair for pair in _SCALES if value >= pair[0])
    head, rest = divmod(value, scale)
    said = f"{in_words(head, joint)} {name}"
    if not rest:
        return said
    return f"{said} {joint if rest < 100 else ''}{in_words(rest, joint)}"  # noqa: PLR2004


def ordinal_in_words(value: int) -> str:
    """Return an ordinal in words."""
    *head, last = in_words(value).split()
    if last in _ORDINAL_ENDS:
        last = _ORDINAL_ENDS[last]
    elif last.endswith("y"):
        last = f"{last[:-1]}ieth"
    else:
        last = f"{last}th"
    return " ".join([*head, last])
