"""Following submitted transcripts to their end, with progress for whoever watches."""

# ruff: noqa: PLC0415 - what a command needs is imported when it runs

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from emend_client._waiting import outcomes
from emend_client.cli.output import is_interactive
from emend_events import TranscriptCompleted, TranscriptProcessed, TranscriptRejected

if TYPE_CHECKING:
    from emend_client._messages import Message
    from emend_client.cli.submit import Sent


async def follow(
    messages: AsyncIterator[Message[Any]], sent: Sequence[Sent], seconds: float, *, quiet: bool
) -> list[Sent]:
    """Return what became of each file when all were done, or time was up."""
    waiting = {one.transcript_id: one for one in sent if one.state == "submitted"}
    ended: dict[str, Sent] = {}
    with _progress(waiting, quiet=quiet) as show:
        try:
            async for message in outcomes(messages, waiting, seconds):
                end = _end(waiting[message.transcript_id], message)
                if end is not None:
                    ended[message.transcript_id] = end
                show(message)
        except TimeoutError:
            late = f"not completed within {seconds:g} s; `emend lag` shows what is slow."
            ended = {
                key: replace(one, state="timeout", detail=f"{one.file}: {late}")
                for key, one in waiting.items()
            } | ended
    return [ended.get(one.transcript_id, one) for one in sent]


def _end(one: Sent, message: Message[Any]) -> Sent | None:
    event = message.event
    if isinstance(event, TranscriptCompleted):
        return replace(one, state="completed")
    if isinstance(event, TranscriptRejected):
        place = f" ({event.location})" if event.location else ""
        reason = f"{event.reason.removesuffix('.')}{place}. {event.hint}".strip()
        return replace(one, state="rejected", detail=f"{one.file}: {reason}")
    return None


@contextmanager
def _progress(
    waiting: dict[str, Sent], *, quiet: bool
) -> Generator[Callable[[Message[Any]], None]]:
    if quiet or not is_interactive(sys.stderr):
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    text = TextColumn("{task.description}: {task.fields[state]}")
    console = Console(stderr=True)
    with Progress(SpinnerColumn(), text, TimeElapsedColumn(), console=console) as bar:
        tasks = {
            key: bar.add_task(one.file, total=None, state="waiting for the first part")
            for key, one in waiting.items()
        }
        yield lambda message: bar.update(tasks[message.transcript_id], **_shown(message))


def _shown(message: Message[Any]) -> dict[str, Any]:
    event = message.event
    if isinstance(event, TranscriptProcessed):
        return {"state": f"part {event.sequence + 1} corrected"}
    if isinstance(event, TranscriptCompleted):
        return {"state": f"completed, {event.words:,} words", "completed": 1, "total": 1}
    return {"state": "rejected", "completed": 1, "total": 1}
