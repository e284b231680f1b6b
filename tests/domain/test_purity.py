"""The domain stands on the standard library alone."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import dueto.domain

WALK = """
import importlib, json, pkgutil, sys
import dueto.domain
for module in pkgutil.walk_packages(dueto.domain.__path__, "dueto.domain."):
    importlib.import_module(module.name)
print(json.dumps(sorted(sys.modules)))
"""


def test_it_loads_nothing_but_itself_and_the_standard_library() -> None:
    source = Path(dueto.domain.__path__[0]).parent.parent
    command = f"import sys; sys.path.insert(0, {str(source)!r})\n{WALK}"
    run = subprocess.run([sys.executable, "-I", "-S", "-c", command], capture_output=True, text=True, check=True)
    loaded = json.loads(run.stdout)

    ours = {name for name in loaded if name.split(".")[0] == "dueto"}
    others = {name.split(".")[0] for name in loaded} - {"dueto", "__main__"} - set(sys.stdlib_module_names)

    assert "dueto.domain.qualification.judge" in ours
    assert {name for name in ours if not name.startswith("dueto.domain")} == {"dueto"}
    assert {name for name in others if not name.startswith("_")} <= {"tzdata"}
