"""Where text without spaces may be parted: Chinese and Japanese.

Sources: Unicode Standard Annex 14 (ideographs may be parted; classes CL, CJ, NS and OP may not
begin or end a line) and the Japanese rules of kinsoku. Korean has spaces and is parted at those;
Thai, Khmer and Lao need a dictionary and stay whole.
"""

# ruff: noqa: RUF001 - marks that look alike are told apart here

from __future__ import annotations

import re
from collections.abc import Sequence

_KANA = "\u3041-\u3096\u309d-\u309f"
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9d"
_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CLOSING = "、。，．！？：；…‥）」』】》〉〕］｝"
_WIDE = re.compile(f"[{_KANA}{_KATAKANA}{_HAN}{_CLOSING}]")
_NEVER_FIRST = frozenset(
    _CLOSING + ",.!?:;)]}%‰℃°”’・ーゝゞ々〻ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ\u200d\ufe0f"
)
_NEVER_LAST = frozenset("（「『【《〈〔［｛([{“‘¥￥$€£№")
_HIRAGANA_THEN_OTHER = re.compile(f"[{_KANA}][^{_KANA}]")
_WITHIN_NAME = re.compile(f"[{_KATAKANA}]{{2}}|[0-9a-zA-Z]{{2}}")


def may_part(before: str, after: str) -> bool:
    """Tell whether a line may end between two characters, although no space stands there."""
    return (
        (_WIDE.match(before) is not None or _WIDE.match(after) is not None)
        and after not in _NEVER_FIRST
        and before not in _NEVER_LAST
    )


def parted(text: str) -> Sequence[str]:
    """Return a text cut wherever a line may end in it."""
    if text.isascii() or not _WIDE.search(text):
        return (text,)
    cuts = [at for at in range(1, len(text)) if may_part(text[at - 1], text[at])]
    return [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def ends_phrase(before: str, after: str) -> bool:
    """Tell whether hiragana ends there, as a particle or an ending at the end of a phrase."""
    return _HIRAGANA_THEN_OTHER.match(before + after) is not None


def is_one_name(before: str, after: str) -> bool:
    """Tell whether two characters stand inside a word of katakana."""
    return _WITHIN_NAME.match(before + after) is not None
