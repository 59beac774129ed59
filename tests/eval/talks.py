"""Ten talks of our own prose with drawn times, as a recogniser would write them."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from typing import Any

from tests.eval.cases import SETS

_FILES = ("punctuation/held.txt", "punctuation/dev.txt", "lexicon/prose.txt")
_WORDS_A_MINUTE = (110, 125, 140, 150, 160, 170, 185, 200, 220, 250)
"""Between pauses; a lecturer is near the first, an auctioneer near the last."""


def talks() -> Iterator[tuple[str, bytes]]:
    """Yield each talk's name and content: Whisper's JSON, the same every time."""
    lines = [line for name in _FILES for line in (SETS / name).read_text("utf-8").splitlines()]
    texts = [line for line in lines if line and not line.startswith("#")]
    for number, rate in enumerate(_WORDS_A_MINUTE):
        own = texts[number :: len(_WORDS_A_MINUTE)]
        words = list(_words(own, rate, random.Random(number), bare=bool(number % 2)))  # noqa: S311
        segment = {"start": 0, "end": words[-1]["end"], "text": "", "words": words}
        kind = "bare" if number % 2 else "marked"
        yield f"talk, {rate} words/min, {kind}", json.dumps({"segments": [segment]}).encode()


def _words(
    texts: list[str], rate: int, draw: random.Random, *, bare: bool
) -> Iterator[dict[str, Any]]:
    time = 0.5
    for word in (word for text in texts for word in text.split()):
        letters = len(re.sub(r"\W", "", word))
        length = 60 / rate * (0.35 + 0.13 * letters) * draw.uniform(0.85, 1.15)
        said = re.sub(r"[^\w'-]", "", word).lower() if bare else word
        if said:
            end = round(time + length * 0.95, 3)
            yield {"word": f" {said}", "start": round(time, 3), "end": end}
        time += length
        if word[-1] in ".?!":
            time += draw.uniform(0.25, 0.9)
        elif word[-1] in ",;:":
            time += draw.uniform(0.05, 0.3)
