"""One self-contained HTML page that shows every change beside what was recognised.

Everything is in the page: style, program, text. Whatever the transcript says is escaped, and a
content security policy lets nothing run but the page's own program, so that even a fault in
the escaping could not be used. Without scripting the page still shows both texts and the list.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files

from emend_transcript._document import Metadata
from emend_transcript._explain import (
    ExplainedSegment,
    ExplainedToken,
    ExplainedWord,
    change_texts,
    change_times_ms,
    explain,
)
from emend_transcript._model import Change, Result

_UNSHOWN = re.compile(
    r"[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""What HTML forbids, and marks that would turn the text around them."""

_FOOTER = (
    "Every word is kept; every change is recorded. Replaying the changes over the recognised "
    "words gives the corrected text exactly."
)


def render_explanation(result: Result, metadata: Metadata | None = None) -> str:
    """Return the page.

    Raises:
        ReplayError: a change does not fit what the earlier ones left.
        OtherTokensError: the changes do not lead to the tokens.
    """
    about = metadata or Metadata()
    segments = explain(result)
    title = _text(about.title or about.transcript_id or "Transcript")
    body = [
        *_head(title),
        *_header(title, result, about),
        "<main>",
        *_both_texts(segments),
        *_panel(),
        *_every_change(result),
        "</main>",
        f"<footer>{_FOOTER}</footer>",
        f"<script>{_asset('explain.js')}</script>",
        "</html>",
    ]
    return "\n".join(body) + "\n"


@cache
def _asset(name: str) -> str:
    return files("emend_transcript").joinpath("page", name).read_text("utf-8")


def _allowed(name: str) -> str:
    return f"'sha256-{b64encode(sha256(_asset(name).encode()).digest()).decode()}'"


def _head(title: str) -> Iterator[str]:
    policy = (
        f"default-src 'none'; style-src {_allowed('explain.css')}; "
        f"script-src {_allowed('explain.js')}; base-uri 'none'; form-action 'none'"
    )
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{title}: what was changed, and why</title>"
    yield f"<style>{_asset('explain.css')}</style>"


def _header(title: str, result: Result, about: Metadata) -> Iterator[str]:
    header, counts = result.header, Counter(change.stage for change in result.changes)
    length = about.duration_ms or max((word.end_ms for word in result.words), default=0)
    yield f'<header><h1 dir="auto">{title}</h1>'
    yield (
        f'<p class="facts">{len(result.words):,} words, {len(result.changes):,} changes, '
        f"{_clock(length)} of audio. Profile <code>{_text(header.profile)}</code>, pipeline "
        f"<code>{_text(header.pipeline_version)}</code>, lexicon "
        f"<code>{_text(header.lexicon_hash[:12])}</code></p>"
    )
    yield '<nav aria-label="Which changes are shown">'
    for stage in dict.fromkeys(change.stage for change in result.changes):
        name = _text(stage)
        yield (
            f'<label><input type="checkbox" value="{name}" checked>{name} '
            f"<output>{counts[stage]:,}</output></label>"
        )
    yield "<p><kbd>j</kbd> next change, <kbd>k</kbd> the one before, <kbd>Esc</kbd> none</p>"
    yield "</nav></header>"


def _both_texts(segments: Iterable[ExplainedSegment]) -> Iterator[str]:
    yield '<section id="text" aria-label="Both texts">'
    yield '<div class="heads"><span>Time</span><span>Recognised</span><span>Corrected</span></div>'
    for one in segments:
        segment = one.segment
        speaker = f"<b>{_text(segment.speaker)}</b>" if segment.speaker else ""
        raw = "".join(_word(word) for word in one.words)
        corrected = "".join(_token(token) for token in one.tokens)
        yield (
            f'<div class="row"><time>{speaker}{_clock(segment.start_ms)}</time>'
            f'<p class="raw" dir="auto">{raw}</p><p dir="auto">{corrected}</p></div>'
        )
    yield "</section>"


def _word(one: ExplainedWord) -> str:
    word = one.word
    marks = f' data-w="{word.index}"'
    if one.changes:
        kind = "other" if one.kept else "gone"
        marks += f' class="{kind}" tabindex="-1" data-c="{_numbers(one.changes)}"'
    return f"{'' if word.is_glued else ' '}<i{marks}>{_text(word.text)}</i>"


def _token(one: ExplainedToken) -> str:
    token = one.token
    marks = f' data-f="{token.first}" data-l="{token.last}"'
    kind = "t"
    if one.changes:
        kind = "t made"
        marks += f' tabindex="-1" data-c="{_numbers(one.changes)}"'
    return f'{"" if token.glued else " "}<b class="{kind}"{marks}>{_text(token.text)}</b>'


def _panel() -> Iterator[str]:
    yield '<aside id="panel" aria-live="polite"><h2>What was done here</h2>'
    yield "<p>Point at a word to see where it came from. Choose a marked one to see why.</p>"
    yield "</aside>"


def _every_change(result: Result) -> Iterator[str]:
    yield f'<details class="all"><summary>All {len(result.changes):,} changes</summary><div>'
    for number, change in enumerate(result.changes):
        yield from _card(number, change, result)
    yield "</div></details>"


def _card(number: int, change: Change, result: Result) -> Iterator[str]:
    before, after = change_texts(change)
    start_ms, end_ms = change_times_ms(change, result.words)
    sure = "" if change.confidence is None else f"confidence {change.confidence:.0%}"
    others = ", ".join(change.alternatives)
    notes = [change.reason, sure, f"or: {others}" if others else ""]
    yield f'<article class="change" id="c{number}" data-stage="{_text(change.stage)}">'
    yield (
        f"<h3>{_text(change.rule)}@{change.version} "
        f"<time>{_clock(start_ms)}.{start_ms % 1000 // 100} to {_clock(end_ms)}."
        f"{end_ms % 1000 // 100}</time></h3>"
    )
    yield f"<p><del>{_text(before)}</del> → <ins>{_text(after) or '(nothing)'}</ins></p>"
    yield f"<p><small>{_text('; '.join(filter(None, notes)))}</small></p>"
    words = f"words {change.first} to {change.last}"
    yield f"<p><small>stage {_text(change.stage)}, {words}</small></p>"
    yield "</article>"


def _numbers(changes: Sequence[int]) -> str:
    return " ".join(map(str, changes))


def _clock(milliseconds: int) -> str:
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"


def _text(text: str) -> str:
    return escape(_UNSHOWN.sub("\N{REPLACEMENT CHARACTER}", text))
