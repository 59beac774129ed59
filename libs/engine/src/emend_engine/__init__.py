"""The post-processing stages over the transcript model; pure.

``process`` corrects the words of one part, ``process_parts`` those of several at once,
``process_transcript`` those of a whole transcript, as a profile says (``PROFILES``,
``find_profile``). They return a ``Result`` whose changes lead from the words to the tokens;
``check_result`` proves it. A stage is a function that proposes
``Edit``s, a row in ``PIPELINE``, and its test.
"""

from emend_engine._check import check_result
from emend_engine._context import Context, Edit, Stage
from emend_engine._errors import (
    EngineError,
    LostWordsError,
    OverlappingEditsError,
    ProfileError,
    UnknownPolicyError,
    UnknownProfileError,
    VocabularyError,
)
from emend_engine._hold import MOST_HELD, held_back
from emend_engine._hold_secrets import MOST_HELD_SECRET
from emend_engine._itn.policies import POLICIES, ItnPolicy, PolicyName
from emend_engine._lexicon import BUILT_IN, Lexicon, build_lexicon
from emend_engine._process import PIPELINE, Part, process, process_parts, process_transcript
from emend_engine._profile_schema import profile_schema
from emend_engine._profiles import (
    PROFILES,
    LoopLimits,
    PiiStyle,
    ProfanityStyle,
    Profile,
    RedactionStyle,
    ReviewLimits,
    TermStyle,
    find_profile,
)
from emend_engine._read_profile import (
    is_profile_name,
    profile_from_dict,
    profile_to_dict,
)
from emend_engine._read_vocabulary import vocabulary_from_dict
from emend_engine._redacted import BLANK, redacted
from emend_engine._rules import RULES, Rule, RuleName
from emend_engine._version import pipeline_version
from emend_engine._vocabulary import Term, Vocabulary
from emend_engine._vocabulary_schema import vocabulary_schema
from emend_engine._vocabulary_warnings import vocabulary_warnings

__all__ = [
    "BLANK",
    "BUILT_IN",
    "MOST_HELD",
    "MOST_HELD_SECRET",
    "PIPELINE",
    "POLICIES",
    "PROFILES",
    "RULES",
    "Context",
    "Edit",
    "EngineError",
    "ItnPolicy",
    "Lexicon",
    "LoopLimits",
    "LostWordsError",
    "OverlappingEditsError",
    "Part",
    "PiiStyle",
    "PolicyName",
    "ProfanityStyle",
    "Profile",
    "ProfileError",
    "RedactionStyle",
    "ReviewLimits",
    "Rule",
    "RuleName",
    "Stage",
    "Term",
    "TermStyle",
    "UnknownPolicyError",
    "UnknownProfileError",
    "Vocabulary",
    "VocabularyError",
    "build_lexicon",
    "check_result",
    "find_profile",
    "held_back",
    "is_profile_name",
    "pipeline_version",
    "process",
    "process_parts",
    "process_transcript",
    "profile_from_dict",
    "profile_schema",
    "profile_to_dict",
    "redacted",
    "vocabulary_from_dict",
    "vocabulary_schema",
    "vocabulary_warnings",
]
