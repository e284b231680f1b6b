"""The four versions of Nevadal's agreement: the two that were tried first, the third, and the fourth in force."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from dueto.adapters.yaml_document import read_yaml

FOLDER = Path(__file__).parents[4] / "examples" / "nevadal"
TRIED = {1: {"fit": 30, "behaviour": 15}, 2: {"fit": 40, "behaviour": 20}}
"""What the first two versions asked for, before experience: too little."""


def documents() -> dict[int, Any]:
    """Return the document of each version, by number."""
    third, fourth = (_read(name) for name in ("agreement-v3.yaml", "agreement.yaml"))
    return {**{number: _tried(third, number) for number in TRIED}, 3: third, 4: fourth}


@cache
def _read(name: str) -> Any:
    """Return one document; every caller gets the same and changes nothing in it."""
    return read_yaml((FOLDER / name).read_text(encoding="utf-8")).tree


def _tried(third: Any, number: int) -> Any:
    first, *others = third["definitions"]
    return {**third, "version": number, "definitions": [{**first, "qualified": TRIED[number]}, *others]}
