"""A Confluent-compatible schema registry that an organisation already has.

Asked once per schema, so the standard library's client will do and no service carries an HTTP
library for it. The API: https://docs.confluent.io/platform/current/schema-registry/develop/api.html.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, unquote, urlsplit, urlunsplit
from urllib.request import Request, urlopen

from emend_events._errors import RegistryUnavailable, UnknownSchema
from emend_events._topics import TOPICS, Topic

_CONTENT_TYPE = "application/vnd.schemaregistry.v1+json"
_TIMEOUT_SECONDS = 10.0
_ANSWER_LIMIT_BYTES = 4 * 1024 * 1024


class RemoteRegistry:
    """Registers and resolves schemas by HTTP; user and password may stand in the URL."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            message = f"a schema registry's URL begins http:// or https://, not {parts.scheme!r}"
            raise ValueError(message)
        credentials, _, host = parts.netloc.rpartition("@")
        self._url = urlunsplit((parts.scheme, host, parts.path.rstrip("/"), "", ""))
        self._headers = {"Content-Type": _CONTENT_TYPE, "Accept": _CONTENT_TYPE}
        if credentials:
            token = base64.b64encode(unquote(credentials).encode()).decode()
            self._headers["Authorization"] = f"Basic {token}"

    def schema_id(self, topic: Topic, schema: Mapping[str, Any]) -> int:
        """Register the schema under the topic's subject, which is harmless to repeat."""
        path = f"/subjects/{quote(TOPICS[topic].subject, safe='')}/versions"
        return int(self._ask(path, {"schema": json.dumps(dict(schema))})["id"])

    def schema(self, schema_id: int) -> Mapping[str, Any]:
        """Fetch the schema of an id.

        Raises:
            UnknownSchema: the registry has no such id, or it is not an Avro record.
            RegistryUnavailable: no answer, or an error that is not about the id.
        """
        try:
            answer = self._ask(f"/schemas/ids/{schema_id}")
            schema = json.loads(answer["schema"])
        except _NotFoundError:
            raise UnknownSchema(schema_id, self._url) from None
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise UnknownSchema(schema_id, f"{self._url} as Avro") from error
        if not isinstance(schema, dict) or "name" not in schema:
            raise UnknownSchema(schema_id, f"{self._url} as an Avro record")
        return schema  # pyright: ignore[reportUnknownVariableType] - JSON is what it is

    def _ask(self, path: str, body: Mapping[str, str] | None = None) -> dict[str, Any]:
        data = json.dumps(body).encode() if body is not None else None
        request = Request(self._url + path, data=data, headers=self._headers)  # noqa: S310 - http(s)
        try:
            with urlopen(request, timeout=_TIMEOUT_SECONDS) as response:  # noqa: S310 - checked above
                return json.loads(response.read(_ANSWER_LIMIT_BYTES))
        except HTTPError as error:
            with error:
                reason = error.read(1000).decode(errors="replace")
            if error.code == HTTPStatus.NOT_FOUND:
                raise _NotFoundError from None
            message = f"{self._url}{path} answered {error.code}: {reason}"
            raise RegistryUnavailable(message) from error
        except OSError as error:
            message = f"{self._url}{path} did not answer: {error}"
            raise RegistryUnavailable(message) from error


class _NotFoundError(Exception):
    """The registry answered 404."""
