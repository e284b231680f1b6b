"""`python -m dueto.collect`: the door alone, as its own process."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from dueto.adapters.running import Kept, Unasked, hold
from dueto.collect.serve import serve
from dueto.collect.settings import InvalidSetting, keeps_at, settings_from

if __name__ == "__main__":
    home = Path(os.environ.get("DUETO_HOME") or "dueto-home").resolve()
    try:
        settings = settings_from(os.environ)
        with suppress(Unasked):
            hold(home, "collect", makes_home=keeps_at(home, settings))
        serve(settings, host=os.environ.get("COLLECT_HOST") or "127.0.0.1")
    except InvalidSetting as invalid:
        sys.exit(str(invalid.says))
    except Kept:
        sys.exit(f"A backup is being restored into {home}; start again once that is done.")
