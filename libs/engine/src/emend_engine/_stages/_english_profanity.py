"""English profanity, compiled by hand for this project: what is masked, and what only looks so.

Words of two meanings ("hell", "dick", "cock", "ass") stand only in ``PHRASES``, with the words
that decide. Slurs are strong.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal, TypeAlias

from emend_engine._stages._word_set import word_set

Level: TypeAlias = Literal["mild", "strong"]

STRONG = word_set("""
    fuck fucks fucked fucker fuckers fuckin fuckin' fucking fuckup fuckups fuckwit fuckwits
    fuckhead fuckheads fuckface clusterfuck clusterfucks mindfuck unfuck unfuckingbelievable
    motherfucker motherfuckers motherfucking motherfuckin motherfuck fuk fukin
    fuking fck fcking fcker phuck fvck fcuk fucken fuckery fucktard fucktards fuckboy fuckboys
    wtf stfu gtfo omfg lmfao
    shit shits shitted shitting shitty shittier shittiest shitter shitters shithead shitheads
    shithole shitholes shitface shitfaced shitshow shitstorm shitload shitloads shite shites
    bullshit bullshits bullshitter bullshitting horseshit dipshit dipshits apeshit batshit
    dumbshit chickenshit jackshit shitless shitpost shitposts shitposting shitposter shitposters
    shitfest shitstain shitstains shitbag shitbags shithouse shitlist shitcan shitcanned shitbox
    shitbrain shitkicker shitstirrer shitstirring shittalking shitton shittons shitloads
    dumbfuck dumbfucks fuckwad fuckwads
    bitch bitches bitched bitching bitchy bitchin biatch beyotch bitchass sonofabitch
    cunt cunts cunty cuntish
    asshole assholes arsehole arseholes asswipe asswipes asshat asshats assclown assclowns
    azzhole azzholes assmunch assbang asswhole arrse dumass cockface cockmunch cockmuncher
    cuntlicker cuntlicking fcuker fcuking fukker fukkin fukking fuker nobhead nobheads niggah
    niglet kyke kykes faggit faggits twathead twatty twunt twunter fudgepacker titwank mofo mofos
    muthafucka
    shitdick shiteater shited slutbucket wigger wiggers whoreface punkass smartarse lardarse
    assfuck assfucking assface fatass fatasses smartass smartasses badass badasses dumbass
    dumbasses jackass jackasses lardass hardass
    dickhead dickheads dickwad dickweed dickface dickish cocksucker cocksuckers cocksucking
    cockhead cockwomble cockwombles cockblock cockblocks cockblocked cockblocking cockblocker
    knobhead bellend dickbag dickbags dickless
    pussies wanker wankers wank wanking wanked tosser tossers twat twats twatted prick pricks
    whore whores whoring whorehouse slut sluts slutty skank skanks skanky
    tits titties titty boobies jizz cumming cumshot blowjob blowjobs handjob handjobs
    rimjob dildo dildos
    nigger niggers nigga niggas niggaz fag fags faggot faggots faggy kike kikes spics gook gooks
    wetback wetbacks raghead ragheads towelhead towelheads sandnigger beaner beaners tranny
    trannies shemale shemales paki pakis
    """)

MILD = word_set("""
    damn damns damnit dammit goddamn goddamned goddamnit godammit goddam
    crap craps crappy crappier crappiest crapped crapping
    bastard bastards bugger buggers buggered bollocks bollox arse arses arsed
    piss pissin pissoff pissers pisses pissed pissing pisser pissy pissant
    douche douches douchenozzle douchenozzles douchebag douchebags douchey minger mingers sodding
    frigging friggin freakin'
    """)

_PHRASES = """
    strong: (fuck) off|suck my (dick)|suck my (cock)|suck a (dick)|suck (dick)|suck (cock)
    strong: a (dick) move|being a (dick)|be a (dick)|such a (dick)|like a (dick)|a total (dick)
    strong: what a (dick)|is a (dick)|you (dick)|my (dick)|your (dick)|his (dick)|a big (dick)
    strong: you are a (dick)|he is a (dick)|(dick) move|(dick) pic|(dick) pics
    strong: a (spic)|you (spic)|dirty (spic)
    strong: my (cock)|your (cock)|his (cock)|a big (cock)|big (cock)
    strong: my (pussy)|your (pussy)|her (pussy)|a (pussy)|eat (pussy)|such a (pussy)|you (pussy)
    mild: you are an (ass)|such an (ass)|what an (ass)|tits and (ass)
    mild: my (ass)|your (ass)|kick his (ass)|kick her (ass)|kick their (ass)|kick (ass)|kicks (ass)
    mild: kicked (ass)|kicking (ass)|pain in the (ass)|dumb (ass)|lazy (ass)|bad (ass)|big (ass)
    mild: fat (ass)|smart (ass)|half (ass)|(ass) off|(asses) off|kick some (ass)|ass (hole)
    mild: (ass) hole|(ass) holes|your (asses)|their (asses)|our (asses)
    mild: what the (hell)|who the (hell)|why the (hell)|where the (hell)|how the (hell)
    mild: when the (hell)|the (hell) out|the (hell) up|the (hell) off|the (hell) away
    mild: (hell) no|(hell) yes|(hell) yeah|(hell) of a|one (hell) of|as (hell)|go to (hell)
    mild: hurts like (hell)|hurt like (hell)|hurting like (hell)|burns like (hell)|ran like (hell)
    mild: run like (hell)|fought like (hell)|fight like (hell)|work like (hell)|worked like (hell)
    mild: (damned) thing|(damned) things|(damned) fool|so (damned)|too (damned)|every (damned)
    mild: be (damned) if|god (damned)|(damned) near
    mild: like (hell) i|like (hell) you|bloody (hell)|(bloody) hell|oh (hell)
    mild: to (hell) with|fucking (hell)
    """

NOT_AFTER = MappingProxyType(
    {
        "pussy": word_set("cat cats willow willows foot riot galore"),
        "tits": word_set("and warblers"),
        "fag": word_set("end ends packet packets break breaks"),
        "craps": word_set("table tables game dealer"),
        "whore": word_set("of"),
        "prick": word_set("up the your his her my a of tests test"),
        "jackass": word_set("penguin penguins rabbit rabbits"),
        "bastard": word_set("file files sword swords title cabbage toadflax feudalism"),
        "pricks": word_set("up the your his her my a"),
    }
)
"""Words after which the word is another: "tits and warblers", "prick up your ears"."""

NOT_BEFORE = MappingProxyType(
    {
        "tits": word_set("great blue coal marsh crested willow"),
        "prick": word_set("pin needle finger skin"),
        "pricks": word_set("the against pin needle"),
        "fag": word_set("old"),
        "faggots": word_set("of two three few"),
        "bastard": word_set("william the"),
    }
)
"""Words before which, standing just ahead, the word is another: "great tits", "the bastard"."""

_LITTERS = word_set(
    """
    puppy puppies pup pups litter litters whelp whelped whelping kennel kennels spayed breeder
    breeders pedigree female
    """
)

NEAR = MappingProxyType(
    {
        "bitch": _LITTERS,
        "bitches": _LITTERS,
        "faggots": word_set("peas gravy sticks wood twigs kindling"),
        "damn": word_set("yankees"),
        "spic": word_set("span"),
    }
)
"""Words near which the word is another: a bitch and her puppies, "faggots and peas"."""

SPELT_OUT = word_set("""
    fuck fucks fucked fucker fucking shit shits shitty bullshit bitch cunt bastard motherfucker
    """)
"""Words that are found letter by letter: "f u c k"."""

ROOT = "fuck"
"""No English word holds it that is not profane: "absofuckinglutely"."""

LOOKALIKES = str.maketrans(
    "\N{CYRILLIC SMALL LETTER A}\N{CYRILLIC SMALL LETTER ES}\N{CYRILLIC SMALL LETTER IE}"
    "\N{CYRILLIC SMALL LETTER O}\N{CYRILLIC SMALL LETTER ER}\N{CYRILLIC SMALL LETTER HA}"
    "\N{CYRILLIC SMALL LETTER U}\N{CYRILLIC SMALL LETTER DZE}"
    "\N{CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I}\N{CYRILLIC SMALL LETTER SHHA}",
    "aceopxysih",
)
"""Letters of Cyrillic that look Latin."""

SPELLINGS = str.maketrans(
    {"@": "a", "4": "a", "3": "e", "1": "i", "!": "i", "|": "i", "0": "o", "$": "s", "5": "s"}
    | {"7": "t", "+": "t", "8": "b", "9": "g"}
)
"""What stands for a letter in "sh1t" and "a$$hole"."""


def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], int, Level], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], int, Level]]] = {}
    for line in _PHRASES.strip().splitlines():
        name, _, phrases = line.strip().partition(": ")
        level: Level = "strong" if name == "strong" else "mild"
        for phrase in phrases.split("|"):
            words = phrase.split()
            at = next(place for place, word in enumerate(words) if word.startswith("("))
            plain = tuple(word.strip("()") for word in words)
            found.setdefault(plain[at], []).append((plain, at, level))
    return {word: tuple(sorted(phrases)) for word, phrases in found.items()}


PHRASES = MappingProxyType(_phrases())
"""By the word that is masked: the phrases in which it is, its place in each, and the level."""
