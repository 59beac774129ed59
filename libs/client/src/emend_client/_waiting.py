"""Waiting until submitted transcripts are completed or rejected."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from typing import Any

from emend_client._messages import Message
from emend_client._subscription import Options
from emend_events import TranscriptCompleted, TranscriptRejected

OUTCOMES = Options(topics=("processed", "completed", "rejected"), on_undecodable="skip")
"""What to subscribe to, before submitting."""


async def outcomes(
    messages: AsyncIterator[Message[Any]], transcript_ids: Iterable[str], seconds: float
) -> AsyncIterator[Message[Any]]:
    """Yield the messages about these transcripts until each is completed or rejected.

    Raises:
        TimeoutError: not all were within this many seconds.
    """
    open_ids = set(transcript_ids)
    deadline = asyncio.get_running_loop().time() + seconds
    while open_ids:
        async with asyncio.timeout_at(deadline):
            message = await anext(messages)
        if message.transcript_id not in open_ids:
            continue
        if isinstance(message.event, TranscriptCompleted | TranscriptRejected):
            open_ids.remove(message.transcript_id)
        yield message
