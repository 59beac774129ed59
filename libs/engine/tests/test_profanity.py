"""Profane words are masked whole and in disguise; words that only contain one are not."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emend_engine import ProfanityStyle, Profile, find_profile, process_transcript
from emend_engine.plain import mask_profanity
from emend_transcript import from_text, joined, token_times_ms


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("what the fuck is this", "what the f*** is this"),
        ("Fucking hell!", "F****** h***!"),
        ("That's bullshit, man.", "That's b*******, man."),
        ("you sh1t", "you s***"),
        ("that was a dick move", "that was a d*** move"),
        ("he is such an ass", "he is such an a**"),
        ("f*ck off", "f*** off"),
        ("f**k off", "f*** off"),
        ("you a$$hole", "you a******"),
        ("b!tch", "b****"),
        ("f-ck that", "f*** that"),
        ("mother-fucker", "m************"),
        ("f.u.c.k.", "f*******"),
        ("a bitch's life", "a b****'s life"),
        ("son of a bitch", "son of a b****"),
        ("what the hell is going on", "what the h*** is going on"),
        ("he is such a dick", "he is such a d***"),
        ("get off your ass", "get off your a**"),
        ("DAMN it", "D*** it"),
    ],
)
def test_a_profane_word_keeps_its_first_letter(said: str, written: str) -> None:
    assert mask_profanity(said) == written


@pytest.mark.parametrize(
    "said",
    [
        "Scunthorpe and Penistone are towns in England",
        "we assess the class, pass the grass and embarrass the assassin",
        "a cocktail for the peacock and a cockpit for Hancock",
        "Dick Cheney read Moby Dick to Dick Van Dyke",
        "Hell is a place in scripture; he descended into hell",
        "spic and span",
        "the ass saw the angel and his ox and his manger",
        "the cock crew thrice",
        "a pussy willow and a pussy cat",
        "he graduated magna cum laude",
        "shiitake mushrooms and a shih tzu",
        "prick up your ears, and prick the finger",
        "a tit for tat and a great tit",
        "mass analysis of the Essex canal in Sussex",
        "a bloody battle and a Bloody Mary",
        "the password is f*** and **** and 5117",
        "Fukuoka, Dikshit, Suka, Shitala and Bhuka are names",
        "4 @ 5 $ 6 ! - .",
        "a well-known on-off button",
        "the bitch had six puppies and faggots are eaten with peas",
        "a jackass penguin, a bastard sword and a spic and span hall",
        "Damn Yankees, Shital and shitake",
        "the f-c-k cluster",
    ],
)
def test_what_only_looks_profane_stays(said: str) -> None:
    assert mask_profanity(said) == said


@pytest.mark.parametrize(
    ("action", "level", "written", "kinds"),
    [
        ("mask", "strong", "No s***, that damn cat.", 1),
        ("mask", "mild", "No s***, that d*** cat.", 2),
        ("tag", "mild", "No shit, that damn cat.", 2),
        ("remove", "mild", "No, that cat.", 0),
    ],
)
def test_the_profile_says_what_is_done_and_from_which_level_on(
    action: Literal["mask", "tag", "remove"],
    level: Literal["mild", "strong"],
    written: str,
    kinds: int,
) -> None:
    profile = Profile("p", 1, ("profanity",), profanity=ProfanityStyle(action, level))
    result = process_transcript(from_text("No shit, that damn cat."), profile)
    assert joined(result.tokens) == written
    assert [token.kind for token in result.tokens].count("entity:profanity") == kinds


def test_calls_and_captions_mask_and_lectures_do_not() -> None:
    said = from_text("damn this shit")
    texts = {
        name: joined(process_transcript(said, find_profile(name)).tokens)
        for name in ("lecture", "call", "caption", "verbatim")
    }
    assert texts == {
        "lecture": "Damn this shit.",
        "call": "Damn this s***.",
        "caption": "D*** this s***.",
        "verbatim": "damn this shit",
    }


@pytest.mark.parametrize("name", ["call", "caption"])
@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("f u c k you", "F*** you."),
        ("s h i t", "S***."),
        ("b i t c h", "B****."),
        ("w t f man", "W**, man."),
    ],
)
def test_letters_joined_into_a_profane_word_are_masked(name: str, said: str, written: str) -> None:
    profile = find_profile(name)
    once = joined(process_transcript(from_text(said), profile).tokens)
    assert once == written
    assert joined(process_transcript(from_text(once), profile).tokens) == once


def test_a_removed_first_word_leaves_its_capital() -> None:
    style = ProfanityStyle("remove", "mild")
    profile = replace(find_profile("call"), stages=("profanity",), profanity=style)
    result = process_transcript(from_text("Damn that cat. Shit happens"), profile)
    assert joined(result.tokens) == "That cat. Happens"


def test_a_word_broken_in_three_is_one_token_over_all_its_words() -> None:
    profile = replace(find_profile("call"), stages=("profanity",))
    result = process_transcript(from_text("you b!tch"), profile)
    assert (result.tokens[-1].first, result.tokens[-1].last) == (1, 3)
    assert token_times_ms(result.tokens[-1], result.words) == (300, 1_200)


@given(st.lists(st.sampled_from(["fuck", "sh1t", "b!tch", "the", "hell", "ass", "-", "f", "'"])))
def test_masking_twice_is_masking_once(said: list[str]) -> None:
    once = mask_profanity(" ".join(said))
    assert mask_profanity(once) == once


@given(st.text())
def test_no_text_is_refused(text: str) -> None:
    mask_profanity(text)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("fuuuck that", "f***** that"),
        ("damnnn", "d*****"),
        ("f u c k you", "f*** you"),
        ("wtf is this", "w** is this"),
        ("absofuckinglutely", "a****************"),
        ("he is a fag", "he is a f**"),
        ("the letters u c k and s", "the letters u c k and s"),
        ("Hawaii and a vacuum", "Hawaii and a vacuum"),
        ("plan b s h i t", "plan b s h i t"),
        ("f-u-c-k it", "f****** it"),
        ("abso-fucking-lutely", "abso-f******-lutely"),
        ("f\N{LATIN SMALL LETTER U WITH DIAERESIS}ck off", "f*** off"),
        ("fu\N{CYRILLIC SMALL LETTER ES}k off", "f*** off"),
        ("5hit", "s***"),
        ("scared shitless by a shitpost", "scared s******* by a s*******"),
        ("it hurts like hell", "it hurts like h***"),
        ("pu$$y", "p****"),
        ("what an @ss, what a d1ck", "what an a**, what a d***"),
        ("you a$$", "you a**"),
        ("move your a$$es", "move your a****"),
        (
            "take the A55 to h311 and pay US$ 5 in cash",
            "take the A55 to h311 and pay US$ 5 in cash",
        ),
        ("f, u, c, k, i, n, g hell", "f************ hell"),
    ],
)
def test_drawn_out_and_spelt_words_count_as_the_word(said: str, written: str) -> None:
    assert mask_profanity(said) == written
