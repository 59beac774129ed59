"""What can go wrong between a user and the platform.

::

    ClientError
    ├── Unreachable      Kafka or a service does not answer at its address
    ├── ContentTooLarge  a submission is larger than a message may be
    ├── FileProblem      a file cannot be read, written or understood
    ├── Unverified       the audit log, or a part of it, is not what its signature says
    ├── Undecodable      a message on a topic is not the event it should be
    └── Refused          a service said no, with its reason (problem+json, RFC 9457)
        └── NotFound     what was asked for is not there

Every message is one line that says what was tried; ``hint`` says what to do about it.
"""

from __future__ import annotations


class ClientError(Exception):
    """The root of this package's errors.

    Attributes:
        message: what happened, with the values.
        hint: what the reader can do; may be empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        self.message = message
        self.hint = hint
        super().__init__(message, hint)

    def __str__(self) -> str:
        """Join both: ``message. Hint.``."""
        text = f"{self.message.removesuffix('.')}."
        return f"{text} {self.hint}" if self.hint else text


class Unreachable(ClientError):  # noqa: N818 - names the state, as the user meets it
    """Nothing answers at an address."""

    def __init__(self, what: str, address: str, variable: str, reason: str = "") -> None:
        self.address = address
        because = f": {reason}" if reason else ""
        super().__init__(
            f"cannot reach {what} at {address}{because}",
            f"Start the local stack with `make run`, or set {variable}.",
        )


class ContentTooLarge(ClientError):  # noqa: N818 - as above
    """A submission does not fit into one Kafka message."""

    def __init__(self, content_bytes: int, limit: int, topic: str) -> None:
        self.content_bytes = content_bytes
        self.limit = limit
        super().__init__(
            f"{content_bytes:,} bytes do not fit into a message of {topic}, "
            f"which takes at most {limit:,}",
            "Upload it over HTTP instead: `emend submit --http FILE`, or POST /v1/transcripts.",
        )


class FileProblem(ClientError):  # noqa: N818 - as above
    """One file could not be read, understood or written.

    Attributes:
        file: as the user named it.
        location: where in it, as a JSON path, a line or a byte; may be empty.
        code: a stable word for programs.
    """

    def __init__(
        self, file: str, code: str, message: str, *, location: str = "", hint: str = ""
    ) -> None:
        self.file = file
        self.code = code
        self.location = location
        super().__init__(message, hint)

    @property
    def report(self) -> dict[str, str]:
        """The error as ``--json`` prints it."""
        return {
            "code": self.code,
            "message": self.message,
            "location": self.location,
            "hint": self.hint,
        }

    def __str__(self) -> str:
        """Name the file first: ``file: message (location). Hint.``."""
        place = f" ({self.location})" if self.location else ""
        text = f"{self.file}: {self.message.removesuffix('.')}{place}."
        return f"{text} {self.hint}" if self.hint else text


class Unverified(ClientError):  # noqa: N818 - as above
    """Something of the audit log does not hold; the message names the first such thing."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"NOT VERIFIED: {reason}", "Keep what you have: it is evidence.")


class Undecodable(ClientError):  # noqa: N818 - as above
    """A message is not the event that its topic carries."""

    def __init__(self, topic: str, partition: int, offset: int, reason: str) -> None:
        super().__init__(
            f"message {offset} of partition {partition} of {topic} cannot be decoded: {reason}",
            "Pass on_undecodable='skip' to pass over such messages.",
        )


class Refused(ClientError):  # noqa: N818 - as above
    """A service answered with an error.

    Attributes:
        status: the HTTP status.
        title: the problem's title.
        detail: what the service says about this case; may be empty.
    """

    def __init__(self, status: int, title: str, detail: str = "", hint: str = "") -> None:
        self.status = status
        self.title = title
        self.detail = detail
        super().__init__(detail or f"{title} (HTTP {status})", hint)


class NotFound(Refused):
    """There is nothing of that name."""
