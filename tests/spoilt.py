"""One module with a line spoilt on purpose, beside the real one."""

from __future__ import annotations

import importlib
import inspect
import sys
from types import ModuleType


def spoilt(name: str, original: str, instead: str) -> ModuleType:
    """Return a copy of a module in which `original`, which stands there once, reads `instead`."""
    source = inspect.getsource(importlib.import_module(name))
    assert source.count(original) == 1, f"«{original}» stands {source.count(original)} times in {name}"
    copy = ModuleType(f"{name}.spoilt")
    sys.modules[copy.__name__] = copy  # dataclasses look their module up
    try:
        exec(compile(source.replace(original, instead), f"{name}.spoilt", "exec"), copy.__dict__)
    finally:
        del sys.modules[copy.__name__]
    return copy
