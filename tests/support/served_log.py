"""A small audit log over HTTP, for a test to change as an attacker would."""

from __future__ import annotations

import json
import threading
from base64 import b64encode
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from emend_transparency import (
    Checkpoint,
    ExportedEntry,
    ExportHeader,
    FindHash,
    Frontier,
    Signer,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    nodes_of,
    tiles_between,
    write_entries,
    write_entry,
    write_footer,
    write_header,
)

ORIGIN = "log.example/audit"
HASHED = 2
"""The entry that names what came out of an act."""

SIGNER = Signer(ORIGIN, bytes(range(32)))


def entry(number: int) -> bytes:
    """Return an entry, whose actor is sealed."""
    document = {
        "id": str(number),
        "time": "2026-11-24T10:00:00Z",
        "type": "transcript.read",
        "subject": f"talk-{number}",
        "data": {
            "actor": {"user": {"uid": {"person": "p", "sealed": "c"}}},
            "unmapped": {"output_hash": "c0ffee"} if number == HASHED else {},
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
    """Return hashes as the service gives them."""
    return [b64encode(each).decode() for each in proof]


def expiry(up_to: int) -> bytes:
    """Return the entry which says that those before have expired."""
    document = {"type": "log.entries.expired", "source": "emend-audit"}
    return json.dumps(document | {"data": {"unmapped": {"up_to": str(up_to)}}}).encode()


@contextmanager
def serve_log(size: int) -> Generator[tuple[Served, str]]:
    """Serve a log of so many entries; yield it with its address."""
    log = Served([entry(number) for number in range(size)])
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, log))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield log, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    """Answers as the service does."""

    def __init__(self, log: Served, *arguments: Any) -> None:
        self._log = log
        super().__init__(*arguments)

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        answer = self._log.answer(url.path, query)
        content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self._send(404 if answer is None else 200, content)

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["content-length"])))
        answer = {"person": "f00d", "event_id": "e", "erased_at": "now", "was": request}
        self._send(202, json.dumps(answer).encode())

    def _send(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Say nothing."""
