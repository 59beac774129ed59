"""The stages as plain functions, text in and text out, for scripts and for evaluation.

Each runs its stages as the pipeline runs them. White space is made single, lines stay lines.
"""

from __future__ import annotations

from functools import lru_cache, partial

from emend_engine._errors import UnknownPolicyError
from emend_engine._itn.policies import POLICIES, PolicyName
from emend_engine._lexicon import BUILT_IN, Lexicon, build_lexicon
from emend_engine._process import process_transcript
from emend_engine._profiles import LECTURE, FillerStyle, PiiStyle, ProfanityStyle, Profile
from emend_engine._read_vocabulary import vocabulary_from_dict
from emend_engine._vocabulary import Vocabulary
from emend_transcript import from_text, joined

_TERMS = Profile("plain-terms", 1, ("lexicon",))

_CLEAN = Profile("plain-clean", 1, ("profanity",), profanity=ProfanityStyle(level="mild"))
_REDACTED = Profile("plain-redacted", 2, ("pii", "redaction"), pii=PiiStyle(confidence_from=0.5))
_MOST_ROUNDS = 4
"""What is replaced stands no longer between a cue and a number, which may then be found as well."""

_FLUENT = Profile(
    "plain-fluent",
    1,
    ("loops", "fillers", "repeats", "corrections"),
    loops=LECTURE.loops,
    fillers=FillerStyle(bare_phrases=True),
)
_PUNCTUATED = Profile("plain-punctuated", 1, ("punctuation", "casing"))


def mask_profanity(text: str) -> str:
    """Return the text with every profane word, mild or strong, masked but for its first letter."""
    return _by_line(text, _CLEAN)


def remove_disfluencies(text: str) -> str:
    """Return the text without loops, fillers, repeats and what is taken back."""
    return _until_unchanged(text, _FLUENT)


def punctuate(text: str) -> str:
    """Return English text with full stops, commas, question marks and capitals.

    A line that has marks already keeps them and gets no other. The end of a line ends a sentence.
    """
    return _by_line(text, _PUNCTUATED)


def to_written(text: str, policy: PolicyName = "plain", *, language: str = "en") -> str:
    """Return the text with its spoken numbers, dates, times and the like as they are written.

    ``plain`` is what a general reader of English expects, ``lecture`` disturbs prose less, and
    ``nemo`` follows the conventions of nemo_text_processing. ``language`` is a tag of BCP 47; text
    in a language that has no number words here stays as it is.

    Raises:
        UnknownPolicyError: there is no such policy; it is a ``ValueError`` as well.
    """
    if policy not in POLICIES:
        raise UnknownPolicyError(policy, POLICIES)
    return _by_line(text, _written_profile(policy, language))


def redact(text: str) -> str:
    """Return the text with labels for what identifies a person: "[CARD]", "[PHONE]", "[EMAIL]".

    What is announced goes even where its check digit is wrong, since one digit may be misheard.
    """
    return _until_unchanged(text, _REDACTED)


def correct(text: str, vocabulary: object = None) -> str:
    """Return the text with every known term as its vocabulary writes it.

    ``vocabulary`` goes before the built-in terms: a ``Vocabulary``, which is compiled once and kept
    while few others are used, or what ``vocabulary_from_dict`` takes, with or without a name.

    Raises:
        VocabularyError: ``vocabulary`` cannot be read.
    """
    if vocabulary is None:
        return _by_line(text, _TERMS)
    if not isinstance(vocabulary, Vocabulary):
        vocabulary = vocabulary_from_dict(vocabulary, name="unnamed")
    return _by_line(text, _TERMS, _lexicon(vocabulary))


@lru_cache(maxsize=64)
def _written_profile(policy: PolicyName, language: str) -> Profile:
    return Profile(f"plain-written-{policy}", 1, ("itn",), language, itn=POLICIES[policy])


@lru_cache(maxsize=8)
def _lexicon(vocabulary: Vocabulary) -> Lexicon:
    return build_lexicon(vocabulary)


def _until_unchanged(text: str, profile: Profile) -> str:
    for _ in range(_MOST_ROUNDS):
        before, text = text, _by_line(text, profile)
        if text == before:
            break
    return text


def _by_line(text: str, profile: Profile, lexicon: Lexicon = BUILT_IN) -> str:
    corrected = partial(_corrected, profile=profile, lexicon=lexicon)
    return "\n".join(map(corrected, text.split("\n")))


def _corrected(line: str, profile: Profile, lexicon: Lexicon) -> str:
    return joined(process_transcript(from_text(line), profile, lexicon=lexicon).tokens)
