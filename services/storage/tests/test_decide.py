"""The decisions, by calling them: no database, no broker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import blake2b
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emend_events import (
    AuditEventRecorded,
    Event,
    Origin,
    Topic,
    TranscriptCompleted,
    TranscriptProcessed,
    TranscriptRejected,
)
from emend_storage.domain.decide import (
    SERVICE,
    Code,
    Decision,
    Part,
    Place,
    Rejection,
    StoredPart,
    decide,
)
from emend_storage.domain.hashes import Hashes, whole_hashes
from emend_storage.domain.outgoing import outgoing
from emend_storage.domain.state import TranscriptState

BuildPart = Callable[..., TranscriptProcessed]

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HASHES = {"talk-1": Hashes("in", "out")}
ORIGIN = Origin(topic=Topic.PROCESSED, partition=0, offset=3)


@dataclass
class Shelf:
    """What the database would remember between batches."""

    states: dict[str, TranscriptState] = field(default_factory=dict[str, TranscriptState])
    parts: dict[Place, TranscriptProcessed] = field(
        default_factory=dict[Place, TranscriptProcessed]
    )
    completed: list[str] = field(default_factory=list[str])

    def put(
        self, *parts: TranscriptProcessed, rejections: Sequence[TranscriptRejected] = ()
    ) -> Decision:
        """Decide about a batch and remember it."""
        stored = {place: StoredPart(part.event_id, part) for place, part in self.parts.items()}
        incoming = [Part(part, b"", ORIGIN) for part in parts]
        rejected = [Rejection(rejection, NOW) for rejection in rejections]
        decision = decide(self.states, stored, incoming, rejected, NOW)
        self.states |= decision.changed
        for part in decision.accepted:
            self.parts[part.event.transcript_id, part.event.sequence] = part.event
        self.completed += [state.transcript_id for state, _ in decision.completed]
        return decision


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def rejection(rejected_by: str = "emend-ingest") -> TranscriptRejected:
    return TranscriptRejected(
        event_id=UUID(int=9),
        transcript_id="talk-1",
        rejected_by=rejected_by,
        code="no_words",
        reason="It holds no words",
    )


def test_a_transcript_of_one_part_is_complete_at_once(shelf: Shelf, build_part: BuildPart) -> None:
    decision = shelf.put(build_part())
    assert [state.transcript_id for state, _ in decision.completed] == ["talk-1"]
    assert shelf.states["talk-1"].name == "completed"


def test_the_hashes_of_a_whole_tell_its_parts_and_their_order() -> None:
    one, two = Hashes("a", "b"), Hashes("c", "d")
    assert whole_hashes([one, two]) == (
        blake2b(b"a\nc\n", digest_size=16).hexdigest(),
        blake2b(b"b\nd\n", digest_size=16).hexdigest(),
    )
    orders = ([one, two], [two, one], [one], [two], [one, two, two])
    assert len({whole_hashes(parts) for parts in orders}) == len(orders)


def test_the_same_part_again_changes_nothing(shelf: Shelf, build_part: BuildPart) -> None:
    shelf.put(build_part())
    assert shelf.put(build_part()) == Decision()


def test_the_same_content_from_another_submission_changes_nothing(
    shelf: Shelf, build_part: BuildPart
) -> None:
    shelf.put(build_part(submission="first"))
    assert shelf.put(build_part(submission="second")) == Decision()


@pytest.mark.parametrize("last", [True, False])
def test_other_content_for_a_stored_part_is_refused(
    shelf: Shelf, build_part: BuildPart, *, last: bool
) -> None:
    shelf.put(build_part("one thing", last=last))
    decision = shelf.put(build_part("another thing", last=last))
    assert [refusal.code for refusal in decision.refused] == [Code.CONFLICTING]
    assert not decision.accepted


def test_a_part_after_completion_is_late(shelf: Shelf, build_part: BuildPart) -> None:
    shelf.put(build_part())
    decision = shelf.put(build_part(sequence=1))
    assert [refusal.code for refusal in decision.refused] == [Code.LATE]
    assert shelf.states["talk-1"].parts == 1


def test_a_part_beyond_the_last_is_refused_while_others_are_missing(
    shelf: Shelf, build_part: BuildPart
) -> None:
    shelf.put(build_part(sequence=2))
    decision = shelf.put(build_part(sequence=3, last=False))
    assert [refusal.code for refusal in decision.refused] == [Code.BEYOND_LAST]


@pytest.mark.parametrize(("first", "second"), [((3, False), (2, True)), ((1, True), (0, True))])
def test_a_second_end_is_refused(
    shelf: Shelf,
    build_part: BuildPart,
    first: tuple[int, bool],
    second: tuple[int, bool],
) -> None:
    shelf.put(build_part(sequence=first[0], last=first[1]))
    decision = shelf.put(build_part(sequence=second[0], last=second[1]))
    assert [refusal.code for refusal in decision.refused] == [Code.BEYOND_LAST]


def test_a_rejected_submission_makes_a_rejected_transcript(shelf: Shelf) -> None:
    shelf.put(rejections=[rejection()])
    assert shelf.states["talk-1"].name == "rejected"


@pytest.mark.parametrize("rejected_first", [True, False])
def test_a_transcript_that_becomes_whole_is_complete_whatever_was_rejected(
    shelf: Shelf, build_part: BuildPart, *, rejected_first: bool
) -> None:
    if rejected_first:
        shelf.put(rejections=[rejection()])
    shelf.put(build_part())
    if not rejected_first:
        shelf.put(rejections=[rejection()])
    assert shelf.states["talk-1"].name == "completed"


def test_what_this_service_refuses_does_not_reject_the_transcript(
    shelf: Shelf, build_part: BuildPart
) -> None:
    shelf.put(build_part(last=False))
    shelf.put(rejections=[rejection(SERVICE)])
    assert shelf.states["talk-1"].name == "receiving"


def test_a_completion_gives_its_event_and_the_record_of_the_act(
    shelf: Shelf, build_part: BuildPart
) -> None:
    part = build_part("um the gita")
    (topic, event, key, _), (audit_topic, record, _, _) = list(
        outgoing(shelf.put(part), HASHES, NOW, "1.0.0")
    )
    assert (topic, audit_topic, key) == (Topic.COMPLETED, Topic.AUDIT, "talk-1")
    assert isinstance(event, TranscriptCompleted)
    assert (event.words, event.changes, event.parts, event.speakers) == (3, 1, 1, ["S1"])
    assert isinstance(record, AuditEventRecorded)
    assert record.type == "transcript.completed"


def test_a_refusal_names_the_part_and_what_to_do(shelf: Shelf, build_part: BuildPart) -> None:
    shelf.put(build_part())
    event = _first(shelf.put(build_part(sequence=1)))
    assert isinstance(event, TranscriptRejected)
    assert (event.code, event.sequence, event.origin) == ("late_part", 1, ORIGIN)
    assert event.hint


def test_the_ids_of_outgoing_events_do_not_depend_on_the_order(build_part: BuildPart) -> None:
    parts = [build_part(sequence=place, last=place == 2) for place in range(3)]
    forwards, backwards = Shelf(), Shelf()
    one = _first([forwards.put(part) for part in parts][-1])
    other = _first([backwards.put(part) for part in reversed(parts)][-1])
    assert one == other


@given(data=st.data())
def test_any_order_repetition_and_batching_gives_the_same_and_one_completion(
    build_part: BuildPart, data: st.DataObject
) -> None:
    count = data.draw(st.integers(1, 6), "parts")
    parts = [
        build_part(f"part {place} um", sequence=place, last=place == count - 1, speaker=f"S{place}")
        for place in range(count)
    ]
    expected = Shelf()
    expected.put(*parts)
    repeated = data.draw(st.lists(st.sampled_from(parts), max_size=8), "repeated")
    order = data.draw(st.permutations([*parts, *repeated]), "order")
    cuts = sorted(data.draw(st.sets(st.integers(0, len(order)), max_size=5), "cuts"))
    shelf = Shelf()
    refused = 0
    for start, end in zip([0, *cuts], [*cuts, len(order)], strict=True):
        refused += len(shelf.put(*order[start:end]).refused)
    assert (shelf.parts, shelf.states, refused) == (expected.parts, expected.states, 0)
    assert shelf.completed == ["talk-1"]


def test_deciding_leaves_what_is_known_as_it_was(shelf: Shelf, build_part: BuildPart) -> None:
    shelf.put(build_part(last=False))
    before = replace(shelf.states["talk-1"])
    known = dict(shelf.states)
    decide(known, {}, [Part(build_part(sequence=1), b"", ORIGIN)], [rejection_of()], NOW)
    assert known == {"talk-1": before}


def rejection_of() -> Rejection:
    return Rejection(rejection(), NOW)


def _first(decision: Decision) -> Event:
    return next(outgoing(decision, HASHES, NOW, "1.0.0"))[1]
