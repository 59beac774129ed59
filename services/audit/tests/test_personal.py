"""What is personal in an event, and how it is sealed; pure."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emend_audit.domain.keys import KeyMismatch, TenantKey
from emend_audit.domain.leaf import (
    Place,
    event_document,
    leaf_of,
    opened_document,
    pseudonyms_in,
    sealed_document,
)
from emend_audit.domain.names import folded
from emend_audit.domain.personal import personal_values, persons_of
from emend_events import AuditEventRecorded
from tests.support.recorded_log import build_event

TENANT = TenantKey(bytes(range(32)))
ACTOR = ("data", "actor", "user", "uid")
IP = ("data", "src_endpoint", "ip")
PLACE = Place("audit.event.recorded.v1", 0, 0)


def document(event: AuditEventRecorded) -> dict[str, Any]:
    return event_document(event, PLACE)


def keys_of(values: dict[Any, str]) -> dict[str, Any]:
    persons = enumerate(persons_of(values), start=1)
    return {name: TENANT.new_person(name, bytes([n] * 32), bytes([n] * 16)) for n, name in persons}


def test_a_person_who_acts_is_personal_and_a_service_is_not() -> None:
    assert personal_values(document(build_event(actor="asha@ashram.example"))) == {
        ACTOR: "asha@ashram.example"
    }
    assert personal_values(document(build_event())) == {}
    assert personal_values(document(build_event(actor="cron", kind=3))) == {}
    assert personal_values(document(build_event(actor="anonymous"))) == {}


def test_an_address_is_the_actor_s_or_stands_for_whom_it_hides() -> None:
    known = personal_values(document(build_event(actor="asha", ip="192.0.2.7")))
    assert known == {ACTOR: "asha", IP: "asha"}
    unknown = personal_values(document(build_event(actor="anonymous", ip="192.0.2.7")))
    assert unknown == {IP: "192.0.2.7"}


def test_people_among_the_resources_are_personal() -> None:
    event = build_event(resources=[("transcript", "talk-1"), ("user", "ravi"), ("Person", "mira")])
    assert set(personal_values(document(event)).values()) == {"ravi", "mira"}


def test_a_name_is_found_wherever_the_event_repeats_it() -> None:
    event = build_event(
        actor="asha@ashram.example",
        ip="192.0.2.7",
        subject="inbox of ASHA@ashram.example",
        detail="refused for 192.0.2.7",
        note="from asha@ashram.example, again",
        other="rasha@ashram.example.org is somebody else",
    )
    found = personal_values(document(event))
    assert set(found) == {
        ACTOR,
        IP,
        ("subject",),
        ("data", "status_detail"),
        ("data", "unmapped", "note"),
    }
    assert set(found.values()) == {"asha@ashram.example"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna@X.org", "anna@x.org"),
        (" anna ", "anna"),
        ("jos\u00e9", "JOSE\u0301"),
        ("Stra\u00dfe", "STRASSE"),
        ("\u0130lk", "i\u0307lk"),
        (
            "\u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2",
            "\u03c3\u03af\u03c3\u03c5\u03c6\u03bf\u03c3",
        ),
        ("\u1f80bcd", "\u03b1\u0345\u0313bcd"),
    ],
)
def test_spellings_of_one_name_are_one_person(one: str, other: str) -> None:
    assert TENANT.lookup(one) == TENANT.lookup(other)
    event = build_event(actor=one, note=f"from {other}, again")
    assert set(personal_values(document(event))) == {ACTOR, ("data", "unmapped", "note")}


@given(st.text(max_size=20))
def test_folding_a_folded_name_changes_nothing(name: str) -> None:
    assert folded(folded(name)) == folded(name)


def test_names_that_differ_are_two_people() -> None:
    assert TENANT.lookup("anna@x.org") != TENANT.lookup("ana@x.org")
    assert TENANT.lookup("jose") != TENANT.lookup("jos\u00e9")


def test_a_short_name_counts_only_where_it_stands_alone() -> None:
    event = build_event(actor="jo", subject="jo", detail="jo was here")
    assert set(personal_values(document(event))) == {ACTOR, ("subject",)}


@given(st.text(min_size=1, max_size=40).filter(str.strip), st.ip_addresses(v=6).map(str))
def test_what_is_sealed_opens_again(actor: str, ip: str) -> None:
    whole = document(build_event(actor=actor, ip=ip))
    values = personal_values(whole)
    keys = keys_of(values)
    sealed = sealed_document(whole, values, keys, lambda: bytes(12))
    known = {key.pseudonym: key for key in keys.values()}
    assert opened_document(sealed, known.get) == whole
    assert pseudonyms_in(sealed) == set(known)


def test_without_the_key_nothing_is_left_but_a_pseudonym() -> None:
    whole = document(build_event(actor="asha@ashram.example", ip="192.0.2.7", detail="192.0.2.7"))
    values = personal_values(whole)
    sealed = sealed_document(whole, values, keys_of(values), lambda: bytes(12))
    entry = leaf_of(sealed).entry.decode()
    assert "asha@" not in entry
    assert "192.0.2.7" not in entry
    opened = opened_document(sealed, lambda _: None)
    assert opened["data"]["actor"]["user"]["uid"]["erased"] is True


def test_a_ciphertext_cannot_be_moved_to_another_event_or_place() -> None:
    whole = document(build_event(actor="asha", ip="192.0.2.7"))
    values = personal_values(whole)
    keys = keys_of(values)
    sealed = sealed_document(whole, values, keys, lambda: bytes(12))
    known = {key.pseudonym: key for key in keys.values()}
    moved = sealed | {"id": "00000000-0000-0000-0000-000000000000"}
    assert opened_document(moved, known.get)["data"]["src_endpoint"]["ip"]["erased"] is True
    swapped = sealed_document(whole, values, keys, lambda: bytes(12))
    swapped["data"]["src_endpoint"]["ip"] = sealed["data"]["actor"]["user"]["uid"]
    assert opened_document(swapped, known.get)["data"]["src_endpoint"]["ip"]["erased"] is True


def test_a_wrapped_key_opens_with_its_tenant_key_only() -> None:
    person = TENANT.new_person("asha", bytes([7] * 32), bytes([8] * 16))
    wrapped = TENANT.wrap(person, bytes(12))
    assert TENANT.unwrap(wrapped, person.pseudonym) == person
    with pytest.raises(KeyMismatch, match="does not open"):
        TenantKey(bytes(32)).unwrap(wrapped, person.pseudonym)
    with pytest.raises(KeyMismatch):
        TENANT.unwrap(wrapped, "another")
    with pytest.raises(KeyMismatch):
        TENANT.unwrap(b"", person.pseudonym)


def test_keys_do_not_show_in_texts_meant_for_logs() -> None:
    person = TENANT.new_person("asha", bytes([7] * 32), bytes([8] * 16))
    assert "x07" not in repr(person)
    assert "x01" not in repr(TENANT)
    with pytest.raises(ValueError, match="32 bytes"):
        TenantKey(bytes(31))
