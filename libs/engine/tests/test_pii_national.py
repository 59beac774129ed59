"""Numbers that states give: found by form and check digit, and left alone where they are none."""

from __future__ import annotations

import pytest

from emend_engine.plain import redact


@pytest.mark.parametrize(
    ("number", "label"),
    [
        ("55298415K", "[NATIONAL_ID]"),
        ("Z7642656Z", "[NATIONAL_ID]"),
        ("BNCLCU57H01F205K", "[NATIONAL_ID]"),
        ("G9156404T", "[NATIONAL_ID]"),
        ("110499-3848", "[NATIONAL_ID]"),
        ("390.424.861-80", "[NATIONAL_ID]"),
        ("110105198801018470", "[NATIONAL_ID]"),
        ("756.0037.6143.64", "[NATIONAL_ID]"),
        ("73.04.16-035.76", "[NATIONAL_ID]"),
        ("27AAPFU0939F1ZV", "[TAX_ID]"),
    ],
)
def test_a_number_with_a_check_digit_is_found_wherever_it_stands(number: str, label: str) -> None:
    assert redact(f"I wrote {number} there") == f"I wrote {label} there"


@pytest.mark.parametrize(
    "number",
    [
        "55298415L",
        "Z7642656A",
        "BNCLCU57H01F205L",
        "G9156404X",
        "110499-3849",
        "390.424.861-81",
        "110105198801018471",
        "756.0037.6143.65",
        "73.04.16-035.77",
        "27AAPFU0939F1ZW",
    ],
)
def test_a_wrong_check_digit_leaves_a_number_that_nothing_announces(number: str) -> None:
    assert redact(f"I wrote {number} there") == f"I wrote {number} there"


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("My PESEL is 50121045167.", "My PESEL is [NATIONAL_ID]."),
        ("Steuer-ID 10324966855", "Steuer-ID [TAX_ID]"),
        ("my medicare id is 1EG4-TE5-MK73", "my medicare id is [HEALTH_ID]"),
        ("my number plate is AB12 CDE", "my number plate is [VEHICLE]"),
        ("My DEA number is BK7045582.", "My DEA number is [LICENCE]."),
        ("amex 3419 935181 90933, code 4821", "amex [CARD], code [CVV]"),
        ("wohne in der Lindenstraße 12", "wohne in der [ADDRESS]"),
    ],
)
def test_what_is_announced_is_found(said: str, written: str) -> None:
    assert redact(said) == written


@pytest.mark.parametrize(
    "said",
    [
        "python 3.11.7.1 is out",
        "we upgraded to 10.2.1.4 last night",
        "numpy==1.26.4.1",
        "the fix is in release 2.4.0.1",
    ],
)
def test_a_version_of_four_numbers_is_no_address(said: str) -> None:
    assert redact(said) == said


def test_an_address_beside_an_equals_sign_is_one() -> None:
    assert redact("client_ip=58.74.121.78") == "client_ip=[IP]"
