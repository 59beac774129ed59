"""Profiles: which stages run and how they decide, as plain frozen data with a stable hash."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from hashlib import blake2b
from types import MappingProxyType
from typing import Literal, TypeAlias

from emend_engine._errors import UnknownProfileError
from emend_engine._itn.policies import LECTURE as LECTURE_NUMBERS
from emend_engine._itn.policies import ItnPolicy
from emend_engine._rules import RuleName
from emend_engine._stages._loop_phrases import CHANTS

StageName: TypeAlias = Literal[
    "notes",
    "loops",
    "fillers",
    "repeats",
    "corrections",
    "lexicon",
    "itn",
    "pii",
    "punctuation",
    "casing",
    "profanity",
    "redaction",
]


PiiClass: TypeAlias = Literal[
    "aadhaar",
    "account",
    "address",
    "card",
    "crypto",
    "cvv",
    "dob",
    "email",
    "health_id",
    "iban",
    "ip",
    "itin",
    "licence",
    "mac",
    "national_id",
    "nhs",
    "nino",
    "pan",
    "passport",
    "phone",
    "pin",
    "postcode",
    "routing",
    "sin",
    "sort_code",
    "ssn",
    "tax_id",
    "url",
    "vehicle",
]
"""What the stage ``pii`` finds; a token's kind is ``entity:pii.`` and one of these."""


@dataclass(frozen=True, slots=True)
class TermStyle:
    """How known terms are found and written."""

    spelling: Literal["iast", "customary"] = "iast"
    """Sanskrit as ``Kṛṣṇa`` or as ``Krishna``."""
    guess: bool = True
    """Whether a word that is no English word may become the term that it resembles."""
    doubted_below: float = 0.4
    """The recogniser's confidence below which an English word may be a term misheard."""


@dataclass(frozen=True, slots=True)
class LoopLimits:
    """What a recogniser is taken to have made up by going round in circles."""

    said_at_most: int = 4
    """A run of words said more often at once is cut to one."""
    longest: int = 40
    """The longest run of words that is looked for."""
    chants: tuple[str, ...] = ()
    """Words in lower case; a run of these alone is chanted, and stays."""


@dataclass(frozen=True, slots=True)
class NoteStyle:
    """What becomes of notes of what is heard: "[Music]", "(laughs)"."""

    keep: bool = False
    """They stay, each as one mark that no other stage looks into."""


@dataclass(frozen=True, slots=True)
class FillerStyle:
    """Which fillers go, besides the sounds (um, uh)."""

    phrases: bool = True
    """"You know", "like" and the like, between marks, pauses or sounds."""
    bare_phrases: bool = False
    """The same without marks, where only their neighbours tell."""


@dataclass(frozen=True, slots=True)
class ProfanityStyle:
    """What is done with profanity, and from which level on."""

    action: Literal["mask", "tag", "remove"] = "mask"
    level: Literal["mild", "strong"] = "strong"
    """From here on: ``mild`` is everything."""


@dataclass(frozen=True, slots=True)
class PiiStyle:
    """How what identifies a person is found."""

    regions: tuple[str, ...] = ("US", "GB", "IN", "AU", "CA", "DE", "FR")
    """Where telephone numbers without a country's code may be dialled; ISO 3166."""
    confidence_from: float = 0.6
    """What is less sure than this is left alone. From 0.55 down also numbers that are announced
    but whose check digit is wrong, as it is where one digit was misheard."""


@dataclass(frozen=True, slots=True)
class RedactionStyle:
    """What is written in place of what the stage ``pii`` found."""

    how: Literal["label", "mask", "remove"] = "label"
    """"[CARD]"; "**** 1111"; nothing."""
    keep: tuple[PiiClass, ...] = ()
    """Classes that stay readable, such as ``url``."""


@dataclass(frozen=True, slots=True)
class ReviewLimits:
    """What a person is asked to look at."""

    confidence_below: float = 0.5
    """Words, edits and segments less sure than this need review; see ``review``."""


@dataclass(frozen=True)
class Profile:
    """What shall be done to a transcript.

    Raise ``version`` whenever anything else changes. The built-in profiles stay at 1 until the
    first release and follow the pipeline until then: its version, and ``digest``, tell two states
    apart.
    """

    name: str
    version: int
    stages: tuple[StageName, ...]
    language: str = "en"
    """Assumed where neither the words nor the transcript name one; BCP 47."""
    notes: NoteStyle = NoteStyle()
    loops: LoopLimits = LoopLimits()
    fillers: FillerStyle = FillerStyle()
    itn: ItnPolicy = LECTURE_NUMBERS
    """How numbers, dates and the like are written."""
    profanity: ProfanityStyle = ProfanityStyle()
    pii: PiiStyle = PiiStyle()
    redaction: RedactionStyle = RedactionStyle()
    review: ReviewLimits = ReviewLimits()
    terms: TermStyle = TermStyle()
    without: tuple[RuleName, ...] = ()
    """Rules that are switched off; what they would have changed stays as it was said."""

    @cached_property
    def label(self) -> str:
        """``name@version``, as transcripts name it."""
        return f"{self.name}@{self.version}"

    @cached_property
    def digest(self) -> str:
        """BLAKE2b of everything in the profile; 32 hexadecimal digits."""
        canonical = json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))
        return blake2b(canonical.encode(), digest_size=16).hexdigest()


LECTURE = Profile(
    "lecture",
    1,
    (
        "notes",
        "loops",
        "fillers",
        "repeats",
        "corrections",
        "lexicon",
        "itn",
        "pii",
        "punctuation",
        "casing",
    ),
    loops=LoopLimits(chants=CHANTS),
)
"""A talk to be read: fluent sentences, with numbers as digits and names with capitals."""

CALL = Profile(
    "call",
    1,
    (
        "notes",
        "loops",
        "fillers",
        "repeats",
        "corrections",
        "lexicon",
        "itn",
        "pii",
        "punctuation",
        "casing",
        "profanity",
        "redaction",
    ),
    pii=PiiStyle(confidence_from=0.5),
    fillers=FillerStyle(bare_phrases=True),
)
"""A conversation on the telephone: as a lecture, strong profanity is masked, and what identifies
a person is redacted."""

CAPTION = Profile(
    "caption",
    1,
    (
        "notes",
        "loops",
        "fillers",
        "repeats",
        "corrections",
        "lexicon",
        "itn",
        "punctuation",
        "casing",
        "profanity",
    ),
    notes=NoteStyle(keep=True),
    fillers=FillerStyle(bare_phrases=True),
    profanity=ProfanityStyle(level="mild"),
)
"""Captions of a film or a broadcast: as a call, and mild profanity is masked too. Notes of sounds
("[Music]") stay: those who cannot hear need them."""

VERBATIM = Profile("verbatim", 1, ())
"""Every word as recognised."""

PROFILES: Mapping[str, Profile] = MappingProxyType(
    {profile.name: profile for profile in (LECTURE, CALL, CAPTION, VERBATIM)}
)
"""The built-in profiles by name."""


def find_profile(name: str, profiles: Mapping[str, Profile] = PROFILES) -> Profile:
    """Return the profile called ``name`` or ``name@version``.

    Raises:
        UnknownProfileError: there is none of that name, or it has another version.
    """
    profile = profiles.get(name.partition("@")[0])
    if profile is None or name not in (profile.name, profile.label):
        raise UnknownProfileError(name, (known.label for known in profiles.values()))
    return profile
