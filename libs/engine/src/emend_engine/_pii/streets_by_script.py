"""How addresses are written in Cyrillic, Vietnamese, Japanese and Chinese."""

# ruff: noqa: RUF001 - Cyrillic is meant

from __future__ import annotations

import re
from collections.abc import Iterator

_CYRILLIC_KIND = (
    r"(?:[Уу]лица|[Уу]л\.|[Пп]роспект|[Пп]р-т|[Пп]росп\.|[Пп]ереулок|[Пп]ер\.|[Бб]ульвар|[Бб]-р"
    r"|[Шш]оссе|[Нн]абережная|[Нн]аб\.|[Пп]лощадь|[Вв]улиця|[Вв]ул\.|[Бб]улевард)"
)
_CYRILLIC_NAME = r"[А-ЯЁІЇЄҐ][\w-]{1,30}(?: [А-ЯЁІЇЄҐ\d][\w-]{0,30}){0,2}"
_CYRILLIC_HOUSE = (
    r",? (?:(?:дом|д\.|буд\.) ?)?\d{1,4}[а-я]?(?:/\d{1,4})?"
    r"(?:,? (?:корпус|корп\.|к\.|строение|стр\.|квартира|кв\.) ?\d{1,4}){0,3}"
)
_HAN = r"[\u3005\u3040-\u30ff\u4e00-\u9fff]"

_ADDRESSES = (
    re.compile(rf"(?<!\w){_CYRILLIC_KIND} {_CYRILLIC_NAME}{_CYRILLIC_HOUSE}(?!\w)"),
    re.compile(rf"(?<!\w){_CYRILLIC_NAME} {_CYRILLIC_KIND}{_CYRILLIC_HOUSE}(?!\w)"),
    re.compile(
        r"(?<!\w)(?:[Ss]ố (?:nhà )?)?\d{1,4}[A-Za-z]?(?:/\d{1,4}){0,3},? "
        r"(?:[Đđ]ường|[Pp]hố|[Nn]gõ|[Hh]ẻm)(?: [^\W\d_a-z][\w-]{0,20}){1,4}"
    ),
    re.compile(
        rf"{_HAN}{{1,12}}[都道府県市区町村郡]{_HAN}{{0,20}}? ?\d{{1,4}}"
        r"(?:(?:-|丁目|番地?)\d{1,4}){0,3}(?:番地?|号)?"
    ),
    re.compile(rf"{_HAN}{{1,20}}(?:路|街|大道|巷|弄) ?\d{{1,5}}[号號](?: ?\d{{1,5}}[室房楼])?"),
)
_POSTCODE = re.compile(r"〒 ?(\d{3}-?\d{4})(?!\d)")
_SCRIPT = re.compile(r"[\u0400-\u04ff\u1ea0-\u1eff\u3000-\u9fffđĐ]")


def addresses_by_script(text: str) -> Iterator[tuple[int, int]]:
    """Yield where addresses stand."""
    if _SCRIPT.search(text):
        for pattern in _ADDRESSES:
            for match in pattern.finditer(text):
                yield match.span()


def marked_postcodes(text: str) -> Iterator[tuple[int, int]]:
    """Yield where Japanese postal codes stand behind their mark."""
    if "〒" in text:
        for match in _POSTCODE.finditer(text):
            yield match.span(1)
