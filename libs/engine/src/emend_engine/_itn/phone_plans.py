"""Groups telephone numbers as their countries do."""

from __future__ import annotations

from phonenumbers import (
    NumberParseException,
    PhoneNumberFormat,
    format_number,
    is_valid_number,
    parse,
)


def as_international(digits: str) -> str:
    """Return "+44 20 7946 0958" for the digits behind a plus; empty where no country has such."""
    try:
        number = parse(f"+{digits}")
    except NumberParseException:
        return ""
    if not is_valid_number(number):
        return ""
    return format_number(number, PhoneNumberFormat.INTERNATIONAL)


def as_national(digits: str, region: str) -> str:
    """Return "020 7946 0958" for the digits said at home; empty where the plan has none such."""
    try:
        number = parse(digits, region)
    except NumberParseException:
        return ""
    return format_number(number, PhoneNumberFormat.NATIONAL) if is_valid_number(number) else ""
