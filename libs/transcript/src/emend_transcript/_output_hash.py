"""The hash of an output: equal published tokens give equal digits, on every machine."""

from __future__ import annotations

import json
from hashlib import blake2b

from emend_transcript._model import Tokens


def output_hash(tokens: Tokens) -> str:
    r"""Return the BLAKE2b-128 of the tokens to publish; 32 hexadecimal digits.

    What is hashed is one line per token, each ending with ``\n``: the JSON array ``[text, first,
    last, glued, kind]`` without spaces, with all but ASCII escaped. Indexes are those of the part.
    """
    digest = blake2b(digest_size=16)
    for token in tokens:
        line = [token.text, token.first, token.last, token.glued, token.kind]
        digest.update(f"{json.dumps(line, separators=(',', ':'))}\n".encode())
    return digest.hexdigest()
