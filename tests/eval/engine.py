"""The whole engine, changes recorded: words a second, the tail, and what hostile text costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import process_time
from types import MappingProxyType

from emend_engine import PROFILES, Profile, process, process_transcript
from emend_transcript import Segment, Transcript, Word, from_text, read
from tests.eval.rows import Row

_SAMPLES = Path(__file__).parents[1] / "samples"
_SEGMENT_WORDS = 30
_PASSES = 20
_NETWORK = ("punctuation", "casing")

_HOSTILE: Mapping[str, str] = MappingProxyType(
    {
        "one word of letters": "x",
        "one word of 9s": "9",
        "one word of apostrophes": "ab'",
        "one word of hyphens": "ab-",
        "one word of combining marks": "e\u0301\u0323\u0308",
        "marks alone": "\u0301",
        "right to left": "\u202eone two\u202c \u2066five dollars\u2069 שלום ",
        "control characters": "".join(map(chr, range(32))),
        "@ and letters": "a@",
        "half addresses": "a.a@a.",
        "addresses run together": "a@b.c",
        "links run together": "http://",
        "points": "a.",
        "four numbers of a network": "1.1.1.1.",
        "digits with dashes": "123-45-",
        "digits with slashes": "12/",
        "digits with commas": "1,",
        "asterisks": "f**k",
        "card numbers": "4111 1111 ",
        "telephone numbers": "+1 555 0100 ",
        "announcements": "my number is ",
        "number words": "one hundred and ",
        "digits read out": "double four oh ",
        "hesitations": "um ",
        "one word again and again": "the ",
        "six words again and again": "a b c d e f ",
        "taking back": "no wait ",
        "letters with points": "i.i.",
        "quotation marks": '"',
        "ellipses": "....",
        "doubtful terms": "krishnaa bhagavadd zxqv ",
        "a term again and again": "krishna ",
        "streets": "12 main street ",
        "emoji": "👩\u200d👩\u200d👧 ",
    }
)
_HOSTILE_CHARACTERS = 20_000
_LONGER = 4


def measure() -> list[Row]:
    """Measure the lecture profile on a lecture in segments of 30 words, each seen anew.

    The speed is the best of some passes, the tail that of all of them together; processor time.
    """
    lecture = PROFILES["lecture"]
    rest = tuple(stage for stage in lecture.stages if stage not in _NETWORK)
    bare = replace(lecture, name="lecture-bare", stages=rest)
    return [
        _row("without the network (goal 30,000)", bare),
        _row("with it (goal 10,000; p99 below 25 ms)", lecture),
        *(_hostile_row(PROFILES[name]) for name in ("lecture", "call")),
    ]


def _row(measured: str, profile: Profile) -> Row:
    parts = [one for passed in range(_PASSES) for one in _parts(passed)]
    count = len(parts) // _PASSES
    times = [_seconds(partial(process, words, (segment,), profile)) for words, segment in parts]
    words = sum(len(words) for words, _ in parts[:count])
    best = min(sum(times[at : at + count]) for at in range(0, len(times), count))
    ordered = sorted(times)
    note = (
        f"30 words: median {1000 * ordered[len(ordered) // 2]:.1f} ms, "
        f"p99 {1000 * ordered[len(ordered) * 99 // 100]:.1f} ms"
    )
    return Row("engine", measured, count, words_per_second=words / best, note=note)


def _parts(shift: int) -> Iterator[tuple[tuple[Word, ...], Segment]]:
    """Yield segments of 30 words, cut elsewhere at each pass so that no cache knows them."""
    words = _lecture().words[shift:]
    for start in range(0, len(words) - _SEGMENT_WORDS, _SEGMENT_WORDS):
        own = words[start : start + _SEGMENT_WORDS]
        moved = tuple(word._replace(index=at) for at, word in enumerate(own))
        yield moved, Segment(own[0].start_ms, own[-1].end_ms, 0, len(moved) - 1)


def _lecture() -> Transcript:
    return read((_SAMPLES / "pranayama.vosk.json").read_bytes())


def _seconds(call: Callable[[], object]) -> float:
    start = process_time()
    call()
    return process_time() - start


def _hostile_row(profile: Profile) -> Row:
    """Measure text made to be slow: the slowest kind, and how time grows with length at worst."""
    costs = {name: _costs(unit, profile) for name, unit in _HOSTILE.items()}
    slowest = max(costs, key=lambda name: costs[name][1])
    steepest = max(costs, key=lambda name: costs[name][1] / costs[name][0])
    times = costs[steepest][1] / costs[steepest][0]
    rate = _LONGER * _HOSTILE_CHARACTERS / costs[slowest][1]
    note = (
        f"slowest: {slowest}, {rate:,.0f} characters/s; {_LONGER} times the text takes at most "
        f"{times:.1f} times as long ({steepest})"
    )
    return Row("engine", f"hostile text, {profile.name}", len(costs), note=note)


def _costs(unit: str, profile: Profile) -> tuple[float, float]:
    """Return the processor seconds for a text, and for one that is ``_LONGER`` times as long."""
    short, long = (
        min(_seconds(partial(process_transcript, _repeated(unit, size), profile)) for _ in range(3))
        for size in (_HOSTILE_CHARACTERS, _LONGER * _HOSTILE_CHARACTERS)
    )
    return short, long


def _repeated(unit: str, characters: int) -> Transcript:
    return from_text((unit * (characters // len(unit) + 1))[:characters])
