"""What this client has seen of each log: its key and its last checkpoint, kept between runs.

Whoever has kept one checkpoint notices a log that was forked or rolled back since.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from emend_client._errors import ClientError, FileProblem
from emend_transparency import (
    Checkpoint,
    KeyChain,
    NotConsistent,
    Verifier,
    follow_keys,
    parse_note,
)

FOLDER = "EMEND_STATE_HOME"


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of the log at one place."""

    place: str
    """Its address, or its folder."""
    key: str
    """The verifier key that was pinned."""
    checkpoint: str
    """The newest signed note that was accepted."""

    @property
    def verifier(self) -> Verifier:
        """The pinned key; its name is the log's."""
        return Verifier.parse(self.key)

    @property
    def state(self) -> Checkpoint:
        """The last checkpoint. It was verified before it was kept."""
        return Checkpoint.parse(parse_note(self.checkpoint).text)


@dataclass(frozen=True, slots=True)
class Witness:
    """Keeps one file per place, readable by its owner alone."""

    folder: Path

    def recall(self, place: str) -> Memory | None:
        """Return what is known of the log at a place.

        Raises:
            FileProblem: what was kept cannot be read.
        """
        file = self._file(place)
        try:
            kept: object = json.loads(file.read_text(encoding="utf-8"))
            memory = Memory(**cast("Mapping[str, Any]", kept))  # type: ignore[arg-type]
            _ = memory.verifier, memory.state
        except FileNotFoundError:
            return None
        except Exception as error:
            hint = "Look what happened to it; without it, a fork before today goes unnoticed."
            raise FileProblem(
                str(file), "damaged", "what was seen of the log cannot be read", hint=hint
            ) from error
        return memory

    def keep(self, memory: Memory) -> None:
        """Remember this from now on.

        Raises:
            FileProblem: the state folder cannot be written.
        """
        file = self._file(memory.place)
        draft = file.with_suffix(f".{os.getpid()}")
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            draft.touch(mode=0o600)
            draft.write_text(json.dumps(asdict(memory), indent=2) + "\n", encoding="utf-8")
            draft.replace(file)
        except OSError as error:
            hint = f"Name a folder that can be written in {FOLDER}."
            raise FileProblem(str(file), "unwritable", str(error), hint=hint) from error

    def forget(self, place: str) -> None:
        """Forget the log at a place."""
        self._file(place).unlink(missing_ok=True)

    def _file(self, place: str) -> Path:
        return self.folder / f"{sha256(place.encode()).hexdigest()[:16]}.json"


def state_folder() -> Path:
    """Return where witnesses keep what they saw, as the XDG base directories have it."""
    if named := os.environ.get(FOLDER):
        return Path(named) / "witness"
    home = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(home) / "emend" / "witness"


def pinned_key(memory: Memory | None, given: str | None, offered: Sequence[str]) -> Verifier:
    """Return the key to trust: the one that was given, else the one remembered, else the offered.

    Raises:
        ClientError: there is none, or the given one is not of the remembered log.
    """
    if given is not None:
        verifier = Verifier.parse(given)
        if memory is not None and memory.verifier.name != verifier.name:
            raise another_log(memory, verifier.name)
        return verifier
    if memory is not None:
        return memory.verifier
    if not offered:
        message = "no key of this log is known"
        raise ClientError(message, "Pass the log's verifier key with --key.")
    return Verifier.parse(offered[-1])


def key_chain(
    memory: Memory | None, pinned: Verifier, origin: str, hand_overs: Sequence[str]
) -> KeyChain:
    """Return the log's keys as they follow from the pinned one.

    Raises:
        ClientError: this is another log than the one that was seen at this place.
        TransparencyError: the keys do not follow one another.
    """
    if memory is not None and memory.verifier.name != origin:
        raise another_log(memory, origin)
    return follow_keys(origin, pinned, hand_overs)


def not_older(memory: Memory | None, state: Checkpoint) -> Checkpoint | None:
    """Return the remembered state from which growth is still to be proved, if there is one.

    Raises:
        NotConsistent: the state is older, or another one of the same size.
    """
    if memory is None:
        return None
    last = memory.state
    if last.size > state.size:
        message = (
            f"the log had {last.size} entries when it was last seen and now shows {state.size}: "
            "it was rolled back"
        )
        raise NotConsistent(message)
    if last.size == state.size:
        if last.root != state.root:
            message = f"the log of {state.size} entries has two roots: it was forked"
            raise NotConsistent(message)
        return None
    return last


def remembered(memory: Memory | None, place: str, pinned: Verifier, note: str) -> Memory:
    """Return what is to be remembered after a note was accepted."""
    if memory is None:
        return Memory(place, str(pinned), note)
    return replace(memory, key=str(pinned), checkpoint=note)


def another_log(memory: Memory, origin: str) -> ClientError:
    """Return the error for a place that shows another log than before."""
    message = f"{memory.place} showed the log {memory.verifier.name} before and now shows {origin}"
    hint = "If it was erased and begun anew, `emend audit checkpoint --forget` accepts that."
    return ClientError(message, hint)
