"""The sample, found once and rendered once in each language."""

from __future__ import annotations

import pytest

from dueto.adapters.voice import Voice
from dueto.cli.qualify.findings import Findings
from dueto.cli.qualify.report import render
from tests.cli.qualify.report.sample import sample


@pytest.fixture(scope="session")
def findings() -> Findings:
    """Return what was found about three hundred invented people."""
    return sample()


@pytest.fixture(scope="session")
def spanish(findings: Findings) -> str:
    """Return the page as a reader in Peru sees it."""
    return render(findings, voice=Voice("es", country="PE"))


@pytest.fixture(scope="session")
def english(findings: Findings) -> str:
    """Return the page in English."""
    return render(findings, voice=Voice("en"))
