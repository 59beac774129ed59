"""English words around the names of web sites; data only."""

from __future__ import annotations

from emend_engine._stages._word_set import word_set

BEFORE_A_SITE = word_set("visit to at on from is check see called via online out using")
"""After these a name of two words before "dot com" may be a site's."""

NO_SITE_WORDS = word_set("""
    a an the my our your his her their its this that these those each every some any no and or
    but i we you he she it they is are was were be been am have has had do does did can will
    would should to from in on at of for with by about into over under as if so then than when
    where who which what how why not one two three four five six seven eight nine ten go visit
    see check find email mail write send call contact reach me us him them look up out site
    website page link address try ask use tell meet
    ping forward copy thanks underscore dash hyphen slash dot
    """)
"""Words that a site's name of several words does not hold."""

SITE_ENDS = frozenset(("com", "org", "net", "edu", "gov", "io"))

MAIL_CUES = word_set(
    "ping cc email mail e-mail write writing send sent contact reach address message"
)
"""Near these a name before "at" is that of a mailbox."""

MAIL_PROVIDERS = word_set("""
    gmail outlook yahoo hotmail icloud aol protonmail proton gmx live msn fastmail zoho
    """)
"""Names that stand after "at" in mail addresses only."""

MAILBOXES = word_set("""
    info support sales contact hello help admin office jobs careers press billing team service
    orders booking bookings reservations enquiries feedback webmaster newsletter
    """)
"""Names of mailboxes that belong to no person."""
