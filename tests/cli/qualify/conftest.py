"""Judging from the command line, with a small agreement of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Answer, Dueto, write_rows

SMALL = """\
agreement: Small
calendar: {time_zone: America/Lima}
definitions:
  - name: new business
    required: [company]
    disqualify: [{when: {role: {contains: student}}, because: studies}]
    fit:
      - {when: {country: {one_of: [PE, NO]}}, points: 20}
      - {when: {sites: {at_least: 5}}, points: 20}
    behaviour: [{name: prices, activity: visit, where: {path: {starts_with: /prices}}, points: 15, cap: 15}]
    qualified: {fit: 40}
"""
HEADERS = ("id", "company", "country", "sites", "role")

Qualify = Callable[..., Answer]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """An agreement that asks for little."""
    file = tmp_path / "small.yaml"
    file.write_text(SMALL, encoding="utf-8")
    return file


@pytest.fixture
def qualify(dueto: Dueto, small: Path) -> Qualify:
    """Judge by the small agreement, answering in JSON unless asked otherwise."""

    def call(*arguments: object) -> Answer:
        return dueto("qualify", "--agreement", small, "--format", "json", *arguments)

    return call


@pytest.fixture
def leads(tmp_path: Path) -> Path:
    """Four people: qualified, one datum away, not yet, disqualified."""
    return write_rows(
        tmp_path / "leads.csv", HEADERS,
        ("a1", "Ancón Foods", "Perú", 7, "Quality manager"), ("a2", "Nordlys AS", "NO", "", "Operations"),
        ("a3", "Tres Plazas", "México", 3, "Buyer"), ("a4", "Universidad", "PE", 9, "student"),
    )  # fmt: skip
