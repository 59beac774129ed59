"""The short version of ``make faults``: each scenario once, over fewer parts."""

from __future__ import annotations

import pytest

from emend_local.stack import Stack
from tests.faults.harness import Size, run_once
from tests.faults.scenarios import SCENARIOS

pytestmark = [pytest.mark.faults, pytest.mark.kafka, pytest.mark.postgres]

SIZE = Size(transcripts=50, parts_each=60, parts_per_second=400)


@pytest.mark.timeout(240)
@pytest.mark.parametrize("name", [*SCENARIOS])
async def test_every_part_comes_out_once_and_in_order(
    name: str, stack: Stack, kafka_bootstrap_servers: str, database: str
) -> None:
    outcome = await run_once(
        SCENARIOS[name],
        SIZE,
        stack,
        bootstrap_servers=kafka_bootstrap_servers,
        database_url=database,
        seed=1,
    )
    assert outcome.verdict.problems == [], outcome.did
