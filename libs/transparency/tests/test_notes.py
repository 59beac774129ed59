"""Keys, notes and checkpoints: what opens, and why everything else does not."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emend_transparency import (
    EMPTY_ROOT,
    Checkpoint,
    Malformed,
    Signer,
    Untrusted,
    Verifier,
    open_checkpoint,
    open_note,
    parse_note,
    signed_note,
)

ALICE = Signer("alice.example/log", bytes(range(32)))
BOB = Signer("bob.example/witness", bytes(range(1, 33)))
TEXT = "What is said.\n"


def test_a_key_is_read_as_it_is_written() -> None:
    assert Signer.parse(ALICE.secret_text()) == ALICE
    assert Verifier.parse(str(ALICE.verifier)) == ALICE.verifier


def test_a_secret_never_shows_in_a_text_meant_for_logs() -> None:
    secret = base64.b64encode(ALICE.seed).decode()[:20]
    assert secret not in repr(ALICE)
    damaged = ALICE.secret_text()[:-3]
    with pytest.raises(Malformed) as caught:
        Signer.parse(damaged)
    assert secret not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name",
        "name+0000",
        "name+00000000+",
        "name+00000000+AQ==",
        "na me+00000000+" + base64.b64encode(b"\1" + bytes(32)).decode(),
        "name+00000000+" + base64.b64encode(b"\1" + bytes(32)).decode(),
        "name+00000000+" + base64.b64encode(b"\4" + bytes(32)).decode(),
        "name+ABCDEF12+" + base64.b64encode(b"\1" + bytes(32)).decode(),
    ],
)
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        Verifier.parse(text)
    with pytest.raises(Malformed):
        Signer.parse(f"PRIVATE+KEY+{text}")
    with pytest.raises(Malformed, match="begins with"):
        Signer.parse(text)


def test_a_note_opens_for_whoever_trusts_one_of_its_keys() -> None:
    note = signed_note(TEXT, [ALICE, BOB])
    assert open_note(note, [BOB.verifier]) == (TEXT, (BOB.verifier,))
    assert open_note(note.encode(), [BOB.verifier, ALICE.verifier])[1] == (
        ALICE.verifier,
        BOB.verifier,
    )


def test_a_foreign_key_is_not_enough() -> None:
    with pytest.raises(Untrusted, match="no key that is trusted"):
        open_note(signed_note(TEXT, [BOB]), [ALICE.verifier])


def test_a_wrong_signature_of_a_trusted_key_is_not_passed_over() -> None:
    note = signed_note(TEXT, [ALICE, BOB])
    changed = note.replace("said", "sold")
    with pytest.raises(Untrusted, match=r"alice\.example/log"):
        open_note(changed, [ALICE.verifier])


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        ("", "blank line"),
        ("text\n", "blank line"),
        ("text\n\n", "blank line|signature line"),
        ("text\n\n— name AAAA", "ends with a newline"),
        ("text\n\n- name AAAAAAAA\n", "not a signature line"),
        ("text\n\n— nameAAAAAAAA\n", "not a signature line"),
        ("text\n\n— na+me AAAAAAAA\n", "cannot name a key"),
        ("text\n\n— name AAAA!AAA\n", "no base64"),
        ("text\n\n— name AAAAAA==\n", "too short"),
        ("text\n\n— name AAAAAAB=\n", "canonical"),
        ("te\txt\n\n— name AAAAAAAA\n", "control characters"),
        ("text\n\n" + "— name AAAAAAAA\n" * 101, "101 signatures"),
        ("t" * 1_000_001, "1000000 bytes"),
        (b"\xff\n\n- name AAAAAAAA\n", "UTF-8"),
        ("\ud800\n\n— name AAAAAAAA\n", "UTF-8"),
    ],
)
def test_what_is_no_note_is_refused(note: str | bytes, reason: str) -> None:
    with pytest.raises(Malformed, match=reason):
        parse_note(note)


@given(st.text(max_size=200) | st.binary(max_size=200))
def test_any_other_text_is_refused_with_a_reason(content: str | bytes) -> None:
    with pytest.raises((Malformed, Untrusted), match=r".+"):
        open_note(content, [ALICE.verifier])


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), max_size=80))
def test_what_is_signed_opens(line: str) -> None:
    text = f"{line}\n"
    assert open_note(signed_note(text, [ALICE]), [ALICE.verifier])[0] == text


def test_what_cannot_be_a_note_is_not_signed() -> None:
    with pytest.raises(Malformed, match="ends with a newline"):
        signed_note("text", [ALICE])


def test_a_checkpoint_is_read_as_it_is_signed() -> None:
    checkpoint = Checkpoint("log.example", 7, bytes(range(32)), ("more", "to say"))
    note = checkpoint.signed([ALICE])
    assert open_checkpoint(note, [ALICE.verifier], "log.example")[0] == checkpoint
    with pytest.raises(Malformed, match=r"not of 'other\.example'"):
        open_checkpoint(note, [ALICE.verifier], "other.example")


ROOT = base64.b64encode(bytes(32)).decode()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "three lines"),
        ("log\n1\n", "three lines"),
        (f"log\n1\n{ROOT}", "three lines"),
        (f"\n1\n{ROOT}\n", "empty line"),
        (f"log\n1\n{ROOT}\n\nmore\n", "empty line"),
        (f"log\n01\n{ROOT}\n", "decimal number"),
        (f"log\n-1\n{ROOT}\n", "decimal number"),
        (f"log\n\u0661\n{ROOT}\n", "decimal number"),
        (f"log\n{2**62 + 1}\n{ROOT}\n", "decimal number"),
        (f"log\n1\n{ROOT[:-4]}\n", "bytes, not 32"),
        (f"log\n1\n{ROOT[:-2]}B=\n", "canonical"),
        (f"log\n0\n{ROOT}\n", "empty tree"),
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Malformed, match=reason):
        Checkpoint.parse(text)


def test_an_empty_log_has_a_checkpoint() -> None:
    assert Checkpoint.parse(str(Checkpoint("log", 0, EMPTY_ROOT))).size == 0
