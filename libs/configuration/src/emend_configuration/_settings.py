"""What every settings class has in common: where its values come from, and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AliasChoices, BeforeValidator
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from emend_configuration._errors import UnknownName
from emend_configuration._sections import configured_file, read_section, refuse_secrets

LogLevel: TypeAlias = Annotated[
    Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(str.upper)
]
"""The least serious event that is logged."""


class SectionSettings(BaseSettings):
    """Settings of one owner: arguments win over the environment, that over the file's section.

    A class sets ``env_prefix``; with ``KAFKA_`` the key ``topic_prefix`` of the section ``kafka``
    and the variable ``KAFKA_TOPIC_PREFIX`` are the same setting. An empty variable is none.
    """

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", env_ignore_empty=True, use_attribute_docstrings=True
    )

    @classmethod
    def section(cls) -> str:
        """Return the name of this owner's section."""
        return cls.model_config.get("env_prefix", "").rstrip("_").lower()

    @classmethod
    def variable(cls, name: str) -> str:
        """Return the environment variable of a field; where it has several, the widest."""
        alias = _last_alias(cls.model_fields[name])
        return alias or cls.model_config.get("env_prefix", "") + name.upper()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Leave out what would read files that nobody named."""
        del settings_cls, dotenv_settings, file_secret_settings
        path = configured_file()
        file = () if path is None else (_FileSection(cls, path),)
        return (init_settings, env_settings, *file)


class _FileSection(PydanticBaseSettingsSource):
    """One section of the file, its keys as the fields' validation expects them."""

    def __init__(self, settings_cls: type[SectionSettings], path: Path) -> None:
        super().__init__(settings_cls)
        self._values = _checked(settings_cls, path)

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        key = _last_alias(field) or field_name  # as `VALKEY_URL`, so that any variable wins
        return self._values.get(field_name), key, False

    def __call__(self) -> dict[str, Any]:
        found = (self.get_field_value(*pair) for pair in self._fields())
        return {key: value for value, key, _ in found if value is not None}

    def _fields(self) -> list[tuple[FieldInfo, str]]:
        return [(field, name) for name, field in self.settings_cls.model_fields.items()]


def _checked(settings_cls: type[SectionSettings], path: Path) -> Mapping[str, Any]:
    section = settings_cls.section()
    values = read_section(path, section)
    for key in values:
        if key not in settings_cls.model_fields:
            raise UnknownName(path, "key", f"{section}.{key}", settings_cls.model_fields)
    refuse_secrets(path, section, values)
    return values


def _last_alias(field: FieldInfo) -> str | None:
    alias = field.validation_alias
    if isinstance(alias, AliasChoices):
        alias = alias.choices[-1]
    return alias if isinstance(alias, str) else None
