"""Hindi number words and what stands beside them, in Devanagari and romanised; data only.

Spellings follow what recognisers and people write, variants beside the standard ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from unicodedata import normalize

from emend_engine._itn.language import Language
from emend_engine._itn.number_words import Kind, NumberWord

_DEVANAGARI = """
एक|दो|तीन|चार|पाँच|छह छः छे छै|सात|आठ|नौ|दस
ग्यारह|बारह|तेरह|चौदह|पंद्रह पन्द्रह पंद्रा|सोलह|सत्रह सतरह|अठारह अट्ठारह|उन्नीस|बीस
इक्कीस|बाईस बाइस|तेईस तेइस|चौबीस|पच्चीस पचीस|छब्बीस|सत्ताईस सत्ताइस|
अट्ठाईस अट्ठाइस अठ्ठाईस अठाईस|उनतीस उन्तीस|तीस
इकतीस इकत्तीस|बत्तीस|तैंतीस तेंतीस|चौंतीस|पैंतीस|छत्तीस|सैंतीस|अड़तीस|उनतालीस उन्तालीस|
चालीस
इकतालीस|बयालीस ब्यालीस|तैंतालीस तेंतालीस तिरतालीस|चौवालीस चवालीस चौंवालीस|पैंतालीस|छियालीस|
सैंतालीस|अड़तालीस|उनचास उन्चास|पचास
इक्यावन|बावन|तिरपन तिरेपन|चौवन चव्वन|पचपन|छप्पन|सत्तावन|अट्ठावन अठावन|उनसठ|साठ
इकसठ|बासठ|तिरसठ तिरेसठ|चौंसठ चौसठ|पैंसठ|छियासठ|सड़सठ|अड़सठ|उनहत्तर|सत्तर
इकहत्तर|बहत्तर|तिहत्तर|चौहत्तर|पचहत्तर|छिहत्तर|सतहत्तर|अठहत्तर|उनासी उन्यासी|अस्सी
इक्यासी|बयासी|तिरासी|चौरासी|पचासी|छियासी|सत्तासी सतासी|अट्ठासी अठासी|नवासी|नब्बे
इक्यानवे इक्यानबे|बानवे बानबे|तिरानवे तिरानबे|चौरानवे चौरानबे|पचानवे पंचानवे पंचानबे|
छियानवे छियानबे|सत्तानवे सत्तानबे|अट्ठानवे अठानवे अट्ठानबे|निन्यानवे निन्यानबे
"""

_ROMANISED = """
ek|do|teen|char chaar|paanch panch|chhah chhe chheh|saat|aath|nau|das
gyarah gyaarah|barah baarah|terah|chaudah|pandrah|solah|satrah|atharah athaarah|
unnees unnis|bees
ikkees ikkis|baees|teis teyis|chaubees chaubis|pachchees pachees pachis|chhabbees chhabbis|
sattaees sattais|atthaees atthais|untees untis|tees
ikattees ikattis|battees battis|taintees taintis|chauntees chauntis|paintees paintis|
chhattees chhattis|saintees saintis|adtees adtis|untalees untalis|chalees chalis chaalis
iktalees iktalis|bayalees bayalis|taintalees taintalis|chauvalees chauvalis|
paintalees paintalis|chhiyalees chhiyalis|saintalees saintalis|adtalees adtalis|
unchaas unchas|pachaas pachas
ikyavan|bavan|tirpan|chauvan|pachpan|chhappan|sattavan|atthavan|unsath|saatth
iksath|basath|tirsath|chaunsath|painsath|chhiyasath|sadsath|adsath|unhattar|sattar
ikhattar|bahattar|tihattar|chauhattar|pachhattar|chhihattar|sathattar|athhattar|unaasi|
assi
ikyasi|bayasi|tirasi|chaurasi|pachasi|chhiyasi|sattasi|atthasi|navasi|nabbe
ikyanave|banave|tiranave|chauranave|pachanave|chhiyanave|sattanave|atthanave|ninyanave
"""
"""Romanised 60 is "saatth" only: "saath" is nearly always "with"."""

_SCALES = {
    1000: "हज़ार हजार hazaar hazar",
    10**5: "लाख lakh",
    10**7: "करोड़ crore karod",
    10**9: "अरब arab",
    10**11: "खरब kharab",
}

_ENDINGS = "वाँ वां वीं वें वे"


def _spellings(text: str) -> frozenset[str]:
    """Return words in composed form, with a dot for a moon dot and without nukta as well."""
    composed = {normalize("NFC", word) for word in text.split()}
    dotted = {word.replace("ँ", "ं") for word in composed}
    return frozenset(composed | dotted | {word.replace("़", "") for word in composed | dotted})


def _counted(text: str) -> dict[str, NumberWord]:
    """Return the words of 1 to 99, parted by bars or lines."""
    entries = filter(None, text.replace("\n", "|").split("|"))
    numbers: dict[str, NumberWord] = {}
    for value, entry in enumerate(entries, 1):
        kind = Kind.DIGIT if value < 10 else Kind.TEEN  # noqa: PLR2004 - one digit
        numbers |= dict.fromkeys(_spellings(entry), NumberWord(kind, value))
    return numbers


def _scale(value: int) -> NumberWord:
    return NumberWord(Kind.INDIAN if value > 1000 else Kind.SCALE, value)  # noqa: PLR2004 - hazaar


def _ordinals(numbers: Mapping[str, NumberWord]) -> dict[str, tuple[NumberWord, str]]:
    """Return the regular ordinals with what is written behind the figures."""
    endings = [normalize("NFC", ending) for ending in _ENDINGS.split()]
    return {
        f"{word}{ending}": (number, ending)
        for word, number in numbers.items()
        if not word.isascii()
        for ending in endings
    }


def _table(entries: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    return MappingProxyType({word: sign for sign, words in entries for word in _spellings(words)})


_NUMBERS = (
    dict.fromkeys(_spellings("शून्य shoonya shunya"), NumberWord(Kind.ZERO, 0))
    | _counted(_DEVANAGARI)
    | _counted(_ROMANISED)
    | dict.fromkeys(_spellings("सौ sau"), NumberWord(Kind.HUNDRED, 100))
    | {word: _scale(value) for value, words in _SCALES.items() for word in _spellings(words)}
)
_ORDINAL_WORDS = _ordinals(_NUMBERS)

HINDI = Language(
    "hi",
    MappingProxyType(_NUMBERS),
    MappingProxyType({word: number for word, (number, _) in _ORDINAL_WORDS.items()}),
    zeros=_spellings("ज़ीरो zero"),
    endings=MappingProxyType({word: ending for word, (_, ending) in _ORDINAL_WORDS.items()}),
    points=_spellings("दशमलव पॉइंट प्वाइंट पॉइण्ट dashamlav dashamlava point"),
    halves=MappingProxyType(
        dict.fromkeys(_spellings("साढ़े साढे saadhe sadhe"), 50)
        | dict.fromkeys(_spellings("सवा sava sawa"), 25)
        | dict.fromkeys(_spellings("पौने paune"), -25)
    ),
    whole_halves=MappingProxyType(
        dict.fromkeys(_spellings("डेढ़ dedh"), 150)
        | dict.fromkeys(_spellings("ढाई अढ़ाई dhaai dhai"), 250)
    ),
    doubtful=frozenset(("das",)),
    percent=_spellings("प्रतिशत फ़ीसदी परसेंट पर्सेंट pratishat feesadi fisadi percent"),
    currencies=_table((
        ("₹", "रुपये रुपए रुपया रूपये रूपए रुपयों रूपयों rupaye rupaya rupay rupees rupee"),
        ("$", "डॉलर डालर dollar dollars"),
        ("€", "यूरो euro"),
        ("£", "पाउंड पाउण्ड"),
    )),
    minor_units=_spellings("पैसे पैसा paise paisa"),
    units=_table((
        ("किमी", "किलोमीटर"),
        ("सेमी", "सेंटीमीटर सेंटिमीटर"),
        ("मिमी", "मिलीमीटर मिलिमीटर"),
        ("किग्रा", "किलोग्राम"),
        ("km", "kilometer kilometers"),
        ("kg", "kilogram kilograms"),
        ("", "मीटर मील फ़ुट फीट इंच किलो ग्राम लीटर टन एकड़ डिग्री meter kilo gram litre liter degree"),
        ("", "सेकंड सेकेंड मिनट घंटा घंटे घंटों दिन दिनों हफ़्ते सप्ताह महीना महीने साल सालों वर्ष वर्षों"),
        ("", "second minute ghanta ghante din hafte mahina mahine saal varsh"),
    )),
    time_units=_spellings(
        "सेकंड सेकेंड मिनट घंटा घंटे घंटों दिन दिनों हफ़्ते सप्ताह महीना महीने साल सालों वर्ष वर्षों "
        "second minute ghanta ghante din hafte mahina mahine saal varsh"
    ),
    months=_spellings(
        "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर सितम्बर अक्टूबर अक्तूबर नवंबर नवम्बर दिसंबर "
        "दिसम्बर january february march april may june july august september october november "
        "december janvari farvari joon julai agast sitambar aktubar navambar disambar"
    ),
    hours=_spellings("बजे baje"),
    past=frozenset((("बजकर",), ("बज", "कर"), ("बज", "के"), ("bajkar",), ("baj", "kar"))),
    minutes=_spellings("मिनट minute minat"),
    labels=_spellings(
        "अध्याय श्लोक सूत्र पृष्ठ पेज कमरा नंबर नम्बर कक्षा खंड भाग adhyay shlok shloka sutra prishth "
        "page number nambar kaksha"
    ),
    spans=_spellings("से se"),
    idioms=frozenset(
        tuple(normalize("NFC", phrase).split())
        for phrase in (
            "नौ दो ग्यारह",
            "nau do gyarah",
            "सोलह आने",
            "solah aane",
            "निन्यानवे के फेर",
            "छत्तीस का आँकड़ा",
            "छत्तीस का आंकड़ा",
            "अस्सी घाट",
            "assi ghat",
            "बारह ज्योतिर्लिंग",
            "सौ फ़ीसदी सच",
            "सौ बात की",
            "एक सौ एक टका",
        )
    ),
)  # fmt: skip
"""Hindi; "pahla" to "chhatha", "nauvaan" and the like stay words as small numbers do."""
