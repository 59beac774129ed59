"""The whole engine, changes recorded: words a second with and without the network, and the tail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import process_time

from emend_engine import PROFILES, Profile, process
from emend_transcript import Segment, Transcript, Word, read
from tests.eval.rows import Row

_SAMPLES = Path(__file__).parents[1] / "samples"
_SEGMENT_WORDS = 30
_PASSES = 20
_NETWORK = ("punctuation", "casing")


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
