"""Which file becomes which result, and what is refused before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer

from emend_client.cli.jobs import plan


def test_a_file_s_result_goes_to_standard_output_as_text() -> None:
    (job,) = plan(["talk.json"], None, None, to_stdout=False)
    assert job.target is None
    assert job.rendition == "text"


@pytest.mark.parametrize(
    ("name", "rendition"),
    [
        ("a.srt", "srt"),
        ("a.vtt", "vtt"),
        ("a.sbv", "sbv"),
        ("a.MD", "md"),
        ("a.json", "json"),
        ("a.txt", "text"),
    ],
)
def test_the_output_s_extension_says_the_format(tmp_path: Path, name: str, rendition: str) -> None:
    (job,) = plan(["talk.vosk"], str(tmp_path / name), None, to_stdout=False)
    assert job.rendition == rendition


def test_the_format_option_wins_over_the_extension(tmp_path: Path) -> None:
    (job,) = plan(["talk.json"], str(tmp_path / "a.txt"), "srt", to_stdout=False)
    assert job.rendition == "srt"


def test_several_files_go_into_a_folder(tmp_path: Path) -> None:
    jobs = plan(["x/a.json", "y/b.srt"], f"{tmp_path}/out/", "md", to_stdout=False)
    assert [job.target for job in jobs] == [tmp_path / "out" / "a.md", tmp_path / "out" / "b.md"]


def test_standard_input_s_result_has_a_name_in_a_folder(tmp_path: Path) -> None:
    (job,) = plan(["-"], f"{tmp_path}/", "vtt", to_stdout=False)
    assert job.target == tmp_path / "stdin.vtt"


@pytest.mark.parametrize(
    ("files", "output", "reason"),
    [
        (["a.json", "b.json"], None, "need a folder"),
        (["a.json", "b.json"], "-", "need a folder"),
        (["a.json"], "out.docx", "says no format"),
        (["x/a.json", "y/a.json"], "out/", "would both become"),
        (["a.json", "b.json"], "file.txt", "is a file"),
        (["a.srt"], "a.srt", "is a source"),
        (["b.json", "a.srt"], "./", "is a source"),
    ],
)
def test_what_would_lose_something_is_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    files: list[str],
    output: str | None,
    reason: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.srt", "file.txt"):
        (tmp_path / name).write_text("kept")
    with pytest.raises(typer.BadParameter, match=reason):
        plan(files, output, "srt" if output == "./" else None, to_stdout=False)
