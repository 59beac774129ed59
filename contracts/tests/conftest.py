"""What the contract tests share: the examples and where the committed files are."""

from __future__ import annotations

from pathlib import Path

import pytest

from emend_events import TOPICS, Event, Topic

ROOT = Path(__file__).resolve().parent.parent.parent


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give ``example`` to every test that asks for it, once per golden example."""
    if "example" in metafunc.fixturenames:
        paths = sorted((ROOT / "contracts/examples").glob("*/*.json"))
        names = [f"{path.parent.name}/{path.stem}" for path in paths]
        metafunc.parametrize("example", paths, ids=names)


@pytest.fixture
def root() -> Path:
    """Return the workspace."""
    return ROOT


@pytest.fixture
def topic(example: Path) -> Topic:
    """Return the topic of the example."""
    return Topic(example.parent.name)


@pytest.fixture
def event(example: Path, topic: Topic) -> Event:
    """Return the example as an event."""
    return TOPICS[topic].model.model_validate_json(example.read_text(encoding="utf-8"))
