"""What users import and type: the Python client and the ``emend`` command.

Publish with :class:`Producer`, or :func:`upload` what is too large for a message. Read results
as they appear with :func:`subscribe`, and what is stored with :func:`open_storage`. Operators
have :func:`measure_lag`, :func:`describe_topics` and :func:`check_health`. Every error is a
:class:`ClientError`.

The names are loaded when they are first used, because the Kafka and HTTP libraries behind
them take longer to import than ``emend process`` takes to run.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from emend_client._addresses import Addresses, find_addresses
    from emend_client._audit import Audit, open_audit
    from emend_client._definitions import Definitions, open_definitions
    from emend_client._errors import (
        ClientError,
        ContentTooLarge,
        FileProblem,
        NotFound,
        Refused,
        Undecodable,
        Unreachable,
        Unverified,
    )
    from emend_client._health import Health, check_health
    from emend_client._lag import PartitionLag, measure_lag
    from emend_client._messages import Message
    from emend_client._producer import Producer, Receipt
    from emend_client._storage import Storage, open_storage
    from emend_client._submission import Submission
    from emend_client._subscription import subscribe
    from emend_client._topics import TopicState, describe_topics
    from emend_client._upload import upload

__all__ = [
    "Addresses",
    "Audit",
    "ClientError",
    "ContentTooLarge",
    "Definitions",
    "FileProblem",
    "Health",
    "Message",
    "NotFound",
    "PartitionLag",
    "Producer",
    "Receipt",
    "Refused",
    "Storage",
    "Submission",
    "TopicState",
    "Undecodable",
    "Unreachable",
    "Unverified",
    "check_health",
    "describe_topics",
    "find_addresses",
    "measure_lag",
    "open_audit",
    "open_definitions",
    "open_storage",
    "subscribe",
    "upload",
]

_HOMES = {
    "_addresses": ("Addresses", "find_addresses"),
    "_audit": ("Audit", "open_audit"),
    "_definitions": ("Definitions", "open_definitions"),
    "_errors": (
        "ClientError",
        "ContentTooLarge",
        "FileProblem",
        "NotFound",
        "Refused",
        "Undecodable",
        "Unreachable",
        "Unverified",
    ),
    "_health": ("Health", "check_health"),
    "_lag": ("PartitionLag", "measure_lag"),
    "_messages": ("Message",),
    "_producer": ("Producer", "Receipt"),
    "_storage": ("Storage", "open_storage"),
    "_submission": ("Submission",),
    "_subscription": ("subscribe",),
    "_topics": ("TopicState", "describe_topics"),
    "_upload": ("upload",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    home = _HOME_OF.get(name)
    if home is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value
