"""Where settings come from: the environment, then one file with a section for each owner."""

from __future__ import annotations

from emend_configuration._errors import (
    ConfigurationError,
    InvalidSetting,
    SecretInFile,
    UnknownName,
    UnreadableFile,
)
from emend_configuration._reading import read_or_exit, read_settings
from emend_configuration._schema import file_schema
from emend_configuration._sections import FILE_VARIABLE, SECTIONS
from emend_configuration._settings import LogLevel, SectionSettings

__all__ = [
    "FILE_VARIABLE",
    "SECTIONS",
    "ConfigurationError",
    "InvalidSetting",
    "LogLevel",
    "SecretInFile",
    "SectionSettings",
    "UnknownName",
    "UnreadableFile",
    "file_schema",
    "read_or_exit",
    "read_settings",
]
