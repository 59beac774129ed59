"""What the stage ``pii`` is made of: a line of text to search, its cues, one module per family.

How it goes, from tokens to marks:

- ``shapes`` looks at single words and gives the stretches of tokens that are worth a search;
- ``announcements`` looks up, once for a stretch, which of ``phrases`` stand in it;
- ``spoken`` reads number words as digits, and ``line`` makes one line of text of a stretch;
- the detectors below search the line and answer ``findings``: a place, a rule, how sure;
- ``marking`` chooses among what overlaps, and cuts tokens where it must.

What is found where:

==================  ==============================================================================
``cards``           payment cards, the codes on their backs, PINs and one-time codes
``accounts``        IBANs, account and routing numbers, sort codes
``phones``          telephone numbers
``addresses``       e-mail, URLs
``networks``        IP and hardware addresses, wallets
``identities``      SSN, ITIN, SIN, Aadhaar, PAN, NINO, NHS; passports and licences, announced
``national``        identity, tax, health and vehicle numbers of all other countries
``dates``           dates of birth
``places``          street addresses and postal codes, with ``streets``, ``streets_by_script``,
                    ``announced_places`` and ``postcodes``
==================  ==============================================================================

What they share: ``cues`` (which announcement speaks of a place in the line), ``checksums`` and
``national_checks`` (check digits), ``ordinary`` (dates, amounts and counts that have the form of a
number), ``programs`` (what tells a version from an IP address).

To add a country's number: where it has a check digit, its form is a row of ``_FORMS`` in
``national`` and its check a function of ``national_checks``. Where it has none, the words that
announce it go into ``phrases`` under ``national``, ``tax``, ``health`` or ``vehicle``; that is all.
A street's or a postal code's form goes into ``streets`` or ``postcodes``. Then sentences with it,
and some that only look so, into ``tests/eval/sets/pii`` and ``test_pii_national``.
"""
