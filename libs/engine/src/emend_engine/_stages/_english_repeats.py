"""The English words by which a repeat is told from emphasis."""

from __future__ import annotations

from emend_engine._stages._word_set import word_set

FUNCTION_WORDS = word_set("""
    a an the this these those my your our their its and but or if because as of to in on at by
    for from with into about than i you he she it we they me us them what which who when where
    how why am is are was were be been has have could would should might must not then there's
    i'm i've i'd i'll it's we're we've we'll you're you've they're they've he's she's that's
    """)
"""Words that nobody repeats for emphasis: a repeat of one is a stumble."""

CLAUSE_ENDINGS = word_set(
    "i you he she it we they me us them not is are was were there's this these"
)
"""Function words after which a comma may well stand; a repeat after it is a new clause."""

SUBJECTS = word_set("i you he she it we they")
CLAUSE_OPENERS = word_set("what all who whom whatever whoever that which where when how as if than")
"""After these a clause ends with a subject and verb that the next may begin with: "all I have"."""

NEVER_REPEATS = word_set("""
    that had do her his no yes yeah yep ok okay very really so too much more many most long far
    big small great good bad old new deep high hot cold never ever always again now well there
    here please thank thanks bye hello hi hey ho ha haha hee hare knock hear come go wait stop
    look listen oh ah wow blah la na da dum ding dong tick tock boom bang chop night hush shh
    same such right left up down out over on-and-on round still only just all every each both
    will can may like dear holy god lord mama papa baby pretty fine easy nice quick slow step
    om aum hari hare ram rama sita jaya jai namah namo shanti neti soham hamsa swaha svaha guru
    sat chit tat tvam asi shiva radhe govinda gopala narayana krishna
    oṃ rāma sītā jaya namaḥ śānti so'ham haṃsa svāhā cit śiva rādhe gopāla nārāyaṇa kṛṣṇa
    """)
"""Words repeated for emphasis, by grammar ("that that"), as sounds, or as mantras, also in IAST."""

REPEATED_PHRASES = frozenset(
    (
        ("not", "this"),
        ("not", "that"),
        ("on", "and"),
        ("and", "on"),
        ("thank", "you"),
        ("i", "am", "that"),
        ("thou", "art", "that"),
        ("what", "is"),
        ("who", "am", "i"),
    )
)
"""Phrases that teachers say twice and mean twice."""

LINKS = word_set("and or by after to upon over for")
"""With a word of meaning these make an idiom: "again and again and again"."""

COPULA_SUBJECTS = word_set("it this that he she what who which there")
"""After these, "is is" may be grammar: "what it is is a question"."""

NUMBER_WORDS = word_set("""
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred thousand million billion trillion first second third half double triple point
    """)
"""A number said twice is two numbers."""
