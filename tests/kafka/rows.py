"""What a row of the poison table is, and small contents to build rows from."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from emend_events import Topic

Headers = tuple[tuple[str, bytes | None], ...]


@dataclass(frozen=True, slots=True)
class Poison:
    """One message that nobody should send, and what has to become of it.

    Either ``rejected`` is given, the event's code, or ``parked``, a pattern in the dead letter's
    reason; neither where it is odd, but harmless, and completed all the same. ``at`` names the
    topic whose consumer finds out, where that is a later one.
    """

    topic: Topic
    name: str
    value: bytes | None
    rejected: str | None = None
    parked: str | None = None
    reason: str = ""
    """A pattern in the rejection's reason."""
    headers: Headers = ()
    has_key: bool = True
    at: Topic | None = None

    @property
    def key(self) -> bytes | None:
        """Unique in the table, and a valid transcript id."""
        return self.transcript_id.encode() if self.has_key else None

    @property
    def transcript_id(self) -> str:
        """What stands for it in events that speak of it."""
        words = re.sub(r"[^a-z0-9]+", "-", self.name.lower())
        return f"poison-{self.topic.split('.')[2]}-{words}"

    @property
    def label(self) -> str:
        """How a test report calls it."""
        return f"{self.topic.split('.')[2]}: {self.name}"


def vosk_word(text: str = '"hello"', start: str = "0.0", end: str = "0.5") -> bytes:
    """Return a Vosk result of one word, each value as JSON text, valid or not."""
    word = f'{{"word":{text},"start":{start},"end":{end},"conf":0.9}}'
    return f'{{"result":[{word}],"text":"hello"}}'.encode()


def vosk_says(*texts: str) -> bytes:
    """Return a Vosk result that says these words, half a second each."""
    words = [
        {"word": text, "start": number / 2, "end": number / 2 + 0.4, "conf": 0.9}
        for number, text in enumerate(texts)
    ]
    return json.dumps({"result": words, "text": " ".join(texts)}).encode()
