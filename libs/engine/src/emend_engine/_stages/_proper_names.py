"""Names that English writes with a capital wherever they stand: single words, and phrases.

Compiled by hand for this project. What is a name in one sentence and a word in the next (mark,
rose, bill) is left to the network, which reads the sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from emend_engine._stages._word_set import word_set

NAMES = word_set(
    """
    airbnb airbus allah amazon argentine august bloomberg brexit buckingham chevrolet confucius
    curie dickens dutch dutchman einstein emmys english englishman englishmen everton facebook
    french frenchman frenchmen german germans gatwick google grammys heathrow huawei irishman
    irishmen jew jews juventus kremlin kubernetes medicaid medicare messi mozambique netflix neumann
    newton oxford pinterest protestant protestantism protestants pyrenees quran republicans roman
    romans ronaldo rwandan shanghai shopify snapchat spotify scotsman scotsmen tesla thames
    thanksgiving thatcher vikings torah victoria walmart welsh welshman whitehall xiaomi yankees
    """
)
"""Single words that a dictionary has in small letters too, or not at all, and nobody means so."""

SPELLED: Mapping[str, str] = MappingProxyType(
    {
        "chatgpt": "ChatGPT",
        "ebay": "eBay",
        "imac": "iMac",
        "imessage": "iMessage",
        "ipad": "iPad",
        "ipads": "iPads",
        "iphone": "iPhone",
        "iphones": "iPhones",
        "ipod": "iPod",
        "itunes": "iTunes",
        "linkedin": "LinkedIn",
        "openai": "OpenAI",
        "powerpoint": "PowerPoint",
        "tiktok": "TikTok",
        "whatsapp": "WhatsApp",
        "youtube": "YouTube",
    }
)
"""Names with capitals of their own."""

_PHRASES = """
American Civil War|American Revolution|Ash Wednesday|Berlin Wall|Big Ben|Bill Clinton|Bill Gates
Black Friday|Black Lives Matter|Boxing Day|British Empire|British Isles|British Library
British Museum|Buckingham Palace|Cape Cod|Cape Town|Central Intelligence Agency|Central Park
Champions League|Christmas Day|Christmas Eve|Coca Cola|Communist Manifesto|Coney Island
Cuban Missile Crisis|Death Valley|Declaration of Independence|Dalai Lama|Dow Jones|Downing Street
Easter Sunday|Eiffel Tower|Emancipation Proclamation|Empire State Building|English Civil War
English Channel|Father's Day|Federal Reserve|Financial Times|First World War|Fort Worth
Fourth of July|French Revolution|Game of Thrones|Garden of Eden|Gaza Strip|General Electric
General Motors|Golden Gate Bridge|Grand Canyon|Great Barrier Reef|Gulf of Mexico|Gulf War
Harry Potter|Holy Grail|Holy Roman Empire|House of Commons|House of Lords
House of Representatives|Human Rights Watch|Independence Day|International Criminal Court
International Monetary Fund|Isle of Man|Isle of Wight|Ivory Coast|Korean War|Labor Day|Lake Superior
Leeds United|Liberal Democrats|Loch Ness|Long Island|Lord of the Rings
Magna Carta|Main Street|Manchester City|Manchester United|Mark Twain
Memorial Day|Mexico City|Mother Teresa|Mother's Day|Napoleonic Wars
New Orleans|New Testament|New Year's Day|New Year's Eve|New York City|New York Times
Newcastle United|Northern Ireland|Notre Dame|Old Testament|Olympic Games|Ottoman Empire
Palm Beach|Palm Springs|Panama Canal|Pearl Harbor|Persian Gulf|Premier League
Pride and Prejudice|Quebec City|Real Madrid|Red Sox|Rocky Mountains|Roman Empire
Romeo and Juliet|Rosh Hashanah|Russian Revolution|Saint Petersburg|Salt Lake City|Saudi Arabia
Scotland Yard|Second World War|Sesame Street|Sierra Leone|Spanish Civil War|Star Trek|Star Wars
Staten Island|Statue of Liberty|Suez Canal|Super Bowl|Ten Commandments|Times Square
Tower of London|Treaty of Versailles|United Arab Emirates|University of California
Valentine's Day|Vatican City|Veterans Day|Vietnam War|Wall Street Journal|Walt Disney
Washington Post|West Point|World Bank|World Cup|World Economic Forum|World Health Organization
World Trade Center|World Trade Organization|World War|Yom Kippur
"""

_AFTER_THE = """
Bill of Rights|Black Death|Black Forest|Black Sea|Bronze Age|Cold War|Communist Party
Conservative Party|Dead Sea|Democratic Party|East Coast|Great Depression|Great Lakes
Great Recession|Great Wall|Green Party
Holy Ghost|Holy Land|Holy See|Holy Spirit|Industrial Revolution|Iron Age|Iron Curtain|Labour Party
Last Supper|Middle Ages|Milky Way|National Guard|North Pole|North Sea|Northern Lights|Oval Office
Persian Empire|Red Army|Red Sea|Republican Party|Security Council|Silk Road|South Pole|Stone Age
West Bank|West Coast|World Series
"""


def _by_first_word(phrases: Iterable[str]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        found.setdefault(words[0].lower(), []).append(words)
    return MappingProxyType(
        {first: tuple(sorted(names, key=len, reverse=True)) for first, names in found.items()}
    )


def _phrases(listed: str) -> list[str]:
    return [phrase for line in listed.split("\n") for phrase in line.split("|") if phrase]


PHRASES = _by_first_word(
    [*_phrases(_PHRASES), *(f"the {phrase}" for phrase in _phrases(_AFTER_THE))]
)
"""Names of several words by the first of them in lower case, the longest first."""

LANDFORMS = word_set("cape fort lake loch mount saint")
"""Words that begin the name which they stand before: Mount Everest."""

TITLES = word_set(
    """
    aunt captain chancellor colonel congressman congresswoman dame doctor dr emperor empress
    governor king lady lieutenant minister miss mr mrs ms pope president prince princess professor
    queen rabbi senator sergeant sir uncle
    capt. col. dr. gov. lt. mr. mrs. ms. prof. rev. sen. sgt. st.
    """
)
"""Titles: with a capital before a person's name alone."""

STREETS = word_set("avenue boulevard lane road street")
"""What ends the name of a street, after a preposition: on Oxford Street, but a Paris street."""

ENDS = word_set(
    """
    airport bridge county dynasty empire islands mountains ocean park peninsula river university
    """
)
"""Words that end the name which they stand after: Harvard University."""

OF_PEOPLES = word_set("dynasty empire ocean")
"""Those that do so after an adjective as well: the Indian Ocean, but an Indian university."""

GIVEN_NAMES = word_set(
    """
    art bill bob cliff dawn dean drew faith frank gene grace grant guy heath hope iris ivy jack joy
    lance lily mark miles nick olive pat pearl penny pierce ray rob rose ruby rusty sandy sue violet
    ward will
    """
)
"""Given names that are words as well: the network's, but where their neighbours leave no doubt."""

NEVER_NAMES = word_set(
    """
    am an and are because but do does has have he her his how if is my no she so that their these
    they this those was we were what when where which who why yes you your
    """
)
"""Words that begin sentences so often that the network can take them for names elsewhere."""
