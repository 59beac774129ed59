"""``emend audit`` against a log that is honest, and against every way in which one is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from emend_transparency import (
    Signer,
    hand_over,
    write_entries,
)
from tests.support.command import Emend
from tests.support.served_log import ORIGIN, SIGNER, Served, entry, expiry


def write(served: Served, folder: Path) -> None:
    """Write a log's files, as the service publishes them."""
    for path, content in served.files().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        if content is not None:
            (folder / path).write_bytes(content)


@pytest.mark.usefixtures("served")
def test_an_honest_log_verifies_from_its_first_entry_to_its_signature(emend: Emend) -> None:
    ran = emend("audit", "verify", "--json")
    assert ran.code == 0, ran.err
    assert (ran.document["size"], ran.document["entries"]) == (300, 300)
    assert "300 entries verified" in emend("audit", "verify").out


def test_a_log_that_grew_is_accepted_and_compared(emend: Emend, served: Served) -> None:
    assert emend("audit", "checkpoint").out == served.note
    served.entries.append(entry(300))
    assert emend("audit", "checkpoint", "--json").document["size"] == 301
    served.entries += [entry(number) for number in range(301, 700)]
    assert emend("audit", "verify", "--json").document["compared_with"] == [301]


def test_a_rollback_is_found(emend: Emend, served: Served) -> None:
    assert emend("audit", "checkpoint").code == 0
    del served.entries[200:]
    for command in ("checkpoint", "verify", "search"):
        assert "rolled back" in emend("audit", command).refusal


def test_a_fork_is_found_whether_it_grew_or_not(emend: Emend, served: Served) -> None:
    assert emend("audit", "checkpoint").code == 0
    served.entries[5] = entry(999)
    assert "two roots" in emend("audit", "checkpoint").refusal
    served.entries.append(entry(300))
    assert "does not continue" in emend("audit", "checkpoint").refusal
    assert "does not continue" in emend("audit", "verify").refusal


def test_a_foreign_key_is_refused(emend: Emend, served: Served) -> None:
    assert emend("audit", "checkpoint").code == 0
    served.signer = Signer(ORIGIN, bytes(32))
    assert "no key that is trusted" in emend("audit", "checkpoint").refusal
    assert (
        "no key that is trusted" in emend("audit", "verify", "--key", str(SIGNER.verifier)).refusal
    )


def test_another_log_at_the_same_address_must_be_accepted_by_hand(
    emend: Emend, served: Served
) -> None:
    assert emend("audit", "checkpoint").code == 0
    served.signer = Signer("other.example/audit", bytes(32))
    ran = emend("audit", "checkpoint")
    assert ran.code == 1
    assert "--forget" in ran.err
    assert emend("audit", "checkpoint", "--forget").code == 0
    assert emend("audit", "checkpoint").code == 0


def test_a_key_that_was_handed_over_is_followed(emend: Emend, served: Served) -> None:
    assert emend("audit", "checkpoint").code == 0
    new = Signer(ORIGIN, bytes(32))
    served.hand_overs.append(hand_over(ORIGIN, 300, SIGNER, new))
    served.entries.append(entry(300))
    served.signer = new
    assert emend("audit", "checkpoint").code == 0
    served.signer = SIGNER
    assert "not in force" in emend("audit", "checkpoint").refusal


def test_a_key_given_after_a_hand_over_accepts_what_was_seen_before_it(
    emend: Emend, served: Served, tmp_path: Path
) -> None:
    note = tmp_path / "old.note"
    note.write_text(emend("audit", "checkpoint").out)
    new = Signer(ORIGIN, bytes(32))
    served.hand_overs.append(hand_over(ORIGIN, 300, SIGNER, new))
    key = ("--key", str(new.verifier), "--checkpoint", note, "--json")
    assert emend("audit", "verify", *key).document["size"] == 300, "the old key's is still newest"
    served.entries.append(entry(300))
    served.signer = new
    assert emend("audit", "verify", *key).document["compared_with"] == [300]
    del served.entries[200:]
    served.signer = SIGNER
    assert "signs from 300 on" in emend("audit", "verify", *key[:2]).refusal


def test_entries_may_be_missing_if_the_log_says_that_they_have_expired(
    emend: Emend, served: Served, tmp_path: Path
) -> None:
    served.changed["tile/entries/000"] = None
    assert "tile/entries/000 is missing" in emend("audit", "verify").refusal
    served.entries.append(expiry(256))
    ran = emend("audit", "verify", "--json")
    assert (ran.document["entries"], ran.document["pruned"]) == (45, 256)
    folder, key = tmp_path / "log", ("--key", str(SIGNER.verifier))
    write(served, folder)
    assert emend("audit", "verify", folder, *key, "--json").document["pruned"] == 256
    (folder / "tile/entries/001.p/45").unlink()
    assert "tile/entries/001.p/45 is missing" in emend("audit", "verify", folder).refusal


@pytest.mark.parametrize("pinned", ["old", "new"])
def test_a_folder_whose_key_was_changed_is_verified_by_either_key(
    emend: Emend, served: Served, tmp_path: Path, pinned: str
) -> None:
    folder, note, new = tmp_path / "log", tmp_path / "old.note", Signer(ORIGIN, bytes(32))
    note.write_text(served.note)
    served.hand_overs.append(hand_over(ORIGIN, 300, SIGNER, new))
    served.entries.append(entry(300))
    served.signer = new
    write(served, folder)
    key = ("--key", str((SIGNER if pinned == "old" else new).verifier), "--checkpoint", note)
    ran = emend("audit", "verify", folder, *key, "--json")
    assert ran.code == 0, ran.err
    assert (ran.document["key"], ran.document["compared_with"]) == (str(new.verifier), [300])
    (folder / "hand-over/1").write_text(hand_over(ORIGIN, 299, SIGNER, new))
    assert "not in force" in emend("audit", "verify", folder, *key).refusal
    (folder / "hand-over/1").unlink()
    assert "no key that is trusted" in emend("audit", "verify", folder, *key).refusal


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("tile/entries/000", "tile/entries/000: entry 0"),
        ("tile/0/000", "tile/0/000: hash 0"),
        ("tile/1/000.p/1", "tile/1/000.p/1: hash 0"),
        ("tile/entries/001.p/44", "tile/entries/001.p/44: entry 0"),
    ],
)
def test_a_bit_anywhere_is_found_and_the_file_named(
    emend: Emend, served: Served, path: str, reason: str
) -> None:
    content = served.files()[path] or b""
    served.changed[path] = content[:9] + bytes([content[9] ^ 1]) + content[10:]
    assert reason in emend("audit", "verify").refusal


def test_a_dropped_and_a_moved_entry_are_found(emend: Emend, served: Served) -> None:
    kept = served.entries[:256]
    served.changed["tile/entries/000"] = write_entries(kept[:-1])
    assert "tile/entries/000 has 255 entries, not 256" in emend("audit", "verify").refusal
    served.changed["tile/entries/000"] = write_entries([kept[1], kept[0], *kept[2:]])
    assert "tile/entries/000: entry 0" in emend("audit", "verify").refusal
    served.changed["tile/entries/000"] = None
    assert "tile/entries/000 is missing" in emend("audit", "verify").refusal


def test_an_export_is_verified_offline(
    emend: Emend, served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, note, key = tmp_path / "log.jsonl", tmp_path / "old.note", tmp_path / "log.key"
    note.write_text(emend("audit", "checkpoint").out)
    key.write_text(f"{SIGNER.verifier}\n")
    served.entries.append(entry(300))
    assert "301 of 301 entries, verified" in emend("audit", "export", "-o", file).out
    monkeypatch.setenv("EMEND_AUDIT_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("EMEND_STATE_HOME", str(tmp_path / "fresh"))
    ran = emend("audit", "verify", file, "--key", key, "--checkpoint", note, "--json")
    assert ran.document["compared_with"] == [300]
    assert "--key" in emend("audit", "verify", file).err
    file.write_text(file.read_text().replace("talk-7", "talk-8", 1))
    assert "do not lead to the root" in emend("audit", "verify", file, "--key", key).refusal
    assert (
        "key"
        in emend("audit", "verify", file, "--key", str(Signer(ORIGIN, bytes(32)).verifier)).refusal
    )


def test_a_folder_with_the_log_s_files_is_verified_and_remembered(
    emend: Emend, served: Served, tmp_path: Path
) -> None:
    folder, key = tmp_path / "log", str(SIGNER.verifier)

    write(served, folder)
    assert emend("audit", "verify", folder, "--key", key).code == 0
    served.entries += [entry(number) for number in range(300, 600)]
    write(served, folder)
    assert emend("audit", "verify", folder, "--json").document["compared_with"] == [300]
    served.entries[3] = entry(999)
    write(served, folder)
    assert "two roots" in emend("audit", "verify", folder).refusal
    served.entries.append(entry(600))
    write(served, folder)
    assert "another root at 600 leaves" in emend("audit", "verify", folder).refusal


def test_what_the_witness_kept_is_for_its_owner_and_its_damage_is_said(
    emend: Emend, served: Served, tmp_path: Path
) -> None:
    assert emend("audit", "checkpoint").code == 0
    (file,) = (tmp_path / "state" / "witness").iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    file.write_text("{")
    assert "cannot be read" in emend("audit", "checkpoint").err
    assert served.note


@pytest.mark.parametrize("what", ["missing.jsonl", "--key"])
def test_what_cannot_be_read_is_one_line(emend: Emend, tmp_path: Path, what: str) -> None:
    missing = tmp_path / "nowhere"
    arguments = ["--key", missing] if what == "--key" else ["--key", str(SIGNER.verifier)]
    ran = emend("audit", "verify", missing, *arguments)
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert "nowhere" in ran.err
