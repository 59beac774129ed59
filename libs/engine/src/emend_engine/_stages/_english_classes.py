"""English word classes, only as fine as telling what may replace what needs them.

Closed classes are lists, open ones the commonest words and endings; compiled by hand for this
project.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

from emend_engine._stages._word_set import word_set


class WordClass(IntEnum):
    """What a word is, as far as it matters to what may stand in its place."""

    QUESTION = 0
    AUXILIARY = 1
    DETERMINER = 2
    PREPOSITION = 3
    SUBJECT = 4
    """A pronoun that may be a subject."""
    OBJECT = 5
    CONJUNCTION = 6
    QUANTITY = 7
    NUMBER = 8
    ORDINAL = 9
    DAY = 10
    MONTH = 11
    COMPARATIVE = 12
    DIRECTION = 13
    ADVERB = 14
    VERB = 15
    """A base form or a form in -s."""
    PAST = 16
    PARTICIPLE = 17
    """A form in -ing."""
    ADJECTIVE = 18
    NAME = 19
    NOUN = 20
    """Whatever is nothing else."""


OPEN = frozenset(kind for kind in WordClass if kind >= WordClass.NUMBER)
"""The classes that new words may join, and numbers and days."""

QUESTIONS = word_set("""
    who whom whose what which when where why how who's what's where's when's how's why's
    who'd what'd who'll what're who're
    """)

BE = word_set("is are was were am be been being isn't aren't wasn't weren't")
AUXILIARIES = BE | word_set("""
    do does did has have had can could will would shall should may might must
    don't doesn't didn't hasn't haven't hadn't can't couldn't won't wouldn't shouldn't mustn't
    cannot
    """)
ARTICLES = word_set("the a an")
POSSESSIVES = word_set("my your his her its our their whose")
DETERMINERS = ARTICLES | POSSESSIVES | word_set("this that these those another every each")
PREPOSITIONS = word_set("""
    of in on at by for from to with about into onto over under between among amongst through during
    before after since until till against within without along across behind beyond near toward
    towards upon via per inside outside around above below beneath beside besides despite except
    throughout like as than
    """)
SUBJECTS = word_set("i you he she it we they there")
SUBJECT_CONTRACTIONS = word_set("""
    i'm i've i'd i'll you're you've you'd you'll he's he'd he'll she's she'd she'll it's it'll
    we're we've we'd we'll they're they've they'd they'll there's there'll let's
    """)
OBJECTS = word_set("me him us them myself yourself himself herself itself ourselves themselves")
CONJUNCTIONS = word_set("and or but nor so because if while although though whereas unless whether")
QUANTITIES = word_set("many much few several most some any all both more less fewer enough")
DAYS = word_set("""
    monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays
    fridays saturdays sundays today tomorrow yesterday tonight
    """)
MONTHS = word_set("""
    january february april june july september october november december spring summer autumn
    winter
    """)
NUMBERS = word_set("""
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred thousand million billion trillion dozen
    """)
ORDINALS = word_set("""
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth last final
    """)
DIRECTIONS = word_set("north south east west northeast northwest southeast southwest left right")
ADVERBS = word_set("""
    not never always often sometimes now then here too also very quite just only still already
    ever again soon later early yet even almost perhaps maybe usually away ago once twice
    """)
ADJECTIVES = word_set("""
    new old big small large great good bad long short high low main major minor average total
    whole full real early late modern ancient young common rare rich poor hot cold warm wet dry
    fast slow deep wide narrow tall heavy light dark bright hard soft strong weak free open public
    private local other same different annual daily official current former next previous
    northern southern eastern western central inner outer upper lower red blue green black white
    yellow roman greek french english german spanish italian russian chinese japanese indian
    american british european african asian human male female primary secondary nuclear solar
    brown grey gray pink purple orange golden silver cheap expensive easy difficult simple complex
    happy sad angry hungry thirsty tired sick healthy clean dirty quiet loud safe dangerous empty
    busy calm thick thin sharp smooth rough sweet sour bitter salty fresh raw ripe tiny huge giant
    strange famous foreign domestic urban rural royal civil military medical legal social natural
    artificial religious political economic financial electric electronic chemical biological
    costly friendly lovely lonely deadly weekly monthly yearly likely elderly holy ugly silly
    blind deaf brave polite rude clever stupid lazy narrow steep shallow tropical coastal eternal
    """)
PASTS = word_set("""
    went came said made took got gave found knew thought saw told became felt brought began
    kept held wrote stood ran lost met paid sat spoke led grew fell sent built spent won taught
    caught sold broke chose drew drove ate flew fought forgot hid hit hurt laid lay lent let meant
    rode rang rose sang sank shook shot slept spread stole struck swam threw wore woke bought
    written taken given seen known done gone born made shown chosen broken spoken stolen drawn
    eaten fallen grown thrown worn won sung sunk dealt bled bred fed fled swept wept
    used died tied lied owed
    """)
_VERB_STEMS = """
    accept achieve act add admit adopt affect agree aid allow announce answer appear apply argue
    arise arrive ask assume attack attend attract avoid award bake ban bear beat become begin
    behave believe belong boil border break bring build burn buy call carry catch cause celebrate
    change
    charge choose claim climb close collapse collect combine come command compete complain
    compose conduct connect conquer consider consist consume contain continue contribute control
    convert cook cost cover create cross cry dance deal decide declare decline decrease defeat
    defend define deliver demand deny depend describe design destroy detect determine develop die
    differ dig direct disappear discover discuss divide dominate draw drink drive drop earn eat
    elect emerge employ enable encourage end enjoy ensure enter establish evolve examine exist
    expand expect explain explore export express extend face fail fall feed feel fight fill find
    finish fit flee float flow fly focus follow force forget form found gain gather get give go
    govern graduate grow guess handle hang happen hate hear help hide hire hit hold hope hunt
    identify import improve include increase indicate influence inform insist inspire intend
    introduce invade invent invest involve join jump keep kill kiss know lack land last laugh
    launch lay lead lean learn leave lend let lie lift like limit link listen live locate lose
    love maintain make manage manufacture marry mean measure meet mention migrate move need
    obtain occupy occur offer open operate oppose order organise organize originate own paint
    participate pass pay perform permit pick plan plant play predict prefer prepare prevent
    produce promise promote protect prove provide publish pull punish push put raise reach react
    read realise realize receive recognise recognize record recover reduce refer reflect refuse
    regard reign reject relate release rely remain remember remove replace represent require
    resign resist respond rest result retire return reveal ride rise rule run sail save say see
    seek seem sell send serve settle shoot show shrink sign sing sink sit sleep solve speak spend
    split spread stand star start stay steal stop store struggle study succeed suffer suggest
    support suppose surrender survive swim switch take talk taste teach tell tend think throw
    touch trade train transfer translate travel treat try turn understand unite use vary visit
    vote wait walk want warn wash watch wear weigh win wish wonder work worry worship write
    reside inhabit orbit erupt abandon acquire adapt adjust admire advance advise alter appoint
    approach approve arrange assist attach blame blow borrow breathe cease challenge chase check
    cite clean colonize command commit communicate compare complete concern conclude condemn confess
    confirm consult contact cope correct criticize cure damage debate dedicate delay depict derive
    deserve devote dismiss distinguish distribute disturb donate earn edit educate emphasize enforce
    engage enlarge erect escape estimate evacuate exceed exchange exclude execute exercise fear fix
    forbid forgive freeze generate grant greet guard guide harm harvest heal heat imagine impose
    impress inherit injure inspect install interact interpret investigate isolate issue judge kick
    lock melt merge mine mix modify mourn murder negotiate nominate notice obey observe overcome
    overthrow owe pack persuade pour practice praise preach preserve press print proclaim propose
    purchase pursue race regulate rent repair repeat reply report rescue resemble restore restrict
    resume retain retreat reward rob roll rotate rush score search secure select shape share shift
    shine shout smoke spell spin sponsor stick stretch strip submit supply surround suspect suspend
    swear sweep swing target tax test thank threaten tie tolerate trace track transform transport
    trap trust undergo undertake unify urge value view violate volunteer wander weaken welcome
    witness wound yield
    """


def _in_s(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return f"{verb}es"
    if verb.endswith("y") and verb[-2:-1] not in "aeou":
        return f"{verb[:-1]}ies"
    return f"{verb}s"


VERBS = word_set(_VERB_STEMS)
_VERBS_IN_S = frozenset(map(_in_s, VERBS))

_TABLE: dict[str, WordClass] = {}
for _words, _class in (
    (VERBS | _VERBS_IN_S, WordClass.VERB),
    (PASTS, WordClass.PAST),
    (ADJECTIVES, WordClass.ADJECTIVE),
    (ADVERBS, WordClass.ADVERB),
    (DIRECTIONS, WordClass.DIRECTION),
    (ORDINALS, WordClass.ORDINAL),
    (NUMBERS, WordClass.NUMBER),
    (MONTHS, WordClass.MONTH),
    (DAYS, WordClass.DAY),
    (QUANTITIES, WordClass.QUANTITY),
    (CONJUNCTIONS, WordClass.CONJUNCTION),
    (OBJECTS, WordClass.OBJECT),
    (SUBJECTS | SUBJECT_CONTRACTIONS, WordClass.SUBJECT),
    (PREPOSITIONS, WordClass.PREPOSITION),
    (DETERMINERS, WordClass.DETERMINER),
    (AUXILIARIES, WordClass.AUXILIARY),
    (QUESTIONS, WordClass.QUESTION),
):
    _TABLE.update(dict.fromkeys(_words, _class))

_ENDINGS = (
    ("ly", 5, WordClass.ADVERB),
    ("ing", 6, WordClass.PARTICIPLE),
    ("ed", 5, WordClass.PAST),
    ("est", 6, WordClass.COMPARATIVE),
    ("ous", 6, WordClass.ADJECTIVE),
    ("ful", 6, WordClass.ADJECTIVE),
    ("ical", 7, WordClass.ADJECTIVE),
    ("ial", 6, WordClass.ADJECTIVE),
    ("ional", 7, WordClass.ADJECTIVE),
    ("ive", 7, WordClass.ADJECTIVE),
    ("less", 7, WordClass.ADJECTIVE),
    ("able", 7, WordClass.ADJECTIVE),
    ("ible", 7, WordClass.ADJECTIVE),
)

_NO_ENDING = word_set("""
    family early daily italy july sicily assembly supply reply ally king thing spring string
    building evening morning ceiling beijing seed need speed breed united interest forest harvest
    request protest contest olive native motive archive detective executive representative
    initiative objective table cable vegetable bible hundred material official trial serial
    territorial professional national
    """)
"""Words that only look like what their ending says."""


@lru_cache(maxsize=65_536)
def word_class(key: str) -> WordClass:
    """Return the class of a word in lower case."""
    known = _TABLE.get(key)
    if known is not None:
        return known
    if key[:1].isdigit():
        return WordClass.NUMBER
    if key not in _NO_ENDING:
        for ending, shortest, found in _ENDINGS:
            if len(key) >= shortest and key.endswith(ending):
                return found
    return WordClass.NOUN
