"""What the command shows came from anywhere; it must not command the terminal."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emend_client.cli.output import complain, printable

RUN = f'{sys.executable} -c "from emend_client.cli import main; main()"'


@given(st.text())
def test_no_control_character_is_shown_and_every_other_is(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    for one, other in zip(text, shown, strict=True):
        control = ord(one) < 32 or 127 <= ord(one) < 160
        assert (one == other) == (not control or one in "\n\t")


def test_an_error_that_quotes_an_escape_sequence_stays_on_its_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    complain("there is no \x1b[31mred\x1b]0;title\x07\nfile")
    said = capsys.readouterr().err
    assert "\x1b" not in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("stream", ["1", "2"])
def test_a_closed_stream_is_no_fault_of_ours(stream: str) -> None:
    done = subprocess.run(  # noqa: S603 - ours
        ["/bin/sh", "-c", f"{RUN} --version {stream}>&-"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert done.stderr == ""
