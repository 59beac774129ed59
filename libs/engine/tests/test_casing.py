"""Which words get capitals, and which are left as they are."""

from __future__ import annotations

import pytest

from emend_engine import Profile, check_result, process_transcript
from emend_engine.plain import punctuate
from emend_transcript import from_text, joined

CAPITALS = Profile("capitals", 1, ("casing",))


def _capitalised(text: str) -> str:
    return joined(process_transcript(from_text(text), CAPITALS).tokens)


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("he came. then he left.", "He came. Then he left."),
        ("what did i say? i'm not sure.", "What did I say? I'm not sure."),
        ("she was born in london on a monday.", "She was born in London on a Monday."),
        ("they may march on.", "They may march on."),
        ("we will not go.", "We will not go."),
        ("the french and the american people.", "The French and the American people."),
        ("he works for i b m in the u s.", "He works for IBM in the US."),
        ("she was at the u s embassy.", "She was at the US embassy."),
        ("she has a p h d from m i t.", "She has a PhD from MIT."),
        ("a u s citizen met j r r tolkien.", "A US citizen met J R R Tolkien."),
        (
            "it is made in the u s a and sold in the e u.",
            "It is made in the USA and sold in the EU.",
        ),
        ("the u s a good friend said so.", "The US a good friend said so."),
        ("the c i a and the f b i.", "The CIA and the FBI."),
        ("the x q r unit was here.", "The XQR unit was here."),
        ("he said plan b i think.", "He said plan B I think."),
        ("my name is s m i t h.", "My name is S M I T H."),
        ("the u.s. is far.", "The U.S. is far."),
        ("from new delhi to the united states.", "From New Delhi to the United States."),
        ("he took 5 mg at 3 pm. p.m. is not a.m.", "He took 5 mg at 3 pm. p.m. is not a.m."),
        ("a new york and a new house.", "A New York and a new house."),
        ('he said, "come in."', 'He said, "Come in."'),
        ("hi, this is jane.", "Hi, this is Jane."),
    ],
)
def test_sentences_names_and_the_pronoun_get_capitals(said: str, written: str) -> None:
    assert _capitalised(said) == written


@pytest.mark.parametrize(
    "written",
    [
        "He read Newton at Oxford University.",
        "We swam in Lake Victoria below Mount Kenya.",
        "I read it in the New York Times.",
        "It was a great wall, but not the Great Wall.",
        "They walked down Fifth Avenue and along Oxford Street to Downing Street.",
        "She teaches at an Indian university.",
        "It was the Indian Ocean and the Roman Empire.",
        "She asked Captain Henderson for an iPhone and a lake house.",
        "The turkey was dry in Turkey.",
        "They ate a turkey sandwich.",
        "She keeps the bone china from China.",
        "Did he polish the Polish shoes?",
        "In May they may come and in March they march.",
        "The US economy helped us and the rest of us.",
        "Our IT team says it works.",
        "My uncle Bill paid the bill and Rose said that the sun rose.",
        "I hope that Hope thinks he will pay and Will knows.",
        "The captain met Captain Henderson and his captain.",
        "My dentist, Dr. Henderson, swam in Loch Ness and Lake Superior.",
        "She got her PhD at NASA while the CEOs watched.",
    ],
)
def test_names_show_by_their_words(written: str) -> None:
    assert _capitalised(written.lower()) == written


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("he has a ph d in botany.", "He has a PhD in botany."),
        ("all the ph ds left for the u s.", "All the PhDs left for the US."),
        ("the ph d a t m thing.", "The PhD ATM thing."),
        ("the c f o and the c t o agree.", "The CFO and the CTO agree."),
        ("the world, war and peace.", "The world, war and peace."),
    ],
)
def test_a_name_ends_where_a_mark_stands_and_a_degree_is_one_word(said: str, written: str) -> None:
    assert _capitalised(said) == written


@pytest.mark.parametrize(
    "text", ["eBay sold it.", "iPhone users know.", "www.example.com is ours."]
)
def test_what_has_a_spelling_of_its_own_keeps_it(text: str) -> None:
    assert _capitalised(text) == text


@pytest.mark.parametrize("text", ["ß", "ﬁve", "ŉ"])
def test_letters_whose_capital_is_not_one_letter_stay(text: str) -> None:
    assert punctuate(text).rstrip(".") == text


def test_letters_that_become_one_word_keep_all_their_words() -> None:
    result = process_transcript(from_text("we sat at the u s embassy."), CAPITALS)
    check_result(result)
    joined_words = next(token for token in result.tokens if token.text == "US")
    assert (joined_words.first, joined_words.last) == (4, 5)


def test_a_mark_between_letters_keeps_them_apart() -> None:
    assert _capitalised("we chose u, s and t.").lower() == "we chose u, s and t."


def test_each_kind_of_capital_is_a_rule() -> None:
    result = process_transcript(from_text("we met in paris and i was happy."), CAPITALS)
    rules = {change.after[0].text: change.rule for change in result.changes}
    assert rules == {"We": "casing.sentence", "Paris": "casing.name", "I": "casing.pronoun"}
