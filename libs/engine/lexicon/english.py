"""Makes the English word list of the package of SCOWL and the names of the US census.

Usage: python libs/engine/lexicon/english.py SCOWL NAMES, where SCOWL is the folder of lists that
Debian's package ``scowl`` installs (2020.12.07; usr/share/dict/scowl) and NAMES that of the PyPI
package ``names`` (0.3.0; names/). Where they come from and under which terms stands in
``ENGLISH.md`` beside this file.
"""

from __future__ import annotations

import sys
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

_TARGET = Path(__file__).parents[1] / "src/emend_engine/_data"
_SPELLINGS = ("english", "american", "british", "british_z")
_COMMON_SIZES = (10, 20, 35)
_KNOWN_SIZES = (40, 50, 55, 60, 70)
_SURNAMES = 15_000
"""The most frequent of 88,799; the rest are ever more often another word misheard."""
_FIRST_NAMES = ("dist.female.first", "dist.male.first")


def main(scowl: Path, names: Path) -> None:
    """Write both lists; print their sizes."""
    common = set(_scowl(scowl, ("words",), _COMMON_SIZES))
    known = set(_scowl(scowl, ("words",), _KNOWN_SIZES))
    known.update(_scowl(scowl, ("upper", "proper-names"), (*_COMMON_SIZES, *_KNOWN_SIZES)))
    known.update(_census(names))
    _write("english-common.z", common)
    _write("english-known.z", known - common)


def _scowl(folder: Path, kinds: Iterable[str], sizes: Iterable[int]) -> Iterator[str]:
    for kind in kinds:
        for size in sizes:
            for spelling in _SPELLINGS:
                path = folder / f"{spelling}-{kind}.{size}"
                if path.exists():
                    yield from filter(None, map(_word, path.read_text("iso-8859-1").split()))


def _census(folder: Path) -> Iterator[str]:
    last = (folder / "dist.all.last").read_text().splitlines()[:_SURNAMES]
    first = [line for name in _FIRST_NAMES for line in (folder / name).read_text().splitlines()]
    for line in (*last, *first):
        yield line.split()[0].lower()


def _word(text: str) -> str:
    """Return a word in lower case and without accents; nothing of one with other signs."""
    word = text.lower().removesuffix("'s")
    plain = "".join(filter(str.isalnum, unicodedata.normalize("NFD", word)))
    letters = plain.isascii() and plain.isalpha() and "'" not in word
    return plain if letters and (len(plain) > 1 or plain in "aio") else ""


def _write(name: str, words: set[str]) -> None:
    """Write the words sorted, a line each; an empty line where the first three letters change."""
    blocks = ("\n".join(block) for _, block in groupby(sorted(words), lambda word: word[:3]))
    text = "\n\n".join(blocks)
    data = zlib.compress(text.encode(), 9)
    (_TARGET / name).write_bytes(data)
    print(f"{name}: {len(words):,} words, {len(text):,} characters, {len(data):,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
