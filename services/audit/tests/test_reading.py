"""Search, trail, proofs, files, export, erasure, retention, a change of key: over HTTP."""

from __future__ import annotations

import asyncio
import hmac
import json
import shutil
from base64 import b64decode
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from emend_audit.domain.columns import columns_of
from emend_audit.domain.keys import PersonKey, TenantKey
from emend_audit.domain.leaf import Place, event_document, leaf_of, sealed_document
from emend_audit.errors import KeyProblem
from emend_audit.folding import fold_names
from emend_audit.publishing import Publisher
from emend_audit.retention import Retention
from emend_audit.rotation import Rotation
from emend_audit.store import Entry, begin_epoch, lock_state, save_entries, save_growth
from emend_events import AuditEventRecorded, Topic
from emend_transparency import (
    Checkpoint,
    KeyChain,
    Signer,
    Verifier,
    follow_keys,
    leaf_hash,
    verify_consistency,
    verify_export,
    verify_inclusion,
    verify_log,
)

BuildEvent = Callable[..., AuditEventRecorded]

pytestmark = pytest.mark.postgres

START = datetime(2026, 11, 24, 10, tzinfo=UTC)
ASHA = "asha@ashram.example"
ADDRESS = "192.0.2.77"


async def fill(log: Any, build_event: BuildEvent, count: int = 300) -> None:
    """Record events of two people and a service about ten transcripts."""
    events = [
        build_event(
            f"event-{number}",
            actor=("emend-ingest", ASHA, "ravi@ashram.example")[number % 3],
            ip=ADDRESS if number % 3 == 1 else None,
            type=("transcript.submitted", "transcript.completed")[number % 2],
            subject=f"talk-{number % 10}",
            resources=[("transcript", f"talk-{number % 10}")],
        )
        for number in range(count)
    ]
    await log.record(*events)
    await log.publish()


def chain_of(document: dict[str, Any], pinned: Verifier) -> KeyChain:
    return follow_keys(document["origin"], pinned, document.get("hand_overs", ()))


async def proved(log: Any, page: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a page's hits, each of which must be proved."""
    checkpoint = chain_of(page, await log.verifier()).open(page["checkpoint"])
    for hit in page["events"]:
        leaf = leaf_hash(hit["entry"].encode())
        proof = [b64decode(each) for each in hit["proof"]]
        verify_inclusion(leaf, hit["index"], checkpoint.size, proof, checkpoint.root)
    return page["events"]


async def test_every_hit_is_proved(log: Any, build_event: BuildEvent) -> None:
    await fill(log, build_event)
    async with log.http() as http:
        page = (await http.get("/v1/audit/events", params={"actor": ASHA, "limit": 7})).json()
        hits = await proved(log, page)
        following = {"actor": ASHA, "limit": 200, "cursor": page["next_cursor"]}
        rest = await proved(log, (await http.get("/v1/audit/events", params=following)).json())
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
    log: Any, build_event: BuildEvent, params: dict[str, str], count: int
) -> None:
    await fill(log, build_event, 60)
    async with log.http() as http:
        answer = await http.get("/v1/audit/events", params={**params, "limit": "200"})
    assert answer.status_code == 200, answer.text
    assert len(await proved(log, answer.json())) == count


@pytest.mark.parametrize(
    "params", [{"limit": 0}, {"trace": "x"}, {"cursor": -1}, {"actor": "\0"}, {"event_id": "x"}]
)
async def test_a_question_that_makes_no_sense_is_refused(log: Any, params: dict[str, Any]) -> None:
    async with log.http() as http:
        answer = await http.get("/v1/audit/events", params=params)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


async def test_what_is_not_signed_yet_is_not_shown(log: Any, build_event: BuildEvent) -> None:
    await fill(log, build_event, 5)
    await log.record(build_event("later"))
    async with log.http() as http:
        assert len((await http.get("/v1/audit/events")).json()["events"]) == 5
        assert (await http.get("/v1/audit/proof", params={"index": 5})).status_code == 404
        assert (await http.get("/v1/audit/log")).json()["recorded"] == 6


async def test_a_trail_tells_a_transcript_s_story_in_order(
    log: Any, build_event: BuildEvent
) -> None:
    await fill(log, build_event, 40)
    hashes = {"input_hash": "aa", "output_hash": "bb"}
    event = build_event("done", subject="x/y", resources=[("transcript", "talk-3")], **hashes)
    read = build_event("read", type="transcript.read", subject="talk-3.srt")
    await log.record(read, event)
    await log.publish()
    async with log.http() as http:
        first = (await http.get("/v1/audit/trail/talk-3", params={"limit": 3})).json()
        rest = await http.get("/v1/audit/trail/talk-3", params={"cursor": first["next_cursor"]})
    hits = [*await proved(log, first), *await proved(log, rest.json())]
    assert [hit["index"] for hit in hits] == [3, 13, 23, 33, 40, 41]
    assert hits[-1]["event"]["data"]["unmapped"] == hashes


async def test_proofs_are_given_by_index_and_by_event(log: Any, build_event: BuildEvent) -> None:
    await fill(log, build_event, 50)
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


async def test_the_files_are_served_as_c2sp_says(log: Any, build_event: BuildEvent) -> None:
    await fill(log, build_event, 300)
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


async def test_an_export_proves_itself(log: Any, build_event: BuildEvent) -> None:
    await fill(log, build_event, 300)
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


async def test_an_export_by_time_takes_what_was_recorded_then(
    log: Any, build_event: BuildEvent, later: Callable[[Any, float], None]
) -> None:
    for number in range(4):
        await log.record(build_event(str(number)))
        later(log, 60)
    await log.publish()
    params = {"since": "2026-11-24T10:01:00", "until": "2026-11-24T10:03:00Z"}
    async with log.http() as http:
        text = (await http.get("/v1/audit/export", params=params)).text
        none = (await http.get("/v1/audit/export", params={"since": "2030-01-01"})).text
    verified = verify_export(text.splitlines(), await log.verifier())
    assert (verified.start, verified.entries) == (1, 2)
    assert verify_export(none.splitlines(), await log.verifier()).entries == 0


async def dump(log: Any) -> str:
    """Return all that the database holds, bytes as text too, as a dump would show it."""
    tables = await log.pool.fetch(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'audit'"
    )
    parts: list[str] = []
    for table in tables:
        for row in await log.pool.fetch(f"SELECT * FROM {table[0]}"):  # noqa: S608 - the tables' own names
            parts += (
                each.decode("latin-1") if isinstance(each, bytes) else str(each) for each in row
            )
    return "\n".join(parts)


async def test_after_an_erasure_nothing_of_the_person_is_left_and_old_proofs_hold(
    log: Any, build_event: BuildEvent
) -> None:
    await fill(log, build_event, 300)
    await log.record(
        build_event("about", actor="ravi@ashram.example", resources=[("user", ASHA)], note=ASHA)
    )
    await log.publish()
    before = await log.checkpoint()
    async with log.http() as http:
        kept = (await http.get("/v1/audit/events", params={"actor": ASHA})).json()
        assert await proved(log, kept)
        answer = await http.post(
            "/v1/audit/erasures",
            json={"person": ASHA, "reason": "by request", "requested_by": ASHA},
        )
        assert answer.status_code == 202, answer.text
        assert await log.relay() == 1
        found = (await http.get("/v1/audit/events", params={"actor": ASHA})).json()
        everything = (await http.get("/v1/audit/events", params={"limit": 200})).text
        export = (await http.get("/v1/audit/export")).text
        notes = (await http.get("/v1/audit/erasures")).json()
        again = await http.post("/v1/audit/erasures", json={"person": ASHA})
    assert found["events"] == []
    assert again.status_code == 404
    await log.relay()
    texts = [everything, export, await dump(log)]
    files = [file for file in log.files.folder.rglob("*") if file.is_file()]
    texts += [file.read_bytes().decode("latin-1") for file in files]
    for text in texts:
        assert "asha@" not in text.lower()
        assert ADDRESS not in text
    assert "ravi@ashram.example" in everything
    pseudonym = answer.json()["person"]
    assert [(note["person"], note["index"]) for note in notes] == [(pseudonym, 301)]
    verify_log(log.read, await log.checkpoint(), [before])
    verified = verify_export(export.splitlines(), await log.verifier(), [before])
    assert verified.erasures[0]["person"] == pseudonym
    assert await proved(log, kept)


async def test_another_person_s_request_is_recorded_under_a_seal(
    log: Any, build_event: BuildEvent
) -> None:
    await log.record(build_event(actor=ASHA))
    await log.publish()
    request = {"person": ASHA, "requested_by": "officer@ashram.example"}
    async with log.http() as http:
        refused = await http.post("/v1/audit/erasures", json={**request, "reason": f"{ASHA} asked"})
        await http.post("/v1/audit/erasures", json=request)
        await log.relay()
        found = (await http.get("/v1/audit/events?type=subject.erased")).json()["events"]
    assert refused.status_code == 422
    assert "officer" not in found[0]["entry"]
    assert found[0]["event"]["data"]["actor"]["user"]["uid"] == "officer@ashram.example"


async def test_who_comes_back_after_an_erasure_is_somebody_else(
    log: Any, build_event: BuildEvent
) -> None:
    await log.record(build_event("before", actor=ASHA))
    await log.publish()
    async with log.http() as http:
        first = (await http.post("/v1/audit/erasures", json={"person": ASHA})).json()["person"]
        await log.record(
            build_event("after", actor=ASHA, time=datetime.now(UTC) + timedelta(minutes=2))
        )
        await log.publish()
        hits = (await http.get("/v1/audit/events", params={"actor": ASHA})).json()["events"]
        second = (await http.post("/v1/audit/erasures", json={"person": ASHA})).json()["person"]
    assert [hit["index"] for hit in hits] == [1]
    assert first != second


@pytest.mark.parametrize("is_known", [True, False])
async def test_one_erasure_suffices_for_what_is_still_on_its_way(
    log: Any, build_event: BuildEvent, *, is_known: bool
) -> None:
    if is_known:
        await log.record(build_event("before", actor=ASHA))
        await log.publish()
    async with log.http() as http:
        answer = await http.post("/v1/audit/erasures", json={"person": ASHA})
        assert answer.status_code == (202 if is_known else 404)
        late = [build_event(str(at), actor=ASHA.upper(), ip=ADDRESS, note=ASHA) for at in range(2)]
        newer = build_event("newer", actor=ASHA, time=datetime.now(UTC) + timedelta(hours=1))
        await log.record(*late, newer)
        await log.relay()
        everything = (await http.get("/v1/audit/events")).json()["events"]
        theirs = (await http.get("/v1/audit/events", params={"actor": ASHA})).json()["events"]
    assert [hit["event"]["id"] for hit in theirs] == [str(newer.event_id)]
    texts = [json.dumps(hit) for hit in everything if hit["event"]["id"] != str(newer.event_id)]
    for text in (*texts, await dump(log)):
        assert "asha@" not in text.lower()
        assert ADDRESS not in text
    names = {row["actor"] for row in await log.pool.fetch("SELECT actor FROM entries")}
    assert len(names) == len(everything), "nothing ties them together"


async def test_nothing_is_recorded_while_somebody_is_erased(
    log: Any, build_event: BuildEvent
) -> None:
    async with log.http() as http, log.pool.acquire() as other, other.transaction():
        await other.execute("SELECT FROM log FOR UPDATE")
        recording = asyncio.create_task(log.record(build_event(actor=ASHA)))
        await blocked(log, 1)
        erasing = asyncio.create_task(http.post("/v1/audit/erasures", json={"person": ASHA}))
        await blocked(log, 2)
        await other.execute("ROLLBACK; BEGIN")
        await recording
        assert (await erasing).status_code == 202
    assert await log.pool.fetchval("SELECT count(*) FROM persons") == 0


SPELLINGS = ("Anna.José@X.org", "anna.josé@x.org", " ANNA.JOSÉ@X.ORG ", "anna.jose\u0301@x.org")


@pytest.mark.parametrize("asked", SPELLINGS)
async def test_a_person_is_one_however_the_name_is_written(
    log: Any, build_event: BuildEvent, asked: str
) -> None:
    await log.record(*(build_event(name, actor=name, note=SPELLINGS[0]) for name in SPELLINGS))
    await log.publish()
    async with log.http() as http:
        found = (await http.get("/v1/audit/events", params={"actor": asked})).json()["events"]
        named = await http.post(
            "/v1/audit/erasures", json={"person": asked, "reason": SPELLINGS[0]}
        )
        done = await http.post("/v1/audit/erasures", json={"person": asked})
        after = (await http.get("/v1/audit/events")).text
    assert [hit["event"]["data"]["actor"]["user"]["uid"] for hit in found] == [*SPELLINGS[::-1]]
    assert (named.status_code, done.status_code) == (422, 202)
    assert "@x.org" not in after.lower()  # three letters may stand in any ciphertext's base64
    assert await log.pool.fetchval("SELECT count(*) FROM persons") == 0


async def record_as_before(log: Any, build_event: BuildEvent, names: Sequence[str]) -> list[str]:
    """Record an act of each, as a version did that took each spelling for a person."""
    tenant = TenantKey(bytes.fromhex(log.settings.tenant_key_file.read_text()))
    entries: list[Entry] = []
    for number, name in enumerate(names, start=1):
        salt, place = bytes([number] * 16), Place(Topic.AUDIT, 1, number)
        pseudonym = hmac.digest(salt, name.encode(), "sha256").hex()[:32]
        key = PersonKey(pseudonym, bytes([number] * 32), salt)
        await log.pool.execute(
            "INSERT INTO persons (lookup, pseudonym, wrapped) VALUES ($1, $2, $3)",
            *(hmac.digest(salt, b"before", "sha256"), pseudonym, tenant.wrap(key, bytes(12))),
        )
        document = event_document(build_event(name, actor=name), place)
        actor = ("data", "actor", "user", "uid")
        sealed = sealed_document(document, {actor: name}, {name: key}, lambda: bytes(12))
        leaf, columns = leaf_of(sealed), columns_of(sealed, START)
        entries.append(Entry(UUID(sealed["id"]), place, leaf, leaf_hash(leaf.entry), columns))
    async with log.connection.transaction():
        state = await lock_state(log.connection, log.epoch)
        await save_entries(log.connection, state.recorded.size, entries, START)
        grown = state.recorded.append(each.hash for each in entries)
        await save_growth(log.connection, state.recorded, grown, START)
    await log.publish()
    return [each.columns.actor for each in entries]


async def test_whom_an_earlier_version_knew_by_each_spelling_is_one_after_an_upgrade(
    log: Any, build_event: BuildEvent
) -> None:
    people = await record_as_before(log, build_event, [*SPELLINGS[:3], ASHA])
    asked = {"person": SPELLINGS[3]}
    async with log.http() as http:
        assert (await http.post("/v1/audit/erasures", json=asked)).status_code == 503
        tenant = TenantKey(bytes.fromhex(log.settings.tenant_key_file.read_text()))
        assert await fold_names(log.connection, tenant) == 4
        assert await fold_names(log.connection, tenant) == 0
        await log.record(build_event("now", actor=SPELLINGS[3]))
        await log.publish()
        actor = {"actor": SPELLINGS[3]}
        found = (await http.get("/v1/audit/events", params=actor)).json()["events"]
        done = (await http.post("/v1/audit/erasures", json=asked)).json()
        await log.relay()
        after = (await http.get("/v1/audit/events")).text
        assert [hit["index"] for hit in found] == [4, 2, 1, 0]
        assert {done["person"], *done["others"]} == set(people[:3])
        assert len((await http.get("/v1/audit/erasures")).json()) == 3
    assert "@x.org" not in after.lower()  # three letters may stand in any ciphertext's base64
    assert ASHA in after


def retention_of(log: Any) -> Retention:
    return Retention(log.pool, log.files, log.codec, "1", timedelta(days=10), log.clock)


async def expire(log: Any, build_event: BuildEvent, later: Callable[[Any, float], None]) -> None:
    """Let all but the last bundle of 600 entries expire, and have the log say so."""
    await fill(log, build_event, 600)
    later(log, 20 * 86_400)
    await log.record(build_event("new"))
    await log.publish()
    assert await retention_of(log).purge() == 0
    assert await log.relay() == 1


async def test_expired_entries_go_and_every_proof_stays(
    log: Any, build_event: BuildEvent, later: Callable[[Any, float], None]
) -> None:
    await fill(log, build_event, 300)
    early = await log.checkpoint()
    await expire(log, build_event, later)
    assert await retention_of(log).purge() == 512
    assert await retention_of(log).purge() == 0
    assert await log.relay() == 0
    assert log.read("tile/entries/000") is None
    assert log.read("tile/0/000") is not None
    async with log.http() as http:
        hits = (await http.get("/v1/audit/events?limit=200")).json()
        indices = [hit["index"] for hit in await proved(log, hits)]
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


async def test_nothing_is_deleted_before_the_log_says_that_it_has_expired(
    log: Any, build_event: BuildEvent, later: Callable[[Any, float], None]
) -> None:
    await fill(log, build_event, 600)
    later(log, 20 * 86_400)
    for _ in range(2):
        assert await retention_of(log).purge() == 0
    (row,) = await log.pool.fetch("DELETE FROM outbox RETURNING value")
    await log.record(row["value"])
    assert await retention_of(log).purge() == 0, "it is not signed yet"
    await log.publish()
    assert await retention_of(log).purge() == 512
    entry = json.loads(await log.pool.fetchval("SELECT entry FROM entries WHERE index = 600"))
    assert (entry["type"], entry["data"]["unmapped"]) == ("log.entries.expired", {"up_to": "512"})


async def test_partial_bundles_that_a_crash_left_expire_too(
    log: Any, build_event: BuildEvent, later: Callable[[Any, float], None]
) -> None:
    await log.record(*(build_event(f"event-{number}") for number in range(100)))
    await log.publish()
    left = log.read("tile/entries/000.p/100")
    await expire(log, build_event, later)
    folder = log.files.folder / "tile/entries/000.p"
    folder.mkdir(exist_ok=True)
    (folder / "100").write_bytes(left)
    await retention_of(log).purge()
    assert not (folder / "100").exists()


async def test_files_that_a_crash_left_go_with_the_next_purge(
    log: Any, build_event: BuildEvent, later: Callable[[Any, float], None]
) -> None:
    await expire(log, build_event, later)
    bundle = log.read("tile/entries/001")
    assert await retention_of(log).purge() == 512
    # As it was after the rows were deleted.
    (log.files.folder / "tile/entries/001").write_bytes(bundle)
    await log.pool.execute("UPDATE log SET deleted = 256")
    assert await retention_of(log).purge() == 0
    assert log.read("tile/entries/001") is None


async def test_a_new_key_signs_after_a_hand_over(log: Any, build_event: BuildEvent) -> None:
    await fill(log, build_event, 5)
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


async def test_a_mounted_key_can_follow(log: Any, build_event: BuildEvent, tmp_path: Any) -> None:
    await fill(log, build_event, 5)
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


async def test_a_change_of_key_that_broke_off_loses_no_key(
    log: Any, build_event: BuildEvent
) -> None:
    await fill(log, build_event, 5)
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


async def test_a_key_that_is_retired_meanwhile_signs_nothing_more(
    log: Any, build_event: BuildEvent
) -> None:
    await fill(log, build_event, 5)
    await log.record(build_event("more"))
    rotation = Rotation(log.pool, log.codec, log.settings.signing_key_file, "1", log.clock)
    async with log.pool.acquire() as other, other.transaction():
        await other.execute("SELECT FROM log FOR UPDATE")
        changing = asyncio.create_task(rotation.rotate())
        await blocked(log, 1)
        publishing = asyncio.create_task(log.publish())
        await blocked(log, 2)
    await changing
    await publishing
    assert (await log.checkpoint()).size == 6


async def blocked(log: Any, count: int) -> None:
    """Return when so many sessions wait for a lock."""
    query = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    async with asyncio.timeout(10):
        while await log.pool.fetchval(query) < count:  # noqa: ASYNC110 - in the server
            await asyncio.sleep(0.01)


async def test_who_reads_the_log_is_recorded_in_it(log: Any, build_event: BuildEvent) -> None:
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


async def test_what_is_away_is_said_with_503(log: Any) -> None:
    await log.publish()
    shutil.rmtree(log.files.folder)
    log.files.folder.write_text("no folder any more")
    async with log.http() as http:
        answer = await http.get("/tile/0/000")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert answer.headers["content-type"] == "application/problem+json"
