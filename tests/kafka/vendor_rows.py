"""Poison at the public door: bodies that no recogniser should send, and headers likewise."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence

from emend_events import Topic
from tests.kafka.rows import Headers, Poison, vosk_says, vosk_word

GOOD = vosk_says("hello", "there")
DEPTH = 100_000
FIVE_MEGABYTES = 5_000_000
BEYOND_THE_END = {
    "text": "hello",
    "duration": 2.0,
    "segments": [
        {
            "id": 0,
            "start": 0.0,
            "end": 9.0,
            "text": "hello",
            "words": [{"word": "hello", "start": 0.0, "end": 9.0, "probability": 0.5}],
        }
    ],
}

BYTES: Mapping[str, tuple[bytes | None, str]] = {
    "no value": (None, "empty"),
    "empty value": (b"", "empty"),
    "garbage bytes": (bytes(range(255, 1, -1)) * 3, "wrong_encoding"),
    "an image": (b"\x89PNG\r\n\x1a\n" + bytes(40), "wrong_encoding"),
    "gzip": (gzip.compress(GOOD), "wrong_encoding"),
    "UTF-16 without a byte order mark": (GOOD.decode().encode("utf-16-le"), "wrong_encoding"),
    "UTF-32 without a byte order mark": (GOOD.decode().encode("utf-32-le"), "wrong_encoding"),
    "half of UTF-16": (GOOD.decode().encode("utf-16")[:-1], "wrong_encoding"),
    "Latin-1": (vosk_word('"né"').decode().encode("latin-1"), "wrong_encoding"),
    "5 MB of garbage": (bytes(range(128, 228)) * (FIVE_MEGABYTES // 100), "wrong_encoding"),
    "half a surrogate pair": (vosk_word(r'"\ud800"'), "bad_text"),
    "NUL in a word": (vosk_word(r'"a\u0000b"'), "bad_text"),
    "a web page": (b"<!doctype html><title>502</title>", "unknown_format"),
    "CSV": (b"start,end,text\n0,1,hello\n", "unknown_format"),
}

JSON: Mapping[str, tuple[bytes, str]] = {
    "JSON cut short": (GOOD[:-9], "not_json"),
    "two JSON documents with rubbish between": (GOOD + b"x" + GOOD, "not_json"),
    "a number of 5,000 digits": (vosk_word(start="9" * 5_000), "not_json"),
    "arrays 100,000 deep, never closed": (b"[" * DEPTH, "too_deep"),
    "arrays 100,000 deep": (b"[" * DEPTH + b"]" * DEPTH, "too_deep"),
    "objects 100,000 deep": (b'{"a":' * DEPTH + b"1" + b"}" * DEPTH, "too_deep"),
    "depth in a field that nobody reads": (
        GOOD[:-1] + b',"x":' + b"[" * DEPTH + b"]" * DEPTH + b"}",
        "too_deep",
    ),
    "an empty object": (b"{}", "unknown_format"),
    "an empty list": (b"[]", "no_words"),
    "null as the document": (b"null", "unknown_format"),
    "a number as the document": (b"42", "unknown_format"),
    "an object of another kind": (b'{"hello":"world"}', "unknown_format"),
    "5 MB of JSON of another kind": (
        b"[" + b"1," * (FIVE_MEGABYTES // 2) + b"1]",
        "unknown_format",
    ),
    "5 MB of text without times": (
        json.dumps({"text": "word " * (FIVE_MEGABYTES // 5)}).encode(),
        "no_times",
    ),
    "a word of 5 MB": (vosk_word(f'"{"x" * FIVE_MEGABYTES}"'), "too_long"),
    "a key twice, the second time empty": (GOOD[:-1] + b',"result":[]}', "no_times"),
    "no words": (b'{"result":[],"text":""}', "no_words"),
    "a blank word": (vosk_word('"   "'), "no_words"),
    "a number as word": (vosk_word("7"), "wrong_type"),
    "an object as list of words": (b'{"result":{"word":"x"},"text":"x"}', "unknown_format"),
    "null as time": (vosk_word(start="null"), "wrong_type"),
    "a truth value as time": (vosk_word(start="true"), "wrong_type"),
    "NaN as time": (vosk_word(start="NaN"), "bad_time"),
    "infinity as time": (vosk_word(end="Infinity"), "bad_time"),
    "a time of 1e999": (vosk_word(start="1e999"), "bad_time"),
    "a time of 1e300": (vosk_word(start="1e300", end="2e300"), "bad_time"),
    "a negative time": (vosk_word(start="-3"), "bad_time"),
    "an end before its start": (vosk_word(start="5", end="1"), "bad_time"),
    "words backwards": (
        GOOD.replace(b'"start": 0.5', b'"start": 0.1').replace(b'"start": 0.0', b'"start": 0.3'),
        "bad_time",
    ),
    "a word beyond the recording's end": (json.dumps(BEYOND_THE_END).encode(), "bad_time"),
}

CAPTIONS: Mapping[str, tuple[bytes, str]] = {
    "SRT that ends before it starts": (
        b"1\n00:00:05,000 --> 00:00:01,000\nhello\n",
        "bad_time",
    ),
    "SRT with a broken line": (
        b"1\n00:00:01,000 --> 00:00:02,000\nhello\n\n2\n00:00:0x --> 3\nthere\n",
        "bad_caption",
    ),
    "WebVTT without captions": (b"WEBVTT\n\n", "no_words"),
}

HEADERS: Mapping[str, tuple[Headers, str]] = {
    "a format that nobody knows": ((("asr-format", b"telepathy"),), "unknown_format"),
    "another format's name": ((("asr-format", b"deepgram"),), "wrong_type"),
    "a format that is not UTF-8": ((("asr-format", b"\xff\xfe"),), "bad_header"),
    "an id that is a path": ((("transcript-id", b"../../etc/passwd"),), "bad_id"),
    "an id with NUL": ((("transcript-id", b"a\0b"),), "bad_id"),
    "an id of 10 kB": ((("transcript-id", b"a" * 10_000),), "bad_id"),
    "an id beyond ASCII": ((("transcript-id", "गीता".encode()),), "bad_id"),
    "an id that is not UTF-8": ((("transcript-id", b"\xc3\x28"),), "bad_header"),
    "a title with NUL": ((("asr-title", b"a\0b"),), "bad_title"),
    "a title of 10 kB": ((("asr-title", b"a" * 10_000),), "bad_title"),
    "a language that is none": ((("asr-language", b"'; DROP TABLE words"),), "bad_language"),
    "a profile that is a path": ((("asr-profile", b"../secret"),), "bad_profile"),
    "a negative sequence": ((("asr-sequence", b"-1"),), "bad_header"),
    "a sequence beyond any": ((("asr-sequence", b"9" * 10),), "bad_sequence"),
    "a last that is neither": ((("asr-last", b"maybe"),), "bad_header"),
    "an offset that is no number": ((("asr-offset-ms", b"1e9"),), "bad_header"),
    "an offset beyond any": ((("asr-offset-ms", b"9999999999"),), "bad_offset"),
}

ROWS: Sequence[Poison] = [
    *(
        Poison(Topic.SUBMITTED, name, value, rejected=code)
        for table in (BYTES, JSON, CAPTIONS)
        for name, (value, code) in table.items()
    ),
    *(
        Poison(Topic.SUBMITTED, name, GOOD, rejected=code, headers=headers)
        for name, (headers, code) in HEADERS.items()
    ),
    Poison(
        Topic.SUBMITTED,
        "two JSON documents, as Vosk streams them",
        GOOD + GOOD.replace(b'"start": 0.', b'"start": 1.').replace(b'"end": 0.', b'"end": 1.'),
        headers=(("transcript-id", b"poison-submitted-two-json-documents-as-vosk-streams-them"),),
    ),
    Poison(
        Topic.SUBMITTED,
        "garbage without key",
        b"\xff\xfe\xfd",
        rejected="wrong_encoding",
        has_key=False,
    ),
    Poison(
        Topic.SUBMITTED,
        "a profile that nobody knows",
        GOOD,
        rejected="unknown_profile",
        headers=(
            ("asr-profile", b"opera"),
            ("transcript-id", b"poison-submitted-a-profile-that-nobody-knows"),
        ),
        at=Topic.RECEIVED,
    ),
]
