"""What identifies a person is found, written or read out; what only looks like it is left alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from emend_engine import PiiStyle, Profile, check_result, find_profile, process_transcript
from emend_engine.plain import redact
from emend_transcript import Result, Transcript, joined

DETECT = Profile("detect", 1, ("pii",))


@pytest.fixture
def found(spoken: Callable[..., Transcript]) -> Callable[..., list[tuple[str, str]]]:
    """Give the function that returns every class found in texts, with what stands there."""

    def find(*texts: str, profile: Profile = DETECT) -> list[tuple[str, str]]:
        result = process_transcript(spoken(*texts), profile)
        check_result(result)
        assert joined(result.tokens) == " ".join(" ".join(texts).split())
        return _marked(result)

    return find


def _marked(result: Result) -> list[tuple[str, str]]:
    return [
        (token.kind.removeprefix("entity:pii."), token.text)
        for token in result.tokens
        if token.kind.startswith("entity:pii.")
    ]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("123456789 is my ssn", "[SSN] is my ssn"),
        ("4 May 1961, that's my date of birth", "[DOB], that's my date of birth"),
        ("it is 4111.1111.1111.1111", "it is [CARD]"),
        ("my aadhaar is 2345 6789 0124", "my aadhaar is [AADHAAR]"),
        ("write john doe at gmail dot com", "write [EMAIL]"),
        ("jane at symbol acme dot com", "[EMAIL]"),
        ("call 415-555-0123 4111 1111 1111 1111", "call [PHONE] [CARD]"),
        ("phone 415-555-0123 415-555-0188", "phone [PHONE] [PHONE]"),
        ("send it to twelve oak street", "send it to [ADDRESS]"),
        ("at 350 Fifth Avenue, Apt 12C", "at [ADDRESS]"),
        ("We met at 45 Rue de Rivoli.", "We met at [ADDRESS]."),
        ("sie wohnt Hauptstraße 12", "sie wohnt [ADDRESS]"),
        ("my address is 8666 Garcia Roads", "my address is [ADDRESS]"),
        ("log in at https://me:word@host.net/a", "log in at [URL]"),
        ("my card number is 4242 4242 4242 4242", "my card number is [CARD]"),
        ("it is 5454 5454 5454 5454", "it is [CARD]"),
        ("card 4242-4242-4242-4242", "card [CARD]"),
        ("my card is " + "four two " * 8 + "thanks", "my card is [CARD] thanks"),
        ("the card is " + "forty two " * 8 + "thanks", "the card is [CARD] thanks"),
        ("my pin's four four four four", "my pin's [PIN]"),
        ("my social's 123456789", "my social's [SSN]"),
        (
            "my social\N{RIGHT SINGLE QUOTATION MARK}s 123456789",
            "my social\N{RIGHT SINGLE QUOTATION MARK}s [SSN]",
        ),
        (
            (
                "send it to twelve main street apartment four b springfield illinois "
                "six two seven oh four please"
            ),
            "send it to [ADDRESS] springfield illinois [POSTCODE] please",
        ),
        (
            "at 9 Elm Street, Apt 4 B, Salem, Oregon nine seven three oh one",
            "at [ADDRESS], Salem, Oregon [POSTCODE]",
        ),
        (
            "ship to 9 elm street springfield il six two seven oh four",
            "ship to [ADDRESS] springfield il [POSTCODE]",
        ),
        ("ship to 9 elm street or 12345 boxes", "ship to [ADDRESS] or 12345 boxes"),
        ("i live at 9 elm street flat 4 i think", "i live at [ADDRESS] i think"),
        ("my card is 4111 1111 1111 1111 thanks", "my card is [CARD] thanks"),
        ("It's 4111-1111-1111-1111.", "It's [CARD]."),
        ("i live at 12 Oak Street now", "i live at [ADDRESS] now"),
        ("write to p.o. box 9", "write to [ADDRESS]"),
        ("Amex, 3782 822463 10005, please", "Amex, [CARD], please"),
        ("four one one one one one one one one one one one one one one one", "[CARD]"),
        ("card forty one eleven eleven eleven eleven eleven eleven eleven", "card [CARD]"),
        (
            "visa four triple one double one double one double one treble one triple one",
            "visa [CARD]",
        ),
        ("4111 1111 1111 1111 oh nine twenty seven", "[CARD] oh nine twenty seven"),
        ("the cvv is one two three", "the cvv is [CVV]"),
        ("My PIN is 4321.", "My PIN is [PIN]."),
        ("iban GB82 WEST 1234 5698 7654 32 ok", "iban [IBAN] ok"),
        ("my card is 378282246310005 is so the my", "my card is [CARD] is so the my"),
        ("pay DE89370400440532013000 today", "pay [IBAN] today"),
        (
            (
                "g b eight two w e s t one two three four five six nine eight seven six five four "
                "three two"
            ),
            "[IBAN]",
        ),
        ("call me at (415) 555-0123 x22", "call me at [PHONE]"),
        ("ring +44 20 7946 0958 now", "ring [PHONE] now"),
        ("it's 020 7946 0958", "it's [PHONE]"),
        ("dial four one five five five five oh one two three", "dial [PHONE]"),
        ("plus four four twenty seven nine four six oh nine five eight", "[PHONE]"),
        ("+91 98765 43210 is mine", "[PHONE] is mine"),
        ("69 987 88 37 is my office phone", "[PHONE] is my office phone"),
        ("write to Jane.Doe+x@example.co.uk!", "write to [EMAIL]!"),
        ("j o h n dot smith at gmail dot com", "[EMAIL]"),
        ("my email is jane doe at example dot org", "my email is [EMAIL]"),
        ("from 192.168.10.4, again", "from [IP], again"),
        ("one ninety two dot one sixty eight dot one dot one", "[IP]"),
        ("ping 2001:db8:85a3::8a2e:370:7334 first", "ping [IP] first"),
        ("client_ip=58.74.121.78|x", "client_ip=[IP]|x"),
        ("mac 00:1b:44:11:3a:b7 it is", "mac [MAC] it is"),
        ("My SSN is 531-21-7351.", "My SSN is [SSN]."),
        (
            "social security number five three one two one seven three five one",
            "social security number [SSN]",
        ),
        ("my aadhaar is 2341 2341 2346", "my aadhaar is [AADHAAR]"),
        ("pan card a b c p e one two three four f", "pan card [PAN]"),
        ("national insurance AB 12 34 56 C", "national insurance [NINO]"),
        ("NHS number 943 476 5919", "NHS number [NHS]"),
        ("passport number X1234567 issued", "passport number [PASSPORT] issued"),
        ("my driver's license number is 481195160", "my driver's license number is [LICENCE]"),
        (
            "account number 12345678 and sort code 20-00-00",
            "account number [ACCOUNT] and sort code [SORT_CODE]",
        ),
        ("routing number 021000021", "routing number [ROUTING]"),
        ("born on March 3rd, 1985 in Ohio", "born on [DOB] in Ohio"),
        ("date of birth third of march nineteen eighty five", "date of birth [DOB]"),
        ("DOB: 12/27/1986", "DOB: [DOB]"),
        ("see https://example.com/a?b=1, please", "see [URL], please"),
        ("send 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa some", "send [CRYPTO] some"),
        ("I live at 420 Maple Street, Apt 4", "I live at [ADDRESS]"),
        ("zip code 90210", "zip code [POSTCODE]"),
        ("i live at 12 baker street london nw1 6xe", "i live at [ADDRESS] london [POSTCODE]"),
        (
            "i live at 42 oak avenue springfield illinois 62704",
            "i live at [ADDRESS] springfield illinois [POSTCODE]",
        ),
        ("4111 1111 1111 1111 5555 5555 5555 4444", "[CARD] [CARD]"),
        ("mail it to PO Box 1234", "mail it to [ADDRESS]"),
        ("john (at) example (dot) com", "[EMAIL]"),
        ("go to www dot example dot com slash help", "go to [URL]"),
        ("log in to 10.0.0.1:8080 now", "log in to [IP]:8080 now"),
        ("eight hundred five five five oh one nine nine", "[PHONE]"),
        ("my number is 98765 43210", "my number is [PHONE]"),
        (
            "My number, in case we get cut off, is four one five, five five five, oh one two nine",
            "My number, in case we get cut off, is [PHONE]",
        ),
        ("it's four one five, five five five, oh one two three", "it's [PHONE]"),
        ("call 415-555-0123 10/12/2024 is fine", "call [PHONE] 10/12/2024 is fine"),
        ("call 10/12/2024 415-555-0123", "call 10/12/2024 [PHONE]"),
        ("call 415-555-0123 415-555-0199", "call [PHONE] [PHONE]"),
        ("n o nine three eight six oh one one one one seven nine four seven", "[IBAN]"),
        ("my SIN is 046 454 286", "my SIN is [SIN]"),
        ("born on the 3rd of March in 1985", "born on [DOB]"),
        ("a@example.com;b@example.org", "[EMAIL];[EMAIL]"),
        ('from "j.doe"@example.org today', "from [EMAIL] today"),
        ("the address is billing at river dash dental dot net", "the address is [EMAIL]"),
        ("her site is jane writes dot com now", "her site is [URL] now"),
        ("the PIN for the gate card is 8788", "the PIN for the gate card is [PIN]"),
        (
            "The account number for my savings is 12345678.",
            "The account number for my savings is [ACCOUNT].",
        ),
        ("the PIN code is 560034 for the parcel", "the PIN code is [POSTCODE] for the parcel"),
        ("the PIN code of my card is 560034", "the PIN code of my card is [PIN]"),
        (
            "I live at 2280 Birchwood Lane, Dayton, OH 45402.",
            "I live at [ADDRESS], Dayton, OH [POSTCODE].",
        ),
        ("Живу на улица Ленина, дом 12, кв. 5.", "Живу на [ADDRESS]."),
        ("Tôi sống ở 25 đường Nguyễn Huệ, Quận 1.", "Tôi sống ở [ADDRESS], Quận 1."),
        ("〒100-0001 東京都千代田区千代田1-1", "〒[POSTCODE] [ADDRESS]"),
        (
            "Jeg bor i Vesterbrogade 10, 2. th, 1620 København.",
            "Jeg bor i [ADDRESS], [POSTCODE] København.",
        ),
        ("née le 14 mars 1979 à Nantes", "née le [DOB] à Nantes"),
        ("Il mio cellulare è 347 123 4567.", "Il mio cellulare è [PHONE]."),
        ("Meine Steuer-ID lautet 86 095 742 719.", "Meine Steuer-ID lautet [TAX_ID]."),
        ("HKID A123456(3)", "HKID [NATIONAL_ID]"),
        (
            "use the code 482 117 we texted you to sign in",
            "use the code [PIN] we texted you to sign in",
        ),
        (
            "my passport expires in May, number 367178412",
            "my passport expires in May, number [PASSPORT]",
        ),
        (
            "account ending 4471, full number 5184664617",
            "account ending 4471, full number [ACCOUNT]",
        ),
        ("write to info at kite school dot org", "write to [EMAIL]"),
    ],
)
def test_it_is_found_as_it_is_written_and_as_it_is_read_out(text: str, written: str) -> None:
    assert redact(text) == written


@pytest.mark.parametrize(
    "text",
    [
        "chapter 4111 verse 1111",
        "3 cats on 2 sides of the road",
        "4111 1111 1111 1112 fails the check",
        "order number 4111 1111 1111 1111",
        "tracking number 9400 1118 9922 3397 8462 39",
        "GB82 WEST 1234 5698 7654 33",
        "one two three four five six seven eight nine ten eleven twelve",
        "1 2 3 4 5 6 7 8 9 10 11 12 13 14",
        "in 1985, 1990 and 2000",
        "the winning numbers are 4 8 15 16 23 42",
        "keno numbers 07 13 22 31 46 58",
        "2.718281828459045",
        "a card 1234 5678 9012 3456 from an advert",
        "the dot com bubble",
        "call for papers 1864-2013 59 people",
        "978-0-393-79927-9 in the office",
        "account 1918-1893",
        "7,846,783 1852-1897 call him",
        "at 40.49145 73.3851 office hours",
        "25103384 2001-01-29",
        "add #442229 then 1413450",
        "compare 15129584 X40893",
        "978-1-4189-9820-2 1989-2029",
        "born 44% 1981-05-17",
        "between 2010 and 2015 we called 300 people",
        "I'll call you at 5 30 on 12 25 2024",
        "order 415-555-0123",
        "a call volume of 1,500,000",
        "ISBN 978-0-306-40615-7",
        "version 1.2.3.4 of the app",
        "at 10:30:45 sharp",
        "000-12-3456 is none",
        "it happened on March 3rd, 1985",
        "Gandhi was born on 2 October 1869",
        "meet me at the dot",
        "Hello. World in 12 parts. It was one of those.",
        "$4,111 in 2005, 25% of 1,500,000",
        "two people live on this street",
        "e.g. this, i.e. that, U.S. and all",
        "upgrade from 2.3.4.5 to 2.4.0.0",
        "the answer to exercise 4.7.2.1 is wrong",
        "3.5.1.2 in the appendix",
        "the reference of my card is on page 4539",
        "they came w2 3rd and e4 5th, with m1 8gb of it",
    ],
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "1" * 100_000,
        "4 " * 20_000,
        "a" * 100_000 + "@",
        "at build.rs " + "-" * 5_000 + " in package",
        "at " + "_" * 5_000 + " dot com",
        "a at a dot " * 2_000,
        "one hundred and " * 5_000,
        "born on 1 1 1 1 " * 2_000,
        "a@example.com;" * 2_000,
        "(4" * 20_000,
        "1:" * 20_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_text_takes_bounded_time(text: str) -> None:
    assert isinstance(redact(text), str)


@given(st.text())
def test_no_text_is_refused_and_redacting_again_changes_nothing(text: str) -> None:
    once = redact(text)
    assert redact(once) == once


def test_a_number_is_found_across_segments(found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found("my card is 4111 1111", "1111 1111 thanks") == [("card", "4111 1111 1111 1111")]


def test_a_listeners_words_between_the_digits_stay(
    found: Callable[..., list[tuple[str, str]]],
) -> None:
    pieces = found("4111 1111 okay, go ahead 1111 1111")
    assert pieces == [("card", "4111 1111"), ("card", "1111 1111")]


def test_the_text_stays_as_it_was_and_the_token_keeps_its_words(
    spoken: Callable[..., Transcript],
) -> None:
    result = process_transcript(spoken("call (415) 555-0123."), DETECT)
    token = next(token for token in result.tokens if token.kind == "entity:pii.phone")
    assert (token.text, token.first, token.last) == ("(415) 555-0123", 1, 4)
    change = result.changes[0]
    assert (change.stage, change.rule, change.version) == ("pii", "pii.phone", 2)
    assert change.confidence is not None
    assert "0123" not in change.reason


_LOOKALIKES = (
    "\N{KELVIN SIGN}\N{LATIN SMALL LETTER LONG S}\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}"
    "\N{LATIN SMALL LETTER DOTLESS I}\N{ARABIC-INDIC DIGIT FOUR}\N{DEVANAGARI DIGIT ONE}"
    "\N{FULLWIDTH DIGIT TWO}\N{SUPERSCRIPT TWO}\N{CIRCLED DIGIT ONE}"
)


@settings(max_examples=300)
@given(
    st.lists(
        st.text(_LOOKALIKES + "41kzsiGB82@.:- ", max_size=24)
        | st.sampled_from(["iban", "card", "nhs", "born on", "call me", "pan", "zip", "at", "dot"]),
        max_size=6,
    )
)
@example(["\N{KELVIN SIGN}Z12 3456 7890 1234 5678"])
@example(["iban GB82 WEST 1234 5698 765\N{KELVIN SIGN} 32"])
def test_letters_and_digits_of_other_scripts_break_nothing(pieces: list[str]) -> None:
    once = redact(" ".join(pieces))
    assert redact(once) == once


def test_digits_of_another_script_are_digits() -> None:
    arabic = str.maketrans("0123456789", "".join(chr(0x660 + digit) for digit in range(10)))
    assert redact(f"card {'4111 1111 1111 1111'.translate(arabic)}") == "card [CARD]"


def test_finding_again_what_is_marked_changes_nothing() -> None:
    once = redact("a 4111 1111 1111 1111 b jane@example.com c")
    assert redact(once) == once == "a [CARD] b [EMAIL] c"


def test_a_cue_makes_it_surer(spoken: Callable[..., Transcript]) -> None:
    sure, less = (
        process_transcript(spoken(text), DETECT).changes[0].confidence or 0
        for text in ("my card is 4111 1111 1111 1111", "it is 4111 1111 1111 1111")
    )
    assert sure > less


def test_the_profile_says_where_telephones_ring_and_how_sure_is_enough(
    found: Callable[..., list[tuple[str, str]]],
) -> None:
    text = "it's (07) 5331 0577"
    assert found(text) == [("phone", "(07) 5331 0577")]
    elsewhere = replace(DETECT, pii=PiiStyle(regions=("US",)))
    assert found(text, profile=elsewhere) == []
    certain = replace(DETECT, pii=PiiStyle(confidence_from=0.9))
    assert found(text, profile=certain) == []


def test_the_lecture_profile_marks_and_the_verbatim_one_does_not(
    spoken: Callable[..., Transcript],
) -> None:
    said = spoken("write to jane@example.com")
    assert _marked(process_transcript(said, find_profile("lecture")))
    assert not _marked(process_transcript(said, find_profile("verbatim")))
