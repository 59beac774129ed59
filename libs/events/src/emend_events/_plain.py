"""Events as the nested dictionaries that Avro writes.

``model_dump`` walks every value of every column. The writer only needs the models replaced by
their fields, and those already lie in each model's ``__dict__``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import UnionType
from typing import Any, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel

Plain: TypeAlias = dict[str, Any]
_Convert: TypeAlias = Callable[[Any], Any]


def plain(model: BaseModel) -> Plain:
    """Return the model's fields with every nested model as a dictionary, sharing the values.

    The result is for reading only: where nothing is nested it *is* the model's own state.
    """
    return _converter(type(model))(model)


@cache
def _converter(model: type[BaseModel]) -> Callable[[BaseModel], Plain]:
    nested = [
        (name, convert)
        for name, field in model.model_fields.items()
        if (convert := _field_converter(field.annotation)) is not None
    ]
    if not nested:
        return _state

    def convert_model(value: BaseModel) -> Plain:
        fields = vars(value).copy()
        for name, convert in nested:
            fields[name] = convert(fields[name])
        return fields

    return convert_model


def _state(model: BaseModel) -> Plain:
    return vars(model)


def _field_converter(annotation: Any) -> _Convert | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _converter(annotation)
    parts = (_field_converter(part) for part in get_args(annotation))
    inner = [convert for convert in parts if convert is not None]
    if not inner:
        return None
    convert = inner[0]
    if get_origin(annotation) in (Union, UnionType):
        return lambda value: None if value is None else convert(value)
    return lambda values: [convert(value) for value in values]
