"""What every test may ask for: the real data, and the rule that an absence is said aloud."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ["tests.browser", "tests.cast", "tests.dovecot", "tests.postgres", "tests.migrated"]
ROOT = Path(__file__).parent.parent
DATA = Path(os.environ.get("DUETO_DATA", ROOT.parent / "shared" / "data"))
REQUIRED = os.environ.get("DUETO_REQUIRE") == "all"

# Machines are noisy: no law has a time limit. The usual run draws the same cases every time, `make soak` new ones.
settings.register_profile("untimed", deadline=None, derandomize="DUETO_SOAK" not in os.environ)
settings.load_profile("untimed")


def absent(what: str) -> None:
    """Skip the test because `what` is absent here; fail it where everything is required."""
    if REQUIRED:
        pytest.fail(f"{what} is absent, and DUETO_REQUIRE=all asks for it")
    pytest.skip(f"{what} is absent")


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """Return the folder of real data sets, or skip loudly."""
    if not DATA.is_dir():
        absent(f"the real data (set DUETO_DATA; looked at {DATA})")
    return DATA


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was skipped and why, however quiet the run."""
    reasons: dict[str, int] = {}
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reasons[reason] = reasons.get(reason, 0) + 1
    if reasons:
        terminalreporter.section("absent here, so not tested")
        for reason, count in sorted(reasons.items()):
            terminalreporter.line(f"{count:4} × {reason.removeprefix('Skipped: ')}")
