"""What an engine of analytics may take of the machine."""

from __future__ import annotations

from typing import Final

MEMORY: Final = "1200MB"
THREADS: Final = 2
