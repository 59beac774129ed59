"""English words by how common they are, for deciding what may be a term misheard.

The lists are sorted text, cut where the first three letters change: a word is looked for in the one
short block that can hold it, so nothing is built at loading but a few thousand strings.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from emend_engine._stages._word_set import word_set

FUNCTION_WORDS = word_set("""
a about above across after again against all along already also although always am an and another
any anybody anyone anything are around as at away back be because been before behind being below
beneath beside between beyond both but by came can cannot come could did do does doing done down
during each either else enough even ever every everybody everyone everything few for from further
get gets give given go goes going gone got had has have having he her here hers herself him himself
his how however i if in indeed inside instead into is it its itself just keep kept last least less
let like made make makes many may maybe me might mine more most much must my myself near neither
never next no nobody none nor not nothing now of off often on once one only onto or other others
ought our ours ourselves out outside over own perhaps please put quite rather really right said same
say says see seen shall she should since so some somebody someone something sometimes soon still
such take taken than that the their theirs them themselves then there these they thing things this
those though through thus till to together too toward towards two under until up upon us use used
very was way we well went were what whatever when where whether which while who whole whom whose why
will with within without would yes yet you your yours yourself
""")
"""Words that hold sentences together; never a part of a term by chance."""


def is_common(word: str) -> bool:
    """Whether a word in lower case is among the 40,000 that everybody uses."""
    return _holds(_blocks("english-common.z"), word)


def is_known(word: str) -> bool:
    """Whether a word in lower case is English, or a name known in America."""
    return is_common(word) or _holds(_blocks("english-known.z"), word)


def _holds(blocks: Mapping[str, str], word: str) -> bool:
    return f"\n{word}\n" in blocks.get(word[:3], "")


@cache
def _blocks(name: str) -> Mapping[str, str]:
    packed = files("emend_engine").joinpath("_data", name).read_bytes()
    text = zlib.decompress(packed).decode("ascii")
    return {block[:3].partition("\n")[0]: f"\n{block}\n" for block in text.split("\n\n")}
