"""From a batch of records to what one transaction must hold; decides, sends nothing."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import structlog

from emend_bus._dead_letters import Author, park
from emend_bus._errors import Reject, Unavailable
from emend_bus._records import Delivery, Headers, Output, Record, check_size, chunks, process_span
from emend_telemetry import message_span

log = structlog.get_logger()

Transform: TypeAlias = Callable[[Record], Awaitable[Sequence[Output]]]
"""What a stage does with one record; the trace headers are added to what it returns."""

TransformSeveral: TypeAlias = Callable[
    [Sequence[Delivery]], Awaitable[Sequence[Sequence[Output] | Exception]]
]
"""The same for several consecutive records at once, for a stage that is faster so.

It gives what the records would give one after the other, each remembering what those before it
left; where one cannot be handled, what is wrong with it stands in its place.
"""

Accepted: TypeAlias = Callable[[Sequence[Output]], None]

MAX_ATTEMPTS = 5
"""After so many failures that were not foreseen, a message is parked."""

TOGETHER_RECORDS = 24
TOGETHER_BYTES = 2**15
"""What is transformed at once by one that takes several, so that it is done in time to yield."""

YIELD_SECONDS = 0.05
"""No longer than this without letting heartbeats and health checks run."""


@dataclass(slots=True)
class Plan:
    """What a batch leads to: everything before ``failed`` can be committed."""

    outputs: list[Output] = field(default_factory=list[Output])
    handled: int = 0
    """Records from the batch's start that ``outputs`` covers."""
    parked: list[Record] = field(default_factory=list[Record])
    error: Exception | None = None
    """Why the record after the handled ones must be tried again; None if all were handled."""


async def plan_batch(
    records: Sequence[Record],
    transform: Transform,
    *,
    author: Author,
    group: str,
    attempts: int,
    concurrency: int,
    several: TransformSeveral | None = None,
    accepted: Accepted = lambda _: None,
) -> Plan:
    """Transform a partition's records in order, up to the first that must be tried again.

    ``attempts`` counts the earlier failures of the first record. ``concurrency`` lets a
    transform that waits for something outside work on several records at once; the outputs
    keep their order. ``several`` takes records together; should it fail, they are transformed
    one by one, and the spans of the failed attempt are marked so. ``accepted`` hears of every
    record's outputs before the next is begun.
    """
    plan = Plan()
    clock = asyncio.get_running_loop().time
    yielded = clock()
    windows = deque(_windows(records, concurrency, together=several is not None))
    while windows:
        window = windows.popleft()
        results = await _outcomes(window, transform, several, group)
        if results is None:
            windows.extendleft([record] for record in reversed(window))
            continue
        for record, result in zip(window, results, strict=True):
            failures = attempts + 1 if plan.handled == 0 else 1
            if not isinstance(result, Exception):
                accepted(result)
                plan.outputs += result
            elif is_final(result, failures):
                plan.parked.append(record)
                plan.outputs += park(record, result, author, attempts=failures)
            else:
                plan.error = result
                return plan
            plan.handled += 1
        if clock() - yielded > YIELD_SECONDS:
            await asyncio.sleep(0)
            yielded = clock()
    return plan


def _windows(
    records: Sequence[Record], concurrency: int, *, together: bool
) -> Iterator[Sequence[Record]]:
    size = TOGETHER_RECORDS if together else concurrency
    for run in chunks(records, TOGETHER_BYTES) if together else [records]:
        for start in range(0, len(run), size):
            yield run[start : start + size]


def is_final(error: Exception, failures: int) -> bool:
    """Whether a record that failed so often with this error is parked rather than retried."""
    if isinstance(error, Reject):
        return True
    return not isinstance(error, Unavailable) and failures >= MAX_ATTEMPTS


async def _outcomes(
    records: Sequence[Record], transform: Transform, several: TransformSeveral | None, group: str
) -> Sequence[Sequence[Output] | Exception] | None:
    """Return what becomes of each record; None where several together failed."""
    if len(records) == 1:
        return [await _outcome(records[0], transform, group)]
    if several is not None:
        return await _outcomes_together(records, several, group)
    return await asyncio.gather(*(_outcome(record, transform, group) for record in records))


async def _outcome(
    record: Record, transform: Transform, group: str
) -> Sequence[Output] | Exception:
    try:
        with process_span(record, group) as trace:
            outputs = await transform(record)
            return [_checked(output, trace) for output in outputs]
    except Exception as error:  # noqa: BLE001 - becomes the record's outcome
        return error


async def _outcomes_together(
    records: Sequence[Record], several: TransformSeveral, group: str
) -> Sequence[Sequence[Output] | Exception] | None:
    spans = [process_span(record, group, make_current=False) for record in records]
    with ExitStack() as stack:
        traces = [stack.enter_context(span) for span in spans]
        try:
            outcomes = await several(list(map(Delivery, records, traces)))
            return list(map(_outcome_of, outcomes, spans, traces))
        except Exception as error:  # noqa: BLE001 - shows again when each record is alone
            for span in spans:
                span.fail(error)
            log.info("one by one after a failure", records=len(records), error=repr(error))
            return None


def _outcome_of(
    outcome: Sequence[Output] | Exception, span: message_span, trace: Headers
) -> Sequence[Output] | Exception:
    if isinstance(outcome, Exception):
        span.fail(outcome)
        return outcome
    return [_checked(output, trace) for output in outcome]


def _checked(output: Output, trace: Headers) -> Output:
    check_size(output)
    return replace(output, headers=(*output.headers, *trace)) if trace else output
