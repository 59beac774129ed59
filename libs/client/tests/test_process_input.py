"""Files that ``emend process`` takes only when told more about them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        ([], 1, "name its encoding, such as cp1252"),
        (["--encoding", "cp1252"], 0, ""),
        (["--encoding", "cp9999"], 1, "no text encoding 'cp9999'"),
    ],
)
def test_a_file_in_an_old_encoding_is_read_once_it_is_named(
    emend: Callable[..., Any], tmp_path: Path, options: list[str], code: int, said: str
) -> None:
    file = tmp_path / "old.srt"
    file.write_bytes("1\n00:00:01,000 --> 00:00:02,000\nthe café\n".encode("cp1252"))
    ran = emend("process", file, *options)
    assert ran.code == code
    assert said in ran.err
    assert ("café" in ran.out) is (code == 0)
