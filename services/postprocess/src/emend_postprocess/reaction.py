"""The shell around the domain: received parts in, and what becomes of them out, as messages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from emend_bus import Delivery, Memory, Output, Record, Reject, Unavailable, check_size, output
from emend_engine import Lexicon, Profile
from emend_events import (
    Codec,
    DecodeError,
    Event,
    Origin,
    RegistryUnavailable,
    Topic,
    TranscriptHeld,
    TranscriptProcessed,
    TranscriptReceived,
)
from emend_postprocess.audit import audit_record
from emend_postprocess.domain import Correction, Prepared, correct, prepare, refused
from emend_postprocess.kinds import Invalid
from emend_postprocess.versions import UnknownName
from emend_telemetry import TRACEPARENT, SpanName, TranscriptOutcome, batch_span, metrics

_MOST_DECODED = 1_024
"""Transcripts whose held words are kept as they are, beside their bytes: some 4 KB each."""

_Left: TypeAlias = dict[tuple[int, str], TranscriptHeld | None]
"""What transcripts have to remember, by the input's partition and their id."""


class Definitions(Protocol):
    """Where profiles and vocabularies are found; the catalogue is one."""

    async def profile(self, name: str) -> Profile:
        """Return a profile."""
        ...

    async def lexicon(self, name: str | None) -> Lexicon:
        """Return the terms of a vocabulary, or the built-in ones alone."""
        ...


@dataclass(frozen=True, slots=True)
class _Begun:
    """A part that was read, and what is to be made of it."""

    record: Record
    part: TranscriptReceived
    before: TranscriptHeld | None
    """What its transcript's earlier parts left to remember."""
    work: Prepared | Correction


@dataclass(frozen=True, slots=True)
class Reaction:
    """What messages on the received topic lead to."""

    codec: Codec
    definitions: Definitions
    memory: Memory
    version: str
    _decoded: dict[bytes, TranscriptHeld] = field(default_factory=dict[bytes, TranscriptHeld])
    """What this process has itself encoded to be remembered, by the bytes; most are asked for once,
    with the transcript's next part. What is not here is decoded."""

    async def one(self, record: Record) -> Sequence[Output]:
        """Return what one message leads to.

        Raises:
            Reject: the bytes are no received part, or it leads to more than a topic takes.
            Unavailable: the organisation's schema registry does not answer; or Kafka does not,
                so that it cannot be told whether what the part names was published.
        """
        (outcome,) = await self.several([Delivery(record)])
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def several(
        self, deliveries: Sequence[Delivery]
    ) -> Sequence[Sequence[Output] | Exception]:
        """Return what consecutive messages lead to, as if each came after those before it.

        They are counted when all of them are known to be sendable, since one that is not makes
        the caller take each alone.

        Raises:
            Reject: what a part leads to is more than its topic takes.
        """
        begun = await self._begin_all(deliveries)
        parts = [one for one in begun if isinstance(one, _Begun)]
        with batch_span(SpanName.POSTPROCESS_APPLY, (one.trace_headers for one in deliveries)):
            corrections = _corrections([one.work for one in parts])
        outputs = map(self._outputs, parts, corrections)
        outcomes = [one if isinstance(one, Exception) else next(outputs) for one in begun]
        _count(parts, corrections)
        return outcomes

    async def _begin_all(self, deliveries: Sequence[Delivery]) -> list[_Begun | Exception]:
        """Read the messages, up to the first that must be tried again."""
        left: _Left = {}
        begun: list[_Begun | Exception] = []
        for delivery in deliveries:
            try:
                begun.append(await self._begin(delivery.record, left))
            except Reject as error:
                begun.append(error)
            except Unavailable as error:
                begun += [error] * (len(deliveries) - len(begun))
                break
        return begun

    async def _begin(self, record: Record, left: _Left) -> _Begun:
        try:
            part = self.codec.decode(record.value, TranscriptReceived)
        except DecodeError as error:
            raise Reject(str(error)) from error
        except RegistryUnavailable as error:
            raise Unavailable(str(error)) from error
        key = record.partition, part.transcript_id
        before = left[key] if key in left else self._remembered(*key)
        work = await self._prepared(record, part, before)
        if work.decides:
            left[key] = work.held
        return _Begun(record, part, before, work)

    async def _prepared(
        self, record: Record, part: TranscriptReceived, held: TranscriptHeld | None
    ) -> Prepared | Correction:
        origin = Origin(topic=record.topic, partition=record.partition, offset=record.offset)
        try:
            profile = await self.definitions.profile(part.profile)
            lexicon = await self.definitions.lexicon(part.vocabulary)
        except UnknownName as error:
            hint = f"`emend {error.noun} list` shows what there is; name one of these."
            return Correction(refused(part, origin, f"unknown_{error.noun}", str(error), hint))
        except Invalid as error:
            hint = "Publish a version that this release can read, and name that."
            return Correction(refused(part, origin, "unreadable_definition", str(error), hint))
        place = self.memory.place(part.transcript_id.encode())
        return prepare(part, origin, profile, lexicon, place, held)

    def _remembered(self, partition: int, transcript_id: str) -> TranscriptHeld | None:
        value = self.memory.get(partition, transcript_id.encode())
        if value is None:
            return None
        return self._decoded.get(value) or self.codec.decode(value, TranscriptHeld)

    def _outputs(self, begun: _Begun, correction: Correction) -> list[Output]:
        record, part, outcome = begun.record, begun.part, correction.outcome
        audit = audit_record(outcome, part.submitted_at, self.version, record.header(TRACEPARENT))
        topic = Topic.PROCESSED if isinstance(outcome, TranscriptProcessed) else Topic.REJECTED
        events: list[tuple[Topic, Event]] = [(topic, outcome)]
        if audit is not None:
            events.append((Topic.AUDIT, audit))
        outputs = [
            output(self.codec, carrier, event, part.transcript_id) for carrier, event in events
        ]
        if correction.decides and correction.held != begun.before:
            outputs.append(self._kept(record.partition, part.transcript_id, correction.held))
        for one in outputs:
            check_size(one)
        return outputs

    def _kept(self, partition: int, transcript_id: str, held: TranscriptHeld | None) -> Output:
        key = transcript_id.encode()
        if held is None:
            return self.memory.forget(partition, key)
        sent = output(self.codec, Topic.HELD, held, held.place)
        while len(self._decoded) >= _MOST_DECODED:
            del self._decoded[next(iter(self._decoded))]
        self._decoded[sent.value] = held
        return self.memory.keep(partition, key, sent.value, sent.headers)


def _corrections(works: Sequence[Prepared | Correction]) -> list[Correction]:
    corrected = iter(correct([work for work in works if isinstance(work, Prepared)]))
    return [next(corrected) if isinstance(work, Prepared) else work for work in works]


def _count(begun: Sequence[_Begun], corrections: Sequence[Correction]) -> None:
    metrics.parts().inc(len(begun))
    metrics.words().inc(sum(len(one.part.words.text) for one in begun))
    outcomes = [correction.outcome for correction in corrections]
    corrected = [one for one in outcomes if isinstance(one, TranscriptProcessed)]
    if len(corrected) < len(outcomes):
        refusals = len(outcomes) - len(corrected)
        metrics.transcripts(TranscriptOutcome.REJECTED).inc(refusals)
    rules = Counter(change.rule for outcome in corrected for change in outcome.changes)
    for rule, count in rules.items():
        metrics.changes(rule).inc(count)
