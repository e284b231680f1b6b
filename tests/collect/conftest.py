"""Doors for the tests; they may reach this machine and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.collect.running import RunningDoor, Started, doors


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the tests of this folder, and no others, reach 127.0.0.1."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1"]))


@pytest.fixture
def started() -> Iterator[Started]:
    """Return a function that starts a door."""
    with doors() as begin:
        yield begin


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDoor]:
    """Return a door with the usual settings for all tests of a module."""
    with doors() as begin:
        yield begin(tmp_path_factory.mktemp("shared") / "inbox.db")


@pytest.fixture
def inbox_file(tmp_path: Path) -> Path:
    """Return where an inbox may be."""
    return tmp_path / "home" / "inbox.db"
