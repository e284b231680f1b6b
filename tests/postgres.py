"""A PostgreSQL of our own for the tests: real, private, in a folder that goes away. Stopped and started at will."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from tests.conftest import absent

VERSIONS = Path("/usr/lib/postgresql")
FREE_PORT = "import socket; taken = socket.create_server(('127.0.0.1', 0)); print(taken.getsockname()[1])"


class Cluster:
    """One server with its data. It runs as somebody without rights, since PostgreSQL refuses to run as root."""

    def __init__(self, folder: Path, *, programs: Path) -> None:
        self.folder = folder
        self._programs = programs
        # A process of its own finds the port: sockets are closed in tests.
        found = subprocess.run([sys.executable, "-c", FREE_PORT], capture_output=True, text=True, check=True)
        self.port = int(found.stdout)
        self._names = count(1)
        self._as: list[str] = []
        if os.geteuid() == 0:
            somebody = next(name for name in ("postgres", "nobody") if _exists(name))
            entry = pwd.getpwnam(somebody)
            os.chown(folder, entry.pw_uid, entry.pw_gid)
            self._as = ["setpriv", f"--reuid={entry.pw_uid}", f"--regid={entry.pw_gid}", "--clear-groups"]
        self._run("initdb", "--auth=trust", "--username=dueto", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        with (folder / "data" / "postgresql.conf").open("a") as settings:
            settings.write(
                f"port = {self.port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = '{folder}'\n"
                "fsync = off\nmax_connections = 50\nshared_buffers = '32MB'\n"
            )

    def url(self, database: str = "postgres") -> str:
        """Return the address of a database."""
        return f"postgresql://dueto@127.0.0.1:{self.port}/{database}"

    def database(self, name: str = "", *, template: str = "template1") -> str:
        """Return the address of a new database: empty, or a copy of another."""
        name = name or f"test_{next(self._names)}"
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(f"create database {name} template {template}")
        return self.url(name)

    def has(self, database: str) -> bool:
        """Return whether there is a database of that name."""
        with psycopg.connect(self.url()) as connection:
            return connection.execute("select 1 from pg_database where datname = %s", [database]).fetchone() is not None

    def dump(self, address: str, file: Path) -> Path:
        """Return the file, with what makes the database at an address again."""
        subprocess.run([self._programs / "pg_dump", "--no-owner", f"--file={file}", address], check=True)
        return file

    def run_sql(self, file: Path, *, into: str) -> None:
        """Run what a file says, on the database at an address."""
        command: list[str | Path] = [
            self._programs / "psql",
            "--quiet",
            "--no-psqlrc",
            "--set=ON_ERROR_STOP=1",
            f"--file={file}",
            into,
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    def start(self) -> None:
        """Start, and return when it takes connections."""
        self._run("pg_ctl", "start", "--wait", "--silent", f"--log={self.folder / 'log'}")

    def stop(self) -> None:
        """Stop at once, as if the machine had been switched off."""
        self._run("pg_ctl", "stop", "--mode=immediate", "--silent")

    def _run(self, program: str, *options: str) -> None:
        # The server keeps what it inherits: pipes would never end.
        command = [*self._as, str(self._programs / program), f"--pgdata={self.folder / 'data'}", *options]
        subprocess.run(command, check=True, cwd=self.folder, stdout=subprocess.DEVNULL, env={"PATH": os.defpath})


def _exists(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def running_cluster() -> Iterator[Cluster]:
    """Yield a cluster that runs, or skip loudly; afterwards nothing of it is left."""
    versions = sorted(VERSIONS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not versions:
        absent(f"PostgreSQL (looked in {VERSIONS})")
    folder = Path(tempfile.mkdtemp(prefix="dueto-postgres-"))
    try:
        cluster = Cluster(folder, programs=versions[-1].parent)
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """Return a cluster for the whole run. Who stops it starts it again."""
    yield from running_cluster()


@pytest.fixture(scope="session")
def postgres_url(postgres: Cluster) -> str:
    """Return the address of a new, empty database for the whole run."""
    return postgres.database()
