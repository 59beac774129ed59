"""What calls a number by its name: flights, roads, mailboxes, appointments, menus, ovens."""

from __future__ import annotations

import pytest

from emend_engine.plain import to_written


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("take i two eighty south", "take I-280 south"),
        ("i ninety five is closed", "I-95 is closed"),
        ("on i ten percent of the time", "on i 10% of the time"),
        ("delta eleven sixty two is boarding", "delta 1162 is boarding"),
        ("the delta nineteen people crossed", "the delta 19 people crossed"),
        ("a herniated disc at l four five", "a herniated disc at L4-5"),
        ("closed with three oh vicryl", "closed with 3-0 vicryl"),
        ("born on oh four twelve nineteen seventy six", "born on 04/12/1976"),
        ("it expires oh nine twenty seven", "it expires 09/27"),
        ("press one for sales or two for support", "press 1 for sales or 2 for support"),
        ("press on, one for all", "press on, one for all"),
        ("bake at three fifty for an hour", "bake at 350 for an hour"),
        ("we met at three fifty", "we met at 3:50"),
        ("Email Anna Lee at Outlook dot com", "Email AnnaLee@Outlook.com"),
        ("Try kate at mail dot org", "Try kate@mail.org"),
        ("sales at blue sky dot co dot uk", "sales@bluesky.co.uk"),
        ("at www dot my blog dot net slash a", "at www.myblog.net/a"),
        ("my ten thirty is late", "my 10:30 is late"),
        ("my ten thirty pounds", "my ten thirty pounds"),
        ("Four-thirty? No.", "4:30? No."),
        ("the latte was only four fifty", "the latte was only four fifty"),
        ("the latte cost four fifty", "the latte cost $4.50"),
        ("he paid four fifty for a laptop", "he paid $450 for a laptop"),
        ("he paid four fifty for it", "he paid four fifty for it"),
        ("at nineteen twenty by ten eighty", "at 1920 by 1080"),
        ("Henry the Eighth's six wives", "Henry VIII's six wives"),
        ("nineteen forty five's hit", "1945's hit"),
        ("one's own", "one's own"),
        ("we meet tuesday the ninth", "we meet tuesday the 9th"),
        ("a fourteenth century castle", "a 14th century castle"),
        ("a twentieth of it", "a twentieth of it"),
        ("the Sixteenth president", "the 16th president"),
        ("see Twelfth Night", "see Twelfth Night"),
        ("the Thirty Years War", "the Thirty Years War"),
        ("seven pounds eleven ounces", "7 pounds 11 ounces"),
        ("two hours one minute and ten seconds", "2 hours 1 minute and 10 seconds"),
        ("five hundred milligrams three times a day", "500 mg three times a day"),
        ("a quarter of a million dollars", "a quarter of a million dollars"),
        ("between ten and fifteen dollars", "between $10 and $15"),
        ("he reigned from twelve sixteen to twelve seventy two", "he reigned from 1216 to 1272"),
        ("policy p l dash three four", "policy PL-34"),
    ],
)
def test_the_name_before_a_number_decides_how_it_is_written(said: str, written: str) -> None:
    assert to_written(said) == written
