"""The words by which what a recogniser or captioner notes is told from speech; data only."""

from __future__ import annotations

from emend_engine._stages._word_set import word_set

SOUNDS = word_set("""
    music musical song songs singing sings instrumental intro outro jingle melody piano guitar drums
    drumming flute organ violin orchestra fanfare chanting chants humming hums whistling whistles
    whistle applause applauds applauding clap claps clapping cheer cheers cheering laughter laugh
    laughs laughing chuckle chuckles chuckling giggle giggles giggling snicker snickers snort snorts
    cough coughs coughing sneeze sneezes sneezing sniff sniffs sniffle sniffles sniffing sigh sighs
    sighing gasp gasps gasping groan groans groaning moan moans moaning grunt grunts grunting scoff
    scoffs yawn yawns yawning hiccup hiccups burp burps scream screams screaming shout shouts
    shouting yell yells yelling cry cries crying sob sobs sobbing weep weeping whimper whimpers
    whisper whispers whispering mumble mumbles mumbling mutter mutters murmur murmurs murmuring
    breath breathing breathes inhales exhales panting pants
    noise noises sound sounds static hiss hum beep beeps beeping bleep bleeps bleeped buzz buzzes
    buzzing buzzer click clicks clicking clatter clattering crackle crackling rustle rustling thud
    bang bangs banging crash crashes knock knocks knocking ring rings ringing chime chimes bell
    bells gong alarm siren sirens typing footsteps engine revving honking horn whoosh swoosh
    bark barks barking meow meows chirping birdsong tweeting thunder rain wind waves splash
    silence silent inaudible unintelligible indistinct incomprehensible unclear indecipherable
    crosstalk babble chatter chattering overlapping muffled garbled distorted muted
    blank_audio no_speech no_audio
    """)
"""One of these must stand in a note."""

_DESCRIBING = word_set("""
    a an the in on of and to from with at for continues continue playing plays played stops ends
    starts begins fades fade resumes background foreground distance off on screen camera mic loud
    loudly soft softly quiet quietly faint faintly distant low high gentle gently slow slowly upbeat
    dramatic tense suspenseful solemn sad happy cheerful light lively bright epic inspirational
    inspiring ominous mysterious eerie ambient electronic classical rock pop jazz folk theme opening
    closing end title heavy heavily deeply nervously hysterically audience crowd speaker speakers
    people everyone all both man woman men women child children baby boy girl host guest
    door doors phone telephone cell mobile dog dogs cat bird birds car cars train throat clears
    clearing clear nose blows door opens closes closing slams slamming creaks creaking audio video
    speech voice voices talking talk conversation dialogue foreign language native over simultaneous
    multiple several no long short brief big word words phrase name section crosses
    """)
DESCRIBING = _DESCRIBING | SOUNDS
"""Only these may stand beside it, and a time."""

WHOLE = frozenset(
    (
        *("clears throat", "clearing throat", "throat clearing", "clear throat", "blank audio"),
        *("foreign language", "speaking foreign language", "speaks foreign language", "foreign"),
        *("speaking in foreign language", "speaking in a foreign language", "non english speech"),
        *(
            "speaking in foreign languages",
            "no audio",
            "no speech",
            "end of recording",
            "cross talk",
        ),
        *("phone vibrates", "door opens", "door closes", "door slams", "door creaks", "blows nose"),
        *("background conversation", "background talking", "speaking off mic", "off mic", "pause"),
        *("simultaneous talking", "long pause", "blank_audio", "end playback", "video playback"),
        *("audio cuts out", "audio out", "audio drops", "*"),
    )
)
"""Notes that have none of these words, or mean nothing else."""

SPEAKING = word_set("speaking speaks in")
LANGUAGES = word_set("""
    foreign hindi sanskrit tamil telugu bengali marathi gujarati punjabi urdu english french german
    spanish italian portuguese dutch russian polish ukrainian greek turkish arabic hebrew persian
    chinese mandarin cantonese japanese korean vietnamese thai language native
    """)
"""``[speaking Hindi]``, ``[speaking in foreign language]``."""

TAGS = word_set("""
    unk noise laughter laugh cough breath music silence sil spoken_noise spn vocalized-noise
    inaudible unintelligible crosstalk s bos eos pad blank hes overlap applause sigh lipsmack
    """)
"""``<unk>``, ``<noise>``: what speech toolkits write between angle brackets."""
