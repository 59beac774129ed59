"""Events become entries: each once, in order, whatever comes again."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any, cast

import pytest

from emend_audit.errors import Deposed, Forked, KeyProblem
from emend_audit.files import LogFiles
from emend_audit.founding import found_log
from emend_audit.publishing import Publisher
from emend_audit.store import begin_epoch, read_positions
from emend_events import AuditEventRecorded, Topic
from emend_transparency import Checkpoint, verify_log

BuildEvent = Callable[..., AuditEventRecorded]

pytestmark = pytest.mark.postgres


class Gate:
    """A log's files, where one kind of access to them waits until a test opens it."""

    def __init__(self, files: LogFiles, at: str) -> None:
        self._files, self._at = files, at
        self.reached, self.open = asyncio.Event(), asyncio.Event()

    def __getattr__(self, name: str) -> Any:
        """Return what the files do, after the gate if it is that."""
        found = getattr(self._files, name)
        if name != self._at:
            return found

        async def late(*arguments: Any) -> Any:
            self.reached.set()
            await self.open.wait()
            return await found(*arguments)

        return late


async def entries(log: Any) -> list[dict[str, Any]]:
    rows = await log.pool.fetch("SELECT entry FROM entries ORDER BY index")
    return [json.loads(row["entry"]) for row in rows]


async def test_an_event_becomes_an_entry_with_its_place(log: Any, build_event: BuildEvent) -> None:
    event = build_event(engine="7")
    assert await log.record(event) == 1
    (entry,) = await entries(log)
    assert entry["id"] == str(event.event_id)
    assert entry["specversion"] == "1.0"
    assert entry["time"] == "2026-11-24T10:00:00.000000Z"
    assert entry["data"]["unmapped"] == {"engine": "7"}
    assert entry["kafka"] == {"topic": "audit.event.recorded.v1", "partition": 0, "offset": 0}


async def test_an_event_that_comes_again_changes_nothing(log: Any, build_event: BuildEvent) -> None:
    first, second = build_event("a"), build_event("b")
    assert await log.record(first, second, first) == 2
    assert await log.record(second, build_event("c"), first) == 1
    assert [entry["kafka"]["offset"] for entry in await entries(log)] == [0, 1, 4]
    assert await read_positions(log.pool, Topic.AUDIT) == {0: 6}


async def test_the_same_batch_again_changes_nothing(log: Any, build_event: BuildEvent) -> None:
    records = [log.record_of(build_event(str(number))) for number in range(5)]
    assert await log.recorder.record(log.connection, log.epoch, records) == 5
    assert await log.recorder.record(log.connection, log.epoch, records) == 0
    await log.publish()
    verify_log(log.read, await log.checkpoint())


@pytest.mark.parametrize("value", [b"", b"garbage", b"\0\xff\xff\xff\xff", b"\0\0\0\0\6x"])
async def test_poison_gets_an_entry_that_says_so(
    log: Any, build_event: BuildEvent, value: bytes
) -> None:
    assert await log.record(build_event("a"), value, build_event("b")) == 3
    poison = (await entries(log))[1]
    assert poison["type"] == "audit.event.unreadable"
    assert poison["data"]["sha256"] == sha256(value).hexdigest()
    assert poison["data"]["bytes"] == len(value)
    assert poison["kafka"]["offset"] == 1


async def test_a_number_that_json_cannot_carry_is_poison(log: Any, build_event: BuildEvent) -> None:
    event = build_event()
    huge = event.model_copy(update={"data": event.data.model_copy(update={"severity_id": 2**60})})
    await log.record(huge)
    assert (await entries(log))[0]["data"]["reason"] == "Malformed"


async def test_text_that_no_column_holds_is_recorded_all_the_same(
    log: Any, build_event: BuildEvent
) -> None:
    subject = "nul\0 " + "x" * 3_000
    await log.record(build_event(subject=subject))
    assert (await entries(log))[0]["subject"] == subject


async def test_a_large_event_goes_in_by_its_sha256(log: Any, build_event: BuildEvent) -> None:
    await log.record(build_event(detail="ā" * 70_000))
    await log.publish()
    row = await log.pool.fetchrow("SELECT entry, payload FROM entries")
    named = json.loads(row["entry"])["payload"]
    assert named == {
        "sha256": sha256(row["payload"]).hexdigest(),
        "bytes": len(row["payload"]),
    }
    assert json.loads(row["payload"])["data"]["status_detail"] == "ā" * 70_000
    verify_log(log.read, await log.checkpoint())


async def test_a_clock_that_goes_back_moves_no_entry(
    log: Any, build_event: BuildEvent, later: Callable[[Any, float], None]
) -> None:
    for number, seconds in enumerate((0, 10, -3_600, 5)):
        later(log, seconds)
        await log.record(build_event(str(number)))
        await log.publish()
    rows = await log.pool.fetch("SELECT recorded_at FROM entries ORDER BY index")
    times = [row["recorded_at"] for row in rows]
    assert times == sorted(times)
    assert times[-1] - times[0] == timedelta(seconds=10)
    verify_log(log.read, await log.checkpoint())


async def test_a_deposed_sequencer_neither_records_nor_signs(
    log: Any, build_event: BuildEvent
) -> None:
    await log.record(build_event("a"))
    await begin_epoch(log.pool)
    with pytest.raises(Deposed):
        await log.record(build_event("b"))
    with pytest.raises(Deposed):
        await log.publish()
    assert (await log.checkpoint()).size == 0
    assert await log.pool.fetchval("SELECT count(*) FROM entries") == 1


@pytest.mark.parametrize("sizes", [(1,), (255, 1, 1), (300, 300), (700,)])
async def test_whatever_the_batches_the_published_log_verifies(
    log: Any, build_event: BuildEvent, sizes: tuple[int, ...]
) -> None:
    states: list[Checkpoint] = []
    number = 0
    for size in sizes:
        await log.record(*(build_event(str(each)) for each in range(number, number + size)))
        number += size
        await log.publish()
        states.append(await log.checkpoint())
    assert states[-1].size == sum(sizes)
    verify_log(log.read, states[-1], states)


async def test_partial_tiles_go_when_the_full_one_is_there(
    log: Any, build_event: BuildEvent
) -> None:
    for start, end in ((0, 100), (100, 200), (200, 300)):
        await log.record(*(build_event(str(each)) for each in range(start, end)))
        await log.publish()
    assert log.read("tile/0/000") is not None
    assert log.read("tile/0/000.p/100") is None
    assert log.read("tile/entries/000.p/200") is None
    assert log.read("tile/entries/001.p/44") is not None


@pytest.mark.parametrize("lost", ["checkpoint", "tile/0/000.p/3", "tile/entries/000.p/3"])
async def test_a_crash_between_the_steps_is_repaired_by_doing_them_again(
    log: Any, build_event: BuildEvent, lost: str
) -> None:
    await log.record(*(build_event(str(number)) for number in range(3)))
    state = await log.pool.fetchrow("SELECT signed_size, signed_hashes, checkpoint FROM log")
    shown = log.read("checkpoint")
    await log.publish()
    (log.files.folder / lost).unlink()
    if lost != "checkpoint":  # the crash came before the signature was recorded
        await log.pool.execute(
            "UPDATE log SET signed_size = $1, signed_hashes = $2, checkpoint = $3", *state
        )
        (log.files.folder / "checkpoint").write_bytes(shown)
    epoch = await begin_epoch(log.connection)
    again = Publisher(log.files, log.settings.signing_key_file)
    await again.begin(log.connection, epoch)
    verify_log(log.read, await log.checkpoint())
    assert (await log.checkpoint()).size == 3


@pytest.mark.parametrize(("kept", "zeros"), [(0, 0), (40, 0), (40, 24), (0, 64)])
async def test_a_tile_that_a_power_cut_left_half_written_is_written_anew(
    log: Any, build_event: BuildEvent, kept: int, zeros: int
) -> None:
    await log.record(build_event("a"), build_event("b"))
    hashes = await log.pool.fetch("SELECT hash FROM entries ORDER BY index")
    path = log.files.folder / "tile/0/000.p/2"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"".join(row["hash"] for row in hashes)[:kept] + bytes(zeros))
    await log.publish()
    verify_log(log.read, await log.checkpoint())


async def test_a_bundle_of_another_length_is_another_log_s(
    log: Any, build_event: BuildEvent
) -> None:
    path = log.files.folder / "tile/entries/000.p/1"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\0\5other")
    await log.record(build_event("a"))
    with pytest.raises(Forked, match=r"tile/entries/000\.p/1 is another tile"):
        await log.publish()


async def test_a_checkpoint_put_late_by_a_deposed_sequencer_is_not_shown(
    log: Any, build_event: BuildEvent
) -> None:
    gate = Gate(log.files, "put")
    frozen = Publisher(cast("LogFiles", gate), log.settings.signing_key_file)
    await log.record(build_event("a"))
    async with log.pool.acquire() as connection:
        thawing = asyncio.create_task(frozen.publish(connection, log.epoch))
        await gate.reached.wait()
        epoch = await begin_epoch(log.connection)
        await log.publisher.begin(log.connection, epoch)
        await log.recorder.record(log.connection, epoch, [log.record_of(build_event("b"))])
        await log.publisher.publish(log.connection, epoch)
        newest = log.read("checkpoint")
        gate.open.set()
        await thawing
    assert log.read("checkpoint") != newest, "the late one overwrote the file"
    async with log.http() as http:
        assert (await http.get("/checkpoint")).content == newest
    await log.publisher.show(log.connection, epoch)
    assert log.read("checkpoint") == newest


async def test_a_sequencer_that_thaws_after_it_signed_puts_nothing(
    log: Any, build_event: BuildEvent
) -> None:
    await log.record(build_event("a"))
    gate = Gate(log.files, "sync")
    frozen = Publisher(cast("LogFiles", gate), log.settings.signing_key_file)
    async with log.pool.acquire() as connection:
        thawing = asyncio.create_task(frozen.publish(connection, log.epoch))
        await gate.reached.wait()
        epoch = await begin_epoch(log.connection)
        await log.publisher.begin(log.connection, epoch)
        newest = log.read("checkpoint")
        gate.open.set()
        with pytest.raises(Deposed):
            await thawing
        with pytest.raises(Deposed):
            await frozen.show(connection, log.epoch)
    assert log.read("checkpoint") == newest


async def test_a_checkpoint_that_readers_have_seen_is_not_taken_back(
    log: Any, build_event: BuildEvent
) -> None:
    await log.record(*(build_event(str(number)) for number in range(4)))
    state = await log.pool.fetchrow("SELECT * FROM log")
    await log.publish()
    newest = log.read("checkpoint")
    # What a database restored from a backup knows.
    await log.pool.execute(
        "UPDATE log SET signed_size = $1, signed_hashes = $2, checkpoint = $3",
        *(state["signed_size"], state["signed_hashes"], state["checkpoint"]),
    )
    epoch = await begin_epoch(log.connection)
    with pytest.raises(Forked, match="restored from an older backup"):
        await log.publisher.begin(log.connection, epoch)
    assert log.read("checkpoint") == newest


async def test_a_checkpoint_that_a_power_cut_tore_is_put_again(
    log: Any, build_event: BuildEvent
) -> None:
    await log.record(build_event("a"))
    await log.publish()
    newest = log.read("checkpoint")
    (log.files.folder / "checkpoint").write_bytes(newest[:20])
    await log.publisher.show(log.connection, log.epoch)
    assert log.read("checkpoint") == newest


async def test_nothing_is_signed_over_another_log_s_tiles(
    log: Any, build_event: BuildEvent
) -> None:
    path = log.files.folder / "tile/0/000.p/1"
    path.parent.mkdir(parents=True)
    path.write_bytes(bytes(range(32)))
    await log.record(build_event("a"))
    with pytest.raises(Forked, match=r"tile/0/000\.p/1 is another tile"):
        await log.publish()
    assert (await log.checkpoint()).size == 0


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE entries SET hash = decode(repeat('00', 32), 'hex') WHERE index = 5",
        "DELETE FROM entries WHERE index = 5",
        "UPDATE log SET size = 7, hashes = decode(repeat('00', 96), 'hex')",
    ],
)
async def test_nothing_is_signed_that_does_not_continue_what_was_signed(
    log: Any, build_event: BuildEvent, harm: str
) -> None:
    await log.record(*(build_event(str(number)) for number in range(4)))
    await log.publish()
    await log.record(*(build_event(str(number)) for number in range(4, 8)))
    await log.pool.execute(harm)
    with pytest.raises(Forked, match="nothing is signed"):
        await log.publish()
    assert (await log.checkpoint()).size == 4


async def test_a_database_that_was_rolled_back_is_not_signed_again(
    log: Any, build_event: BuildEvent
) -> None:
    await log.record(*(build_event(str(number)) for number in range(4)))
    await log.publish()
    await log.pool.execute("UPDATE log SET signed_size = 2, signed_hashes = $1", bytes(32))
    with pytest.raises(Forked, match="restored in part"):
        await log.publisher.begin(log.connection, log.epoch)


async def test_a_log_does_not_begin_without_its_keys(pool: Any, settings: Any) -> None:
    with pytest.raises(KeyProblem, match="AUDIT_GENERATE_KEYS"):
        await found_log(pool, settings.model_copy(update={"generate_keys": False}))


async def test_a_key_that_is_lost_is_not_silently_replaced(log: Any) -> None:
    log.settings.tenant_key_file.unlink()
    with pytest.raises(KeyProblem, match="is missing"):
        await found_log(log.connection, log.settings)
    log.settings.signing_key_file.unlink()
    again = Publisher(log.files, log.settings.signing_key_file)
    await log.record(b"poison")
    with pytest.raises(KeyProblem, match="holds nothing"):
        await again.publish(log.connection, log.epoch)


def test_made_keys_are_for_this_user_only(settings: Any, log: Any) -> None:
    del log
    for file in (settings.signing_key_file, settings.tenant_key_file):
        assert file.stat().st_mode & 0o777 == 0o600
    assert settings.signing_key_file.parent.stat().st_mode & 0o777 == 0o700
