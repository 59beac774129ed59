"""Finds what identifies a person and marks it as one token of kind ``entity:pii.<class>``.

Cards, accounts, telephone numbers, addresses, identity numbers and dates of birth, written or
read out, across segments and through a listener's "okay". No text changes here: the stage
``redaction`` acts on the marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from emend_engine._context import Context, Edit, Edits, is_english, same_voice
from emend_engine._pii.accounts import accounts, ibans
from emend_engine._pii.addresses import emails, urls
from emend_engine._pii.announcements import phrases_in
from emend_engine._pii.cards import cards, codes
from emend_engine._pii.cues import REACH
from emend_engine._pii.dates import births
from emend_engine._pii.findings import Detector
from emend_engine._pii.identities import documents, identities
from emend_engine._pii.line import Line, read_line
from emend_engine._pii.marking import choose, edits_for, locate
from emend_engine._pii.national import national_numbers
from emend_engine._pii.networks import networks, wallets
from emend_engine._pii.phones import phones
from emend_engine._pii.places import places
from emend_engine._pii.shapes import zones
from emend_transcript import Tokens

_DETECTORS: tuple[Detector, ...] = (
    *(cards, codes, ibans, accounts, emails, urls, networks, wallets),
    *(identities, documents, national_numbers, births, places),
)


def pii(tokens: Tokens, context: Context) -> Edits:
    """Propose a mark for everything identifying that stands in the tokens."""
    edits: list[Edit] = []
    areas = zones(context.keys)
    if not areas:
        return edits
    kinds = [token.kind for token in tokens]
    detectors = (*_DETECTORS, phones(context.profile.pii.regions))
    least = context.profile.pii.confidence_from
    for zone in areas:
        found = [
            locate(finding, line, tokens, shared=shared)
            for line, shared in _lines(tokens, kinds, zone, context)
            for detector in detectors
            for finding in detector(line)
            if finding.confidence >= least
        ]
        edits += edits_for(choose(found), tokens, context)
    return edits


def _lines(
    tokens: Tokens, kinds: Sequence[str], zone: tuple[int, int], context: Context
) -> Iterator[tuple[Line, bool]]:
    """Yield what is said in a zone and whether by several; then also what each of them says.

    One may repeat what the other dictates: "four one one one", "four one one one", "two two …".
    """
    spoken = is_english(context, tokens[zone[0]])
    places = range(*zone)
    phrases = phrases_in(context.keys, zone[0] - REACH, zone[1] + REACH)
    by_voice: dict[tuple[str | None, int | None], list[int]] = {}
    for place in () if same_voice(context, tokens[places[0]], tokens[places[-1]]) else places:
        word = context.words[min(tokens[place].first, len(context.words) - 1)]
        by_voice.setdefault((word.speaker, word.channel), []).append(place)
    several = len(by_voice) > 1
    for own in (places, *(by_voice.values() if several else ())):
        shared = several and own is places
        yield read_line(tokens, context.keys, kinds, own, phrases, spoken=spoken), shared
