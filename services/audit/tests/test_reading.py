"""Search, trail, proofs, files and export, over HTTP, and the record of who reads."""

from __future__ import annotations

import json
import shutil
from base64 import b64decode
from typing import Any
from uuid import uuid4

import pytest

from emend_transparency import (
    verify_consistency,
    verify_export,
    verify_inclusion,
    verify_log,
)
from tests.support.recorded_log import ASHA, Log, build_event, fill

pytestmark = pytest.mark.postgres


async def test_every_hit_is_proved(log: Log) -> None:
    await fill(log)
    async with log.http() as http:
        page = (await http.get("/v1/audit/events", params={"actor": ASHA, "limit": 7})).json()
        hits = await log.proved(page)
        following = {"actor": ASHA, "limit": 200, "cursor": page["next_cursor"]}
        rest = await log.proved((await http.get("/v1/audit/events", params=following)).json())
    assert len(hits) + len(rest) == 100
    indices = [hit["index"] for hit in (*hits, *rest)]
    assert indices == sorted(indices, reverse=True)
    assert {hit["event"]["data"]["actor"]["user"]["uid"] for hit in hits} == {ASHA}
    assert all(ASHA not in hit["entry"] for hit in hits)


@pytest.mark.parametrize(
    ("params", "count"),
    [
        ({}, 60),
        ({"type": "transcript.completed"}, 30),
        ({"subject": "talk-3"}, 6),
        ({"transcript": "talk-3", "type": "transcript.submitted"}, 0),
        ({"source": "emend-ingest", "actor": "emend-ingest"}, 20),
        ({"trace": "4bf92f3577b34da6a3ce929d0e0e4736"}, 60),
        ({"trace": "0" * 32}, 0),
        ({"since": "2026-11-24T10:00:00Z", "until": "2026-11-24T10:00:00.000001"}, 60),
        ({"until": "2026-11-24T15:30:00+05:30"}, 0),
        ({"actor": "nobody"}, 0),
    ],
)
async def test_entries_are_found_by_what_is_asked(
    log: Log, params: dict[str, str], count: int
) -> None:
    await fill(log, 60)
    async with log.http() as http:
        answer = await http.get("/v1/audit/events", params={**params, "limit": "200"})
    assert answer.status_code == 200, answer.text
    assert len(await log.proved(answer.json())) == count


@pytest.mark.parametrize(
    "params", [{"limit": 0}, {"trace": "x"}, {"cursor": -1}, {"event_id": "x"}]
)
async def test_a_question_that_makes_no_sense_is_refused(log: Log, params: dict[str, Any]) -> None:
    async with log.http() as http:
        answer = await http.get("/v1/audit/events", params=params)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


async def test_what_is_not_signed_yet_is_not_shown(log: Log) -> None:
    await fill(log, 5)
    await log.record(build_event("later"))
    async with log.http() as http:
        assert len((await http.get("/v1/audit/events")).json()["events"]) == 5
        assert (await http.get("/v1/audit/proof", params={"index": 5})).status_code == 404
        assert (await http.get("/v1/audit/log")).json()["recorded"] == 6


async def test_a_trail_tells_a_transcript_s_story_in_order(log: Log) -> None:
    await fill(log, 40)
    event = build_event(
        "done", subject="x/y", resources=[("transcript", "talk-3")], output_hash="bb"
    )
    read = build_event("read", type="transcript.read", subject="talk-3.srt")
    await log.record(read, event)
    await log.publish()
    async with log.http() as http:
        first = (await http.get("/v1/audit/trail/talk-3", params={"limit": 3})).json()
        rest = await http.get("/v1/audit/trail/talk-3", params={"cursor": first["next_cursor"]})
    hits = [*await log.proved(first), *await log.proved(rest.json())]
    assert [hit["index"] for hit in hits] == [3, 13, 23, 33, 40, 41]
    assert hits[-1]["event"]["data"]["unmapped"] == {"output_hash": "bb"}


async def test_proofs_are_given_by_index_and_by_event(log: Log) -> None:
    await fill(log, 50)
    early = await log.checkpoint()
    await log.record(*(build_event(f"more-{number}") for number in range(500)))
    await log.publish()
    event = build_event("event-7")
    async with log.http() as http:
        by_index = (await http.get("/v1/audit/proof", params={"index": 7})).json()
        by_event = await http.get("/v1/audit/proof", params={"event_id": str(event.event_id)})
        growth = (await http.get("/v1/audit/consistency", params={"old_size": 50})).json()
        too_far = await http.get("/v1/audit/consistency", params={"old_size": 551})
        unknown = await http.get("/v1/audit/proof", params={"event_id": str(uuid4())})
        neither = await http.get("/v1/audit/proof")
    assert by_event.json() == by_index
    checkpoint = await log.checkpoint()
    proof = [b64decode(each) for each in by_index["proof"]]
    verify_inclusion(b64decode(by_index["leaf_hash"]), 7, 550, proof, checkpoint.root)
    proof = [b64decode(each) for each in growth["proof"]]
    verify_consistency(50, 550, proof, early.root, checkpoint.root)
    assert (too_far.status_code, unknown.status_code, neither.status_code) == (404, 404, 422)


async def test_the_files_are_served_as_c2sp_says(log: Log) -> None:
    await fill(log, 300)
    async with log.http() as http:
        checkpoint = await http.get("/checkpoint")
        full = await http.get("/tile/0/000")
        entries = await http.head("/tile/entries/000")
        partial = await http.get("/tile/1/000.p/1")
        odd = [
            await http.get(f"/tile/{path}") for path in ("0/0", "0/000.p/300", "0/002", "%2e%2e")
        ]

        async def read(path: str) -> bytes | None:
            answer = await http.get(f"/{path}")
            return answer.content if answer.status_code == 200 else None

        paths = ["tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1"]
        paths += ["tile/entries/000", "tile/entries/001.p/44"]
        served = {path: await read(path) for path in paths}
    assert checkpoint.headers["content-type"] == "text/plain; charset=utf-8"
    assert checkpoint.headers["cache-control"] == "no-store"
    assert full.headers["content-type"] == "application/octet-stream"
    assert full.headers["cache-control"] == entries.headers["cache-control"]
    assert "immutable" in full.headers["cache-control"]
    assert partial.headers["cache-control"] == "public, max-age=60"
    assert [answer.status_code for answer in odd] == [404] * 4
    verify_log(served.get, await log.checkpoint())


async def test_an_export_proves_itself(log: Log) -> None:
    await fill(log, 300)
    earlier = await log.checkpoint()
    await log.record(build_event("large", detail="x" * 70_000))
    await log.publish()
    async with log.http() as http:
        whole = (await http.get("/v1/audit/export")).text
        part = await http.get(
            "/v1/audit/export", params={"start": 290, "end": 301, "old_size": 300}
        )
    pinned = await log.verifier()
    assert verify_export(whole.splitlines(), pinned, [earlier]).entries == 301
    assert verify_export(part.text.splitlines(), pinned, [earlier]).entries == 11
    assert ASHA not in whole


async def test_an_export_by_time_takes_what_was_recorded_then(log: Log) -> None:
    for number in range(4):
        await log.record(build_event(str(number)))
        log.later(60)
    await log.publish()
    params = {"since": "2026-11-24T10:01:00", "until": "2026-11-24T10:03:00Z"}
    async with log.http() as http:
        text = (await http.get("/v1/audit/export", params=params)).text
        none = (await http.get("/v1/audit/export", params={"since": "2030-01-01"})).text
    verified = verify_export(text.splitlines(), await log.verifier())
    assert (verified.start, verified.entries) == (1, 2)
    assert verify_export(none.splitlines(), await log.verifier()).entries == 0


async def test_who_reads_the_log_is_recorded_in_it(log: Log) -> None:
    await log.record(build_event(actor=ASHA))
    await log.publish()
    paths = ["events?actor=x", "events?limit=0", "trail/talk-1", "export", "erasures", "log"]
    async with log.http(recorded=True) as http:
        for path in paths:
            await http.get(f"/v1/audit/{path}")
        await http.get("/checkpoint")
        for _ in range(2):
            await http.post("/v1/audit/erasures", json={"person": ASHA})
    await log.relay()
    rows = await log.pool.fetch("SELECT entry FROM entries WHERE index > 0 ORDER BY index")
    entries = [json.loads(row["entry"]) for row in rows]
    assert [(entry["type"], entry["data"].get("status_detail", "")) for entry in entries] == [
        ("audit.log.searched", ""),
        ("audit.log.searched", "422"),
        ("audit.trail.read", ""),
        ("audit.log.exported", ""),
        ("audit.erasures.listed", ""),
        ("subject.erased", ""),
        ("subject.erasure.requested", "404"),
    ]


async def test_what_is_away_is_said_with_503(log: Log) -> None:
    await log.publish()
    shutil.rmtree(log.folder)
    log.folder.write_text("no folder any more")
    async with log.http() as http:
        answer = await http.get("/tile/0/000")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert answer.headers["content-type"] == "application/problem+json"
