"""WebVTT captions: cut into cues as the W3C's parser does, their text into words."""

from __future__ import annotations

import pytest

from emend_transcript import FormatError, Transcript, WordFlag, read

INTERPOLATED = WordFlag.INTERPOLATED


def webvtt(*blocks: str, head: str = "WEBVTT") -> Transcript:
    transcript = read("\n\n".join((head, *blocks)).encode())
    assert transcript.format == "webvtt"
    return transcript


def cue(text: str) -> Transcript:
    return webvtt(f"00:01.000 --> 00:02.000\n{text}")


def rows(transcript: Transcript) -> list[tuple[str, int, int]]:
    return [(word.text, word.start_ms, word.end_ms) for word in transcript.words]


def texts(transcript: Transcript) -> list[str]:
    return [word.text for word in transcript.words]


@pytest.mark.parametrize(
    "times",
    [
        "00:00:01.000 --> 00:00:02.000",
        "00:01.000 --> 00:02.000",
        "00:01.000-->00:02.000",
        "\t00:01.000 \t-->  00:02.000 align:start position:0% line:-1",
        "0:00:01.000 --> 000:00:02.000",
    ],
)
def test_times_and_settings(times: str) -> None:
    assert rows(webvtt(f"{times}\nab cd")) == [("ab", 1000, 1500), ("cd", 1500, 2000)]


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffWEBVTT\n\n00:01.000 --> 00:02.000\na",
        "WEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\na\r\n",
        "WEBVTT\r\r00:01.000 --> 00:02.000\ra\r",
        "WEBVTT - a title\n\nid\n00:01.000 --> 00:02.000\na",
        "WEBVTT\ta title\nKind: captions\nLanguage: en\n\n\n\n00:01.000 --> 00:02.000\na\n\n",
        "WEBVTT\n00:01.000 --> 00:02.000\na",
        "WEBVTT\nid\n00:01.000 --> 00:02.000\na",
        "WEBVTT\n\nNOTE\na comment\nof two lines\n\nNOTE another\n\n00:01.000 --> 00:02.000\na",
        "WEBVTT\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\n00:01.000 --> 00:02.000\na",
    ],
)
def test_heads_comments_styles_and_line_ends(content: str) -> None:
    transcript = read(content.encode())
    assert rows(transcript) == [("a", 1000, 2000)]
    assert transcript.warnings == ()


def test_the_head_names_the_title_and_the_language() -> None:
    head = "WEBVTT - Lecture 4\nKind: captions\nLanguage: en-GB"
    transcript = webvtt("00:01.000 --> 00:02.000\na", head=head)
    assert (transcript.title, transcript.language) == ("Lecture 4", "en-GB")


def test_voices_are_speakers_and_start_segments() -> None:
    transcript = cue("<v.loud Esme Ray>Hello <i>there</i></v> <v Mary>Hi")
    assert [(word.text, word.speaker) for word in transcript.words] == [
        ("Hello", "Esme Ray"),
        ("there", "Esme Ray"),
        ("Hi", "Mary"),
    ]
    assert [each.speaker for each in transcript.segments] == ["Esme Ray", "Mary"]


def test_languages_start_segments() -> None:
    transcript = cue("yes <lang de>ja wohl</lang> yes")
    assert [(each.first, each.last, each.language) for each in transcript.segments] == [
        (0, 0, None),
        (1, 2, "de"),
        (3, 3, None),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>b</b>old <c.red.big>c</c>", ["bold", "c"]),
        ("AT&amp;T 1 &lt; 2&nbsp;3", ["AT&T", "1", "<", "2", "3"]),
        ("<ruby>漢<rt>kan</rt>字<rt>ji</ruby> a", ["漢字", "a"]),
        ("a <unknown x>b</unknown> c", ["a", "b", "c"]),
        ("a <b", ["a"]),
        ("a\nb", ["a", "b"]),
        ("NOTE is text here", ["NOTE", "is", "text", "here"]),
    ],
)
def test_tags_are_dropped_and_entities_read(text: str, expected: list[str]) -> None:
    assert texts(cue(text)) == expected


def test_times_between_words_are_theirs() -> None:
    transcript = cue("one<00:01.400><c> two</c><00:01.600> three four")
    assert [
        (*row, word.flags) for row, word in zip(rows(transcript), transcript.words, strict=True)
    ] == [
        ("one", 1000, 1400, 0),
        ("two", 1400, 1600, 0),
        ("three", 1600, 1822, INTERPOLATED),
        ("four", 1822, 2000, INTERPOLATED),
    ]


def test_times_outside_the_cue_or_going_back_are_ignored() -> None:
    transcript = cue("<00:00.500>a <00:01.500>b <00:01.200>c <00:02.000>d")
    assert [word.start_ms for word in transcript.words] == [1000, 1500, 1666, 1833]


def test_what_the_standard_skips_is_skipped_and_named() -> None:
    transcript = webvtt(
        "00:01.000 --> 00:0x.000\nlost",
        "text without times",
        "00:01.000 --> 00:02.000\nkept",
        "00:61.000 --> 01:02.000\nlost too",
    )
    assert texts(transcript) == ["kept"]
    assert [warning.partition(":")[0] for warning in transcript.warnings] == [
        "line 3", "line 6", "line 11",
    ]  # fmt: skip
    assert "00:01.000 --> 00:0x.000" in transcript.warnings[0]


def test_warnings_are_few_however_many_faults_there_are() -> None:
    warnings = webvtt("00:01.000 --> 00:02.000\na", *["stray"] * 100).warnings
    assert len(warnings) == 21
    assert warnings[-1] == "line 204: the last of 80 more"


def test_a_second_arrow_starts_the_next_cue() -> None:
    transcript = webvtt("00:01.000 --> 00:02.000\n00:03.000 --> 00:04.000\na\nid --> b\nc")
    assert rows(transcript) == [("a", 3000, 4000)]
    assert len(transcript.warnings) == 1


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        ("00:01.000 --> 00:02.000\na", "bad_caption", "line 1"),
        ("WEBVTTX\n\n00:01.000 --> 00:02.000\na", "bad_caption", "line 1"),
        ("WEBVTT\n\n00:01.000 --> 00:02\na", "bad_caption", "line 3"),
        ("WEBVTT\n\nid\n00:01,000 --> 00:02,000\na", "bad_caption", "line 4"),
        ("WEBVTT\n\nonly text", "bad_caption", "line 3"),
        ("WEBVTT", "no_words", "line 1"),
        ("WEBVTT\n\nNOTE nothing", "no_words", "line 1"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "no_words", ""),
        ("", "no_words", "line 1"),
    ],
)
def test_a_file_of_which_nothing_is_left_is_refused_with_its_line(
    content: str, code: str, place: str
) -> None:
    with pytest.raises(FormatError) as refused:
        read(content.encode(), format="webvtt")
    assert (refused.value.code, refused.value.location) == (code, place)


def test_cues_out_of_order_are_put_in_the_order_of_time_and_named() -> None:
    transcript = webvtt("00:05.000 --> 00:06.000\nb", "00:01.000 --> 00:02.000\na")
    assert texts(transcript) == ["a", "b"]
    assert [warning.partition(":")[0] for warning in transcript.warnings] == ["line 6"]


def test_a_voice_that_ends_inside_another_gives_it_the_word_back() -> None:
    transcript = cue("<v Ann>one <v Bob>two</v> three</v> four")
    assert [word.speaker for word in transcript.words] == ["Ann", "Bob", "Ann", None]


def test_captions_without_the_signature_are_read_as_subrip() -> None:
    assert read(b"00:01.000 --> 00:02.000\na", filename="a.vtt").format == "srt"


def test_a_cue_of_two_voices_that_the_next_one_overlaps_is_read() -> None:
    transcript = read(
        b"WEBVTT\n\n00:07.000 --> 00:11.000\n<v Ann>a longer line</v>\nand a second\n\n"
        b"00:09.000 --> 00:12.000\nis next\n"
    )
    said = {word.text: word.speaker for word in transcript.words}
    assert (said["longer"], said["second"], said["is"]) == ("Ann", None, None)


def test_a_cue_that_ends_before_it_starts_is_kept_and_named() -> None:
    content = "WEBVTT\n\n00:05.000 --> 00:03.000\nab\n\n00:06.000 --> 00:07.000\ncd\n"
    transcript = read(content.encode())
    assert [word[1:4] for word in transcript.words] == [("ab", 5_000, 5_000), ("cd", 6_000, 7_000)]
    assert transcript.warnings == ("line 3: the cue ends at 3000 ms, before its start at 5000 ms",)
