"""How it is said: broker, exactly-once stage, sink, outbox relay, dead letters."""

from emend_bus._admin import create_topics
from emend_bus._broker import check_kafka, create_broker, create_consumer, create_producer
from emend_bus._dead_letters import Author, Parking, ParkLimit, parking_of
from emend_bus._errors import BusError, Fenced, Reject, Retry, TooManyParked, Unavailable
from emend_bus._leaving import close_producer, leave
from emend_bus._memory import Memory
from emend_bus._outbox import OutboxRelay
from emend_bus._outbox_source import OutboxSource
from emend_bus._records import Delivery, Headers, Output, Record, act_output, check_size, output
from emend_bus._replay import REPLAY_GROUP, Replayer, dead_letters, replay, replay_one
from emend_bus._settings import KafkaSettings
from emend_bus._sink import Sink
from emend_bus._stage import Stage
from emend_bus._subscription import Limits
from emend_bus._table import Table, after_loading
from emend_bus._transaction import partition_for, send_all

__all__ = [
    "REPLAY_GROUP",
    "Author",
    "BusError",
    "Delivery",
    "Fenced",
    "Headers",
    "KafkaSettings",
    "Limits",
    "Memory",
    "OutboxRelay",
    "OutboxSource",
    "Output",
    "ParkLimit",
    "Parking",
    "Record",
    "Reject",
    "Replayer",
    "Retry",
    "Sink",
    "Stage",
    "Table",
    "TooManyParked",
    "Unavailable",
    "act_output",
    "after_loading",
    "check_kafka",
    "check_size",
    "close_producer",
    "create_broker",
    "create_consumer",
    "create_producer",
    "create_topics",
    "dead_letters",
    "leave",
    "output",
    "parking_of",
    "partition_for",
    "replay",
    "replay_one",
    "send_all",
]
