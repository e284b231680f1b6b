"""`python -m dueto.collect`: the door alone, as its own process."""

from __future__ import annotations

import os

from dueto.collect.serve import serve
from dueto.collect.settings import settings_from

if __name__ == "__main__":
    serve(settings_from(os.environ), host=os.environ.get("COLLECT_HOST", "127.0.0.1"))
