"""English as the readers of whole numbers and ordinals take it; data only."""

from __future__ import annotations

from emend_engine._itn.english_numbers import (
    HINDI,
    HINDI_NEIGHBOURS,
    NUMBERS,
    ORDINALS,
    RARE_SCALES,
    SURE_HINDI,
)
from emend_engine._itn.language import Language
from emend_engine._itn.number_words import Kind

ENGLISH = Language(
    "en",
    NUMBERS,
    ORDINALS,
    joints=frozenset(("and",)),
    articles=frozenset(("a",)),
    zeros=frozenset(("o", "oh", "zero")),
    loans=HINDI,
    loan_cues=HINDI_NEIGHBOURS | SURE_HINDI,
    rare_scales=RARE_SCALES,
    scale_cues=HINDI_NEIGHBOURS,
    owners=frozenset(ORDINALS)
    | {word for word, number in NUMBERS.items() if number.kind <= Kind.HUNDRED} - {"one"},
)
