"""`python -m dueto.collect`: the door alone, as its own process."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from dueto.adapters.running import Unasked, hold
from dueto.collect.serve import serve
from dueto.collect.settings import InvalidSetting, settings_from

if __name__ == "__main__":
    with suppress(Unasked):
        hold(Path(os.environ.get("DUETO_HOME") or "dueto-home").resolve(), "collect")
    try:
        serve(settings_from(os.environ), host=os.environ.get("COLLECT_HOST") or "127.0.0.1")
    except InvalidSetting as invalid:
        sys.exit(str(invalid.says))
