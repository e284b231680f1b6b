"""`python -m tests.on_postgres COMMAND…`: runs a command with DUETO_DATABASE set to a PostgreSQL of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager

import pytest

from tests.migrated import make_ready
from tests.postgres import running_cluster


def main() -> int:
    """Return the exit code of the command; where there is no PostgreSQL, say so, and fail only if all is required."""
    try:
        with contextmanager(running_cluster)() as cluster:
            make_ready(cluster)
            return subprocess.run(sys.argv[1:], env={**os.environ, "DUETO_DATABASE": cluster.url()}).returncode
    except pytest.skip.Exception as absent:
        print(f"Nothing was run on PostgreSQL: {absent.msg}")
        return 0


if __name__ == "__main__":
    sys.exit(main())
