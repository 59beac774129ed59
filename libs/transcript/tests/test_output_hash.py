"""An output's hash is the same everywhere, and any difference in the tokens shows."""

from __future__ import annotations

from hashlib import blake2b

import pytest

from emend_transcript import Token, output_hash

_GITA = (Token("The", 0, 0), Token("Gītā", 1, 2), Token(".", 2, 2, glued=True, kind="punctuation"))


def test_the_hash_is_that_of_the_documented_lines() -> None:
    lines = (
        b'["The",0,0,false,"word"]\n'
        b'["G\\u012bt\\u0101",1,2,false,"word"]\n'
        b'[".",2,2,true,"punctuation"]\n'
    )
    assert output_hash(_GITA) == blake2b(lines, digest_size=16).hexdigest()


@pytest.mark.parametrize(
    "other",
    [
        (),
        _GITA[:2],
        (*_GITA[:2], _GITA[2]._replace(glued=False)),
        (_GITA[0]._replace(text="the"), *_GITA[1:]),
        (_GITA[0], _GITA[1]._replace(last=1), _GITA[2]),
    ],
)
def test_any_difference_gives_another_hash(other: tuple[Token, ...]) -> None:
    assert output_hash(other) != output_hash(_GITA)


def test_half_of_a_surrogate_pair_has_a_hash() -> None:
    assert len(output_hash((Token("\ud800", 0, 0),))) == 32
