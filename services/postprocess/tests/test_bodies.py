"""What the OpenAPI document says of ``PUT`` is what the service takes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from emend_bus import KafkaSettings
from emend_events import Codec
from emend_postprocess.app import VERSION, create_app, create_stage
from emend_postprocess.catalogue import create_catalogue
from emend_postprocess.kinds import PROFILE, VOCABULARY, Invalid, Kind
from emend_postprocess.settings import Settings

KINDS = pytest.mark.parametrize("kind", [PROFILE, VOCABULARY], ids=lambda kind: kind.noun)


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """The service's OpenAPI document; nothing connects to a broker for it."""
    kafka, codec = KafkaSettings(), Codec()
    catalogue = create_catalogue(kafka, codec, lambda: datetime.now(UTC), VERSION)
    return create_app(create_stage(Settings(), kafka, codec, catalogue), catalogue).openapi()


def _put(document: dict[str, Any], kind: Kind[Any]) -> dict[str, Any]:
    return document["paths"][f"/v1/{kind.plural}/{{name}}"]["put"]


@KINDS
def test_every_example_is_valid_and_is_taken(document: dict[str, Any], kind: Kind[Any]) -> None:
    body = _put(document, kind)["requestBody"]["content"]["application/json"]
    validator: Any = Draft202012Validator(body["schema"])
    assert body["examples"]
    for example in body["examples"].values():
        assert [error.message for error in validator.iter_errors(example["value"])] == []
        assert kind.read(example["value"], "mine", 3).label == "mine@3"


@KINDS
def test_what_the_schema_refuses_the_service_refuses(
    document: dict[str, Any], kind: Kind[Any]
) -> None:
    body = _put(document, kind)["requestBody"]["content"]["application/json"]
    validator: Any = Draft202012Validator(body["schema"])
    refused: list[Any] = [{}, {"nonsense": 1}, {"terms": 7, "extends": "lecture"}, []]
    for wrong in refused:
        assert not validator.is_valid(wrong)
        with pytest.raises(Invalid):
            kind.read(wrong, "mine", 1)


@KINDS
def test_headers_and_answers_are_told(document: dict[str, Any], kind: Kind[Any]) -> None:
    operation = _put(document, kind)
    assert {"If-Match", "If-None-Match"} <= {one["name"] for one in operation["parameters"]}
    assert {"200", "201", "409", "412", "422"} <= operation["responses"].keys()
