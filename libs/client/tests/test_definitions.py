"""Profiles and vocabularies in files, and on the platform as its HTTP side would answer."""

from __future__ import annotations

import json
import threading
from collections.abc import Generator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from emend_client._documents import read_vocabulary
from emend_engine.plain import correct
from tests.support.command import Emend

PROFILE = "extends: verbatim\nstages: [repeats]\n"
HEAD = {
    "name": "mine",
    "version": 2,
    "label": "mine@2",
    "digest": "d",
    "built_in": False,
    "retired": False,
    "changed_at": "2026-01-02T00:00:00+00:00",
}


class Service(BaseHTTPRequestHandler):
    """Answers every request with the same, and remembers what was asked."""

    asked: ClassVar[list[tuple[str, str, str, bytes]]] = []

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        conditions = f"{self.headers.get('if-match')} {self.headers.get('if-none-match')}"
        self.asked.append((self.command, self.path, conditions, body))
        is_list = self.path.endswith(("/profiles", "/versions"))
        key = "profiles" if self.path.endswith("/profiles") else "versions"
        shown = {key: [HEAD]} if is_list else HEAD | {"document": {"name": "mine"}}
        content = b"" if self.command == "DELETE" else json.dumps(shown).encode()
        self.send_response(204 if self.command == "DELETE" else 200)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_PUT = do_DELETE = _answer  # noqa: N815 - the library's names

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Generator[list[tuple[str, str, str, bytes]]]:
    """Stand in for the service; yield what it was asked."""
    Service.asked.clear()
    with HTTPServer(("127.0.0.1", 0), Service) as server:
        monkeypatch.setenv("EMEND_POSTPROCESS_URL", f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Service.asked
        server.shutdown()
        thread.join()


def test_a_profile_in_a_file_decides_how_to_correct(
    emend: Emend, tmp_path: Path, whisper: Path
) -> None:
    verbatim = tmp_path / "As It Was!.yaml"
    verbatim.write_text("extends: verbatim\n")
    ran = emend("process", whisper, "--profile", verbatim)
    assert "um" in ran.out.split()
    document = emend("explain", whisper, "--profile", verbatim, "--json").document
    assert document["profile"] == "as-it-was@1"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("terms.csv", "text,display_as\nswami,SWAMI\n"),
        ("terms.yaml", "- text: swami\n  display_as: SWAMI\n"),
        ("terms.json", '{"name": "x", "terms": [{"text": "swami", "display_as": "SWAMI"}]}'),
    ],
)
def test_a_vocabulary_in_a_file_adds_terms(
    emend: Emend, tmp_path: Path, whisper: Path, name: str, content: str
) -> None:
    file = tmp_path / name
    file.write_text(content)
    assert "SWAMI" in emend("process", whisper, "--vocabulary", file).out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("extends: lecture\nstages: [fillers, itm]\n", "did you mean itn?"),
        ("extends: lecture\n  stages: [\n", "line 2, column 9"),
        ('{"extends": "lecture",}', "line 1"),
        ("a: &a [1]\nb: *a\n", "an alias cannot stand here"),
        ("!!python/object/apply:os.system ['true']", "not YAML"),
        ("[" * 5_000, "nests too deep"),
        ("- " * 5_000 + "x", "not YAML"),
        ("just text", "profile"),
    ],
)
def test_what_is_wrong_with_a_file_is_one_line(
    emend: Emend, tmp_path: Path, content: str, said: str
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(content)
    ran = emend("profile", "validate", file)
    assert ran.code == 1
    assert said in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_valid_file_is_said_to_be_so(emend: Emend, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(PROFILE)
    ran = emend("profile", "validate", file)
    assert (ran.code, ran.out) == (0, "")
    assert "profile mine is valid" in ran.err


def test_a_file_is_published_whole_under_its_name(
    emend: Emend, tmp_path: Path, asked: list[tuple[str, str, str, bytes]]
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(PROFILE)
    assert emend("profile", "put", file, "--expect", "mine@1").out == "mine@2\n"
    assert emend("vocabulary", "put", _terms(tmp_path), "--name", "words", "--new").code == 0
    (_, profile, expected, body), (_, vocabulary, only_new, terms) = asked
    assert (profile, expected) == ("/v1/profiles/mine", '"mine@1" None')
    assert json.loads(body)["stages"] == ["repeats"]
    assert (vocabulary, only_new) == ("/v1/vocabularies/words", "None *")
    assert json.loads(terms)["terms"][0]["text"] == "swami"


def test_what_is_published_is_listed_shown_and_retired(
    emend: Emend, asked: list[tuple[str, str, str, bytes]]
) -> None:
    assert "mine" in emend("profile", "list").out
    assert emend("profile", "versions", "mine", "--json").document == [HEAD]
    assert emend("profile", "show", "mine@2").out == "name: mine\n"
    assert emend("profile", "delete", "mine").code == 0
    assert [(method, path) for method, path, *_ in asked] == [
        ("GET", "/v1/profiles"),
        ("GET", "/v1/profiles/mine/versions"),
        ("GET", "/v1/profiles/mine%402"),
        ("DELETE", "/v1/profiles/mine"),
    ]


def _terms(folder: Path) -> Path:
    file = folder / "terms.csv"
    file.write_text("text\nswami\n")
    return file


def test_a_profile_switches_off_single_rules(emend: Emend, tmp_path: Path, whisper: Path) -> None:
    ran = emend("profile", "rules", "--json")
    rules = {one["rule"]: one for one in ran.document}
    assert rules["itn.date"]["stage"] == "itn"
    assert "fillers.hesitation" in emend("profile", "rules").out
    file = tmp_path / "mine.yaml"
    file.write_text("extends: lecture\nwithout: [fillers.hesitation]\n")
    assert "um" in emend("process", whisper, "--profile", file).out.lower().split()
    file.write_text("extends: lecture\nwithout: [fillers.hesitations]\n")
    refused = emend("profile", "validate", file)
    assert refused.code == 1
    assert "did you mean fillers.hesitation?" in refused.err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", "metformin\nwarfarin\n", "no column is named text; write 'text,display_as"),
        ("a.csv", "text,priority\nmetformin,\n\nwarfarin,high\n", "line 4, term 2 ('warfarin')"),
        ("a.csv", "text,kind\na,b,c\n", "it has more cells than the first line"),
        ("a.csv", 'text\n"a\n', "it is no table: unexpected end of data"),
        ("a.tsv", "Phrase\tIPA\na\tb\n", "line 2, term 1: has 'IPA'; the fields are"),
        ("a.yaml", "terms:\n- a\n-\n  txt: b\n", "line 4, term 2: has 'txt'"),
        (
            "a.yaml",
            "terms:\n- a\n- {text: b, text: c}\n",
            "'text' is said twice (line 3, column 13)",
        ),
        (
            "a.json",
            '{"terms": ["a",\n"b",\n"a"]}',
            "line 3, term 3 ('a'): stands already as term 1",
        ),
        ("a.json", '{"terms": ["a"], "terms": ["b"]}', "'terms' is said twice"),
        (
            "a.yaml",
            "terms: [a]\nverson: 3\n",
            "has 'verson'; the fields are name, version, terms; did",
        ),
    ],
)
def test_what_is_wrong_with_terms_is_told_with_its_line(
    emend: Emend, tmp_path: Path, name: str, content: str, said: str
) -> None:
    file = tmp_path / name
    file.write_text(content)
    ran = emend("vocabulary", "validate", file)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "text;display_as;sounds_like\nLos Angeles;;los an jealous|lost angeles\n\n;;\n"),
        ("a.csv", '\ufefftext,sounds_like\r\nLos Angeles,"los an jealous, lost angeles"\r\n'),
        (
            "a.txt",
            "Phrase\tIPA\tSoundsLike\tDisplayAs\nLos-Angeles\t\tlost-angeles\tLos Angeles\n",
        ),
        ("a.txt", "# places\nLos Angeles\n\n"),
    ],
)
def test_terms_are_read_from_tables_of_every_kind(
    emend: Emend, tmp_path: Path, name: str, content: str
) -> None:
    file = tmp_path / name
    file.write_text(content)
    assert emend("vocabulary", "validate", file).code == 0
    heard = "los angeles" if "sound" not in content.lower() else "lost angeles"
    assert correct(f"we met in {heard}", read_vocabulary(str(file))) == "we met in Los Angeles"


def test_what_is_probably_not_meant_is_said_and_the_file_is_valid(
    emend: Emend, tmp_path: Path
) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(
        "terms:\n- {text: helm, sounds_like: [help]}\n- {text: will, display_as: Will}\n"
    )
    ran = emend("vocabulary", "validate", file)
    assert ran.code == 0
    assert "term 1 ('helm'): every 'help' becomes 'helm'" in ran.err
    assert "term 2 ('will'): every 'will' becomes 'Will'; write case_sensitive: true" in ran.err


@pytest.mark.parametrize(("noun", "content"), [("profile", PROFILE), ("vocabulary", "terms: [a]")])
def test_what_validate_finds_is_printed_as_json(
    emend: Emend, tmp_path: Path, noun: str, content: str
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(content)
    valid = emend(noun, "validate", file, "--json")
    assert (valid.code, valid.err) == (0, "")
    assert valid.document == {
        "file": str(file),
        "name": "mine",
        "valid": True,
        "warnings": [],
        "error": None,
    }
    file.write_text("[")
    broken = emend(noun, "validate", file, "--json")
    assert (broken.code, broken.err) == (1, "")
    assert not broken.document["valid"]
    assert "line 1" in broken.document["error"]["location"]
