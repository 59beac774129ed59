"""What policy ``nemo`` writes where it follows nemo's grammar, and where that loses its thread."""

from __future__ import annotations

import pytest

from emend_engine.plain import to_written


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("half past zero", "00:30"),
        ("five past zero a m", "00:05 a.m."),
        ("thirty to four a.m.", "03:30 a.m."),
        ("thirty min till twelve am", "11:30 a.m."),
        ("half to four am", "half to 04:00 a.m."),
        ("minus four colombian pesos", "minus $4"),
        ("minus eighty two dollars", "minus $82"),
        ("fifteen arab emirates dirhams", "aed15"),
        ("fifteen arab", "15000000000"),
        ("july twenty eight twenty oh eight", "july 28 2008"),
        ("june twenty seven nineteen hundred twelve", "june 27 1912"),
        ("eight hundred sixty eight before common era", "868BCE"),
        ("plus ninety one three three zero three six five six three two", "+90 133-036-5632"),
        ("plus ninety one three three zero three six five six three two one", "+91 330-365-6321"),
        ("hundredth", "hundredth"),
        ("H two sixty four", "H.264"),
        ("H one hundred", "H100"),
        ("Hmd", "HMD"),
    ],
)
def test_forms_of_its_grammar_are_written_as_it_writes_them(said: str, written: str) -> None:
    assert to_written(said, "nemo") == written


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("john dot smith at gmail dot com", "john.smith@gmail.com"),
        ("write to admin underscore q y at gmail dot com", "write to admin_qy@gmail.com"),
        ("a dash z b four at g mail dot co dot uk", "a-zb4@gmail.co.uk"),
        ("she lives at w w w dot example dot ai", "she lives at www.example.ai"),
        ("we are at example dot org slash jobs", "we are at example.org/jobs"),
        ("https colon slash slash example dot io", "https://example.io"),
        ("twenty-five", "25"),
        ("wait a second", "wait a second"),
    ],
)
def test_what_its_grammar_cuts_in_two_is_written_whole(said: str, written: str) -> None:
    assert to_written(said, "nemo") == written
