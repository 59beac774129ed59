"""The words by which a cue is told from the same words with another meaning; data only."""

from __future__ import annotations

from types import MappingProxyType

from emend_engine._stages._english_classes import (
    AUXILIARIES,
    BE,
    OBJECTS,
    POSSESSIVES,
    PREPOSITIONS,
    SUBJECT_CONTRACTIONS,
    SUBJECTS,
)
from emend_engine._stages._word_set import word_set

WEIGHTS = """
0.25 okay|ok|right|um|uh|er|erm|like|you know|tell me|i guess
0.5 well|oh|ah|actually|correction
1 no|nah|wait|sorry|i mean|rather|make that|or|nope|apologies|pardon|hmm no|instead
1.5 wait a minute|wait a second|just a second|i apologize|i'm sorry|i am sorry|hold on|hang on|hold up|one second|my apologies
1.5 just a minute|just a moment|one moment|on second thought|on second thoughts|let's see|let me see|let me think
2 or rather|i meant|i meant to say|i meant to ask|i mean to say|i mean to ask|excuse me|pardon me
2 my mistake|my bad|oops|whoops|never mind|nevermind|i should say|that's wrong|i misspoke
2 that's not right|that isn't right|that is wrong|ignore that|i take that back
2 or should i say|i beg your pardon|beg your pardon|forgive me|no forget that|no forget it|i wanted to ask|i wanted to say
2 i was going to ask|i was going to say|no that's wrong|no that's not it|that came out wrong|i got that wrong
3 scratch that|strike that|let me rephrase|let me rephrase that|let me start over|let me correct myself
3 let me start again|let me try again|let me try that again|let me correct that|let me restart
3 let me say that again|let me ask again|what i meant was|what i meant to say was|what i meant to ask was
3 what i mean to ask is|what i meant to ask is|what i meant to say is|i meant to ask you
"""  # noqa: E501 - one weight, one line

_NEVER_AFTER_NO = word_set("""
    one ones more longer matter doubt doubts such other others idea need less fewer better worse
    be question reason wonder sense means amount body problem problems trouble
    """)
SAYING = word_set("""
    say said says saying told tell tells answer answered reply replied mean means word yes
    and but
    """)
TOLD = word_set("""
    said says saying told tells telling answered replied shouted shouts yelled screamed cried
    whispered insisted
    """)
TELL = word_set("say tell answer answers reply replies shout")
"""Verbs of saying, and those of their forms that may also be nouns or belong to a question."""

LISTENERS = OBJECTS | word_set("you her everyone everybody people")
BEFORE_TELL = AUXILIARIES | SUBJECT_CONTRACTIONS | word_set("to just always")
NOES = word_set("no nope nah")
SAID_ON = NOES.union(
    ("sorry", "wait", "i mean", "actually", "hmm no", "apologies", "my apologies", "pardon"),
    ("i'm sorry", "i am sorry", "i apologize", "wait a minute", "wait a second", "one second"),
    ("just a second", "just a minute", "just a moment", "one moment", "hold on", "hang on"),
    ("hold up", "excuse me", "pardon me", "forgive me", "never mind", "nevermind"),
    ("no that's wrong", "no that's not it", "no forget that", "no forget it"),
    ("let me see", "let's see", "let me think", "you know", "i guess", "um", "uh"),
)
"""With what somebody goes on who says "no", so that in his mouth none of it is a cue."""

BETWEEN_NOES = NOES | word_set("oh well ah um uh okay sorry wait i mean")
HAVING = BE | word_set("has have had there there's make makes got gets give gives")
_OWNED = BE | PREPOSITIONS | word_set("make made not and but because")
_BEFORE_SORRY = BE | word_set(
    "you so very really feel feels felt i'm we're truly too say said says than"
)
_BEFORE_WAIT = SUBJECTS | AUXILIARIES | word_set("no not to please just the a long this that why")
_BEFORE_HOLD = _BEFORE_WAIT | POSSESSIVES | word_set("and")
_LED = word_set("to please will would must should can could you utterly simply just don't")
MEANT = word_set("it that business well so")
NUMBERED = word_set("room flight bus house flat gate platform page line route box lot item act")
WAITED = word_set("time times list lists")
WAITED_FOR = word_set("for until till")
_ASKED_TO = word_set("to please just can can't could will i you we they and don't never")
_BEFORE_MEAN = word_set("as what all if that do think when how which whatever yes and but so")
_SAID_OF = word_set("what all that something nothing thing things only and as so but which")
_UNTIL = word_set("with about for and but because to of in at")
_TOLD = word_set("say said says think if because and but")
_BEFORE_RATHER = AUXILIARIES | word_set("i'd we'd you'd he'd she'd they'd but than is are a not")
REFUSED = MappingProxyType(
    {
        "no": (SAYING, _NEVER_AFTER_NO),
        "sorry": (_BEFORE_SORRY, word_set("but that if i i'm")),
        "wait": (_BEFORE_WAIT, word_set("and till until a here there")),
        "i mean": (_BEFORE_MEAN, word_set("it that business no well")),
        "rather": (_BEFORE_RATHER, word_set("than")),
        "or rather": (frozenset[str](), word_set("more less too better")),
        "make that": (_BEFORE_WAIT, word_set("happen clear work point mistake decision choice")),
        "scratch that": (_ASKED_TO, frozenset[str]()),
        "strike that": (_ASKED_TO, frozenset[str]()),
        "i meant": (_BEFORE_MEAN, word_set("it to")),
        "i meant to say": (_BEFORE_MEAN, frozenset[str]()),
        "hold on": (_BEFORE_HOLD, word_set("to")),
        "hold up": (_BEFORE_HOLD, word_set("to your the a his her my our their")),
        "hang on": (SUBJECTS | AUXILIARIES | word_set("to please just"), word_set("to")),
        "excuse me": (_LED, word_set("for")),
        "pardon me": (_LED, word_set("for")),
        "forgive me": (_LED | word_set("now and but so"), word_set("for if mr madam but")),
        "ignore that": (_LED, frozenset[str]()),
        "i'm sorry": (_TOLD, word_set("but that if for about to")),
        "i am sorry": (_TOLD, word_set("but that if for about to")),
        "i wanted to say": (_SAID_OF, word_set("that here this is has to about it thank")),
        "i was going to say": (_SAID_OF, word_set("that this something it")),
        "i wanted to ask": (_SAID_OF, word_set("that you about if whether for him her them")),
        "i was going to ask": (_SAID_OF, word_set("that you about if whether for him her them")),
        "that is wrong": (word_set("that and because say said think so"), _UNTIL),
        "that's wrong": (word_set("that and because say said think so"), _UNTIL),
        "instead": (_BEFORE_RATHER | word_set("and so"), word_set("of")),
        "pardon": (_OWNED | word_set("or the a"), PREPOSITIONS),
        "one moment": (word_set("but and for at in not"), word_set("of in that when")),
        "i should say": (word_set("what all as so"), SUBJECTS | word_set("that so no")),
        "my mistake": (_OWNED, frozenset[str]()),
        "my bad": (_OWNED, word_set("habit habits luck leg knee back")),
        "nah": (SAYING, frozenset[str]()),
        "correction": (AUXILIARIES | PREPOSITIONS | word_set("the a this"), word_set("of")),
        "never mind": (AUXILIARIES | SUBJECTS, word_set("the")),
    }
)
"""Words just before and just after which the phrase, alone, is no cue."""


POLITE = frozenset(("excuse me", "pardon me", "never mind", "hold on", "hang on"))
COURTESIES = POLITE.union(
    ("sorry", "oops", "whoops", "nevermind", "i'm sorry", "i am sorry"),
    ("wait a minute", "wait a second"),
)
THINKING = frozenset(("let's see", "let me see", "let me think"))
"""What asks for time: it takes back only what breaks off before it."""

PARENTHESES = frozenset(("i mean", "sorry", "rather"))
"""What is no part of the sentence where a comma stands before it …"""

JOINING = word_set("yes and but so or not")
"""… except after these."""
