"""The pipeline's version changes with everything that can alter a result, by itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from emend_engine import PROFILES, pipeline_version, process_transcript
from emend_engine._version import digest_of
from emend_transcript import from_text


def test_every_result_names_the_version() -> None:
    header = process_transcript(from_text("so it begins"), PROFILES["lecture"]).header
    assert header.pipeline_version == pipeline_version()
    assert re.fullmatch(r"0\.1\.0-[0-9a-f]{12}", header.pipeline_version)


@pytest.mark.parametrize(
    ("name", "content"), [("a.py", "x = 2"), ("b.py", "x = 1"), ("data.tsv", "a"), ("a/b.py", "")]
)
def test_code_and_data_decide_the_version(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / "a.py").write_text("x = 1")
    before = digest_of([tmp_path])
    (tmp_path / name).parent.mkdir(exist_ok=True)
    assert digest_of([tmp_path]) == before
    (tmp_path / name).write_text(content)
    assert digest_of([tmp_path]) != before
    assert digest_of([tmp_path], "phonenumbers 9") != digest_of([tmp_path])


def test_prose_and_byte_code_do_not(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1")
    before = digest_of([tmp_path])
    (tmp_path / "MODEL.md").write_text("prose")
    (tmp_path / "a.pyc").write_bytes(b"1")
    assert digest_of([tmp_path]) == before
