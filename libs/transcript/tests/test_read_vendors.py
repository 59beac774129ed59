"""The formats of services in their documented forms: words, times, speakers, channels, marks."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

from emend_transcript import FormatError, Transcript, read


def lines(*values: Any) -> bytes:
    return "\n".join(map(json.dumps, values)).encode()


def checked(content: bytes, name: str) -> Transcript:
    transcript = read(content)
    assert transcript.format == name
    return transcript


def rows(transcript: Transcript) -> list[tuple[str, int, int, str | None]]:
    return [(word.text, word.start_ms, word.end_ms, word.speaker) for word in transcript.words]


def speechmatics_item(text: str, start: float, end: float, **fields: Any) -> dict[str, Any]:
    about = {key: fields.pop(key) for key in ("speaker", "language") if key in fields}
    best = {"content": text, "confidence": 0.9, **about}
    return {"type": "word", "start_time": start, "end_time": end, "alternatives": [best], **fields}


SPEECHMATICS = {
    "format": "2.9",
    "job": {"id": "x", "duration": 12, "created_at": "2024-01-01T00:00:00Z"},
    "metadata": {"type": "transcription", "transcription_config": {"language": "en"}},
    "results": [
        speechmatics_item("Born", 0.5, 0.9, speaker="S1", language="en"),
        speechmatics_item("1995", 1.0, 2.0, speaker="S1", type="entity", entity_class="date",
                          spoken_form=[speechmatics_item("nineteen", 1.0, 1.4)],
                          written_form=[speechmatics_item("1995", 1.0, 2.0)]),
        speechmatics_item(".", 2.0, 2.0, speaker="S1", type="punctuation", attaches_to="previous"),
        {"type": "speaker_change", "start_time": 2.0, "end_time": 2.0},
        speechmatics_item("Yes", 2.5, 3.0, speaker="UU"),
    ],
}  # fmt: skip


def test_speechmatics() -> None:
    transcript = checked(lines(SPEECHMATICS), "speechmatics")
    assert rows(transcript) == [
        ("Born", 500, 900, "S1"), ("1995", 1_000, 2_000, "S1"), (".", 2_000, 2_000, "S1"),
        ("Yes", 2_500, 3_000, None),
    ]  # fmt: skip
    assert (transcript.language, transcript.duration_ms) == ("en", 12_000)
    assert transcript.words[0].confidence == 0.9
    assert transcript.words[2].is_mark


def test_speechmatics_channels_with_names_and_numbers() -> None:
    items = [
        speechmatics_item("hello", 0.5, 0.9, channel="Agent"),
        speechmatics_item("yes", 0.6, 0.8, channel="channel_2"),
        speechmatics_item("¿", 1.0, 1.0, type="punctuation", attaches_to="next", channel="Agent"),
        speechmatics_item("what", 1.0, 1.2, channel="Agent"),
    ]
    words = checked(lines({**SPEECHMATICS, "results": items}), "speechmatics").words
    assert [(word.text, word.speaker, word.channel) for word in words] == [
        ("hello", "Agent", None), ("¿", "Agent", None), ("what", "Agent", None), ("yes", None, 2),
    ]  # fmt: skip
    assert words[2].is_glued


def test_speechmatics_real_time_messages() -> None:
    final: dict[str, Any] = {
        "message": "AddTranscript",
        "metadata": {},
        "results": [speechmatics_item("a", 1, 2)],
    }
    partial = {**final, "message": "AddPartialTranscript"}
    content = lines({"message": "RecognitionStarted", "id": "x"}, partial, final)
    assert rows(checked(content, "speechmatics")) == [("a", 1_000, 2_000, None)]


def rev(*elements: Any, **fields: Any) -> dict[str, Any]:
    return {"monologues": [{"speaker": 0, "elements": list(elements), **fields}]}


def spoken(value: str, ts: float, end_ts: float) -> dict[str, Any]:
    return {"type": "text", "value": value, "ts": ts, "end_ts": end_ts, "confidence": 0.5}


def punct(value: str) -> dict[str, Any]:
    return {"type": "punct", "value": value}


def test_rev_ai() -> None:
    content = rev(
        spoken("He", 0.1, 0.3), punct(" "), spoken("said", 0.3, 0.5), punct(', "'),
        spoken("twenty", 0.6, 0.9), punct("-"), spoken("five", 0.9, 1.2), punct('." '),
        {"type": "unknown", "value": "inaudible"}, punct(" "), spoken("Bye", 2.0, 2.5), punct("."),
    )  # fmt: skip
    transcript = checked(lines(content), "rev_ai")
    assert (
        "".join(word.text if word.is_glued else f" {word.text}" for word in transcript.words)
        == ' He said, "twenty-five." inaudible Bye.'
    )
    times = {word.text: (word.start_ms, word.end_ms) for word in transcript.words}
    assert times["five"] == (900, 1_200)
    assert times["inaudible"] == (1_200, 2_000)
    assert {word.speaker for word in transcript.words} == {"0"}


def test_rev_ai_streaming() -> None:
    final = {
        "type": "final",
        "ts": 1,
        "end_ts": 2,
        "elements": [spoken("hi", 1.0, 2.0), punct(".")],
    }
    content = lines({"type": "connected", "id": "x"}, {**final, "type": "partial"}, final)
    assert [word[1:4] for word in checked(content, "rev_ai").words] == [
        ("hi", 1_000, 2_000), (".", 2_000, 2_000),
    ]  # fmt: skip


def scribe(text: str, start: float, end: float, kind: str = "word") -> dict[str, Any]:
    return {"text": text, "start": start, "end": end, "type": kind, "speaker_id": "speaker_0",
            "logprob": math.log(0.5), "characters": None}  # fmt: skip


SCRIBE = {
    "language_code": "eng", "language_probability": 0.98, "text": "Hello, (laughs) friend",
    "words": [
        scribe("Hello,", 0.1, 0.4), scribe(" ", 0.4, 0.5, "spacing"),
        scribe("(laughs)", 0.5, 1.0, "audio_event"), scribe(" ", 1.0, 1.1, "spacing"),
        scribe("friend", 1.1, 1.5),
    ],
}  # fmt: skip


def test_elevenlabs() -> None:
    transcript = checked(lines(SCRIBE), "elevenlabs")
    assert rows(transcript) == [
        ("Hello", 100, 400, "speaker_0"), (",", 400, 400, "speaker_0"),
        ("friend", 1_100, 1_500, "speaker_0"),
    ]  # fmt: skip
    assert transcript.words[0].confidence == pytest.approx(0.5)
    assert transcript.language == "eng"
    assert transcript.warnings == ("$.words[2]: an audio event is left out, from here on",)


def test_elevenlabs_channels_and_words_without_spaces() -> None:
    words = [scribe("今日", 0.0, 0.5), scribe("は", 0.5, 0.7)]
    one = {**SCRIBE, "channel_index": 0, "words": words}
    content = lines({"transcripts": [one, {**SCRIBE, "channel_index": 1}]})
    transcript = checked(content, "elevenlabs")
    assert {word.channel for word in transcript.words} == {0, 1}
    assert [word.is_glued for word in transcript.words if word.channel == 0] == [False, True]


GLADIA: dict[str, Any] = {
    "id": "x", "status": "done", "result": {
        "metadata": {"audio_duration": 3.5, "number_of_distinct_channels": 1},
        "transcription": {"full_transcript": "Split infinity.", "utterances": [{
            "text": "Split infinity.", "language": "en", "start": 0.2, "end": 1.6,
            "confidence": 0.9, "channel": 0, "speaker": 1, "words": [
                {"word": "Split", "start": 0.21, "end": 0.69, "confidence": 1},
                {"word": " infinity.", "start": 0.91, "end": 1.55, "confidence": 0.95},
            ]}]},
    },
}  # fmt: skip


def test_gladia() -> None:
    transcript = checked(lines(GLADIA), "gladia")
    assert rows(transcript) == [
        ("Split", 210, 690, "1"), ("infinity", 910, 1_550, "1"), (".", 1_550, 1_550, "1"),
    ]  # fmt: skip
    assert (transcript.language, transcript.duration_ms) == ("en", 3_500)
    with pytest.raises(FormatError, match="not done: 'queued'"):
        read(lines({"status": "queued", "result": None}), format="gladia")


def test_gladia_live() -> None:
    utterance = GLADIA["result"]["transcription"]["utterances"][0]
    final = {"type": "transcript", "data": {"id": "x", "is_final": True, "utterance": utterance}}
    partial = {"type": "transcript", "data": {"is_final": False, "utterance": utterance}}
    assert len(checked(lines(partial, final), "gladia").words) == 3


def live(*words: Any, is_final: bool = True, channels: tuple[int, int] = (0, 1)) -> dict[str, Any]:
    alternative = {"transcript": "", "confidence": 0.9, "words": list(words)}
    return {
        "type": "Results", "channel_index": list(channels), "duration": 2, "start": 0.0,
        "is_final": is_final, "speech_final": is_final, "channel": {"alternatives": [alternative]},
        "metadata": {"model_info": {"name": "nova-3", "version": "1", "arch": "nova-3"}},
    }  # fmt: skip


def test_deepgram_streaming() -> None:
    word = {"word": "hello", "start": 0.5, "end": 0.9, "confidence": 0.8, "speaker": 0,
            "punctuated_word": "Hello."}  # fmt: skip
    content = lines(
        {"type": "SpeechStarted", "timestamp": 0.4, "channel": [0]}, live(word, is_final=False),
        live(word), live(), {"type": "UtteranceEnd", "channel": [0, 1], "last_word_end": 0.9},
        {"type": "Metadata", "duration": 2.0},
    )  # fmt: skip
    transcript = checked(content, "deepgram_live")
    assert rows(transcript) == [("Hello", 500, 900, "0"), (".", 900, 900, "0")]
    assert transcript.recogniser == "nova-3"
    other = live({**word, "punctuated_word": None}, channels=(1, 2))
    both = checked(lines([live(word, channels=(0, 2)), other]), "deepgram_live").words
    assert [(one.text, one.channel) for one in both] == [("Hello", 0), (".", 0), ("hello", 1)]


def test_azure_real_time() -> None:
    def ticks(word: str, start: int, length: int, **fields: Any) -> dict[str, Any]:
        return {"Word": word, "Offset": start * 10_000, "Duration": length * 10_000, **fields}

    best = {
        "Confidence": 0.9, "Lexical": "at nine thirty", "ITN": "at 9:30", "Display": "At 9:30.",
        "Words": [ticks("at", 100, 100, Confidence=0.5), ticks("nine", 200, 100, Confidence=0.6),
                  ticks("thirty", 300, 100, Confidence=0.8)],
        "DisplayWords": [ticks("At", 100, 100), ticks("9:30.", 200, 200)],
    }  # fmt: skip
    phrase = {"Id": "x", "RecognitionStatus": "Success", "Offset": 1_000_000, "Duration": 3_000_000,
              "DisplayText": "At 9:30.", "Channel": 0, "SpeakerId": "Guest-1", "NBest": [best],
              "PrimaryLanguage": {"Language": "en-US"}}  # fmt: skip
    silence = {"RecognitionStatus": "InitialSilenceTimeout", "Offset": 0, "Duration": 0}
    transcript = checked(lines(silence, phrase), "azure_live")
    assert rows(transcript)[:2] == [("At", 100, 200, "Guest-1"), ("9:30", 200, 400, "Guest-1")]
    assert transcript.words[1].confidence == pytest.approx(0.7)
    assert transcript.language == "en-US"
    simple = {
        key: phrase[key] for key in ("RecognitionStatus", "Offset", "Duration", "DisplayText")
    }
    assert [word[1:4] for word in checked(lines(simple), "azure_live").words][:2] == [
        ("At", 100, 185), ("9:30", 185, 400),
    ]  # fmt: skip


def test_hugging_face_chunks_of_words_and_of_phrases() -> None:
    words = [{"text": " Hello", "timestamp": [0.0, 0.5]}, {"text": ",", "timestamp": [0.5, 0.5]},
             {"text": " there.", "timestamp": [0.6, None]}]  # fmt: skip
    transcript = checked(lines({"text": " Hello, there.", "chunks": words}), "transformers")
    assert [(*word[1:4], word.is_glued) for word in transcript.words] == [
        ("Hello", 0, 500, False), (",", 500, 500, True),
        ("there", 600, 600, False), (".", 600, 600, True),
    ]  # fmt: skip
    phrases = [{"text": " ab cd", "timestamp": [1.0, 2.0], "speaker": "SPEAKER_00"}]
    spoken = checked(lines({"speakers": phrases, "chunks": words, "text": ""}), "transformers")
    assert rows(spoken) == [("ab", 1_000, 1_500, "SPEAKER_00"), ("cd", 1_500, 2_000, "SPEAKER_00")]


def test_watson() -> None:
    best = {"transcript": "hello there ", "confidence": 0.9,
            "timestamps": [["hello", 0.1, 0.5], ["there", 0.5, 0.9]],
            "word_confidence": [["hello", 0.8], ["there", 0.7]]}  # fmt: skip
    content = {
        "result_index": 0,
        "results": [
            {"final": True, "alternatives": [best]}, {"final": False, "alternatives": [best]},
        ],
        "speaker_labels": [{"from": 0.1, "to": 0.5, "speaker": 1, "confidence": 0.5, "final": True},
                           {"from": 0.5, "to": 0.9, "speaker": 2, "final": True}],
    }  # fmt: skip
    transcript = checked(lines(content), "watson")
    assert rows(transcript) == [("hello", 100, 500, "1"), ("there", 500, 900, "2")]
    assert [word.confidence for word in transcript.words] == [0.8, 0.7]


def test_aws_call_analytics() -> None:
    def item(text: str, begin: int, end: int) -> dict[str, Any]:
        return {"Type": "pronunciation", "Confidence": "0.99", "Content": text,
                "BeginOffsetMillis": begin, "EndOffsetMillis": end}  # fmt: skip

    mark = {"Type": "punctuation", "Confidence": "0.0", "Content": "."}
    turn = {"ParticipantRole": "AGENT", "Content": "Hi.", "BeginOffsetMillis": 440,
            "EndOffsetMillis": 900, "Items": [item("Hi", 440, 700), mark]}  # fmt: skip
    content = {"JobStatus": "COMPLETED", "LanguageCode": "en-US", "Transcript": [turn]}
    transcript = checked(lines(content), "aws_calls")
    assert rows(transcript) == [("Hi", 440, 700, "AGENT"), (".", 700, 700, "AGENT")]
    assert transcript.language == "en-US"


def test_google_streaming_answers_are_read_where_they_are_final() -> None:
    def answer(text: str, **fields: Any) -> dict[str, Any]:
        words = [{"startTime": "1.100s", "endTime": "1.300s", "word": text}]
        return {"results": [{"alternatives": [{"transcript": text, "words": words}], **fields}]}

    content = lines(answer("hell", stability=0.9), answer("hello", isFinal=True))
    assert rows(checked(content, "google")) == [("hello", 1_100, 1_300, None)]


def test_google_s_diarised_result_repeats_texts_without_words() -> None:
    plain = {"alternatives": [{"transcript": "hi there"}], "resultEndTime": "1.500s"}
    words = [{"startTime": "0.5s", "endTime": "1s", "word": "hi", "speakerTag": 1},
             {"startTime": "1s", "endTime": "1.5s", "word": "there", "speakerTag": 2}]  # fmt: skip
    content = lines({"results": [plain, {"alternatives": [{"words": words}]}]})
    assert rows(checked(content, "google")) == [
        ("hi", 500, 1_000, "1"),
        ("there", 1_000, 1_500, "2"),
    ]


def test_riva_s_answers_in_a_list() -> None:
    words = [{"startTime": 100, "endTime": 300, "word": "hi"}]
    answer = {"results": [{"alternatives": [{"transcript": "hi ", "words": words}],
                           "isFinal": True, "audioProcessed": 1.0}]}  # fmt: skip
    assert rows(checked(lines([answer, answer]), "riva")) == [("hi", 100, 300, None)] * 2


def test_vosk_s_partial_results_are_passed_over() -> None:
    word = {"word": "om", "start": 0.0, "end": 1.0, "conf": 1.0}
    partial = {"partial": "om", "partial_result": [word]}
    assert len(checked(lines(partial, {"result": [word], "text": "om"}), "vosk").words) == 1


def test_whisper_s_segments_one_a_line() -> None:
    segments = [{"id": n, "start": n, "end": n + 1, "text": f" w{n}"} for n in range(3)]
    assert [word.text for word in checked(lines(*segments), "whisper").words] == ["w0", "w1", "w2"]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Well, yes.", ["Well", "yes"], " Well, yes."),
        ('He said: "Oh no!"', ["He", "said", "Oh", "no"], ' He said: "Oh no!"'),
        ("Twenty-five — or so...", ["Twenty", "five", "or", "so"], " Twenty-five or so..."),
        ("今日は。", ["今日", "は"], " 今日は。"),
        ("other words", ["Well", "yes"], " Well yes"),
        ("Well, oh yes.", ["Well", "yes"], " Well yes"),
    ],
)
def test_the_openai_api_s_words_get_the_marks_of_its_text(
    text: str, words: list[str], expected: str
) -> None:
    timed = [{"word": word, "start": n, "end": n + 1} for n, word in enumerate(words)]
    transcript = checked(lines({"task": "transcribe", "text": text, "words": timed}), "whisper")
    joined = "".join(w.text if w.is_glued else f" {w.text}" for w in transcript.words)
    assert joined == expected
    spoken = [w for w in transcript.words if not w.is_mark]
    assert [w.text for w in spoken] == [w.lstrip() for w in words]
    assert spoken[-1].end_ms == len(words) * 1_000


def test_whisper_s_segments_without_a_text_have_their_words() -> None:
    words = [{"word": " a", "start": 0, "end": 0.5}]
    content = {"segments": [{"start": 0, "end": 1, "words": words}], "info": ["en", 0.9]}
    assert rows(checked(lines(content), "whisper")) == [("a", 0, 500, None)]


def test_whisper_cpp_without_offsets_and_without_a_speaker_it_knows() -> None:
    stamps = {"from": "00:01:00,500", "to": "01:00:00,000"}
    segment = {"timestamps": stamps, "text": " om", "speaker": "?"}
    transcript = checked(lines({"transcription": [segment]}), "whisper_cpp")
    assert rows(transcript) == [("om", 60_500, 3_600_000, None)]


@pytest.mark.parametrize("stamps", [{}, {"word": []}, {"word": None}])
def test_nemo_s_segments_without_words_have_their_time_divided(stamps: dict[str, Any]) -> None:
    segment = {"segment": "ab cd.", "start": 1.0, "end": 2.0}
    content = {"text": "ab cd.", "timestamp": {**stamps, "segment": [segment]}}
    assert rows(checked(lines(content), "nemo"))[:2] == [
        ("ab", 1_000, 1_400, None), ("cd", 1_400, 2_000, None),
    ]  # fmt: skip


def test_parakeet_mlx_s_tokens_make_words() -> None:
    def token(text: str, start: float, end: float) -> dict[str, Any]:
        return {"text": text, "start": start, "end": end, "confidence": 0.5}

    tokens = [
        token(" H", 0.1, 0.2),
        token("i", 0.2, 0.3),
        token(" you", 0.4, 0.9),
        token(".", 0.9, 1),
    ]
    content = {"text": "Hi you.", "sentences": [{"text": " Hi you.", "tokens": tokens}]}
    transcript = checked(lines(content), "parakeet")
    assert rows(transcript) == [
        ("Hi", 100, 300, None),
        ("you", 400, 1_000, None),
        (".", 1_000, 1_000, None),
    ]
    assert transcript.words[0].confidence == 0.5


@pytest.mark.parametrize("part", ["sentences", "paragraphs"])
def test_assemblyai_s_sentences_and_paragraphs(part: str) -> None:
    words = [{"text": "Hi.", "start": 100, "end": 300, "confidence": 0.9, "speaker": "A"}]
    content = {part: [{"text": "Hi.", "words": words}], "id": "x", "audio_duration": 1}
    assert rows(checked(lines(content), "assemblyai"))[0] == ("Hi", 100, 300, "A")


def test_assemblyai_s_streaming_turns_and_final_transcripts() -> None:
    def turn(text: str, **fields: Any) -> dict[str, Any]:
        words = [{"text": text, "start": 100, "end": 300, "confidence": 0.9}]
        return {"type": "Turn", "turn_order": 0, "end_of_turn": True, "words": words, **fields}

    content = lines({"type": "Begin"}, turn("h", end_of_turn=False), turn("hi"), turn("Hi."))
    assert [word.text for word in checked(content, "assemblyai_live").words] == ["Hi", "."]
    final = {"message_type": "FinalTranscript", "words": turn("hi")["words"]}
    partial = {**final, "message_type": "PartialTranscript"}
    assert len(checked(lines(partial, final), "assemblyai_live").words) == 1


def test_amazon_transcribe_streaming() -> None:
    items = [
        {
            "Content": "Hi",
            "StartTime": 0.1,
            "EndTime": 0.5,
            "Type": "pronunciation",
            "Speaker": "0",
        },
        {"Content": ".", "StartTime": 0.5, "EndTime": 0.5, "Type": "punctuation"},
    ]
    result = {"IsPartial": False, "ChannelId": "ch_1", "Alternatives": [{"Items": items}]}
    partial = {"TranscriptEvent": {"Transcript": {"Results": [{**result, "IsPartial": True}]}}}
    transcript = checked(lines(partial, {"Transcript": {"Results": [result]}}), "aws_live")
    assert rows(transcript) == [("Hi", 100, 500, "0"), (".", 500, 500, "0")]
    assert {word.channel for word in transcript.words} == {1}


def test_deepgram_s_transcript_without_words_is_refused_for_that() -> None:
    content = {"results": {"channels": [{"alternatives": [{"transcript": "hello"}]}]}}
    with pytest.raises(FormatError) as refused:
        read(lines(content))
    assert refused.value.code == "no_times"


def test_google_s_times_as_fractions_are_seconds() -> None:
    words = [{"start_time": 1.3, "end_time": 2.5, "word": "hi"}]
    content = {"results": [{"alternatives": [{"transcript": "hi", "words": words}]}]}
    assert rows(checked(lines(content), "google")) == [("hi", 1_300, 2_500, None)]


def test_azure_s_fast_previews_write_plain_milliseconds() -> None:
    words = [{"text": "Hi", "offset": 100, "duration": 300}]
    phrase = {"offset": 100, "duration": 900, "text": "Hi", "words": words, "locale": "en-US"}
    content = {"duration": 2_000, "combinedPhrases": [{"text": "Hi"}], "phrases": [phrase]}
    transcript = checked(lines(content), "azure")
    assert (rows(transcript), transcript.duration_ms) == ([("Hi", 100, 400, None)], 2_000)
