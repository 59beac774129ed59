"""After an erasure nothing of the person is left, and every proof still holds."""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from emend_audit.domain.columns import columns_of
from emend_audit.domain.keys import PersonKey, TenantKey
from emend_audit.domain.leaf import Place, event_document, leaf_of, sealed_document
from emend_audit.folding import fold_names
from emend_audit.store import Entry, lock_state, save_entries, save_growth
from emend_events import Topic
from emend_transparency import (
    leaf_hash,
    verify_export,
    verify_log,
)
from tests.support.recorded_log import ADDRESS, ASHA, START, Log, build_event, fill

pytestmark = pytest.mark.postgres


async def dump(log: Log) -> str:
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


async def test_after_an_erasure_nothing_of_the_person_is_left_and_old_proofs_hold(log: Log) -> None:
    await fill(log, 300)
    await log.record(
        build_event("about", actor="ravi@ashram.example", resources=[("user", ASHA)], note=ASHA)
    )
    await log.publish()
    before = await log.checkpoint()
    async with log.http() as http:
        kept = (await http.get("/v1/audit/events", params={"actor": ASHA})).json()
        assert await log.proved(kept)
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
    files = [file for file in log.folder.rglob("*") if file.is_file()]
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
    assert await log.proved(kept)


async def test_another_person_s_request_is_recorded_under_a_seal(log: Log) -> None:
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


async def test_who_comes_back_after_an_erasure_is_somebody_else(log: Log) -> None:
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
    log: Log, *, is_known: bool
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


async def test_nothing_is_recorded_while_somebody_is_erased(log: Log) -> None:
    async with log.http() as http, log.pool.acquire() as other, other.transaction():
        await other.execute("SELECT FROM log FOR UPDATE")
        recording = asyncio.create_task(log.record(build_event(actor=ASHA)))
        await log.blocked(1)
        erasing = asyncio.create_task(http.post("/v1/audit/erasures", json={"person": ASHA}))
        await log.blocked(2)
        await other.execute("ROLLBACK; BEGIN")
        await recording
        assert (await erasing).status_code == 202
    assert await log.pool.fetchval("SELECT count(*) FROM persons") == 0


SPELLINGS = ("Anna.José@X.org", "anna.josé@x.org", " ANNA.JOSÉ@X.ORG ", "anna.jose\u0301@x.org")


@pytest.mark.parametrize("asked", SPELLINGS)
async def test_a_person_is_one_however_the_name_is_written(log: Log, asked: str) -> None:
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


async def record_as_before(log: Log, names: Sequence[str]) -> list[str]:
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
    log: Log,
) -> None:
    people = await record_as_before(log, [*SPELLINGS[:3], ASHA])
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
