"""What can go wrong with a message, and what each means for its offset.

::

    BusError
    ├── Reject        never retry: parked at once, the partition moves on
    ├── Retry         bounded retries with backoff, then parked
    ├── Unavailable   a dependency is away: retried without bound, nothing is parked
    ├── TooManyParked the dead-letter limit is reached: the process stops
    └── Fenced        another process owns the partition: the process stops

Anything else that a handler raises counts as ``Retry``: bounded, then parked with its
traceback's last line, so a bug never loses a message and never blocks a partition for ever.
"""

from __future__ import annotations


class BusError(Exception):
    """The root of this package's errors."""


class Reject(BusError):  # noqa: N818 - an outcome, named as the operator reads it
    """The message can never be handled, however often it is retried."""


class Retry(BusError):  # noqa: N818 - an outcome, named as the operator reads it
    """The message may be handled later; bounded attempts, then parked."""


class Unavailable(BusError):  # noqa: N818 - an outcome, named as the operator reads it
    """A dependency is away; the same messages are tried again until it is back."""


class TooManyParked(BusError):  # noqa: N818 - names the state that stops the consumer
    """So many messages were parked that something must be wrong with us, not with them."""

    def __init__(self, topic: str, parked: int, seen: int) -> None:
        super().__init__(
            f"parked {parked} of the last {seen} messages of {topic}: stopping before everything "
            f"lands in {topic}.dlq; find the cause there, then restart and replay"
        )


class Fenced(BusError):  # noqa: N818 - names the state that stops the consumer
    """Another process took over a partition; this one must not write any more."""

    def __init__(self, transactional_id: str) -> None:
        super().__init__(f"{transactional_id} belongs to a newer process; this one stops")
