"""Every way of writing a time becomes whole milliseconds, halves rounded up."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emend_transcript import FormatError
from emend_transcript._times import duration_text, milliseconds


@pytest.mark.parametrize(
    ("value", "per_second", "expected"),
    [
        (0, 1, 0),
        (1, 1, 1000),
        (9.96, 1, 9960),
        (0.0005, 1, 1),
        (1.0005, 1, 1001),
        (1.0004999, 1, 1000),
        (4.35, 1, 4350),
        (2.675, 1, 2675),
        ("4.86", 1, 4860),
        ("1.2005", 1, 1201),
        (" 7 ", 1, 7000),
        ("1e-3", 1, 1),
        (9960, 1000, 9960),
        (9960.5, 1000, 9961),
        (7_600_000, 10_000_000, 760),
        (7_605_000.0, 10_000_000, 761),
        (500_000, 1_000_000_000, 1),
        (-0.02, 1, -20),
    ],
)
def test_a_time_is_rounded_once_and_exactly(value: Any, per_second: int, expected: int) -> None:
    assert milliseconds(value, per_second, "$") == expected


@given(st.integers(0, 10**9), st.integers(0, 6))
def test_seconds_are_read_as_the_file_writes_them(digits: int, places: int) -> None:
    literal = Decimal(digits).scaleb(-places)
    if literal < 2_000_000:
        exact = int((literal * 1000).to_integral_value(ROUND_HALF_UP))
        assert milliseconds(float(str(literal)), 1, "$") == exact
        assert milliseconds(format(literal, "f"), 1, "$") == exact


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (float("nan"), "bad_time"),
        (float("inf"), "bad_time"),
        (float("-inf"), "bad_time"),
        (1e300, "bad_time"),
        (10**400, "bad_time"),
        (3_000_000, "bad_time"),
        ("NaN", "bad_time"),
        ("12:30", "bad_time"),
        ("", "bad_time"),
        ("1" * 5000, "bad_time"),
        ("9e99", "bad_time"),
        (None, "wrong_type"),
        (True, "wrong_type"),
        ([1], "wrong_type"),
        ({}, "wrong_type"),
    ],
)
def test_what_is_no_time_is_refused_with_its_place(value: Any, code: str) -> None:
    with pytest.raises(FormatError) as refused:
        milliseconds(value, 1, "$.start")
    assert (refused.value.code, refused.value.location) == (code, "$.start")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("PT0.76S", 760), ("PT1M2.5S", 62_500), ("PT1H", 3_600_000), ("P1DT1S", 86_401_000)],
)
def test_iso_durations_are_read(text: str, expected: int) -> None:
    assert duration_text(text, "$") == expected


@pytest.mark.parametrize("text", ["", "P", "PT", "0.76", "PT1X", "P1Y", "PT-1S"])
def test_other_text_is_no_iso_duration(text: str) -> None:
    with pytest.raises(FormatError):
        duration_text(text, "$")
