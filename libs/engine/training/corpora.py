"""Reads the training prose where packages put it, and yields clean paragraphs of each source."""

from __future__ import annotations

import gzip
import html
import json
import re
import struct
import tomllib
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

_BLANK_LINES = re.compile(r"\n\s*\n")
_PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")
_ROLE = re.compile(r":[\w:.+-]+:`~?([^`<]+?)(?:\s*<[^`]*>)?`")
_LINK = re.compile(r"`+([^`<]+?)(?:\s*<[^`]*>)?`+_{0,2}")
_STAGE_DIRECTION = re.compile(r"\[[^\]]{0,60}\]")
_NOT_PROSE = re.compile(r"[{}<>=_\\|@#*^~]|::|https?:|\.\.\s|\w\(\)")
_ENDS_SENTENCE = re.compile(r"[.?!][\"'”’)]*$")  # noqa: RUF001 - curly marks are meant
_NOTE = re.compile(r"<(note|title)\b.*?</\1>", re.DOTALL)
_PASSAGE = re.compile(r'<div [^>]*type="x-p"[^>]*/>|<chapter [^>]*/>|<lg\b[^>]*>')
_R_STRING = re.compile(rb"\x00\x04\x00[\x09\x08](....)", re.DOTALL)
_YAML_LINE = re.compile(r"^- (?:- |  )(.+)$|^  - (.+)$", re.MULTILINE)

_CHOICE = re.compile(r"\{([^}]*)\}")
_SPEECH = re.compile(r"\s{3,}")
_ENDED = re.compile(r"[.?!] +(?=[A-Z])")
_SAID = re.compile(r'^\s+(?:e|l|s|m|c) "((?:[^"\\]|\\.)*)"\s*$', re.MULTILINE)
_STYLE = re.compile(r"\{[^}]*\}")
_SHOUTED = re.compile(r"\b[A-Z]{3,}\b")
_ENGLISH = frozenset(
    (
        "the",
        "of",
        "and",
        "to",
        "in",
        "that",
        "is",
        "we",
        "for",
        "this",
        "it",
        "on",
        "be",
        "are",
        "have",
    )
)

_PATTERN_SEED = 11
_PATTERN_TEXTS = 3_000
_DIALOGUE_LIMIT = 400
_LEAST_WORDS = 4
_ENGLISH_SHARE = 0.15
_LONGEST_ACRONYM = 4
_LINES_A_TEXT = 5
_MOST_CAPITALS = 0.4


@dataclass(frozen=True, slots=True)
class Source:
    """One body of prose: where it lies, how it is read, and under which terms."""

    name: str
    genre: str
    reader: str
    files: tuple[str, ...]
    """Globs below the corpora's folder."""
    licence: str
    obtained: str
    ours: bool = False
    """Written for this project: it lies beside this module."""
    held: bool = False
    """Never trained on; scores on it are scores on another genre."""
    tuning: bool = False
    """Never trained on; the decisions are tuned on it."""
    repeat: float = 1
    """How often an epoch sees it: modern prose counts for more than its size, old for less."""


def load_sources(path: Path) -> tuple[Source, ...]:
    """Read the list of sources."""
    with path.open("rb") as file:
        entries = tomllib.load(file)["source"]
    return tuple(Source(**(entry | {"files": tuple(entry["files"])})) for entry in entries)


def paragraphs(source: Source, root: Path) -> Iterator[str]:
    """Yield the source's paragraphs of prose in a fixed order.

    Raises:
        FileNotFoundError: the source has no file below ``root``.
    """
    root = Path(__file__).parent if source.ours else root
    files = [file for pattern in source.files for file in sorted(root.glob(pattern))]
    if not files:
        patterns = " or ".join(source.files)
        message = f"{source.name}: no file matches {patterns} in {root}. {source.obtained}"
        raise FileNotFoundError(message)
    read = _READERS[source.reader]
    for file in files:
        for paragraph in read(file):
            text = " ".join(paragraph.split())
            if _is_prose(text):
                yield text


def _is_prose(text: str) -> bool:
    if _NOT_PROSE.search(text) or not _ENDS_SENTENCE.search(text):
        return False
    words = text.split()
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= _LEAST_WORDS and capitals <= _MOST_CAPITALS * len(words) + 1


def _plain(file: Path) -> Iterator[str]:
    text = file.read_text("utf-8", errors="replace").replace("\r", "")
    for paragraph in _BLANK_LINES.split(text):
        yield _STAGE_DIRECTION.sub(" ", paragraph).replace("--", " — ")


def _lines(file: Path) -> Iterator[str]:
    yield from file.read_text("utf-8").splitlines()


def _patterns(file: Path) -> Iterator[str]:
    """Write out patterns such as ``{Can|Could} you wait?``, two to a text, the same every time."""
    random = Random(_PATTERN_SEED)  # noqa: S311 - variety, not secrecy
    patterns = file.read_text("utf-8").splitlines()
    for _ in range(_PATTERN_TEXTS):
        chosen = random.choices(patterns, k=random.randint(1, 3))
        yield " ".join(
            _CHOICE.sub(lambda found: random.choice(found[1].split("|")), pattern)
            for pattern in chosen
        )


def _html(file: Path) -> Iterator[str]:
    text = file.read_text("utf-8", errors="replace")
    for match in _PARAGRAPH.finditer(text):
        yield html.unescape(_TAG.sub("", match[1]))


def _rst(file: Path) -> Iterator[str]:
    for block in _BLANK_LINES.split(file.read_text("utf-8")):
        if block.startswith((" ", ".", "-", "=")) or block.rstrip().endswith("::"):
            continue
        text = _LINK.sub(r"\1", _ROLE.sub(r"\1", block))
        yield text.replace("*", "").replace("--", "—")


def _dictionary(file: Path) -> Iterator[str]:
    with gzip.open(file, "rt", encoding="utf-8", errors="replace") as text:
        for block in _BLANK_LINES.split(text.read()):
            yield re.sub(r"[{}]|\[[^\]]*\]|^\s*\d+\.\s", "", block)


def _sword(file: Path) -> Iterator[str]:
    """Read a zText module of the SWORD project: an index of zlib blocks of OSIS."""
    data, index = file.read_bytes(), file.with_suffix(f"{file.suffix[:-1]}s").read_bytes()
    for offset, size, _ in struct.iter_unpack("<III", index):
        if not size:
            continue
        text = zlib.decompress(data[offset : offset + size]).decode()
        for passage in _PASSAGE.split(_NOTE.sub(" ", text)):
            yield html.unescape(_TAG.sub("", passage))


def _r_strings(file: Path) -> Iterator[str]:
    """Read the character vectors of an R lazy-load database: zlib blocks of XDR."""
    data = file.read_bytes()
    position = data.find(b"\x78\x9c")
    while position >= 0:
        inflate = zlib.decompressobj()
        block = inflate.decompress(data[position:])
        lines: list[str] = []
        for match in _R_STRING.finditer(block):
            length = int.from_bytes(match[1], "big")
            lines.append(block[match.end() : match.end() + length].decode("utf-8", "replace"))
        yield from _BLANK_LINES.split("\n".join(lines).replace("--", " — "))
        position = data.find(b"\x78\x9c", len(data) - len(inflate.unused_data))


def _conversations(file: Path) -> Iterator[str]:
    for match in _YAML_LINE.finditer(file.read_text("utf-8")):
        text = (match[1] or match[2]).strip("\"' ")
        if len(text) < _DIALOGUE_LIMIT:
            yield text if text[-1:] in ".?!" else f"{text}."


def _europarl(file: Path) -> Iterator[str]:
    """Read the English ones of cuttings from debates, without the sentences that are cut."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = line.rstrip("\n").split("\t")[-1]
            words = text.lower().split()
            if sum(word in _ENGLISH for word in words) < _ENGLISH_SHARE * len(words) or not words:
                continue
            ends = [found.start() + 1 for found in _ENDED.finditer(text)]
            if ends:
                yield from _SPEECH.split(text[ends[0] : ends[-1]])


def _factbook(file: Path) -> Iterator[str]:
    """Read a country's background; names that it shouts get one capital."""
    country = json.loads(file.read_text("utf-8"))
    text = country.get("Introduction", {}).get("Background", {}).get("text", "")
    if isinstance(text, str):
        yield _TAG.sub(" ", _SHOUTED.sub(_calmed, text)).replace("++", " ")


def _calmed(found: re.Match[str]) -> str:
    return found[0].capitalize() if len(found[0]) > _LONGEST_ACRONYM else found[0]


def _script(file: Path) -> Iterator[str]:
    """Read what is said, line by line, in a play written for Ren'Py."""
    said = [
        _STYLE.sub("", line).replace("\\", "") for line in _SAID.findall(file.read_text("utf-8"))
    ]
    for start in range(0, len(said), _LINES_A_TEXT):
        yield " ".join(said[start : start + _LINES_A_TEXT])


_READERS: dict[str, Callable[[Path], Iterator[str]]] = {
    "plain": _plain,
    "lines": _lines,
    "patterns": _patterns,
    "html": _html,
    "rst": _rst,
    "dictionary": _dictionary,
    "sword": _sword,
    "r": _r_strings,
    "conversations": _conversations,
    "europarl": _europarl,
    "factbook": _factbook,
    "script": _script,
}
