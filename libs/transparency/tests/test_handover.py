"""A log changes its key, and whoever trusts the old one follows."""

from __future__ import annotations

import pytest

from emend_transparency import (
    Checkpoint,
    Malformed,
    Signer,
    Untrusted,
    follow_keys,
    hand_over,
    parse_hand_over,
    signed_note,
)

ORIGIN = "log.example/audit"
FIRST, SECOND, THIRD = (Signer(ORIGIN, bytes([number] * 32)) for number in (1, 2, 3))
NOTES = (hand_over(ORIGIN, 10, FIRST, SECOND), hand_over(ORIGIN, 20, SECOND, THIRD))


def at(size: int, signer: Signer) -> str:
    return Checkpoint(ORIGIN, size, bytes([size] * 32)).signed([signer])


def test_any_key_of_the_chain_leads_to_the_newest() -> None:
    assert follow_keys(ORIGIN, FIRST.verifier, NOTES).newest == THIRD.verifier
    assert follow_keys(ORIGIN, SECOND.verifier, NOTES).newest == THIRD.verifier
    assert follow_keys(ORIGIN, THIRD.verifier, NOTES).newest == THIRD.verifier


@pytest.mark.parametrize(
    ("size", "signer"),
    [(3, FIRST), (10, FIRST), (10, SECOND), (20, SECOND), (20, THIRD), (99, THIRD)],
)
def test_a_key_signs_while_it_is_in_force(size: int, signer: Signer) -> None:
    assert follow_keys(ORIGIN, FIRST.verifier, NOTES).open(at(size, signer)).size == size


@pytest.mark.parametrize(("size", "signer"), [(11, FIRST), (9, SECOND), (21, SECOND), (19, THIRD)])
def test_a_retired_key_cannot_speak_for_the_log(size: int, signer: Signer) -> None:
    with pytest.raises(Untrusted, match="not in force"):
        follow_keys(ORIGIN, FIRST.verifier, NOTES).open(at(size, signer))


def test_the_pinned_key_vouches_for_those_before_it() -> None:
    for pinned in (SECOND, THIRD):
        chain = follow_keys(ORIGIN, pinned.verifier, NOTES)
        assert chain.open_earlier(at(3, FIRST)).size == 3
        with pytest.raises(Untrusted, match="not in force"):
            chain.open_earlier(at(11, FIRST))


def test_a_state_from_before_the_pinned_key_is_none_of_today() -> None:
    chain = follow_keys(ORIGIN, THIRD.verifier, NOTES)
    assert chain.open(at(20, SECOND)).size == 20
    for size, signer in ((3, FIRST), (19, SECOND)):
        with pytest.raises(Untrusted, match="signs from 20 on"):
            chain.open(at(size, signer))


def test_a_stranger_cannot_hand_over() -> None:
    stranger = Signer(ORIGIN, bytes([9] * 32))
    text = str(parse_hand_over(NOTES[0]))
    with pytest.raises(Untrusted):
        follow_keys(ORIGIN, FIRST.verifier, [signed_note(text, [stranger, SECOND])])
    with pytest.raises(Untrusted):
        follow_keys(ORIGIN, FIRST.verifier, [signed_note(text, [FIRST])])
    for other in (hand_over(ORIGIN, 5, stranger, THIRD), hand_over(ORIGIN, 5, THIRD, stranger)):
        assert follow_keys(ORIGIN, FIRST.verifier, [other]).keys == ((0, FIRST.verifier),)


def test_another_log_s_hand_over_is_refused() -> None:
    with pytest.raises(Malformed, match=r"'other\.example'"):
        follow_keys(ORIGIN, FIRST.verifier, [hand_over("other.example", 1, FIRST, SECOND)])


def test_sizes_never_fall() -> None:
    backwards = [NOTES[0], hand_over(ORIGIN, 4, SECOND, THIRD)]
    with pytest.raises(Untrusted, match="sizes that fall"):
        follow_keys(ORIGIN, FIRST.verifier, backwards)


@pytest.mark.parametrize("text", ["x\n", "emend audit key hand-over\nlog\n1\nkey\nkey\n"])
def test_what_is_no_hand_over_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        parse_hand_over(signed_note(text, [FIRST]))
