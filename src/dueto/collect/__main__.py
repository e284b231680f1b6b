"""`python -m dueto.collect`: the door alone, as its own process."""

from __future__ import annotations

import os
import sys

from dueto.collect.serve import serve
from dueto.collect.settings import InvalidSetting, settings_from

if __name__ == "__main__":
    try:
        serve(settings_from(os.environ), host=os.environ.get("COLLECT_HOST") or "127.0.0.1")
    except InvalidSetting as invalid:
        sys.exit(str(invalid.says))
