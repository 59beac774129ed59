"""Makes a transcript of what an adapter read: times checked, words cut, segments formed.

Recognisers' small faults are mended and flagged ``ADJUSTED``: a start or end that lies up to
100 ms before zero, before its own start, or before the start of the word ahead of it. Such
steps come from frame arithmetic (10 to 80 ms in the models of today). Anything larger is
refused. A word may end up to a second after the recording, since several services round the
length to whole seconds; the length is then taken to reach its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from emend_transcript._errors import ErrorCode, FormatError, quoted
from emend_transcript._model import Segment, Transcript, Word, WordFlag
from emend_transcript._segments import cut_segments
from emend_transcript._source import Group, Source, Spoken, divided, edges
from emend_transcript._split import Piece, split
from emend_transcript._times import MAX_MS

TOLERANCE_MS = 100
"""How far a time may be wrong and still be mended."""

DURATION_TOLERANCE_MS = 1_000
"""How far the last word may end after the recording."""

_MARK, _GLUED = int(WordFlag.MARK), int(WordFlag.GLUED)
_INTERPOLATED, _ADJUSTED = int(WordFlag.INTERPOLATED), int(WordFlag.ADJUSTED)


def build(name: str, source: Source, offset_ms: int = 0) -> Transcript:
    """Return the checked transcript of a recogniser's file.

    Args:
        name: the format's name.
        source: what its adapter read.
        offset_ms: where in the recording the file's zero lies; added to every time.

    Raises:
        FormatError: a time is impossible, a text cannot be carried, or there is no word at all.
    """
    duration_ms = _known_duration(source)
    runs = _runs(source, duration_ms)
    if not runs:
        raise FormatError(ErrorCode.NO_WORDS, "The transcript holds no words")
    words, segments = _numbered(runs, offset_ms)
    end_ms = max(segment.end_ms for segment in segments)
    if end_ms > MAX_MS:
        reason = f"The recording would end at {end_ms} ms, after more than 24 days"
        raise FormatError(ErrorCode.BAD_TIME, reason)
    return Transcript(
        words=words,
        segments=segments,
        format=name,
        recogniser=source.recogniser,
        language=source.language or _main_language(segments),
        duration_ms=max(duration_ms + offset_ms, end_ms) if duration_ms else None,
        title=source.title,
        warnings=tuple(source.warnings),
    )


def _known_duration(source: Source) -> int | None:
    """Return the recording's length; 0 is written where it is not known."""
    if source.duration_ms is not None and source.duration_ms < 0:
        reason = f"The recording's length is negative: {source.duration_ms} ms"
        raise FormatError(ErrorCode.BAD_TIME, reason)
    return source.duration_ms or None


def _runs(source: Source, duration_ms: int | None) -> list[Sequence[Word]]:
    """Return the words of each segment, the segments of all channels in the order of time."""
    starts: dict[tuple[int | None, str | None], int] = {}
    runs = [
        run
        for group in source.groups
        for run in cut_segments(_words(group, duration_ms, starts), whole=group.whole)
    ]
    return sorted(runs, key=lambda run: run[0].start_ms)


def _words(
    group: Group, duration_ms: int | None, starts: dict[tuple[int | None, str | None], int]
) -> list[Word]:
    """Return the group's words, their index still 0; ``starts`` has each speaker's last start."""
    words: list[Word] = []
    previous: dict[tuple[int | None, str | None], int] = {}
    group, moved = _bounded(group, duration_ms)
    for spoken in _timed(group):
        if spoken.mark and words:
            words.extend(_attached(spoken, words[-1]))
            continue
        stream = (spoken.channel, spoken.speaker)
        floor = previous.get(stream, starts.get(stream, 0))
        flags, start, end = _check(spoken, floor, duration_ms)
        if stream not in previous:
            starts[stream] = start if group.start_ms is None else min(start, group.start_ms)
        previous[stream] = start
        words.extend(_pieces(spoken, start, end, flags | (moved if spoken.interpolated else 0)))
    return words


def _check(spoken: Spoken, floor: int, duration_ms: int | None) -> tuple[int, int, int]:
    """Return the word's flags, start and end, mended where a little wrong."""
    start, end = spoken.start_ms or 0, spoken.end_ms or 0
    if floor <= start <= end and (duration_ms is None or end <= duration_ms):
        return 0, start, end
    _refuse_impossible(spoken, start, end, floor, duration_ms)
    fixed_start = max(start, floor)
    fixed_end = max(end, fixed_start)
    return _ADJUSTED if (start, end) != (fixed_start, fixed_end) else 0, fixed_start, fixed_end


def _refuse_impossible(
    spoken: Spoken, start: int, end: int, floor: int, duration_ms: int | None
) -> None:
    word = quoted(spoken.text.strip(), 30)
    if min(start, end) < -TOLERANCE_MS:
        reason = f"The word {word} stands before the recording, at {min(start, end)} ms"
    elif end < start - TOLERANCE_MS:
        reason = f"The word {word} ends at {end} ms, before its start at {start} ms"
    elif start < floor - TOLERANCE_MS:
        reason = f"The word {word} starts at {start} ms, before the one ahead of it at {floor} ms"
    elif duration_ms is not None and end > duration_ms + DURATION_TOLERANCE_MS:
        reason = f"The word {word} ends at {end} ms, but the recording at {duration_ms} ms"
    else:
        return
    raise FormatError(ErrorCode.BAD_TIME, reason, spoken.location)


def _bounded(group: Group, duration_ms: int | None) -> tuple[Group, int]:
    """Check the group's own times where words without times depend on them; add its flags."""
    if group.start_ms is None or all(word.start_ms is not None for word in group.words):
        return group, 0
    end_ms = group.start_ms if group.end_ms is None else group.end_ms
    text = " ".join(word.text.strip() for word in group.words[:4])
    probe = Spoken(text, group.start_ms, end_ms, location=group.location)
    flags, start, end = _check(probe, 0, duration_ms)
    return replace(group, start_ms=start, end_ms=end), flags


def _timed(group: Group) -> Iterator[Spoken]:
    """Give every word that has no time one between its neighbours, by characters."""
    words = [word for word in group.words if word.text.strip()]
    left, index = group.start_ms, 0
    while index < len(words):
        word = words[index]
        if word.mark and index:
            yield word
            index += 1
        elif word.start_ms is not None:
            yield word
            left = word.end_ms
            index += 1
        else:
            end = index + 1
            while end < len(words) and words[end].start_ms is None:
                end += 1
            right = words[end].start_ms if end < len(words) else group.end_ms
            yield from _between(words[index:end], left, right)
            index = end


def _between(run: Sequence[Spoken], left: int | None, right: int | None) -> list[Spoken]:
    start = right if left is None else left
    if start is None:
        reason = f"Nothing gives a time for the word {quoted(run[0].text)}"
        hint = "Let the recogniser write word times."
        raise FormatError(ErrorCode.NO_TIMES, reason, run[0].location, hint)
    return divided(run, start, max(start, start if right is None else right))


def _attached(spoken: Spoken, word: Word) -> Iterator[Word]:
    """Put a mark without a time of its own at the end of the word before it."""
    for piece in _split(spoken):
        flags = _MARK | _GLUED | (word.flags & (_INTERPOLATED | _ADJUSTED))
        yield word._replace(
            text=piece.text, start_ms=word.end_ms, flags=flags if piece.mark else flags & ~_MARK
        )


def _split(spoken: Spoken) -> tuple[Piece, ...]:
    try:
        return split(spoken.text)
    except FormatError as error:
        raise FormatError(error.code, error.reason, spoken.location, error.hint) from error


def _pieces(spoken: Spoken, start: int, end: int, flags: int) -> Iterator[Word]:
    """Cut one word of the recogniser; marks at its edges take no time from it."""
    _, _, _, confidence, speaker, channel, language, _, glued, _, interpolated = spoken
    flags |= _INTERPOLATED if interpolated else 0
    pieces = _split(spoken)
    if len(pieces) == 1:
        text, mark, alone = pieces[0]
        flags |= (_MARK if mark else 0) | (_GLUED if (alone if glued is None else glued) else 0)
        yield Word(0, text, start, end, confidence, speaker, channel, language, flags)
        return
    spans = _spans(pieces, start, end)
    for number, (piece, (first, last, extra)) in enumerate(zip(pieces, spans, strict=True)):
        is_glued = piece.glued if number or glued is None else glued
        own = flags | extra | (_MARK if piece.mark else 0) | (_GLUED if is_glued else 0)
        yield Word(0, piece.text, first, last, confidence, speaker, channel, language, own)


def _spans(pieces: Sequence[Piece], start: int, end: int) -> list[tuple[int, int, int]]:
    """Return each piece's start, end and flags."""
    spoken = [number for number, piece in enumerate(pieces) if not piece.mark]
    weights = [0 if piece.mark else len(piece.text) for piece in pieces]
    if not spoken:
        weights[0], spoken = 1, [0]
    cuts = edges(start, end, weights)
    inside = range(spoken[0], spoken[-1] + 1) if len(spoken) > 1 else range(0)
    return [
        (cuts[number], cuts[number + 1], _INTERPOLATED if number in inside else 0)
        for number in range(len(pieces))
    ]


def _numbered(
    runs: Sequence[Sequence[Word]], offset_ms: int
) -> tuple[tuple[Word, ...], tuple[Segment, ...]]:
    words: list[Word] = []
    segments: list[Segment] = []
    for run in runs:
        first = len(words)
        for word in run:
            start, end = word.start_ms + offset_ms, word.end_ms + offset_ms
            words.append(Word(len(words), word.text, start, end, *word[4:]))
        head = words[first]
        end_ms = max(word.end_ms for word in words[first:])
        segments.append(
            Segment(
                head.start_ms, end_ms, first, len(words) - 1,
                head.speaker, head.channel, head.language,
            )
        )  # fmt: skip
    return tuple(words), tuple(segments)


def _main_language(segments: Sequence[Segment]) -> str | None:
    """Return the language of most words, where the words name one."""
    counts: dict[str, int] = {}
    for segment in segments:
        if segment.language:
            words = segment.last - segment.first + 1
            counts[segment.language] = counts.get(segment.language, 0) + words
    return max(counts, key=lambda language: counts[language]) if counts else None
