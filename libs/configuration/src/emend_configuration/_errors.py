"""What may be wrong with a configuration.

ConfigurationError
├── UnreadableFile   the file is not there, or is no YAML of sections
├── UnknownName      a section or a key that nobody reads
├── SecretInFile     a password where others can read it
└── InvalidSetting   values that their owner does not take
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path


class ConfigurationError(Exception):
    """The configuration cannot be used; the message says what, where and what to do."""


class UnreadableFile(ConfigurationError):  # noqa: N818 - named as the operator reads it
    """The file is not there, or is no YAML of sections."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")


class UnknownName(ConfigurationError):  # noqa: N818 - named as the operator reads it
    """A section or a key that nobody reads: most likely a slip of the pen."""

    def __init__(self, path: Path, kind: str, name: str, known: Iterable[str]) -> None:
        names = sorted(known)
        near = get_close_matches(name.rpartition(".")[2], names, n=1)
        hint = f"did you mean {near[0]!r}?" if near else "there are " + ", ".join(names)
        super().__init__(f"{path}: no {kind} is called {name!r}; {hint}")


class SecretInFile(ConfigurationError):  # noqa: N818 - named as the operator reads it
    """A password where everybody who may read the file can read it."""

    def __init__(self, path: Path, key: str, variable: str) -> None:
        super().__init__(
            f"{path}: {key} holds a secret; set {variable} in the environment, "
            "or mount a file with it"
        )


class InvalidSetting(ConfigurationError):  # noqa: N818 - named as the operator reads it
    """Values that their owner does not take."""

    def __init__(self, faults: Iterable[tuple[str, object, str]]) -> None:
        """``faults``: each setting's name, its value, and what is wrong with it."""
        lines = (f"{name} is {value!r}: {reason}" for name, value, reason in faults)
        super().__init__("\n".join(lines))
