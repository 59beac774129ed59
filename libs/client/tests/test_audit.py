"""``emend audit`` against a log that is honest, and against every way in which one is not."""

from __future__ import annotations

import json
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from emend_transparency import (
    Checkpoint,
    ExportedEntry,
    ExportHeader,
    FindHash,
    Frontier,
    Signer,
    consistency_proof,
    hand_over,
    inclusion_proof,
    leaf_hash,
    nodes_of,
    tiles_between,
    write_entries,
    write_entry,
    write_footer,
    write_header,
)

Emend = Callable[..., SimpleNamespace]

ORIGIN = "log.example/audit"
SIGNER = Signer(ORIGIN, bytes(range(32)))


def entry(number: int) -> bytes:
    document = {
        "id": str(number),
        "time": "2026-11-24T10:00:00Z",
        "type": "transcript.read",
        "subject": f"talk-{number}",
        "data": {
            "actor": {"user": {"uid": {"person": "p", "sealed": "c"}}},
            "unmapped": {"output_hash": "c0ffee"} if number == 2 else {},
        },
    }

    return json.dumps(document, sort_keys=True, separators=(",", ":")).encode()


@dataclass
class Served:
    """A log as the service shows it; a test changes it as an attacker would."""

    entries: list[bytes]
    signer: Signer = SIGNER
    hand_overs: list[str] = field(default_factory=list[str])
    changed: dict[str, bytes | None] = field(default_factory=dict[str, bytes | None])

    def tree(self, size: int | None = None) -> tuple[Checkpoint, FindHash]:
        """Return the state of a size, and its hashes."""
        frontier = Frontier()
        wanted = self.entries[: len(self.entries) if size is None else size]
        nodes = dict(frontier.append(leaf_hash(each) for each in wanted))
        checkpoint = Checkpoint(self.signer.name, frontier.size, frontier.root())
        return checkpoint, nodes.__getitem__

    @property
    def note(self) -> str:
        """Return the signed checkpoint."""
        return self.tree()[0].signed([self.signer])

    def head(self) -> dict[str, Any]:
        """Return what stands in every answer."""
        return {
            "origin": self.signer.name,
            "checkpoint": self.note,
            "hand_overs": self.hand_overs,
            "size": len(self.entries),
        }

    def files(self) -> dict[str, bytes | None]:
        """Return the log's files, what was changed included."""
        checkpoint, find = self.tree()
        found: dict[str, bytes | None] = {"checkpoint": self.note.encode()}
        for number, note in enumerate(self.hand_overs, start=1):
            found[f"hand-over/{number}"] = note.encode()
        for tile in tiles_between(0, checkpoint.size):
            covered = range(tile.index * 256, tile.index * 256 + tile.width)
            if tile.level is None:
                found[tile.path] = write_entries(self.entries[at] for at in covered)
            else:
                height = tile.level * 8
                found[tile.path] = b"".join(find((height, at)) for at in covered)
        return found | self.changed

    def export(self, old_size: int) -> str:
        """Return the whole log as a file."""
        checkpoint, find = self.tree()
        proof = consistency_proof(old_size, checkpoint.size, find) if old_size else []
        header = ExportHeader(
            checkpoint=self.note,
            origin=self.signer.name,
            size=checkpoint.size,
            start=0,
            end=checkpoint.size,
            before=(),
            after=[find(node) for node in nodes_of(checkpoint.size, checkpoint.size)],
            hand_overs=self.hand_overs,
            consistency={old_size: proof} if old_size else {},
        )
        lines = [
            write_entry(ExportedEntry(at, each, leaf_hash(each)))
            for at, each in enumerate(self.entries)
        ]
        return "".join([write_header(header), *lines, write_footer(len(lines), [])])

    def page(self, indices: Sequence[int]) -> dict[str, Any]:
        """Return hits with their proofs."""
        checkpoint, find = self.tree()
        hits = [
            {
                "index": at,
                "event": json.loads(self.entries[at]),
                "entry": self.entries[at].decode(),
                "proof": in_base64(inclusion_proof(at, checkpoint.size, find)),
            }
            for at in indices
        ]
        return {**self.head(), "events": hits, "next_cursor": None}

    def answer(self, path: str, query: dict[str, str]) -> Any:
        """Answer one request: a document, bytes, or None for 404."""
        if path == "/v1/audit/log":
            keys = [str(self.signer.verifier)]
            return {**self.head(), "keys": keys, "pruned": 0, "erasures": []}
        if path == "/v1/audit/consistency":
            _, find = self.tree()
            proof = consistency_proof(int(query["old_size"]), len(self.entries), find)
            return {**self.head(), "proof": in_base64(proof)}
        if path == "/v1/audit/events":
            return self.page(range(len(self.entries) - 1, -1, -1)[: int(query["limit"])])
        if path.startswith("/v1/audit/trail/"):
            return self.page([0, 2])
        if path == "/v1/audit/export":
            return self.export(int(query["old_size"])).encode()
        return self.files().get(path.removeprefix("/"))


def in_base64(proof: Sequence[bytes]) -> list[str]:
    return [b64encode(each).decode() for each in proof]


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Served]:
    """A log of 300 entries at the address that the client knows."""
    log = Served([entry(number) for number in range(300)])

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(url.query).items()}
            answer = log.answer(url.path, query)
            content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
            self.send_response(404 if answer is None else 200)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["content-length"])))
            answer = {"person": "f00d", "event_id": "e", "erased_at": "now", "was": request}
            content = json.dumps(answer).encode()
            self.send_response(202)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    monkeypatch.setenv("EMEND_AUDIT_URL", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("EMEND_STATE_HOME", str(tmp_path / "state"))
    try:
        yield log
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def refused(ran: SimpleNamespace, reason: str) -> None:
    assert ran.code == 1, ran.out
    assert "NOT VERIFIED" in ran.err
    assert reason in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.usefixtures("served")
def test_an_honest_log_verifies_from_its_first_entry_to_its_signature(emend: Emend) -> None:
    ran = emend("audit", "verify", "--json")
    assert ran.code == 0, ran.err
    assert (ran.document["size"], ran.document["entries"]) == (300, 300)
    assert "300 entries verified" in emend("audit", "verify").out


def test_a_log_that_grew_is_accepted_and_compared(emend: Emend, served: Served) -> None:
    assert emend("audit", "checkpoint").out == served.note
    served.entries.append(entry(300))
    assert emend("audit", "checkpoint", "--json").document["size"] == 301
    served.entries += [entry(number) for number in range(301, 700)]
    assert emend("audit", "verify", "--json").document["compared_with"] == [301]


def test_a_rollback_is_found(emend: Emend, served: Served) -> None:
    assert emend("audit", "checkpoint").code == 0
    del served.entries[200:]
    for command in ("checkpoint", "verify", "search"):
        refused(emend("audit", command), "rolled back")


def test_a_fork_is_found_whether_it_grew_or_not(emend: Emend, served: Served) -> None:
    assert emend("audit", "checkpoint").code == 0
    served.entries[5] = entry(999)
    refused(emend("audit", "checkpoint"), "two roots")
    served.entries.append(entry(300))
    refused(emend("audit", "checkpoint"), "does not continue")
    refused(emend("audit", "verify"), "does not continue")


def test_a_foreign_key_is_refused(emend: Emend, served: Served) -> None:
    assert emend("audit", "checkpoint").code == 0
    served.signer = Signer(ORIGIN, bytes(32))
    refused(emend("audit", "checkpoint"), "no key that is trusted")
    refused(emend("audit", "verify", "--key", str(SIGNER.verifier)), "no key that is trusted")


def test_another_log_at_the_same_address_must_be_accepted_by_hand(
    emend: Emend, served: Served
) -> None:
    assert emend("audit", "checkpoint").code == 0
    served.signer = Signer("other.example/audit", bytes(32))
    ran = emend("audit", "checkpoint")
    assert ran.code == 1
    assert "--forget" in ran.err
    assert emend("audit", "checkpoint", "--forget").code == 0
    assert emend("audit", "checkpoint").code == 0


def test_a_key_that_was_handed_over_is_followed(emend: Emend, served: Served) -> None:
    assert emend("audit", "checkpoint").code == 0
    new = Signer(ORIGIN, bytes(32))
    served.hand_overs.append(hand_over(ORIGIN, 300, SIGNER, new))
    served.entries.append(entry(300))
    served.signer = new
    assert emend("audit", "checkpoint").code == 0
    served.signer = SIGNER
    refused(emend("audit", "checkpoint"), "not in force")


def test_a_key_given_after_a_hand_over_accepts_what_was_seen_before_it(
    emend: Emend, served: Served, tmp_path: Path
) -> None:
    note = tmp_path / "old.note"
    note.write_text(emend("audit", "checkpoint").out)
    new = Signer(ORIGIN, bytes(32))
    served.hand_overs.append(hand_over(ORIGIN, 300, SIGNER, new))
    key = ("--key", str(new.verifier), "--checkpoint", note, "--json")
    assert emend("audit", "verify", *key).document["size"] == 300, "the old key's is still newest"
    served.entries.append(entry(300))
    served.signer = new
    assert emend("audit", "verify", *key).document["compared_with"] == [300]
    del served.entries[200:]
    served.signer = SIGNER
    refused(emend("audit", "verify", *key[:2]), "signs from 300 on")


def expiry(up_to: int) -> bytes:
    document = {"type": "log.entries.expired", "source": "emend-audit"}
    return json.dumps(document | {"data": {"unmapped": {"up_to": str(up_to)}}}).encode()


def test_entries_may_be_missing_if_the_log_says_that_they_have_expired(
    emend: Emend, served: Served, tmp_path: Path
) -> None:
    served.changed["tile/entries/000"] = None
    refused(emend("audit", "verify"), "tile/entries/000 is missing")
    served.entries.append(expiry(256))
    ran = emend("audit", "verify", "--json")
    assert (ran.document["entries"], ran.document["pruned"]) == (45, 256)
    folder, key = tmp_path / "log", ("--key", str(SIGNER.verifier))
    write(served, folder)
    assert emend("audit", "verify", folder, *key, "--json").document["pruned"] == 256
    (folder / "tile/entries/001.p/45").unlink()
    refused(emend("audit", "verify", folder), "tile/entries/001.p/45 is missing")


def write(served: Served, folder: Path) -> None:
    """Write a log's files, as the service publishes them."""
    for path, content in served.files().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        if content is not None:
            (folder / path).write_bytes(content)


@pytest.mark.parametrize("pinned", ["old", "new"])
def test_a_folder_whose_key_was_changed_is_verified_by_either_key(
    emend: Emend, served: Served, tmp_path: Path, pinned: str
) -> None:
    folder, note, new = tmp_path / "log", tmp_path / "old.note", Signer(ORIGIN, bytes(32))
    note.write_text(served.note)
    served.hand_overs.append(hand_over(ORIGIN, 300, SIGNER, new))
    served.entries.append(entry(300))
    served.signer = new
    write(served, folder)
    key = ("--key", str((SIGNER if pinned == "old" else new).verifier), "--checkpoint", note)
    ran = emend("audit", "verify", folder, *key, "--json")
    assert ran.code == 0, ran.err
    assert (ran.document["key"], ran.document["compared_with"]) == (str(new.verifier), [300])
    (folder / "hand-over/1").write_text(hand_over(ORIGIN, 299, SIGNER, new))
    refused(emend("audit", "verify", folder, *key), "not in force")
    (folder / "hand-over/1").unlink()
    refused(emend("audit", "verify", folder, *key), "no key that is trusted")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("tile/entries/000", "tile/entries/000: entry 0"),
        ("tile/0/000", "tile/0/000: hash 0"),
        ("tile/1/000.p/1", "tile/1/000.p/1: hash 0"),
        ("tile/entries/001.p/44", "tile/entries/001.p/44: entry 0"),
    ],
)
def test_a_bit_anywhere_is_found_and_the_file_named(
    emend: Emend, served: Served, path: str, reason: str
) -> None:
    content = served.files()[path] or b""
    served.changed[path] = content[:9] + bytes([content[9] ^ 1]) + content[10:]
    refused(emend("audit", "verify"), reason)


def test_a_dropped_and_a_moved_entry_are_found(emend: Emend, served: Served) -> None:
    kept = served.entries[:256]
    served.changed["tile/entries/000"] = write_entries(kept[:-1])
    refused(emend("audit", "verify"), "tile/entries/000 has 255 entries, not 256")
    served.changed["tile/entries/000"] = write_entries([kept[1], kept[0], *kept[2:]])
    refused(emend("audit", "verify"), "tile/entries/000: entry 0")
    served.changed["tile/entries/000"] = None
    refused(emend("audit", "verify"), "tile/entries/000 is missing")


def test_an_export_is_verified_offline(
    emend: Emend, served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, note, key = tmp_path / "log.jsonl", tmp_path / "old.note", tmp_path / "log.key"
    note.write_text(emend("audit", "checkpoint").out)
    key.write_text(f"{SIGNER.verifier}\n")
    served.entries.append(entry(300))
    assert "301 of 301 entries, verified" in emend("audit", "export", "-o", file).out
    monkeypatch.setenv("EMEND_AUDIT_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("EMEND_STATE_HOME", str(tmp_path / "fresh"))
    ran = emend("audit", "verify", file, "--key", key, "--checkpoint", note, "--json")
    assert ran.document["compared_with"] == [300]
    assert "--key" in emend("audit", "verify", file).err
    file.write_text(file.read_text().replace("talk-7", "talk-8", 1))
    refused(emend("audit", "verify", file, "--key", key), "do not lead to the root")
    refused(emend("audit", "verify", file, "--key", str(Signer(ORIGIN, bytes(32)).verifier)), "key")


def test_a_folder_with_the_log_s_files_is_verified_and_remembered(
    emend: Emend, served: Served, tmp_path: Path
) -> None:
    folder, key = tmp_path / "log", str(SIGNER.verifier)

    write(served, folder)
    assert emend("audit", "verify", folder, "--key", key).code == 0
    served.entries += [entry(number) for number in range(300, 600)]
    write(served, folder)
    assert emend("audit", "verify", folder, "--json").document["compared_with"] == [300]
    served.entries[3] = entry(999)
    write(served, folder)
    refused(emend("audit", "verify", folder), "two roots")
    served.entries.append(entry(600))
    write(served, folder)
    refused(emend("audit", "verify", folder), "another root at 600 leaves")


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
    refused(emend("audit", "search"), "leaf 299 is not proved")


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
    refused(emend("audit", "search"), "the event of leaf 299 is not what its entry says")


def test_hits_are_not_shown_as_of_another_size_than_their_checkpoint_s(
    emend: Emend, served: Served, tmp_path: Path
) -> None:
    honest, file = served.page, tmp_path / "hits.json"
    served.page = lambda indices: honest(indices) | {"size": 299}
    refused(emend("audit", "search"), "says 299 entries, its checkpoint 300")
    file.write_text(json.dumps(served.page([1])))
    refused(emend("audit", "verify", file, "--key", str(SIGNER.verifier)), "its checkpoint 300")


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
    refused(emend("audit", "search"), "the payload of leaf 300 is not the one")


@pytest.mark.parametrize(("size", "reason"), [(300, "two roots"), (299, "does not continue")])
def test_hits_of_a_fork_are_refused(emend: Emend, served: Served, size: int, reason: str) -> None:
    fork = Served([*served.entries[:size]])
    fork.entries[5] = entry(999)
    served.page = lambda indices: fork.page([at - 1 for at in indices if at])
    refused(emend("audit", "search"), reason)
    refused(emend("audit", "trail", "lecture"), reason)


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
    refused(emend("audit", "checkpoint"), "rolled back")


def test_a_saved_answer_is_verified_offline(emend: Emend, served: Served, tmp_path: Path) -> None:
    file = tmp_path / "hits.json"
    file.write_text(emend("audit", "search", "--limit", "5", "--json").out)
    assert "5 entries verified" in emend("audit", "verify", file).out
    file.write_text(file.read_text().replace("talk-297", "talk-298", 2))
    refused(emend("audit", "verify", file), "leaf 297 is not proved")
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


def test_what_the_witness_kept_is_for_its_owner_and_its_damage_is_said(
    emend: Emend, served: Served, tmp_path: Path
) -> None:
    assert emend("audit", "checkpoint").code == 0
    (file,) = (tmp_path / "state" / "witness").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    file.write_text("{")
    assert "cannot be read" in emend("audit", "checkpoint").err
    assert served.note


@pytest.mark.parametrize("what", ["missing.jsonl", "--key"])
def test_what_cannot_be_read_is_one_line(emend: Emend, tmp_path: Path, what: str) -> None:
    missing = tmp_path / "nowhere"
    arguments = ["--key", missing] if what == "--key" else ["--key", str(SIGNER.verifier)]
    ran = emend("audit", "verify", missing, *arguments)
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert "nowhere" in ran.err
