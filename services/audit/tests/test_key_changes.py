"""One key of the log follows another, whatever breaks off meanwhile."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import asyncpg
import pytest

from emend_audit.errors import KeyProblem
from emend_audit.publishing import Publisher
from emend_audit.rotation import Rotation
from emend_audit.store import begin_epoch
from emend_transparency import (
    Checkpoint,
    Signer,
    Verifier,
    follow_keys,
    verify_export,
)
from tests.support.recorded_log import Log, build_event, fill

pytestmark = pytest.mark.postgres


async def test_a_new_key_signs_after_a_hand_over(log: Log) -> None:
    await fill(log, 5)
    pinned = await log.verifier()
    rotation = Rotation(log.pool, log.codec, log.settings.signing_key_file, "1", log.clock)
    new = await rotation.rotate()
    assert await log.relay() == 1
    async with log.http() as http:
        state = (await http.get("/v1/audit/log")).json()
        export = (await http.get("/v1/audit/export")).text.splitlines()
        note = (await http.get("/checkpoint")).text
        shown = (await http.get("/hand-over/1")).text
        none = [await http.get(f"/hand-over/{number}") for number in (2, 0)]
    assert state["keys"] == [str(pinned), new]
    chain = follow_keys(state["origin"], pinned, state["hand_overs"])
    assert str(chain.newest) == new
    assert chain.open(note).size == 6
    assert verify_export(export, pinned).entries == 6
    assert verify_export(export, Verifier.parse(new)).entries == 6
    assert [(log.read("hand-over/1") or b"").decode()] == state["hand_overs"] == [shown]
    assert [answer.status_code for answer in none] == [404, 422]
    entry = json.loads(await log.pool.fetchval("SELECT entry FROM entries WHERE index = 5"))
    assert (entry["type"], entry["data"]["unmapped"]["new"]) == ("log.key.rotated", new)


async def test_a_mounted_key_can_follow(log: Log, tmp_path: Any) -> None:
    await fill(log, 5)
    rotation = Rotation(log.pool, log.codec, log.settings.signing_key_file, "1", log.clock)
    origin = (await log.checkpoint()).origin
    file = tmp_path / "mounted.key"
    file.write_text(Signer("another.log", bytes(32)).secret_text())
    with pytest.raises(KeyProblem, match=r"another\.log"):
        await rotation.rotate(file)
    file.write_text(Signer(origin, bytes(32)).secret_text())
    await rotation.rotate(file)
    await log.record(build_event("after"))
    with pytest.raises(KeyProblem, match="the log is signed by"):
        await log.publish()
    epoch = await begin_epoch(log.connection)
    await Publisher(log.files, file).begin(log.connection, epoch)
    checkpoint: Checkpoint = await log.checkpoint()
    assert checkpoint.size == 6


async def test_a_change_of_key_that_broke_off_loses_no_key(log: Log) -> None:
    await fill(log, 5)
    file = log.settings.signing_key_file
    rotation = Rotation(log.pool, log.codec, file, "1", log.clock)
    old = file.read_bytes()
    second = await rotation.rotate()
    # As it was after the commit: the new key beside the old one.
    file.rename(file.with_name(f"{file.name}.next"))
    file.write_bytes(old)
    await log.pool.execute("ALTER TABLE outbox RENAME TO elsewhere")
    with pytest.raises(asyncpg.UndefinedTableError):
        await rotation.rotate()
    await log.pool.execute("ALTER TABLE elsewhere RENAME TO outbox")
    await log.relay()
    assert (await log.checkpoint()).size == 6
    third = await rotation.rotate()
    await log.relay()
    async with log.http() as http:
        assert (await http.get("/v1/audit/log")).json()["keys"][1:] == [second, third]
    assert (await log.checkpoint()).size == 7
    assert not file.with_name(f"{file.name}.next").exists()


async def test_a_key_that_is_retired_meanwhile_signs_nothing_more(log: Log) -> None:
    await fill(log, 5)
    await log.record(build_event("more"))
    rotation = Rotation(log.pool, log.codec, log.settings.signing_key_file, "1", log.clock)
    async with log.pool.acquire() as other, other.transaction():
        await other.execute("SELECT FROM log FOR UPDATE")
        changing = asyncio.create_task(rotation.rotate())
        await log.blocked(1)
        publishing = asyncio.create_task(log.publish())
        await log.blocked(2)
    await changing
    await publishing
    assert (await log.checkpoint()).size == 6
