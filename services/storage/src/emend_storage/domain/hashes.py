"""The hashes of a whole transcript, from those of its parts."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import NamedTuple

from emend_events import TranscriptProcessed, tokens_from_columns
from emend_transcript import output_hash


class Hashes(NamedTuple):
    """What went in and what came out, each as 32 hexadecimal digits."""

    input: str
    output: str


def part_hashes(part: TranscriptProcessed) -> Hashes:
    """Return a part's: what the engine named, and what its tokens give."""
    return Hashes(part.engine.input_hash, output_hash(tokens_from_columns(part.tokens)))


def whole_hashes(parts: Iterable[Hashes]) -> Hashes:
    r"""Return a transcript's: BLAKE2b-128 over its parts' in their order, each ended by ``\n``."""
    inputs, outputs = blake2b(digest_size=16), blake2b(digest_size=16)
    for part in parts:
        inputs.update(f"{part.input}\n".encode())
        outputs.update(f"{part.output}\n".encode())
    return Hashes(inputs.hexdigest(), outputs.hexdigest())
