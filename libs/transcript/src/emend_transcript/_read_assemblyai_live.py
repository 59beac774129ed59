"""The messages of AssemblyAI's streaming service, one JSON object after another or in a list.

Source: AssemblyAI API reference, "Streaming API": messages of type ``Turn`` (v3), of which the
last of each ``turn_order`` that ends the turn is read, since a formatted one follows the plain
one; and ``FinalTranscript`` (v2). Partial messages are passed over. Times are milliseconds.
"""

from __future__ import annotations

from typing import Any

from emend_transcript._json import Json, as_object, numbered, objects, peek_messages
from emend_transcript._read_assemblyai import timed_word
from emend_transcript._source import Group, Source


def matches(values: list[Any]) -> bool:
    """Messages of which one is a turn or a final transcript."""
    return any(_is_final(message) or _is_turn(message) for message in peek_messages(values))


def read(values: list[Any]) -> Source:
    """Read the final messages."""
    finals: dict[Any, tuple[Json, str]] = {}
    for value, path in numbered(values):
        message = as_object(value, path)
        if _is_final(message):
            finals[path] = message, path
        elif _is_turn(message) and message.get("end_of_turn"):
            finals[repr(message.get("turn_order"))] = message, path
    return Source(groups=[_group(message, path) for message, path in finals.values()])


def _is_final(message: Json) -> bool:
    return message.get("message_type") == "FinalTranscript"


def _is_turn(message: Json) -> bool:
    return message.get("type") == "Turn" and "turn_order" in message


def _group(message: Json, path: str) -> Group:
    words = [timed_word(word, place) for word, place in objects(message, "words", path)]
    return Group(words, location=path, whole=False)
