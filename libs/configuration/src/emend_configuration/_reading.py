"""Settings for a process that starts: read, or said in one line why not."""

from __future__ import annotations

import sys
from typing import Final, TypeVar

from pydantic import ValidationError

from emend_configuration._errors import ConfigurationError, InvalidSetting
from emend_configuration._sections import configured_file
from emend_configuration._settings import SectionSettings

EX_CONFIG: Final = 78
"""The exit code for a configuration that is wrong (BSD's sysexits.h)."""

_Settings = TypeVar("_Settings", bound=SectionSettings)


def read_settings(settings: type[_Settings]) -> _Settings:
    """Read one owner's settings from the environment and the configured file.

    Raises:
        ConfigurationError: a value, a name or the file is wrong.
    """
    try:
        return settings()
    except ValidationError as error:
        faults = [
            (_named(settings, str(fault["loc"][0])), fault["input"], fault["msg"])
            for fault in error.errors(include_url=False)
        ]
        raise InvalidSetting(faults) from error


def read_or_exit(settings: type[_Settings]) -> _Settings:
    """Read one owner's settings; say on stderr what is wrong and exit with 78."""
    try:
        return read_settings(settings)
    except ConfigurationError as error:
        sys.stderr.write(f"{error}\n")
        raise SystemExit(EX_CONFIG) from error


def _named(settings: type[SectionSettings], field: str) -> str:
    """Name a setting as whoever set it knows it: by its variable, and by its key in the file."""
    if field not in settings.model_fields:
        return field  # an alias, which is a variable's name
    path = configured_file()
    key = "" if path is None else f" ({settings.section()}.{field} in {path})"
    return settings.variable(field) + key
