"""What speakers take back goes, with the words that take it back; all else stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emend_engine import Profile, process, process_transcript
from emend_engine.plain import remove_disfluencies
from emend_transcript import Segment, Word, from_text, joined

CORRECTIONS = Profile("corrections", 1, ("corrections",))
FLUENT = Profile("fluent", 1, ("fillers", "repeats", "corrections"))


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("we meet on tuesday no wait on wednesday", "we meet on wednesday"),
        ("On Tuesday, no, wait, on Wednesday, we meet.", "On Wednesday, we meet."),
        ("What is uh no who was the founder?", "Who was the founder?"),
        ("when did george washington no wait abraham lincoln die", "when did abraham lincoln die"),
        ("call me at five no six", "call me at six"),
        ("in what year did no when was she born", "when was she born"),
        ("it is the red scratch that the blue one", "it is the blue one"),
        ("Where is the old no sorry new library?", "Where is the new library?"),
        ("it is in berlin no wait in paris not berlin today", "it is in paris today"),
        ("We leave at nine—no, wait—at ten.", "We leave at ten."),
        ("What is its name? No wait, what is its age?", "What is its age?"),
        ("what is the no wait capital of peru", "what is the capital of peru"),
        ("on monday no on tuesday i mean on friday", "on friday"),
        ("what did hooke see no galileo see through it", "what did galileo see through it"),
        ("what would happen if no happens if it rains", "what happens if it rains"),
        ("who was captain of no owned the ship", "who owned the ship"),
        ("the capital of peru no what is the capital of chile", "what is the capital of chile"),
        ("when did she um when did they meet", "when did they meet"),
        ("what did tom uh no not tom anna see", "what did anna see"),
        ("It was, I mean, quite late.", "It was quite late."),
        ("I think, I mean, it works.", "I think it works."),
        ("WE MET IN PARIS NO WAIT IN LONDON", "WE MET IN LONDON"),
        ("Who led the British, no the French, army?", "Who led the French army?"),
        ("It is no good. No, I mean it.", "It is no good. No, I mean it."),
        ("When it is present, no wrong can stand.", "When it is present, no wrong can stand."),
        ("a red no blue car", "a blue car"),
        ("we met in paris rather in milan", "we met in milan"),
        ("What lake or I guess what river feeds it?", "What river feeds it?"),
        ("from which port no tell me when did it sail", "when did it sail"),
        ("who led the fleet not the fleet the army", "who led the army"),
        ("Who led the fleet, not the fleet but the army, at sea?", "Who led the army at sea?"),
        ("who owned the mill i don't mean the mill i mean the forge", "who owned the forge"),
        ("where did they ship the wool not wool sorry tin", "where did they ship the tin"),
        ("in France no not France but Spain", "in Spain"),
        ("what dutch people actually belgian people read", "what belgian people read"),
        ("what do plants need carbon for oh sorry nitrogen", "what do plants need nitrogen for"),
        ("Who ruled Spain in 1580, no wait, Portugal?", "Who ruled Portugal in 1580?"),
        ("The year when Ada no when Emma died.", "The year when Emma died."),
        ("what did he do i mean what did she say", "what did she say"),
        (
            "Where did Liszt give his first concert, no, Chopin?",
            "Where did Chopin give his first concert?",
        ),
        ("how many are in the bahamas no maldives", "how many are in the maldives"),
        ("who paid for the dome no wait for the tower", "who paid for the tower"),
        ("who was the duke of anjou er the duke of burgundy", "who was the duke of burgundy"),
        ("the capital of the uh of norway", "the capital of norway"),
        ("How do frogs breathe, no not frogs, I meant fish?", "How do fish breathe?"),
        ("how far is the moon no not the moon but mars", "how far is mars"),
        ("What is in Rome? Sorry, I meant in Athens.", "What is in Athens?"),
        ("What is the second, I mean third, largest city?", "What is the third largest city?"),
        (
            "how many miles er kilometres of coast are there",
            "how many kilometres of coast are there",
        ),
        ("which of bach's uh handel's operas was shown", "which of handel's operas was shown"),
        ("how large is the hang on how old is it", "how old is it"),
        ("it leaves from platform two correction platform six", "it leaves from platform six"),
        ("the file is on the server no wait it's in the cloud", "it's in the cloud"),
        ("what was let's see who was in command", "who was in command"),
        ("how many were killed er injured by the storm", "how many were injured by the storm"),
        ("i sent him a letter er an email today", "i sent him an email today"),
        ("why did the duke er what made the duke leave", "what made the duke leave"),
        ("Did the Normans, um no, the Vikings settle?", "Did the Vikings settle?"),
        ("was the king um no the queen crowned in may", "was the queen crowned in may"),
        ("did the normans no the vikings settle there", "did the vikings settle there"),
        ("Did the old Normans, no, the Vikings settle it?", "Did the Vikings settle it?"),
        ("she said no wait he said yes to the plan", "he said yes to the plan"),
        ("who said no wait who wrote the play", "who wrote the play"),
        ("he told the press no wait the police", "he told the police"),
        ("i told him no wait her", "i told her"),
        ("how do you say no wait spell her name", "how do you spell her name"),
    ],
)
def test_a_correction_replaces_what_it_is_parallel_to(
    corrected: Callable[[str, Profile], str], said: str, written: str
) -> None:
    assert corrected(said, FLUENT) == written


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("what is the who is the author", "who is the author"),
        ("i want i need a ticket", "i need a ticket"),
        ("How many how much water is there?", "How much water is there?"),
        ("in what in which year was that", "in which year was that"),
        ("and when did the where did they go", "and where did they go"),
    ],
)
def test_a_dropped_beginning_goes(
    corrected: Callable[[str, Profile], str], said: str, written: str
) -> None:
    assert corrected(said, CORRECTIONS) == written


@pytest.mark.parametrize(
    "said",
    [
        "there was no wait at the clinic",
        "she said no the answer is another",
        "i would rather stay than go",
        "do you know what i mean when i say self",
        "the company made no profit",
        "i am sorry about the delay",
        "i think i can do it",
        "what matters is what is done",
        "i came i saw i conquered",
        "No, we cannot.",
        "sorry we are closed",
        "are you there no i am still in the car",
        "thank you for calling excuse me where is the office",
        "i missed that sorry what did you say",
        "it was my mistake that we lost it",
        "the mind is restless i mean the thoughts never stop",
        "we can pay by card or actually by phone",
        "which part of symphony no five is played most",
        "Question No 12 is about the budget.",
        "he undertook no work that winter",
        "the trees afford no shade, the walls do",
        "why wait when you can begin today",
        "did the cat scratch that chair",
        "how can no be an answer",
        "i want to stop paying the banks and instead give the money to you",
        "we asked for the liberation or pardon of such persons",
        "it is a moment in history but one moment of courage counts",
        "there is something i wanted to say here",
        "we had better wait and let's see what happens",
        "he shook off his hold on the rope",
        "it is a rope not a snake",
        "not this not this says the verse",
        "we have a garden and actually a small pond",
        "what did he eat for lunch yesterday no thanks",
        "He is late. Sorry, what did you say?",
        "The well is dry. No water is left.",
        "He said no, sorry, I can't.",
        "she said no sorry we are closed",
        "they answered no sorry we are full",
        "they said no I mean really",
        "my mother said no sorry and went home",
        "he told me no sorry i can't",
        "she said to us no wait i am not ready",
        "then they say no no sorry wait we are busy",
        "he said oh no wait i have an idea",
        "you have to say no hold on i need a minute",
        "he replied no forget it i am going home",
        "did the plane crash no the pilot landed it",
        "did the normans no the vikings did",
        "is the shop open no the shop closed last year",
        "did the normans no the vikings ruled it",
        "is the water cold no the heating is broken",
        "did the train stop um no the train went on",
    ],
)
def test_what_only_sounds_like_a_correction_stays(
    corrected: Callable[[str, Profile], str], said: str
) -> None:
    assert corrected(said, CORRECTIONS) == said


def test_a_change_says_what_took_the_words_back() -> None:
    result = process_transcript(from_text("on tuesday no wait on wednesday"), CORRECTIONS)
    (change,) = result.changes
    assert (change.rule, change.reason) == ("corrections.cue", "taken back by 'no wait'")
    assert (change.first, change.last) == (0, 3)


def test_nobody_takes_back_what_another_said() -> None:
    texts = ["on", "tuesday", "no", "wait", "on", "wednesday"]
    words = [Word(at, t, at, at + 1, speaker="AB"[at >= 2]) for at, t in enumerate(texts)]
    segments = (Segment(0, 2, 0, 1, speaker="A"), Segment(2, 6, 2, 5, speaker="B"))
    assert joined(process(words, segments, CORRECTIONS).tokens) == " ".join(texts)


_TRICKY = """
no wait sorry i mean meant rather or well actually scratch that make on in the a tuesday friday
what who is was did i you want need have and not king king's book founded sink sail largest north
5 six , . — ? " Um uh
"""


@given(st.lists(st.sampled_from(_TRICKY.split()), max_size=25))
def test_no_sentence_of_cues_breaks_it(said: list[str]) -> None:
    text = " ".join(said)
    result = process_transcript(from_text(text), FLUENT)
    assert len(joined(result.tokens)) <= len(text)


@given(st.text(max_size=200))
def test_no_text_is_refused(text: str) -> None:
    remove_disfluencies(text)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("in what year er in what month was she crowned", "in what month was she crowned"),
        ("Who was, um, when was it built?", "When was it built?"),
        ("I saw the minister uh the prime minister.", "I saw the prime minister."),
        ("what is the radius um the diameter of it", "what is the diameter of it"),
        ("The ferry can uh could carry it.", "The ferry could carry it."),
        ("there were eight uh nine of us", "there were nine of us"),
        ("he um she called me", "she called me"),
        ("Do the uh does the rule apply?", "Does the rule apply?"),
        ("what is the crop of Kansas er Nebraska", "what is the crop of Nebraska"),
    ],
)
def test_a_filler_between_words_built_alike_takes_the_first_of_them_back(
    corrected: Callable[[str, Profile], str], said: str, written: str
) -> None:
    assert corrected(said, FLUENT) == written


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("do you know um what time it is", "do you know what time it is"),
        ("he gave the man um the book", "he gave the man the book"),
        ("what should we do um when it rains", "what should we do when it rains"),
        ("the number is four uh one one two", "the number is four one one two"),
        ("it is twenty uh five miles", "it is twenty five miles"),
        ("is John uh Smith here", "is John Smith here"),
        ("is my card good is so um is", "is my card good is so is"),
        ("in the box um on the table", "in the box on the table"),
        ("she has um had a long day", "she has had a long day"),
    ],
)
def test_a_filler_alone_takes_back_nothing_that_may_go_on(
    corrected: Callable[[str, Profile], str], said: str, written: str
) -> None:
    assert corrected(said, FLUENT) == written


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("In which year, I mean which century, did it end?", "In which century did it end?"),
        ("My uncle, I mean my aunt, lives here.", "My aunt lives here."),
        ("The first, no, the second, chapter is short.", "The second chapter is short."),
        ("On Monday, I mean Tuesday, the bank is closed.", "On Tuesday, the bank is closed."),
        ("He arrived on Monday. No, On Tuesday.", "He arrived on Tuesday."),
    ],
)
def test_the_marks_and_capitals_around_a_correction_go_with_it(
    corrected: Callable[[str, Profile], str], said: str, written: str
) -> None:
    assert corrected(said, FLUENT) == written


def test_a_correction_after_the_end_takes_the_times_of_what_it_corrects() -> None:
    result = process_transcript(from_text("who saw the cat first no wait the dog"), FLUENT)
    texts = [(token.text, token.first, token.last) for token in result.tokens]
    assert texts == [("who", 0, 0), ("saw", 1, 1), ("the", 2, 2), ("dog", 3, 3), ("first", 4, 4)]


def test_more_words_than_they_replace_share_one_time() -> None:
    result = process_transcript(from_text("who ruled spain then no wait great poland"), FLUENT)
    assert joined(result.tokens) == "who ruled great poland then"
