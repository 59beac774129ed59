"""From a batch of records to what one transaction must hold; decides, sends nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from emend_bus._dead_letters import Author, park
from emend_bus._errors import Reject, Unavailable
from emend_bus._records import Headers, Output, Record
from emend_events import TOPICS, Topic
from emend_telemetry import message_span

Transform: TypeAlias = Callable[[Record], Awaitable[Sequence[Output]]]
"""What a stage does with one record; the trace headers are added to what it returns."""

Accepted: TypeAlias = Callable[[Sequence[Output]], None]

MAX_ATTEMPTS = 5
"""After so many failures that were not foreseen, a message is parked."""

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
    accepted: Accepted = lambda _: None,
) -> Plan:
    """Transform a partition's records in order, up to the first that must be tried again.

    ``attempts`` counts the earlier failures of the first record. ``concurrency`` lets a
    transform that waits for something outside work on several records at once; the outputs
    keep their order. ``accepted`` hears of every record's outputs before the next is begun.
    """
    plan = Plan()
    clock = asyncio.get_running_loop().time
    yielded = clock()
    for start in range(0, len(records), concurrency):
        window = records[start : start + concurrency]
        results = await _outcomes(window, transform, group)
        for record, result in zip(window, results, strict=True):
            failures = attempts + 1 if plan.handled == 0 else 1
            if isinstance(result, Exception):
                if not is_final(result, failures):
                    plan.error = result
                    return plan
                plan.parked.append(record)
                plan.outputs += park(record, result, author, attempts=failures)
            else:
                accepted(result)
                plan.outputs += result
            plan.handled += 1
        if clock() - yielded > YIELD_SECONDS:
            await asyncio.sleep(0)
            yielded = clock()
    return plan


def is_final(error: Exception, failures: int) -> bool:
    """Whether a record that failed so often with this error is parked rather than retried."""
    if isinstance(error, Reject):
        return True
    return not isinstance(error, Unavailable) and failures >= MAX_ATTEMPTS


async def _outcomes(
    records: Sequence[Record], transform: Transform, group: str
) -> Sequence[Sequence[Output] | Exception]:
    if len(records) == 1:
        return [await _outcome(records[0], transform, group)]
    return await asyncio.gather(*(_outcome(record, transform, group) for record in records))


async def _outcome(
    record: Record, transform: Transform, group: str
) -> Sequence[Output] | Exception:
    try:
        with message_span(
            "process", record.topic, record.partition, record.offset, record.headers, group=group
        ) as trace:
            outputs = await transform(record)
            return [_checked(output, trace) for output in outputs]
    except Exception as error:  # noqa: BLE001 - becomes the record's outcome
        return error


def _checked(output: Output, trace: Headers) -> Output:
    limit = TOPICS[Topic(output.topic)].max_message_bytes
    size = len(output.value) + len(output.key)
    if size > limit:
        message = f"the message for {output.topic} has {size} bytes, more than its limit of {limit}"
        raise Reject(message)
    return replace(output, headers=(*output.headers, *trace))
