"""The smallest content of every format: one word, said in its first second."""

from __future__ import annotations

import json
from typing import Any

WORD = {"word": "om", "start": 0, "end": 1}
SHAPES: dict[str, Any] = {
    "youtube": {"events": [{"tStartMs": 0, "dDurationMs": 1_000, "segs": [{"utf8": "om"}]}]},
    "whisper": {"text": "", "segments": [{"start": 0, "end": 1, "text": "om"}]},
    "whisper_cpp": {"transcription": [{"text": "om", "offsets": {"from": 0, "to": 1}}]},
    "vosk": {"result": [WORD], "text": "om"},
    "nemo": {"text": "om", "timestamp": {"word": [WORD]}},
    "riva": {"results": [{"alternatives": [{"words": [{"endTime": 1, "word": "om"}]}]}]},
    "deepgram": {"results": {"channels": [{"alternatives": [{"words": [WORD]}]}]}},
    "assemblyai": {"status": "completed", "text": "om",
                   "words": [{"text": "om", "start": 0, "end": 1}]},
    "aws": {"results": {"items": [{"start_time": "0", "end_time": "1",
                                   "alternatives": [{"content": "om"}]}]}},
    "aws_calls": {"Transcript": [{"ParticipantRole": "AGENT", "BeginOffsetMillis": 0,
                                  "EndOffsetMillis": 1, "Content": "om"}]},
    "aws_live": {"Transcript": {"Results": [{"IsPartial": False, "Alternatives": [{"Items": [
        {"Content": "om", "StartTime": 0, "EndTime": 1}]}]}]}},
    "assemblyai_live": {"type": "Turn", "turn_order": 0, "end_of_turn": True,
                        "words": [{"text": "om", "start": 0, "end": 1}]},
    "parakeet": {"sentences": [{"tokens": [{"text": "om", "start": 0, "end": 1}]}]},
    "deepgram_live": {"is_final": True, "channel": {"alternatives": [{"words": [WORD]}]}},
    "speechmatics": {"results": [{"type": "word", "start_time": 0, "end_time": 1,
                                  "alternatives": [{"content": "om"}]}]},
    "rev_ai": {"monologues": [{"elements": [{"type": "text", "value": "om",
                                             "ts": 0, "end_ts": 1}]}]},
    "elevenlabs": {"language_code": "en", "text": "om",
                   "words": [{"text": "om", "start": 0, "end": 1, "type": "word"}]},
    "gladia": {"result": {"transcription": {"utterances": [{"text": "om", "start": 0, "end": 1}]}}},
    "transformers": {"text": "om", "chunks": [{"text": "om", "timestamp": [0, 1]}]},
    "watson": {"results": [{"final": True, "alternatives": [{"timestamps": [["om", 0, 1]]}]}]},
    "google": {"results": [{"alternatives": [{"words": [{"endTime": "1s", "word": "om"}]}]}]},
    "azure": {"recognizedPhrases": [{"offsetInTicks": 0, "durationInTicks": 1,
                                     "nBest": [{"display": "om"}]}]},
    "azure_live": {"RecognitionStatus": "Success", "Offset": 0, "Duration": 1, "DisplayText": "om"},
}  # fmt: skip
CAPTIONS = {
    "lrc": "[00:00.00]om\n[00:01.00]\n",
    "youtube_xml": '<transcript><text start="0" dur="1">om</text></transcript>',
    "microdvd": "{1}{1}25\n{0}{25}om\n",
    "ass": "[Events]\nDialogue: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,om\n",
    "ttml": '<tt xmlns="http://www.w3.org/ns/ttml"><body><p begin="0s" end="1s">om</p></body></tt>',
    "tsv": "start\tend\ttext\n0\t1000\tom\n",
    "ctm": "rec 1 0.0 1.0 om\n",
    "webvtt": "WEBVTT\n\n00:00.000 --> 00:01.000\nom\n",
    "sbv": "0:00:00.000,0:00:01.000\nom\n",
    "srt": "1\n00:00:00,000 --> 00:00:01,000\nom\n",
}
CONTENTS = {name: json.dumps(value).encode() for name, value in SHAPES.items()} | {
    name: text.encode() for name, text in CAPTIONS.items()
}
