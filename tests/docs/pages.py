"""The pages of the documentation, as the tests read them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
Row: TypeAlias = Mapping[str, str]


def pages() -> list[Path]:
    """Return every page, those in the root of the repository included."""
    inside = (page for page in DOCS.rglob("*.md") if "_build" not in page.parts)
    return sorted((*ROOT.glob("*.md"), *inside))


def table(page: str, target: str) -> list[Row]:
    """Return the rows of the table that stands behind `(target)=` on a page of `docs/`, by the names of its columns."""
    text = (DOCS / page).read_text(encoding="utf-8")
    behind = text.partition(f"\n({target})=\n")[2]
    lines = list(_table_lines(behind))
    headers, _rule, *rows = [[cell.strip() for cell in line.strip().strip("|").split(" |")] for line in lines]
    assert rows, f"{page} has no table behind ({target})="
    return [dict(zip(headers, cells, strict=True)) for cells in rows]


def links_of(page: Path) -> Iterator[str]:
    """Yield where each link of the page leads to."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    yield from re.findall(r"\]\(([^)\s]+)\)", text)


def _table_lines(text: str) -> Iterator[str]:
    begun = False
    for line in text.splitlines():
        if line.startswith("|"):
            begun = True
            yield line
        elif begun or line.strip():
            return
