"""What only the words around a number tell: years, prices, ports, sites, scores, quarters."""

from __future__ import annotations

import pytest

from emend_engine.plain import to_written


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("he was born in seven eighty eight", "he was born in 788"),
        ("the year seven eighty eight", "the year 788"),
        ("in four seventy six rome fell", "in 476 rome fell"),
        ("from five twenty seven to five sixty five", "from 527 to 565"),
        ("since six thirty two", "since 6:32"),
        ("in five fifty minute sessions", "in five 50 minute sessions"),
        ("in two twenty man teams", "in two twenty man teams"),
        ("open local host colon eight thousand now", "open localhost:8000 now"),
        ("example dot com colon eighty eighty slash docs", "example.com:8080/docs"),
        ("http colon slash slash localhost colon five thousand", "http://localhost:5000"),
        ("visit blue sky dot com", "visit bluesky.com"),
        ("see docs dot python dot org", "see docs.python.org"),
        ("it is one forty two dollars", "it is $142"),
        ("about five ten dollars", "about five ten dollars"),
        ("turn it three sixty degrees", "turn it 360 degrees"),
        ("it costs nineteen ninety nine a month", "it costs $19.99 a month"),
        ("gas is three fifty a gallon", "gas is $3.50 a gallon"),
        ("it costs three fifty", "it costs three fifty"),
        ("prince sang nineteen ninety nine", "prince sang 1999"),
        ("the train leaves at seventeen forty", "the train leaves at 17:40"),
        ("from nine to eleven thirty", "from 9 to 11:30"),
        ("they won two nil", "they won 2-0"),
        ("two nil", "two nil"),
        ("the score was seventeen fourteen", "the score was 17-14"),
        ("call plus two five four seven one two three four five six seven eight",
         "call +254 712 345678"),
        ("call plus nine one nine eight seven six five four three two one zero",
         "call +91 98765 43210"),
        ("eight six seven five three oh nine", "867-5309"),
        ("ten nine eight seven six five four three two one liftoff",
         "ten nine eight seven six five four three two one liftoff"),
        ("we had three quarters left to play", "we had three quarters left to play"),
        ("three quarters of a cup", "3/4 of a cup"),
        ("two quarters and a dime", "two quarters and a dime"),
        ("at one point forty people came", "at one point 40 people came"),
        ("Point one: speed.", "Point one: speed."),
        ("plus or minus five percent", "plus or minus 5%"),
        ("There's a twenty-second delay.", "There's a 20-second delay."),
        ("four twelve inch records", "four 12 inch records"),
        ("fifty k a year", "50K a year"),
        ("in ten eighty p", "in 1080p"),
        ("Your code is four, seven, one, nine.", "Your code is 4719."),
        ("We took four, seven, one, nine.", "We took four, seven, one, nine."),
        ("My flight is BA two eighty four", "My flight is BA 284"),
        ("the m four motorway", "the M4 motorway"),
        ("she beat her rival six four six three", "she beat her rival 6-4 6-3"),
        ("my account number is zero zero seven three eight two one",
         "my account number is 0073821"),
        ("push it to nine fifteen", "push it to 9:15"),
        ("from five million to twelve million", "from 5 million to 12 million"),
        ("the map is one to fifty thousand", "the map is 1 to 50,000"),
        ("Two and a Half Men", "Two and a Half Men"),
        ("Windows Eleven needs memory", "Windows 11 needs memory"),
        ("He's six-foot-four.", "He's six-foot-four."),
        ("a twenty-dollar massage", "a $20 massage"),
        ("a million and a half people", "1.5 million people"),
        ("three quarter inch pipe", "3/4 inch pipe"),
        ("my zip is oh two one three nine", "my zip is 02139"),
        ("he said oh one two three", "he said oh one two three"),
        ("at three p m u t c", "at 3 p.m. UTC"),
        ("a seven eighty seven landed", "a 787 landed"),
        ("write to support at cloud base dot io", "write to support@cloudbase.io"),
    ],
)  # fmt: skip
def test_a_cue_decides_what_bare_numbers_mean(said: str, written: str) -> None:
    assert to_written(said) == written
    assert to_written(written) == written
