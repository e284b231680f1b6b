"""The product's judge of everybody, as a process of its own: product DATA BASELINES."""

from __future__ import annotations

import json
import resource
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from dueto.adapters.yaml_document import read_yaml
from dueto.analytics.judge.everybody import judge_everybody
from dueto.analytics.tables import engine, read_tables
from dueto.domain.agreement.agreement import read_agreement


def main(folder: Path, baselines: Path) -> None:
    """Print seconds, peak memory and the answer as JSON; every line of every verdict is made, as always."""
    document = read_yaml((baselines / "definition.yaml").read_text())
    definition = read_agreement(document.tree, lines=document.lines).definition()
    tables = read_tables(folder / "folded", on=engine())
    tables.identities.limit(1).to_pyarrow()  # what a process loads once is loaded before the clock starts
    started = time.perf_counter()
    verdicts = judge_everybody(tables, definition=definition, as_of=datetime(2026, 11, 1, tzinfo=UTC))
    qualified = verdicts.aggregate(qualified=verdicts.qualified.sum()).to_pyarrow()["qualified"][0].as_py()
    seconds = time.perf_counter() - started
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "megabytes": megabytes, "qualified": qualified}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
