"""English words that tell where a phrase goes on and where it may end. Other languages have none.

Sources: the guides of BBC and Netflix, "line breaks": not between an article or adjective and its
noun, a preposition and its phrase, a pronoun and its verb, an auxiliary and its verb; best before
conjunctions and prepositions. The lists are closed classes but for the adjectives, which are the
common ones; others are told by their endings.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CONJUNCTIONS = _words(
    """
    and but or nor so because although though while when where which who whom whose that if
    unless until since whereas whether as than then why how
    """
)
"""A line may well end before one."""

PREPOSITIONS = _words(
    """
    about above across after against along among around at before behind below beneath beside
    between beyond by despite down during except for from in inside into like near of off on onto
    out outside over past through throughout to toward towards under up upon via with within
    without
    """
)
"""A line may end before one, and should not after."""

DETERMINERS = _words(
    """
    a an the this that these those my your his her its our their each every some any no another
    either neither both all half such what which whose
    """
)
NUMBERS = _words("one two three four five six seven eight nine ten")
RELATIVES = _words("who whom whose which where when")
TITLES = _words("mr mrs ms dr prof st sri shri swami saint")

HOLDING = (
    DETERMINERS
    | NUMBERS
    | PREPOSITIONS
    | TITLES
    | _words("and but or nor because although though while whereas if unless whether than as that")
)
"""Nothing ends after one: what it opens has only begun."""

HELPERS = _words(
    """
    i you he she it we they who there am is are was were be been being have has had do does did
    will would shall should can could may might must not very too quite rather really so more most
    less i'm you're he's she's it's we're they're i've you've we've they've i'll you'll we'll
    don't doesn't didn't can't won't couldn't wouldn't isn't aren't wasn't let's that's there's
    """
)
"""A phrase goes on after one: pronouns, auxiliaries, adverbs of degree."""

FOLLOWERS = _words("me him them us up out off down away back ago")
"""What a phrase ends with: pronouns that are objects, the second halves of verbs."""

PAIRS = frozenset(
    tuple(pair.split("-"))
    for pair in _words(
        """
        more-than less-than fewer-than rather-than other-than better-than greater-than so-that
        such-as as-well even-though even-if even-when only-when only-if just-as just-because
        now-that do-that does-that did-that done-that like-that kind-of sort-of lot-of lots-of
        part-of quarter-past quarter-to each-other one-another
        """
    )
)
"""Words that stay together although the second might open a phrase."""

ADJECTIVES = _words(
    """
    good great new old first last long little own other big high different small large next early
    young important few public bad same able best better sure clear true whole free real full
    special easy hard strong possible recent late single short common poor natural significant
    similar hot dead central happy serious ready simple left right white black red blue green human
    general main deep inner outer higher lower second third many several various entire mental
    physical spiritual divine holy sacred pure supreme ancient modern eternal
    """
)
ADJECTIVE_ENDINGS = ("ful", "ous", "ive", "able", "ible", "less", "ical", "ial", "ish", "ary")
"""A line should not end after an adjective, when its noun may follow."""
