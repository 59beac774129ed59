"""A rendition of stored parts, without the database that they stand in."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import cast

import pytest

from emend_database import Record
from emend_events import Codec
from emend_storage.renditions import rendered


@pytest.mark.parametrize("profile", ["lecture@1", "my-own@3", None])
def test_the_profiles_threshold_is_told_and_the_usual_one_where_nobody_knows_it(
    profile: str | None,
) -> None:
    row = cast("Record", defaultdict[str, object](lambda: None, profile=profile))
    body = json.loads(rendered(row, [], "json", Codec()))
    assert body["review_below"] == 0.5
