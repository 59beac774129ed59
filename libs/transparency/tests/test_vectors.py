"""The proof cases of transparency-dev/merkle, C2SP's example note and a log grown by Tessera.

The files lie outside the repository, in ``shared/vectors`` beside it or where ``EMEND_VECTORS``
says; without them these tests skip.
"""

from __future__ import annotations

import json
import os
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from emend_transparency import (
    Frontier,
    TransparencyError,
    Verifier,
    leaf_hash,
    open_checkpoint,
    open_note,
    verify_consistency,
    verify_inclusion,
    verify_subtree,
    verify_subtree_inclusion,
)

VECTORS = Path(os.environ.get("EMEND_VECTORS") or Path(__file__).parents[4] / "shared" / "vectors")
PROOFS = VECTORS / "merkle" / "transparency-dev-merkle.json"
NOTES = VECTORS / "merkle" / "c2sp-tessera.json"

pytestmark = pytest.mark.skipif(
    not (PROOFS.is_file() and NOTES.is_file()),
    reason="the shared vectors are not beside the repository; EMEND_VECTORS can name their folder",
)


def holds(case: dict[str, Any], kind: str) -> bool:
    proof = [b64decode(each) for each in case["proof"] or ()]
    names = ("leafHash", "root") if "leafHash" in case else ("root1", "root2")
    below, above = (b64decode(case[name] or "") for name in names)
    try:
        if kind == "inclusion":
            verify_inclusion(below, case["leafIdx"], case["treeSize"], proof, above)
        elif kind == "consistency":
            verify_consistency(case["size1"], case["size2"], proof, below, above)
        elif kind == "subtreeinclusion":
            leaves = case["start"], case["end"]
            verify_subtree_inclusion(below, case["leafIdx"], leaves, proof, above)
        else:
            assert kind == "subtreeconsistency"
            verify_subtree(below, (case["start"], case["end"]), case["size"], proof, above)
    except TransparencyError:
        return False
    return True


def test_every_proof_case_is_judged_as_its_authors_say() -> None:
    cases: dict[str, dict[str, Any]] = json.loads(PROOFS.read_text("utf-8"))["cases"]
    wrong = [
        f"{name}: {case['desc']}"
        for name, case in cases.items()
        if holds(case, name.partition("/")[0]) == case["wantErr"]
    ]
    assert len(cases) >= 500
    assert wrong == []


def test_the_example_note_of_the_specification_opens() -> None:
    for case in json.loads(NOTES.read_text("utf-8"))["notes"]:
        verifier = Verifier.parse(case["vkey"])
        assert str(verifier) == case["vkey"]
        text, signers = open_note(case["note"], [verifier])
        assert case["ok"]
        assert signers == (verifier,)
        assert case["note"].startswith(text)


def test_a_log_that_another_program_grew_has_the_same_root_at_every_size() -> None:
    log = json.loads(NOTES.read_text("utf-8"))["tessera"]
    verifier = Verifier.parse(log["vkey"])
    frontier = Frontier()
    for entry in (None, *log["entries"]):
        if entry is not None:
            frontier.extend([leaf_hash(entry.encode())])
        note = log["checkpoints"][str(frontier.size)]
        checkpoint, _ = open_checkpoint(note, [verifier], "example.com/log/testdata")
        assert (checkpoint.size, checkpoint.root) == (frontier.size, frontier.root())
