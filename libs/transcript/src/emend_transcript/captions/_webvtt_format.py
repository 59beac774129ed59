"""Writes WebVTT files. What was read is written so that it is read equal."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from html import escape

from emend_transcript.captions._model import CaptionFile, Cue, CueSettings, Note, Region
from emend_transcript.captions._webvtt_times import format_clock


def format_webvtt(file: CaptionFile) -> str:
    """Return a caption file as WebVTT; SubRip's and SBV's text is escaped, their tags dropped.

    What WebVTT cannot hold is changed as little as can be: empty lines inside a block go, and
    an arrow becomes ``--&gt;`` in a cue, ``→`` elsewhere.
    """
    return "\n\n".join(_blocks(file)) + "\n"


def format_settings(settings: CueSettings) -> str:
    """Return cue settings as they stand after the times; those of the default are left out."""
    return " ".join(_settings(settings))


def _blocks(file: CaptionFile) -> Iterator[str]:
    head = f"WEBVTT {_lined(file.title)}".replace("\n", " ").rstrip(" \t")
    yield "\n".join((head, *filter(None, map(_flat, file.header))))
    yield from (f"STYLE\n{_body(style)}" for style in file.styles if style)
    yield from map(_region, file.regions)
    notes = iter(sorted(file.notes, key=lambda note: note.before))
    note = next(notes, None)
    for number, cue in enumerate(file.cues):
        while note and note.before <= number:
            yield _note(note)
            note = next(notes, None)
        yield _cue(cue)
    while note:
        yield _note(note)
        note = next(notes, None)


def _cue(cue: Cue) -> str:
    times = f"{format_clock(cue.start_ms)} --> {format_clock(cue.end_ms)}"
    settings = format_settings(cue.settings)
    text = cue.text if cue.format == "webvtt" else escape(cue.plain_text, quote=False)
    lines = (_flat(cue.identifier), f"{times} {settings}".rstrip(), _body(text, "--&gt;"))
    return "\n".join(filter(None, lines))


def _note(note: Note) -> str:
    text = _body(note.text)
    return f"NOTE\n{text}" if "\n" in text else f"NOTE {text}".rstrip()


def _region(region: Region) -> str:
    default = Region()
    settings = [f"id:{region.identifier}"] if region.identifier else []
    settings.append(f"width:{_number(region.width)}%")
    settings.append(f"lines:{region.lines}")
    for name, point in (
        ("regionanchor", region.anchor),
        ("viewportanchor", region.viewport_anchor),
    ):
        settings.append(f"{name}:{_number(point[0])}%,{_number(point[1])}%")
    settings += ["scroll:up"] if region.scroll != default.scroll else []
    return "\n".join(("REGION", *settings))


def _settings(settings: CueSettings) -> Iterator[str]:
    default = CueSettings()
    if settings.vertical:
        yield f"vertical:{settings.vertical}"
    if settings.line != "auto":
        unit = "" if settings.snap_to_lines else "%"
        aligned = settings.line_align != default.line_align
        align = f",{settings.line_align}" if aligned else ""
        yield f"line:{_number(settings.line)}{unit}{align}"
    if settings.position != "auto":
        aligned = settings.position_align != default.position_align
        align = f",{settings.position_align}" if aligned else ""
        yield f"position:{_number(settings.position)}%{align}"
    if settings.size != default.size:
        yield f"size:{_number(settings.size)}%"
    if settings.align != default.align:
        yield f"align:{settings.align}"
    if settings.region is not None:
        yield f"region:{settings.region}"


def _number(value: float) -> str:
    """Return a number in digits alone, as short as it is read back equal."""
    return str(int(value)) if value == int(value) else format(Decimal(repr(value)), "f")


def _flat(text: str) -> str:
    """Return text that stays on a line of its own."""
    return _lined(text).replace("\n", " ").replace("-->", "→")


def _body(text: str, arrow: str = "→") -> str:
    return "\n".join(filter(None, _lined(text).replace("-->", arrow).split("\n")))


def _lined(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
