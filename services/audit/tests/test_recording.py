"""Events become entries: each once, in order, whatever comes again."""

from __future__ import annotations

import json
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest

from emend_audit.errors import Deposed, KeyProblem
from emend_audit.founding import found_log
from emend_audit.publishing import Publisher
from emend_audit.store import begin_epoch, read_positions
from emend_events import Topic
from emend_transparency import verify_log
from tests.support.recorded_log import Log, build_event

pytestmark = pytest.mark.postgres


async def entries(log: Log) -> list[dict[str, Any]]:
    rows = await log.pool.fetch("SELECT entry FROM entries ORDER BY index")
    return [json.loads(row["entry"]) for row in rows]


async def test_an_event_becomes_an_entry_with_its_place(log: Log) -> None:
    event = build_event(engine="7")
    assert await log.record(event) == 1
    (entry,) = await entries(log)
    assert entry["id"] == str(event.event_id)
    assert entry["specversion"] == "1.0"
    assert entry["time"] == "2026-11-24T10:00:00.000000Z"
    assert entry["data"]["unmapped"] == {"engine": "7"}
    assert entry["kafka"] == {"topic": "audit.event.recorded.v1", "partition": 0, "offset": 0}


async def test_an_event_that_comes_again_changes_nothing(log: Log) -> None:
    first, second = build_event("a"), build_event("b")
    assert await log.record(first, second, first) == 2
    assert await log.record(second, build_event("c"), first) == 1
    assert [entry["kafka"]["offset"] for entry in await entries(log)] == [0, 1, 4]
    assert await read_positions(log.pool, Topic.AUDIT) == {0: 6}


async def test_the_same_batch_again_changes_nothing(log: Log) -> None:
    records = [log.record_of(build_event(str(number))) for number in range(5)]
    assert await log.recorder.record(log.connection, log.epoch, records) == 5
    assert await log.recorder.record(log.connection, log.epoch, records) == 0
    await log.publish()
    verify_log(log.read, await log.checkpoint())


@pytest.mark.parametrize("value", [b"", b"garbage", b"\0\xff\xff\xff\xff", b"\0\0\0\0\6x"])
async def test_poison_gets_an_entry_that_says_so(log: Log, value: bytes) -> None:
    assert await log.record(build_event("a"), value, build_event("b")) == 3
    poison = (await entries(log))[1]
    assert poison["type"] == "audit.event.unreadable"
    assert poison["data"]["sha256"] == sha256(value).hexdigest()
    assert poison["data"]["bytes"] == len(value)
    assert poison["kafka"]["offset"] == 1


async def test_a_number_that_json_cannot_carry_is_poison(log: Log) -> None:
    event = build_event()
    huge = event.model_copy(update={"data": event.data.model_copy(update={"severity_id": 2**60})})
    await log.record(huge)
    assert (await entries(log))[0]["data"]["reason"] == "Malformed"


async def test_text_that_no_column_holds_is_recorded_all_the_same(log: Log) -> None:
    subject = "nul\0 " + "x" * 3_000
    await log.record(build_event(subject=subject))
    assert (await entries(log))[0]["subject"] == subject


async def test_a_large_event_goes_in_by_its_sha256(log: Log) -> None:
    await log.record(build_event(detail="ā" * 70_000))
    await log.publish()
    (row,) = await log.pool.fetch("SELECT entry, payload FROM entries")
    named = json.loads(row["entry"])["payload"]
    assert named == {
        "sha256": sha256(row["payload"]).hexdigest(),
        "bytes": len(row["payload"]),
    }
    assert json.loads(row["payload"])["data"]["status_detail"] == "ā" * 70_000
    verify_log(log.read, await log.checkpoint())


async def test_a_clock_that_goes_back_moves_no_entry(log: Log) -> None:
    for number, seconds in enumerate((0, 10, -3_600, 5)):
        log.later(seconds)
        await log.record(build_event(str(number)))
        await log.publish()
    rows = await log.pool.fetch("SELECT recorded_at FROM entries ORDER BY index")
    times = [row["recorded_at"] for row in rows]
    assert times == sorted(times)
    assert times[-1] - times[0] == timedelta(seconds=10)
    verify_log(log.read, await log.checkpoint())


async def test_a_deposed_sequencer_neither_records_nor_signs(log: Log) -> None:
    await log.record(build_event("a"))
    await begin_epoch(log.connection)
    with pytest.raises(Deposed):
        await log.record(build_event("b"))
    with pytest.raises(Deposed):
        await log.publish()
    assert (await log.checkpoint()).size == 0
    assert await log.pool.fetchval("SELECT count(*) FROM entries") == 1


async def test_a_log_does_not_begin_without_its_keys(pool: Any, settings: Any) -> None:
    with pytest.raises(KeyProblem, match="AUDIT_GENERATE_KEYS"):
        await found_log(pool, settings.model_copy(update={"generate_keys": False}))


async def test_a_key_that_is_lost_is_not_silently_replaced(log: Log) -> None:
    log.settings.tenant_key_file.unlink()
    with pytest.raises(KeyProblem, match="is missing"):
        await found_log(log.connection, log.settings)
    log.settings.signing_key_file.unlink()
    again = Publisher(log.files, log.settings.signing_key_file)
    await log.record(b"poison")
    with pytest.raises(KeyProblem, match="holds nothing"):
        await again.publish(log.connection, log.epoch)


def test_made_keys_are_for_this_user_only(settings: Any, log: Log) -> None:
    del log
    for file in (settings.signing_key_file, settings.tenant_key_file):
        assert file.stat().st_mode & 0o777 == 0o600
    assert settings.signing_key_file.parent.stat().st_mode & 0o777 == 0o700
