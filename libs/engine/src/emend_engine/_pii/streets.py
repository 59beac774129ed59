"""How streets and house numbers are written: in English, and where the number stands behind."""

from __future__ import annotations

import re
from collections.abc import Collection

from emend_engine._stages._word_set import word_set

SURE_KINDS = word_set("street avenue road lane boulevard drive")
"""Kinds of street that hardly mean anything else behind a number and a name."""

_KIND = (
    r"street|st|avenue|ave|road|rd|drive|dr|lane|ln|boulevard|blvd|court|ct|place|pl|terrace"
    r"|parkway|pkwy|highway|hwy|crescent|close|circle|way|square|trail|grove|gardens|row|mews"
    r"|nagar|marg|vihar|enclave|chowk|parade|promenade|esplanade|embankment"
)
_RARE_KIND = (
    r"alley|bridge|bypass|canyon|causeway|circles|commons|corner|cove|creek|crest|crossing|cres"
    r"|estate|estates|expressway|fields|freeway|garden|gate|glen|green|harbor|harbour|heights"
    r"|hill|hills|hollow|island|junction|knoll|landing|loop|mall|manor|meadow|meadows|mill|mount"
    r"|orchard|oval|park|pass|passage|path|pike|pines|plaza|point|quay|ramp|ranch|ridge|rise"
    r"|route|run|spur|track|turnpike|vale|valley|via|view|villas|vista|walk|wharf|yard|cir|ter|trl"
)
_AFTER_RARE = "street|avenue|road|drive|lane|close|court|way|place|terrace"
"""Behind a rare kind these show that it belongs to the name: "rose garden lane"."""

KINDS = frozenset((*_KIND.split("|"), *_RARE_KIND.split("|")))
"""The words for streets, of which each English address holds one."""

_TITLED = _KIND.title()
_DOOR = r"(?:[a-z]| (?:[b-hj-z]\b|a(?=$|[,.])|(?-i:A)\b))?"
"""The letter behind a flat's number; "a" and "i" apart from it are mostly words."""

_UNIT = (
    r"(?i:\.?,? (?:apt|apartment|suite|ste|unit|flat|floor|fl|room|#)\.? ?#? ?"
    rf"\d{{1,5}}{_DOOR})?"
)
_SIDE = r"(?:,? (?-i:NW|NE|SW|SE|N|S|E|W)\b\.?)?"
_NUMBER = (
    r"(?<![\w$€£₹.,:-])(?:(?-i:[A-Z])-)?\d{1,5}(?: ?\d){0,4}"
    r"(?:[a-z]|[-/]\d{1,4}[a-z]?| [a-z](?= ))?(?P<comma>,)? "
)
_NAME = r"(?:[\w'\N{RIGHT SINGLE QUOTATION MARK}-]{1,20}\.? )"

_UNIT_AHEAD = (
    r"(?i:(?<!\w)(?:flat|apt|apartment|unit|suite|studio) \d{1,4}[a-z]?,? "
    r"(?-i:(?:[A-Z][a-z]{1,15} ){1,3}?(?:House|View|Court|Mansions|Building|Towers?|Lodge), )?)?"
)

STREET = re.compile(
    rf"{_UNIT_AHEAD}{_NUMBER}(?P<name>(?:(?:[nsew]|north|south|east|west)\.? )?{_NAME}{{1,5}}?)"
    rf"(?P<kind>(?:{_KIND})\b|(?P<rare>(?:{_RARE_KIND})\b(?! (?:{_AFTER_RARE})\b)))"
    rf"(?! (?-i:{_TITLED})\b){_SIDE}{_UNIT}",
    re.IGNORECASE,
)
"""A number, up to five words of a name, and the kind of street: "12 Oak Street, Apt 4"."""

_CAPITAL = (
    r"(?!(?:Apt|Suite|Unit|Ste|Floor)\b)"
    r"[^\W\d_a-zß-öø-ÿ][\w'\N{RIGHT SINGLE QUOTATION MARK}-]{0,24}"
)
_LINK = r"(?:(?:de la|de las|de los|de l'|d'|de|del|della|delle|dei|du|des|da|do|dos|das|la|le) ?)?"
_LATIN = (
    r"[Rr]ue|[Aa]venue|[Bb]oulevard|[Pp]lace|[Cc]hemin|[Aa]llée|[Ii]mpasse|[Qq]uai|[Cc]ours"
    r"|[Cc]alle|[Aa]venida|[Pp]aseo|[Pp]laza|[Cc]arrera|[Vv]ia|[Vv]iale|[Pp]iazza|[Cc]orso"
    r"|[Uu]l\.|[Uu]lica|[Aa]l\.|[Aa]leja|[Pp]l\.|[Pp]lac|C/|Av\.|Avda\.?|[Rr]ua|[Tt]ravessa|[Pp]raça|[Rr]oute|[Ff]aubourg|[Cc]amino"
    r"|[Ss]trada|[Ll]argo|[Bb]ulevardul|[Uu]litsa|ул\.|вул\.|проспект|Jalan|Jl\.|Lorong|Soi|Rruga"
)
_ENDING = (
    "straße|strasse|str|weg|platz|allee|gasse|ring|damm|ufer|chaussee|straat|laan|plein|gracht"
    "|kade|dijk|singel|gatan|vägen|vej|gade|veien|katu|tie"
)
_APART = (
    "Straße|Strasse|Str|Weg|Platz|Allee|Gasse|Ring|Damm|Ufer|Allé|Plads|utca|út|tér|katu|tie"
    "|gate|gata|vei|väg|náměstí|třída|ulice|körút|Caddesi|Cad|Sokak|Sokağı|Sok"  # noqa: RUF001
    "|Bulvarı"  # noqa: RUF001 - Turkish spells so
)
_GERMANIC = rf"[A-ZÄÖÜ][\w-]{{1,24}}(?:{_ENDING})\.?|(?:{_CAPITAL}[ -]){{1,3}}(?:{_APART})\.?"
_HOUSE = (
    r"(?:(?:[Nn][º°oOr]|d|д|č\.p)[.:]? ?)?\d{1,4}(?:[-/]\d{1,4})?(?: ?[a-zA-Z]|-[IVX]{1,4})?"
    r"(?:, ?(?:st|\d{1,2})\. ?(?:th|tv|mf|sal)\b\.?)?"
    r"(?![\w%]|[.,:/-]\d)"
)

ABROAD = re.compile(
    rf"(?<![\w$€£₹.,:-])\d{{1,4}}(?: ?(?:bis|ter|[a-z]))?,? (?:{_LATIN}|impasse|allée) {_LINK}"
    rf"{_CAPITAL}(?:[ -]{_LINK}{_CAPITAL}){{0,3}}"
    rf"|(?<!\w)(?:(?:{_LATIN}) {_LINK}{_CAPITAL}(?: {_LINK}{_CAPITAL}){{0,3}},?|{_GERMANIC})"
    rf" {_HOUSE}"
    r"|(?<!\w)(?:Calle|Carrera|Cra\.?|Diagonal|Transversal) \d{1,3}[A-Z]? ?(?:#|[Nn]o\.?) ?"
    r"\d{1,3}[A-Z]?(?: ?- ?\d{1,3})?"
)
"""With capitals: "45 Rue de Rivoli", "Calle Mayor 5", "Hauptstraße 12"."""

_WORDS_ABROAD = frozenset(
    word.lower() for word in re.findall(r"[^\W_]+", re.sub(r"\[.(.)\]", r"\1", _LATIN))
) | word_set("impasse allée calle carrera cra diagonal transversal")
_ENDINGS = tuple(ending.lower() for ending in (*_ENDING.split("|"), *_APART.split("|")))


def may_be_abroad(words: Collection[str]) -> bool:
    """Whether words in lower case hold any that ``ABROAD`` cannot match without."""
    return not _WORDS_ABROAD.isdisjoint(words) or any(word.endswith(_ENDINGS) for word in words)
