"""Building models from values that our own code has just made."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel

M = TypeVar("M", bound=BaseModel)


def trusted(model: type[M], **fields: Any) -> M:
    """Return a model without validating its fields, all of which must be given.

    ``model_construct`` does the same for ten times the price, since it looks up every default
    and alias; a part has six of these.
    """
    instance = model.__new__(model)
    object.__setattr__(instance, "__dict__", fields)
    object.__setattr__(instance, "__pydantic_fields_set__", set(fields))
    object.__setattr__(instance, "__pydantic_extra__", None)
    object.__setattr__(instance, "__pydantic_private__", None)
    return instance
