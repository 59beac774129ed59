"""Finds what identifies a person and marks it as one token of kind ``entity:pii.<class>``.

Cards, accounts, telephone numbers, addresses, identity numbers and dates of birth, written or
read out, across segments and through a listener's "okay". No text changes here: the stage
``redaction`` acts on the marks.
"""

from __future__ import annotations

from itertools import chain

from emend_engine._context import Context, Edit, Edits, is_english
from emend_engine._pii.accounts import accounts, ibans
from emend_engine._pii.addresses import emails, networks, urls, wallets
from emend_engine._pii.cards import cards, codes
from emend_engine._pii.dates import births
from emend_engine._pii.findings import Detector, best
from emend_engine._pii.identities import documents, identities
from emend_engine._pii.line import read_line
from emend_engine._pii.marking import edits_for
from emend_engine._pii.phones import phones
from emend_engine._pii.places import places
from emend_engine._pii.shapes import zones
from emend_transcript import Tokens

_DETECTORS: tuple[Detector, ...] = (
    *(cards, codes, ibans, accounts, emails, urls, networks, wallets),
    *(identities, documents, births, places),
)


def pii(tokens: Tokens, context: Context) -> Edits:
    """Propose a mark for everything identifying that stands in the tokens."""
    found: list[Edit] = []
    areas = zones(context.keys)
    if not areas:
        return found
    kinds = [token.kind for token in tokens]
    detectors = (*_DETECTORS, phones(context.profile.pii.regions))
    for zone in areas:
        spoken = is_english(context, tokens[zone[0]])
        line = read_line(tokens, context.keys, kinds, zone, spoken=spoken)
        findings = chain.from_iterable(detector(line) for detector in detectors)
        least = context.profile.pii.confidence_from
        sure = best(finding for finding in findings if finding.confidence >= least)
        found += edits_for(sure, line, tokens, context)
    return found
