"""English words beside which numbers are written in figures, or keep their words; data only."""

from __future__ import annotations

from emend_engine._stages._word_set import word_set

LABELS = word_set("""
    clause subsection
    issue sura surah chapter chapters verse verses page pages section sections shloka shlokas
    sloka slokas
    sutra sutras volume lesson slide step grade level question exercise figure table unit
    part act scene phase gate terminal platform flight room route highway interstate channel
    apartment suite floor line item option number article paragraph appendix season episode
    version track mandala adhyaya canto kanda mantra invoice building psalm model type
    revision stanza hymn surah sonnet playstation pixel iphone wi-fi wifi
    theorem lemma chapters questions rooms
    lessons articles flights problems exercises figures tables levels steps volumes lines slides
    """)
"""After these even a small number is written in figures."""

WEAK_LABELS = word_set("""
    size prop proposition resolution amendment
    category game nerve extension http usb omega ps par deck pier booth
    apollo title ward patch draft build port problem equation lane bed stage press class tier fi
    python
    java node django llama gpt helm candidate windows android ubuntu upanishad upaniṣad gita
    gītā
    """)
"""After these too, unless a thing is counted: "press one for english", not "on stage two men"."""

CHAPTERS = word_set("sura surah chapter adhyaya canto mandala skandha")
VERSES = word_set("""
    ayah ayahs verse verses shloka shlokas sloka slokas sutra sutras mantra mantras
    """)
CODE_CUES = word_set("""
    pin code number extension ext zip zipcode postcode password passcode serial id account
    phone mobile cell fax dial otp digits reference confirmation tracking registration
    commit text vin card ends ending
    """)
"""Near these, digits said one by one are a code."""

NUMBERED = word_set("""
    form vitamin box marker plate exit fahrenheit seat locker unit bay block sector
    xbox job section article http port build status
    flight room gate highway route interstate bus train suite apartment extension channel
    boeing airbus page number model order invoice ticket booking reference building platform
    error bug bugs apt rtx gtx bill resolution seats rooms gates flights apartments
    """)
"""Directly before these pieces of a number are run together: "room two twenty"."""

PHONE_CUES = word_set("""
    call phone dial reach reached text ring telephone number mobile cell fax
    landline callback hotline
    """)
NO_PHONE_CUES = word_set("""
    account order invoice booking serial reference id pin code tracking confirmation policy
    member membership case ticket licence license passport customer employee student part
    """)
"""Near these seven digits are no telephone number."""

STREETS = word_set("""
    street avenue road lane drive boulevard court place way terrace square parkway st ave rd
    blvd
    """)

VERSION_CUES = word_set("""
    version release python java node ios android ubuntu debian fedora kubernetes django
    windows chrome firefox safari php ruby rust typescript javascript kafka postgres
    postgresql mysql redis linux kernel angular react swift kotlin terraform macos numpy
    pytorch tensorflow bluetooth usb
    """)
"""After these, numbers joined by "point" or "dot" are a version."""

MONTHLY_VERSIONS = frozenset(("ubuntu",))
"""After these "twenty two oh four" is a version: 22.04."""

PRESSURE_CUES = word_set("blood pressure bp pressures")
PROPORTION_CUES = word_set("ratio ratios odds majority margin favorite favourite underdog shot")
"""Near these "two to one" is written in figures."""

TRAVELS = word_set("train bus express ferry shuttle showing service local")
"""What is called by its time of day: "the seven forty express"."""

POSSESSIVES = word_set("my your his her their our its")
PRONOUNS = word_set("i we you he she it they who that this which and one")

BEFORE_A_MONTH = word_set("""
    in on of since until till by from before after during last next this early late mid
    around between dated to through
    """)

CLOCK_VERBS = word_set("""
    leaves leave left leaving arrives arrive arrived departs depart departed starts start started
    begins begin began boards boarding lands landed takes took opens closes ends meet meeting train
    flight bus ferry kickoff dinner gave given administered admitted seen pronounced arrival
    """)
"""Near these "at seventeen forty" is a time of day, and no year."""

VERBS = word_set("""
    needs does runs comes supports lets makes gets says shows uses works goes begins starts ends
    means tells requires costs adds brings allows gives takes this its
    """)
"""What ends like a plural and is none."""

TIMED = word_set("""
    bedtime lunchtime dinnertime lunch dinner breakfast kickoff curfew checkout appointment meeting
    time departure arrival pickup boarding deadline
    """)
"""What is at a time of day: "bedtime is eight thirty"."""

SETTINGS = word_set("""
    set scheduled booked planned reserved reservation rescheduled appointment alarm
    """)
"""After these "for five thirty" is a time of day."""

MOVES = word_set("move moved moving push pushed pushing shift shifted reschedule rescheduled")
"""After these "to nine fifteen" is a time of day."""

COUNTED = word_set("""
    seconds minutes hours days weeks months years people men women children students times
    percent dollars rupees pounds euros cents kilometers kilometres kilometer kilometre
    miles meters metres feet degrees verses chapters pages items questions minute hour day
    week month year percentage vision hindsight
    """)
"""Before these "fifteen twenty" is a guess at a count, and "twenty twenty" no year."""

CLOCK_CUES = frozenset(("at", "around"))
"""After these "nineteen thirty" may be a time of day."""

PLURALS = word_set("hundreds thousands millions billions trillions dozen dozens")
"""After a number these are part of it, and written as words."""

RANGES = frozenset(("and", "to", "or", "through"))
"""After a label and a number these begin a range, which is left alone whole."""

SCORE_CUES = word_set("""
    won win wins lost lose loses beat leading lead leads score scored tied drew trailing voted
    ended tiebreak
    """)

DECADE_CUES = frozenset(("the",))
DECADE_PARTS = word_set("mid early late low high upper lower")

VOTES = word_set("passed approved rejected ratified defeated")
"""Near these "sixty eight to thirty two" are votes."""

BEFORE_A_BARE_POINT = word_set("""
    is was of by equals about than to a zero between grew rose fell dropped gained bats batted hit
    averaged
    """)
"""After these "point five" is a number."""

RULERS = word_set("""
    elizabeth louis henry charles george edward james richard william philip ferdinand
    napoleon nicholas catherine alexander frederick benedict pius gregory leo innocent
    clement ivan peter ramses ramesses xerxes darius paul rama wilhelm franz carlos juan
    alfonso abdul adolf ahmed albert amenhotep andrew anne antiochus artaxerxes augustus baldwin
    bayezid boniface carol cambyses celestine christian christina cleopatra conrad constantine
    cosimo cyrus david edmund emmanuel ernst eugene farouk felipe francis gustav gustavus haakon
    harald harold honorius hussein mary isabella joan john joseph julius justinian leopold lorenzo
    ludwig mahmud malcolm manuel margaret maria maximilian mehmed mehmet murad olaf olav osman otto
    pedro ptolemy robert rudolf rudolph selim seti sixtus sigismund stephen suleiman sviatoslav
    theodosius tiberius thutmose umberto urban valdemar vladimir
    """)
"""Names after which "the fourteenth" is a ruler's number."""

TITLES = word_set("king queen pope emperor empress tsar czar kaiser sultan pharaoh shah prince")
"""Before a name these make it a ruler's."""

AFTER_AN_ORDINAL = word_set("""
    one time to thing day man woman person two three few place half part child son daughter
    """)
"""After these "louis the first" is the first of something."""

ROMAN_LABELS: frozenset[tuple[str, ...]] = frozenset((("world", "war"), ("super", "bowl")))
