"""The short version of ``python -m tests.faults.audit``."""

from __future__ import annotations

import pytest

from emend_local.stack import Stack
from tests.faults.audit import Harm, crash_run, freeze_run

pytestmark = [pytest.mark.faults, pytest.mark.kafka, pytest.mark.postgres]


@pytest.mark.timeout(240)
async def test_each_event_stands_in_the_log_once_whoever_is_killed(
    stack: Stack, kafka_bootstrap_servers: str, database: str
) -> None:
    run, found = await crash_run(
        Harm(events=2_000, kills=5, restarts_broker=False, seconds_between=2.0),
        stack,
        bootstrap_servers=kafka_bootstrap_servers,
        database_url=database,
        seed=1,
    )
    assert found == []
    assert run.kills == 5
    assert len(run.witness.seen) > 2


@pytest.mark.timeout(180)
async def test_a_frozen_sequencer_is_replaced_and_cannot_go_on_when_it_thaws(
    kafka_bootstrap_servers: str, database: str
) -> None:
    found, epochs = await freeze_run(
        bootstrap_servers=kafka_bootstrap_servers, database_url=database
    )
    assert found == []
    assert epochs >= 2
