"""What recognisers invent over silence, and what people do chant; data only."""

from __future__ import annotations

from emend_engine._stages._word_set import word_set

INVENTED = tuple(
    tuple(line.split())
    for line in """
thanks for watching
thank you for watching
thanks for watching and see you next time
thank you so much for watching
thank you very much for watching
thanks for listening
thank you for listening
please subscribe
please subscribe to my channel
please like and subscribe
like and subscribe
don't forget to like and subscribe
don't forget to subscribe
subscribe to my channel
subscribe to our channel
see you next time
see you in the next video
i'll see you in the next video
i will see you in the next video
see you in the next one
bye bye
subtitles by
subtitles by the amara.org community
subtitles by the amara org community
subtitled by
captions by
captioning by
closed captions by
transcription by
transcribed by
transcript by
translated by
translation by
copyright all rights reserved
all rights reserved
""".strip().splitlines()
)
"""Texts that recognisers learnt from video captions and write where nobody speaks."""

CREDITS = frozenset(" ".join(phrase) for phrase in INVENTED if phrase[-1] == "by")
"""After these a name may follow, which goes with them."""

CHANTS = tuple(
    sorted(
        word_set("""
    om aum hum hrim shrim krim hari hare haraye hara krishna rama ram ramaya sita jai jaya namah
    namo namaha namaste namaskar shivaya shiva sivaya shivoham shanti santi shantih narayana
    narayan narayanaya govinda gopala gopal radhe radha shyam vasudevaya bhagavate guru gurudev
    deva devi durga kali ma mata ganesha ganapataye soham hamsa swaha svaha neti buddham dhammam
    sangham saranam gacchami mani padme hallelujah alleluia amen kyrie eleison maranatha allah
    hu akbar waheguru mahadev bolo sri shri ki
    """)
    )
)
"""A text of these words alone is a chant, however often it is said."""
