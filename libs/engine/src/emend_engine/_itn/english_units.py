"""Units of measure and their signs; data only.

The signs in ``NEMO_SIGNS`` are those that nemo_text_processing (Apache-2.0) writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from emend_engine._stages._word_set import word_set

_NEMO = """
°F fahrenheit|°C celsius|°F degree fahrenheit|°C degree celsius|K kelvin|km kilometer|m meter
cm centimeter|mm millimeter|ha hectare|mi mile|m² square meter|km² square kilometer|ft foot
% percent|% per cent|hz hertz|kW kilowatt|kW kilo watt|kWh kilowatt hour|kWh kilo watt hour
Wh watt hour|W watt|hp horsepower|hp horse power|mg milligram|kg kilogram|ghz gigahertz
khz kilohertz|mhz megahertz|v volt|h hour|mc mega coulomb|s second|nm nanometer
rpm revolution per minute|min minute|mA milli ampere|m³ cubic meter|mph mile per hour
tW tera watt|mv milli volt|mW megawatt|mW mega watt|μm micrometer|" inch|cc c c|g gram|da dalton
atm atmosphere|ω ohm|db decibel|ps peta second|oz ounce|hl hecto liter|μg microgram|pg petagram
kb kilobit|mb megabit|gb gigabit|tb terabit|pb petabit|ev electron volt|mb megabyte|kb kilobyte
gb gigabyte|tb terabyte|pb peta byte|bps bit per second|kbps kilobit per second
mbps megabit per second|gbps gigabit per second|kbps kilo bit per second|mbps mega bit per second
tbps terabit per second|tbps tera bit per second|pbps petabit per second
pbps peta bit per second|kb/s kilobyte per second|kb/s kilo byte per second
mb/s mega byte per second|gb/s gigabyte per second|gb/s giga byte per second
tb/s terabyte per second|tb/s tera byte per second|pb/s petabyte per second
pb/s peta byte per second|st stone|kl kilo liter|tj tera joule|kv kilo volt|mv mega volt
kn kilo newton|kn kilonewton|mm megameter|au astronomical unit|yd yard|rad radian|lm lumen
hs hecto second|mol mole|gpa giga pascal|ml milliliter|gW gigawatt|A ampere|mA mili ampere
µA micro ampere|MA mega ampere|kt knot|kgf kilogram force|ng nano gram|ns nanosecond
ms mega siemens|bar bar|gl giga liter|μs microsecond|dA deci ampere|pa pascal|ds deci second
ms milli second|dm deci meter|dm³ cubic deci meter|amu atomic mass unit|mf mega farad
bq becquerel|mm² square millimeter|cm² square centimeter|sq mi square mile|sq ft square foot
kpa kilopascal|cd candela|tl tera liter|ms mega second|mpa megapascal|pm peta meter
gWh giga watt hour|kcal kilo calory|gy gray|sv sievert|cwt hundredweight
"""

_PLAIN = """
km kilometer|km kilometre|m meter|m metre|cm centimeter|cm centimetre|mm millimeter|mm millimetre
μm micrometer|nm nanometer|ha hectare|m² square meter|m² square metre|km² square kilometer
km² square kilometre|cm² square centimeter|m³ cubic meter|m³ cubic metre|kg kilogram|g gram
mg milligram|μg microgram|L liter|L litre|mL milliliter|mL millilitre|kW kilowatt|W watt
MW megawatt|GW gigawatt|kWh kilowatt hour|Wh watt hour|V volt|kV kilovolt|A ampere|A amp
mA milliampere|Hz hertz|kHz kilohertz|MHz megahertz|GHz gigahertz|dB decibel|Pa pascal
kPa kilopascal|MPa megapascal|N newton|J joule|kJ kilojoule|KB kilobyte|MB megabyte|GB gigabyte
TB terabyte|PB petabyte|kbit kilobit|Mbit megabit|Gbit gigabit|kbps kilobit per second
Mbps megabit per second|Gbps gigabit per second|MB/s megabyte per second|GB/s gigabyte per second
μL microliter|μL microlitre|mV millivolt|mW milliwatt|hPa hectopascal|MJ megajoule|GWh gigawatt hour
MWh megawatt hour|TWh terawatt hour|ng nanogram|km/h kilometer per hour
km/h kilometre per hour|m/s meter per second|m/s metre per second
mph mile per hour|mph mile an hour|km/h kilometer an hour|km/h kilometre an hour
rpm revolution per minute|ms millisecond|ns nanosecond|μs microsecond
°C degree celsius|°F degree fahrenheit|°C degree centigrade|K kelvin|% percent|% per cent
sq ft square foot|kcal kilocalorie|°F degree f|°C degree c
mAh milliamp hour|mAh milliampere hour|Ah amp hour|dL deciliter|dL decilitre|mmol millimole
mEq milliequivalent|IU international unit|cc cc|cc c c|cm³ cubic centimeter|cm³ cubic centimetre
km³ cubic kilometer|km³ cubic kilometre|mmHg millimeter of mercury|mmHg millimetre of mercury
"""

_WORDS = """
mile foot inch yard pound ounce kilo ton tonne gallon acre degree horsepower calorie pixel
tablespoon teaspoon megapixel hour minute second day week month year decade century
square mile|square inch|cubic foot|cubic inch|light year|nautical mile|mile per gallon
foot per second|beat per minute|part per million|part per billion
"""

TIME_UNITS = word_set("hour minute second day week month year decade century")
"""Units whose small numbers stay words in prose: "two hours"."""


RATE_SIGNS: Mapping[str, str] = MappingProxyType({"second": "s", "minute": "min", "hour": "h"})
"""Signs that these have only after "per"."""


def _signs(text: str) -> dict[tuple[str, ...], str]:
    """Read ``sign name`` pairs; a plural is found beside its singular."""
    table: dict[tuple[str, ...], str] = {}
    for entry in text.replace("\n", "|").split("|"):
        if not entry:
            continue
        for sign in ("sq mi ", "sq ft "):
            if entry.startswith(sign):
                table[tuple(entry[len(sign) :].split())] = sign.strip()
                break
        else:
            sign, _, name = entry.partition(" ")
            table[tuple(name.split())] = sign
    return table


NEMO_SIGNS: Mapping[tuple[str, ...], str] = MappingProxyType(_signs(_NEMO))
"""Signs by the singular's words."""

PLAIN_SIGNS: Mapping[tuple[str, ...], str] = MappingProxyType(_signs(_PLAIN))
"""The signs of the International System and of data; other units keep their words."""

WORD_UNITS: frozenset[tuple[str, ...]] = frozenset(
    tuple(name.split())
    for line in _WORDS.split("\n")
    for names in line.split("|")
    for name in ([names] if "|" in line else names.split())
)
"""Units that stay words after a figure: "5 miles"."""

IRREGULAR_SINGULARS: Mapping[str, str] = MappingProxyType(
    {
        "feet": "foot",
        "inches": "inch",
        "hertz": "hertz",
        "celsius": "celsius",
        "centuries": "century",
    }
)


UNIT_STARTS: frozenset[str] = frozenset(
    words[0] for words in (*NEMO_SIGNS, *PLAIN_SIGNS, *WORD_UNITS)
)
"""The words with which a unit's singular begins."""


@lru_cache(maxsize=65_536)
def begins(word: str, starts: frozenset[str]) -> bool:
    """Whether a word, or a singular of it, is one of these."""
    return word in starts or not starts.isdisjoint(_singular(word))


def singulars(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the words as they are, and with one of them in the singular."""
    yield words
    for at, plural in enumerate(words):
        for word in _singular(plural):
            yield (*words[:at], word, *words[at + 1 :])


def _singular(word: str) -> Iterator[str]:
    irregular = IRREGULAR_SINGULARS.get(word)
    if irregular:
        yield irregular
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("s"):
        yield word[:-1]
