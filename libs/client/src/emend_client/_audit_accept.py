"""Accepts a state of the log only if it continues every state that was seen before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from emend_client._audit import Audit
from emend_client._audit_pages import hashes, verify_page
from emend_client._witness import (
    Memory,
    Witness,
    key_chain,
    not_older,
    pinned_key,
    remembered,
)
from emend_transparency import Checkpoint, KeyChain, NotConsistent, verify_consistency

ROUNDS = 8
"""How often a log may grow while states of it are led together."""


async def accept_checkpoint(
    audit: Audit, witness: Witness, given_key: str | None = None
) -> tuple[KeyChain, str, Memory]:
    """Fetch the newest checkpoint; accept it only if it continues the last one that was seen.

    Returns the log's keys, the signed note, and what was known before (or is from now on).

    Raises:
        TransparencyError: it is not signed by the log's key, or is a fork or a rollback.
        ClientError: the service is away, or shows another log than before.
    """
    log, memory = await audit.log(), witness.recall(audit.url)
    pinned = pinned_key(memory, given_key, log["keys"])
    chain = key_chain(memory, pinned, log["origin"], log["hand_overs"])
    note: str = log["checkpoint"]
    state = chain.open(note)
    last = not_older(memory, state)
    if last is not None:
        answer = await audit.consistency(last.size)
        note = answer["checkpoint"]
        state = chain.open(note)
        verify_consistency(last.size, state.size, hashes(answer["proof"]), last.root, state.root)
    after = remembered(memory, audit.url, pinned, note)
    witness.keep(after)
    return chain, note, memory or after


async def accept_pages(audit: Audit, witness: Witness, pages: Sequence[Mapping[str, Any]]) -> None:
    """Verify pages, and that each one's checkpoint is a state of the log that was accepted.

    The state in which they all end is remembered, so none of them can be denied later.

    Raises: as :func:`accept_checkpoint` and :func:`verify_page`.
    """
    chain, note, _ = await accept_checkpoint(audit, witness)
    accepted = chain.open(note)
    states = {accepted, *(verify_page(page, chain) for page in pages)}
    for _ in range(ROUNDS):
        if len(states) == 1:
            break
        _refuse_two_roots(states)
        states, note = await _followed(audit, chain, states)
    if len(states) > 1:
        message = f"the pages' checkpoints did not meet in one state of the log in {ROUNDS} rounds"
        raise NotConsistent(message)
    memory = witness.recall(audit.url)
    if memory is not None and states != {accepted}:
        witness.keep(replace(memory, checkpoint=note))


async def _followed(
    audit: Audit, chain: KeyChain, states: Iterable[Checkpoint]
) -> tuple[set[Checkpoint], str]:
    """Return the newest states that these lead to, and the note of the last one."""
    followed: set[Checkpoint] = set()
    note = ""
    for state in sorted(states, key=lambda each: each.size):
        answer = await audit.consistency(state.size)
        note = answer["checkpoint"]
        newer, proof = chain.open(note), hashes(answer["proof"])
        verify_consistency(state.size, newer.size, proof, state.root, newer.root)
        followed.add(newer)
    return followed, note


def _refuse_two_roots(states: Iterable[Checkpoint]) -> None:
    roots: dict[int, bytes] = {}
    for state in states:
        if roots.setdefault(state.size, state.root) != state.root:
            message = f"the log of {state.size} entries has two roots: it was forked"
            raise NotConsistent(message)
