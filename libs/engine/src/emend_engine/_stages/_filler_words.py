"""Sounds and phrases that speakers fill pauses with, by language; data only."""

from __future__ import annotations

from types import MappingProxyType

from emend_engine._stages._word_set import word_set

SOUNDS = MappingProxyType(
    {
        "en": word_set("um umm ummm uhm uhmm uh uhh uhhh er err erm ermm hm hmm hmmm hmmmm ahem"),
        "hi": word_set("um umm uh uhh uhm hmm hmmm अं अम्म उम्म उम हम्म"),
        "de": word_set("äh ähh ähm ähmm öh öhm hm hmm"),
        "fr": word_set("euh euhh heu hmm"),
        "es": word_set("ehm emm mmm hmm"),
        "it": word_set("ehm mmm hmm"),
        "nl": word_set("uh uhm ehm hmm"),
    }
)
"""Sounds without a meaning. English "mm" and "ah" are left out: they are also words."""

ALL_SOUNDS = frozenset[str]().union(*SOUNDS.values())

ANSWERS = frozenset((("uh", "huh"), ("uh", "oh"), ("um", "hum"), ("mm", "hm"), ("mm", "hmm")))
"""Two sounds that together do mean something."""

NO_HESITATION = MappingProxyType(
    {
        "er": (word_set("the an this that our"), word_set("is was means nurse doctor visit room")),
        "err": (word_set("to and not who may will i we you they"), word_set("is on in by and or")),
    }
)
"""Words before and after which the sound is a word: "the er", "to err is human"."""

PHRASES = MappingProxyType(
    {
        "en": ("you know", "you see", "like", "sort of", "kind of"),
        "hi": (
            *("matlab", "मतलब", "yaani", "यानी", "mane", "माने"),
            *("na", "ना", "haan", "हाँ", "accha", "achha", "अच्छा"),
        ),
    }
)
"""Phrases that are fillers where marks, pauses or sounds stand on both sides.

Hindi speech in English words comes with its language; in English "matlab" is a program.
"""

PAUSED = word_set("you matlab मतलब")
"""First words of the phrases that pauses alone show to be fillers."""

OPENERS = MappingProxyType({"en": ("you know", "i mean")})
"""Phrases that are fillers at the beginning of a sentence where a mark follows."""

FIRST_WORDS = frozenset(
    phrase.split()[0] for phrases in (*PHRASES.values(), *OPENERS.values()) for phrase in phrases
)

SECOND_WORDS = MappingProxyType(
    {
        "you": word_set("know see"),
        "i": word_set("mean"),
        "sort": word_set("of"),
        "kind": word_set("of"),
    }
)
"""What must follow the first words that have a second."""

YOU_KNOW_AFTER = word_set("""
    is are was were it's that's he's she's they're we're i'm a an the my our his their very really
    in on at to with from for
    """)
"""After these a bare "you know" cannot be a clause of its own …"""

YOU_KNOW_BEFORE = word_set("""
    what that how it him her them who this these where when why if whether nothing everything
    something the my your his me us better best and or but
    """)
"""… unless one of these follows it."""

HEDGED_AFTER = word_set("""
    i you he she it we they i'm you're he's she's it's we're they're just was were is are am
    """)
"""After these a bare "kind of" hedges what follows, if that is a verb, an adjective or "a"."""

LIKE_AFTER = word_set("is are was were it's that's i'm he's she's we're they're")
LIKE_BEFORE = word_set("really so totally super very just completely literally absolutely")
"""Between these a bare "like" is a filler."""

LIKE_PASTS = word_set("went came said was were ran saw told took did knew had got")
"""After a subject and "like" these show that "like" is no verb."""
