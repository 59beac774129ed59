"""What is published is one log that only grows, whoever crashes, freezes or comes late."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest

from emend_audit.errors import Deposed, Forked
from emend_audit.files import LogFiles
from emend_audit.publishing import Publisher
from emend_audit.store import begin_epoch
from emend_transparency import Checkpoint, verify_log
from tests.support.recorded_log import Log, build_event

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


@pytest.mark.parametrize("sizes", [(1,), (255, 1, 1), (300, 300), (700,)])
async def test_whatever_the_batches_the_published_log_verifies(
    log: Log, sizes: tuple[int, ...]
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


async def test_partial_tiles_go_when_the_full_one_is_there(log: Log) -> None:
    for start, end in ((0, 100), (100, 200), (200, 300)):
        await log.record(*(build_event(str(each)) for each in range(start, end)))
        await log.publish()
    assert log.read("tile/0/000") is not None
    assert log.read("tile/0/000.p/100") is None
    assert log.read("tile/entries/000.p/200") is None
    assert log.read("tile/entries/001.p/44") is not None


@pytest.mark.parametrize("lost", ["checkpoint", "tile/0/000.p/3", "tile/entries/000.p/3"])
async def test_a_crash_between_the_steps_is_repaired_by_doing_them_again(
    log: Log, lost: str
) -> None:
    await log.record(*(build_event(str(number)) for number in range(3)))
    (state,) = await log.pool.fetch("SELECT signed_size, signed_hashes, checkpoint FROM log")
    shown = (log.folder / "checkpoint").read_bytes()
    await log.publish()
    (log.folder / lost).unlink()
    if lost != "checkpoint":  # the crash came before the signature was recorded
        await log.pool.execute(
            "UPDATE log SET signed_size = $1, signed_hashes = $2, checkpoint = $3", *state
        )
        (log.folder / "checkpoint").write_bytes(shown)
    epoch = await begin_epoch(log.connection)
    again = Publisher(log.files, log.settings.signing_key_file)
    await again.begin(log.connection, epoch)
    verify_log(log.read, await log.checkpoint())
    assert (await log.checkpoint()).size == 3


@pytest.mark.parametrize(("kept", "zeros"), [(0, 0), (40, 0), (40, 24), (0, 64)])
async def test_a_tile_that_a_power_cut_left_half_written_is_written_anew(
    log: Log, kept: int, zeros: int
) -> None:
    await log.record(build_event("a"), build_event("b"))
    hashes = await log.pool.fetch("SELECT hash FROM entries ORDER BY index")
    path = log.folder / "tile/0/000.p/2"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"".join(row["hash"] for row in hashes)[:kept] + bytes(zeros))
    await log.publish()
    verify_log(log.read, await log.checkpoint())


async def test_a_bundle_of_another_length_is_another_log_s(log: Log) -> None:
    path = log.folder / "tile/entries/000.p/1"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\0\5other")
    await log.record(build_event("a"))
    with pytest.raises(Forked, match=r"tile/entries/000\.p/1 is another tile"):
        await log.publish()


async def test_a_checkpoint_put_late_by_a_deposed_sequencer_is_not_shown(log: Log) -> None:
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
        newest = (log.folder / "checkpoint").read_bytes()
        gate.open.set()
        await thawing
    assert log.read("checkpoint") != newest, "the late one overwrote the file"
    async with log.http() as http:
        assert (await http.get("/checkpoint")).content == newest
    await log.publisher.show(log.connection, epoch)
    assert log.read("checkpoint") == newest


async def test_a_sequencer_that_thaws_after_it_signed_puts_nothing(log: Log) -> None:
    await log.record(build_event("a"))
    gate = Gate(log.files, "sync")
    frozen = Publisher(cast("LogFiles", gate), log.settings.signing_key_file)
    async with log.pool.acquire() as connection:
        thawing = asyncio.create_task(frozen.publish(connection, log.epoch))
        await gate.reached.wait()
        epoch = await begin_epoch(log.connection)
        await log.publisher.begin(log.connection, epoch)
        newest = (log.folder / "checkpoint").read_bytes()
        gate.open.set()
        with pytest.raises(Deposed):
            await thawing
        with pytest.raises(Deposed):
            await frozen.show(connection, log.epoch)
    assert log.read("checkpoint") == newest


async def test_a_checkpoint_that_readers_have_seen_is_not_taken_back(log: Log) -> None:
    await log.record(*(build_event(str(number)) for number in range(4)))
    (state,) = await log.pool.fetch("SELECT * FROM log")
    await log.publish()
    newest = (log.folder / "checkpoint").read_bytes()
    # What a database restored from a backup knows.
    await log.pool.execute(
        "UPDATE log SET signed_size = $1, signed_hashes = $2, checkpoint = $3",
        *(state["signed_size"], state["signed_hashes"], state["checkpoint"]),
    )
    epoch = await begin_epoch(log.connection)
    with pytest.raises(Forked, match="restored from an older backup"):
        await log.publisher.begin(log.connection, epoch)
    assert log.read("checkpoint") == newest


async def test_a_checkpoint_that_a_power_cut_tore_is_put_again(log: Log) -> None:
    await log.record(build_event("a"))
    await log.publish()
    newest = (log.folder / "checkpoint").read_bytes()
    (log.folder / "checkpoint").write_bytes(newest[:20])
    await log.publisher.show(log.connection, log.epoch)
    assert log.read("checkpoint") == newest


async def test_nothing_is_signed_over_another_log_s_tiles(log: Log) -> None:
    path = log.folder / "tile/0/000.p/1"
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
    log: Log, harm: str
) -> None:
    await log.record(*(build_event(str(number)) for number in range(4)))
    await log.publish()
    await log.record(*(build_event(str(number)) for number in range(4, 8)))
    await log.pool.execute(harm)
    with pytest.raises(Forked, match="nothing is signed"):
        await log.publish()
    assert (await log.checkpoint()).size == 4


async def test_a_database_that_was_rolled_back_is_not_signed_again(log: Log) -> None:
    await log.record(*(build_event(str(number)) for number in range(4)))
    await log.publish()
    await log.pool.execute("UPDATE log SET signed_size = 2, signed_hashes = $1", bytes(32))
    with pytest.raises(Forked, match="restored in part"):
        await log.publisher.begin(log.connection, log.epoch)
