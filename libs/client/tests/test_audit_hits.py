"""``emend audit search`` and ``trail`` show only what is proved; ``erase`` wants to be meant."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import Emend
from tests.support.served_log import SIGNER, Served, entry


def test_hits_are_shown_only_if_they_are_proved(emend: Emend, served: Served) -> None:
    ran = emend("audit", "search", "--type", "transcript.read", "--limit", "3")
    assert ran.code == 0, ran.err
    assert "talk-299" in ran.out
    assert "(erased)" in ran.out
    assert "proved" in ran.err
    assert "talk-2" in emend("audit", "trail", "lecture").out
    assert "output_hash" not in ran.out
    assert "output_hash c0ffee" in emend("audit", "trail", "lecture").out
    honest = served.page

    def lying(indices: Sequence[int]) -> dict[str, Any]:
        page = honest(indices)
        page["events"][0]["entry"] = page["events"][0]["entry"].replace("talk", "tall")
        return page

    served.page = lying
    assert "leaf 299 is not proved" in emend("audit", "search").refusal


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["subject"], "talk-0"),
        (["time"], None),
        (["note"], "more"),
        (["data", "actor", "user"], {}),
        (["data", "actor", "user", "uid"], {"person": "q", "sealed": "c"}),
        (["data", "actor", "user", "uid"], 7),
    ],
)
def test_an_event_that_is_not_what_its_proved_entry_says_is_refused(
    emend: Emend, served: Served, path: list[str], value: object
) -> None:
    honest = served.page

    def lying(indices: Sequence[int]) -> dict[str, Any]:
        page = honest(indices)
        holder = page["events"][0]["event"]
        for name in path[:-1]:
            holder = holder[name]
        holder[path[-1]] = value
        return page

    served.page = lying
    assert "the event of leaf 299 is not what its entry says" in emend("audit", "search").refusal


def test_hits_are_not_shown_as_of_another_size_than_their_checkpoint_s(
    emend: Emend, served: Served, tmp_path: Path
) -> None:
    honest, file = served.page, tmp_path / "hits.json"
    served.page = lambda indices: honest(indices) | {"size": 299}
    assert "says 299 entries, its checkpoint 300" in emend("audit", "search").refusal
    file.write_text(json.dumps(served.page([1])))
    assert (
        "its checkpoint 300"
        in emend("audit", "verify", file, "--key", str(SIGNER.verifier)).refusal
    )


@pytest.mark.parametrize("opened", ["asha", {"person": "p", "sealed": "c", "erased": True}])
def test_a_sealed_value_may_be_shown_open_or_erased(
    emend: Emend, served: Served, opened: object
) -> None:
    honest = served.page

    def opening(indices: Sequence[int]) -> dict[str, Any]:
        page = honest(indices)
        for hit in page["events"]:
            hit["event"]["data"]["actor"]["user"]["uid"] = opened
        return page

    served.page = opening
    ran = emend("audit", "search", "--limit", "2")
    assert ran.code == 0, ran.err
    assert ("asha" if opened == "asha" else "(erased)") in ran.out


def test_a_payload_is_shown_only_if_its_entry_names_it(emend: Emend, served: Served) -> None:
    payload = entry(300).decode()
    named = {"id": "300", "payload": {"sha256": sha256(payload.encode()).hexdigest()}}
    served.entries.append(json.dumps(named).encode())
    honest = served.page

    def whole(indices: Sequence[int]) -> dict[str, Any]:
        page = honest(indices)
        page["events"][0] |= {"payload": payload, "event": json.loads(payload)}
        return page

    served.page = whole
    assert "talk-300" in emend("audit", "search", "--limit", "1").out
    payload = payload.replace("talk", "tall")
    assert "the payload of leaf 300 is not the one" in emend("audit", "search").refusal


@pytest.mark.parametrize(("size", "reason"), [(300, "two roots"), (299, "does not continue")])
def test_hits_of_a_fork_are_refused(emend: Emend, served: Served, size: int, reason: str) -> None:
    fork = Served([*served.entries[:size]])
    fork.entries[5] = entry(999)
    served.page = lambda indices: fork.page([at - 1 for at in indices if at])
    assert reason in emend("audit", "search").refusal
    assert reason in emend("audit", "trail", "lecture").refusal


def test_hits_of_an_earlier_state_are_shown_while_the_log_grows(
    emend: Emend, served: Served
) -> None:
    earlier, answer = Served(served.entries[:299]), served.answer
    served.page = lambda indices: earlier.page([at - 1 for at in indices])
    growth = [entry(300), entry(301)]

    def growing(path: str, query: dict[str, str]) -> Any:
        if path == "/v1/audit/consistency" and growth:
            served.entries.append(growth.pop(0))
        return answer(path, query)

    served.answer = growing
    ran = emend("audit", "search", "--limit", "2")
    assert ran.code == 0, ran.err
    assert "talk-298" in ran.out
    del served.entries[301:]
    assert "rolled back" in emend("audit", "checkpoint").refusal


def test_a_saved_answer_is_verified_offline(emend: Emend, served: Served, tmp_path: Path) -> None:
    file = tmp_path / "hits.json"
    file.write_text(emend("audit", "search", "--limit", "5", "--json").out)
    assert "5 entries verified" in emend("audit", "verify", file).out
    file.write_text(file.read_text().replace("talk-297", "talk-298", 2))
    assert "leaf 297 is not proved" in emend("audit", "verify", file).refusal
    file.write_text("{}")
    assert emend("audit", "verify", file).code == 1
    assert len(served.entries) == 300


@pytest.mark.usefixtures("served")
def test_an_erasure_wants_to_be_meant(emend: Emend) -> None:
    ran = emend("audit", "erase", "asha")
    assert ran.code == 1
    assert "--yes" in ran.err
    done = emend("audit", "erase", "asha", "--yes", "--reason", "asked", "--json")
    assert done.document["was"] == {"person": "asha", "reason": "asked", "requested_by": None}
