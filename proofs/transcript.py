"""Commands with what they printed, as a person saw it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
DUETO = Path(sys.executable).parent / "dueto"


def said(*arguments: str, folder: Path, language: str) -> str:
    """Run `dueto` in a folder and return the call with what it printed; raises if it failed."""
    run = subprocess.run(
        [DUETO, *arguments], cwd=folder, env={**os.environ, "LANG": language, "COLUMNS": "120"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    if run.returncode:
        raise SystemExit(f"{' '.join(arguments)} ended with {run.returncode}:\n{run.stdout}")
    printed = "\n".join(line.rstrip() for line in run.stdout.splitlines())
    return f"```console\n$ dueto {' '.join(arguments)}\n{printed}\n```\n"
