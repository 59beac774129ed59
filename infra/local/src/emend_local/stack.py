"""The infrastructure as one thing: Kafka, PostgreSQL and Valkey, started, stopped and harmed."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Mapping, Sequence

from emend_local.environment import (
    SUPERVISOR,
    VARIABLES,
    choose_environment,
    pieces_here,
    read_environment,
    write_environment,
)
from emend_local.errors import StartFailed
from emend_local.jars import kafka_jars
from emend_local.kafka import kafka_answers, kafka_program, prepare_kafka
from emend_local.layout import Layout
from emend_local.postgres import (
    postgres_answers,
    postgres_program,
    prepare_postgres,
    read_password,
)
from emend_local.supervision import Program, Supervisor
from emend_local.valkey import valkey_answers, valkey_program
from emend_local.waiting import wait_for

START_SECONDS = 90
DEAD = {"FATAL", "EXITED", "UNKNOWN", "STOPPED"}
ANSWERS: Mapping[str, Callable[[str], bool]] = {
    "kafka": kafka_answers,
    "postgres": postgres_answers,
    "valkey": valkey_answers,
}


class Stack:
    """One stack, on its own ports, below its own folder.

    Every method may block for seconds: a test that runs an event loop calls it through
    ``asyncio.to_thread``.
    """

    def __init__(self, layout: Layout, environment: dict[str, str], *, durable: bool) -> None:
        self.layout = layout
        self.environment = environment
        self.pieces = pieces_here(environment)
        self.supervisor = Supervisor(layout, environment[SUPERVISOR])
        self._durable = durable
        self._prepared: set[str] = set()

    def address(self, piece: str) -> str:
        """Return where a piece listens, in the form of its environment variable."""
        return self.environment[VARIABLES[piece]]

    def start(self, piece: str) -> None:
        """Start a piece, the first time or again, and wait until it answers.

        Raises:
            LocalError: it did not come up; the message ends with its log.
        """
        if piece in self.pieces:
            if piece not in self._prepared:
                self._prepare(piece)
            self.supervisor.start(piece)
        self._wait(piece)

    def stop(self, piece: str) -> None:
        """Ask a piece to end, and wait for its end."""
        self.supervisor.stop(piece)

    def kill(self, piece: str) -> None:
        """End a piece with SIGKILL: no goodbye, no flush."""
        pid = self.supervisor.pid(piece)
        self.supervisor.signal(piece, signal.SIGKILL)
        wait_for(lambda: self.supervisor.pid(piece) != pid, START_SECONDS)

    def freeze(self, piece: str) -> None:
        """Halt a piece with SIGSTOP: its connections stay open and nothing answers."""
        self.supervisor.signal(piece, signal.SIGSTOP)

    def thaw(self, piece: str) -> None:
        """Let a frozen piece go on."""
        self.supervisor.signal(piece, signal.SIGCONT)

    def programs(self) -> list[Program]:
        """Return how to run each piece that this stack runs itself."""
        makers: Mapping[str, Callable[[], Program]] = {
            "kafka": lambda: kafka_program(
                self.layout, kafka_jars(self.layout.cache), restart=self._durable
            ),
            "postgres": lambda: postgres_program(
                self.layout, self.environment, durable=self._durable, restart=self._durable
            ),
            "valkey": lambda: valkey_program(self.layout, self.environment, restart=self._durable),
        }
        return [makers[piece]() for piece in self.pieces]

    def supervise(self, services: Sequence[Program] = ()) -> None:
        """Make the supervisor run and know the pieces and these services."""
        self.supervisor.ensure([*self.programs(), *services])

    def close(self) -> None:
        """Stop everything, the supervisor last."""
        self.supervisor.shutdown()

    def _prepare(self, piece: str) -> None:
        if piece == "kafka":
            prepare_kafka(self.layout, self.environment, kafka_jars(self.layout.cache))
        elif piece == "postgres":
            prepare_postgres(self.layout)
        self.layout.data(piece).mkdir(parents=True, exist_ok=True)
        self._prepared.add(piece)

    def _wait(self, piece: str) -> None:
        answers, address, log = ANSWERS[piece], self.address(piece), self.layout.log(piece)
        here = piece in self.pieces

        def is_settled() -> bool:
            return (here and self.supervisor.states()[piece] in DEAD) or answers(address)

        in_time = wait_for(is_settled, START_SECONDS)
        if here and (state := self.supervisor.states()[piece]) in DEAD:
            raise StartFailed(piece, f"its process is {state}", log)
        if not in_time:
            raise StartFailed(piece, f"no answer within {START_SECONDS} s", log)


def open_stack(layout: Layout, *, durable: bool, given: Mapping[str, str] | None = None) -> Stack:
    """Return the stack of this layout: the running one as it is, else one on free ports.

    Args:
        layout: where its files lie.
        durable: whether its data shall survive power cuts and its processes be restarted.
        given: the environment that may name pieces elsewhere, by default this process's.
    """
    saved = read_environment(layout.environment)
    named = os.environ if given is None else given
    if saved and Supervisor(layout, saved[SUPERVISOR]).is_running():
        return Stack(layout, saved, durable=durable)
    environment = choose_environment(saved, named, layout, password=read_password(layout))
    write_environment(layout.environment, environment)
    return Stack(layout, environment, durable=durable)
