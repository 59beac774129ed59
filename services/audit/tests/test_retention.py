"""Entries expire once the log says so, and every proof stays."""

from __future__ import annotations

import json
from base64 import b64decode
from datetime import timedelta

import pytest

from emend_audit.retention import Retention
from emend_transparency import (
    verify_export,
    verify_inclusion,
    verify_log,
)
from tests.support.recorded_log import Log, build_event, fill

pytestmark = pytest.mark.postgres


def retention_of(log: Log) -> Retention:
    return Retention(log.pool, log.files, log.codec, "1", timedelta(days=10), log.clock)


async def expire(log: Log) -> None:
    """Let all but the last bundle of 600 entries expire, and have the log say so."""
    await fill(log, 600)
    log.later(20 * 86_400)
    await log.record(build_event("new"))
    await log.publish()
    assert await retention_of(log).purge() == 0
    assert await log.relay() == 1


async def test_expired_entries_go_and_every_proof_stays(log: Log) -> None:
    await fill(log, 300)
    early = await log.checkpoint()
    await expire(log)
    assert await retention_of(log).purge() == 512
    assert await retention_of(log).purge() == 0
    assert await log.relay() == 0
    assert log.read("tile/entries/000") is None
    assert log.read("tile/0/000") is not None
    async with log.http() as http:
        hits = (await http.get("/v1/audit/events?limit=200")).json()
        indices = [hit["index"] for hit in await log.proved(hits)]
        proof = (await http.get("/v1/audit/proof?index=5")).json()
        state = (await http.get("/v1/audit/log")).json()
        export = (await http.get("/v1/audit/export")).text.splitlines()
        part = (await http.get("/v1/audit/export?start=500&end=520")).text.splitlines()
    assert min(indices) == state["pruned"] == 512
    checkpoint = await log.checkpoint()
    hashes = [b64decode(each) for each in proof["proof"]]
    verify_inclusion(b64decode(proof["leaf_hash"]), 5, 602, hashes, checkpoint.root)
    assert verify_export(export, await log.verifier(), [early]).pruned == 512
    assert verify_export(part, await log.verifier()).pruned == 12
    assert verify_log(log.read, checkpoint, [early]) == 512
    await log.record(*(build_event(f"more-{number}") for number in range(300)))
    await log.publish()
    assert verify_log(log.read, await log.checkpoint(), [early]) == 512


async def test_nothing_is_deleted_before_the_log_says_that_it_has_expired(log: Log) -> None:
    await fill(log, 600)
    log.later(20 * 86_400)
    for _ in range(2):
        assert await retention_of(log).purge() == 0
    (row,) = await log.pool.fetch("DELETE FROM outbox RETURNING value")
    await log.record(row["value"])
    assert await retention_of(log).purge() == 0, "it is not signed yet"
    await log.publish()
    assert await retention_of(log).purge() == 512
    entry = json.loads(await log.pool.fetchval("SELECT entry FROM entries WHERE index = 600"))
    assert (entry["type"], entry["data"]["unmapped"]) == ("log.entries.expired", {"up_to": "512"})


async def test_partial_bundles_that_a_crash_left_expire_too(log: Log) -> None:
    await log.record(*(build_event(f"event-{number}") for number in range(100)))
    await log.publish()
    left = (log.folder / "tile/entries/000.p/100").read_bytes()
    await expire(log)
    folder = log.folder / "tile/entries/000.p"
    folder.mkdir(exist_ok=True)
    (folder / "100").write_bytes(left)
    await retention_of(log).purge()
    assert not (folder / "100").exists()


async def test_files_that_a_crash_left_go_with_the_next_purge(log: Log) -> None:
    await expire(log)
    bundle = (log.folder / "tile/entries/001").read_bytes()
    assert await retention_of(log).purge() == 512
    # As it was after the rows were deleted.
    (log.folder / "tile/entries/001").write_bytes(bundle)
    await log.pool.execute("UPDATE log SET deleted = 256")
    assert await retention_of(log).purge() == 0
    assert log.read("tile/entries/001") is None
