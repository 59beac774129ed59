"""English names that numbers follow as calls: airlines, roads, the spine; data only."""

from __future__ import annotations

from emend_engine._stages._word_set import word_set

WORDLIKE_AIRLINES = word_set("""
    delta united american southwest spirit frontier alaska emirates airways airlines air france
    india canada lingus express
    """)
"""Airlines that are words or places too; a flight has to be spoken of."""

AIRLINES = WORDLIKE_AIRLINES | word_set("""
    jetblue lufthansa ryanair easyjet klm qantas iberia aeroflot indigo vistara swissair finnair
    icelandair westjet norwegian etihad swiss
    """)

FLIGHT_CUES = word_set("""
    flight flights gate boarding board boarded departs departed departing departure arrives arrived
    arriving arrival landing landed lands delayed runway cleared heading descend climb tower fly
    flying flew flies takeoff airport taxi squawk airline
    """)
"""Near these an airline's name is one."""

BEFORE_AN_INTERSTATE = word_set("""
    on take took taking off onto via along from down up and near between to past exit leave the
    cross crossing stay of until
    """)
"""After these "i ninety five" is a road."""

AFTER_AN_INTERSTATE = word_set(
    "north south east west northbound southbound eastbound westbound is was"
)
"""Where nothing stands before "i ninety five", before these it is a road."""

SPINE_LETTERS = frozenset("ctls")
SPINE_CUES = word_set("""
    disc disk discs disks herniation herniated vertebra vertebrae vertebral stenosis fusion spine
    spinal lumbar cervical thoracic sacral bulge protrusion spondylolisthesis laminectomy
    discectomy radiculopathy foraminal compression nerve dermatome
    """)
"""Near these "l four" is a vertebra."""

BAKES = word_set("""
    bake baked baking roast roasted roasting oven preheat preheated broil broiled heat heated grill
    cook cooked fry
    """)
"""Near these "at three seventy five" is a temperature."""

CHOOSES = word_set("press pressing pressed dial enter say choose")
"""Once these have a number, "or two for support" has one too."""

BIRTH_CUES = word_set("birth birthday birthdate born dob d.o.b date dated")
"""Near these "oh four twelve seventy six" is a date."""

EXPIRY_CUES = word_set("expires expire expired expiring expiration expiry exp valid")
"""Near these "oh nine twenty seven" is a month and a year."""

SUTURES = word_set("""
    vicryl prolene nylon silk monocryl ethibond chromic suture sutures pds ethilon catgut stitch
    stitches
    """)
"""After these "three oh" is a size: 3-0."""

LABORATORY = word_set("""
    sodium glucose platelets cholesterol ldl hdl triglycerides pulse systolic chloride rate sugar
    alt ast ferritin troponin uranium plutonium radium thorium polonium
    """)
"""After these "one thirty eight" is one number."""

RACES = word_set("race marathon ran finished finish clocked lap splits time relay swam")
"""Near these "in two oh three forty five" is how long it took."""
