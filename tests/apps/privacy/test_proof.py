"""Case 24: erase a person, and no byte of name, mail, phone or free text is anywhere; every count is as it was."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings

from tests import migrated
from tests.apps.privacy.house import SECRETS
from tests.apps.privacy.spelt import holds
from tests.postgres import Cluster
from tests.work.running import COMMAND, ROOT


@dataclass(frozen=True)
class Place:
    """Two homes with their databases, and where the files are that hold what stands in one."""

    first: tuple[Path, str]
    second: tuple[Path, str]
    files: Callable[[Path, str], Path]


KEEPER = "keeper"
HOUSE = "import django; django.setup(); from tests.apps.privacy.house import main; main()"


def _run(*command: str, home: Path, database: str) -> str:
    environment = {
        **os.environ, "DUETO_HOME": str(home), "DUETO_DATABASE": database, "DUETO_SECRET_KEY": "k" * 50,
        "DUETO_TESTING": "1", "DJANGO_SETTINGS_MODULE": "dueto.config.settings", "LANG": "en_US.UTF-8",
        "PORT": "1", "COLLECT_PORT": "1", "WORK_PORT": "1", "TEST_SERVER": _as_superuser(database),
    }  # fmt: skip
    log = home.parent / f"{home.name}.log"
    with log.open("ab") as said:
        done = subprocess.run(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=said, text=True)
    assert done.returncode == 0, log.read_text()[-3000:]
    return done.stdout


def _proof(*asked: str, home: Path, database: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(_run(sys.executable, "-c", HOUSE, *asked, home=home,
                                             database=database).splitlines()[-1])  # fmt: skip
    return answer


def _dueto(*asked: str, home: Path, database: str) -> None:
    _run(*COMMAND, *asked, home=home, database=database)


@pytest.fixture
def place(tmp_path: Path, request: pytest.FixtureRequest) -> Place:
    """Return two empty installations on the database that this run is about."""
    first, second = tmp_path / "home", tmp_path / "other"
    first.mkdir()
    if settings.IS_SQLITE:
        migrated.place(first)
        return Place((first, ""), (second, ""), lambda home, _database: home)
    cluster: Cluster = request.getfixturevalue("postgres")
    own, other = (_owned(cluster) for _ in range(2))
    return Place((first, own), (second, other), lambda _home, database: _heap(cluster, database))


def test_case_24_no_byte_of_who_was_forgotten_is_left(
    tmp_path: Path, place: Place, request: pytest.FixtureRequest
) -> None:
    home, database = place.first
    lived = _proof("live", str(place.files(home, database)), home=home, database=database)
    other, another = place.second
    _dueto("restore", lived["backup"], home=other, database=another)
    restored = _proof("counts", home=other, database=another)

    assert lived["found"], "nothing was there before: the search proves nothing"
    assert holds(home, SECRETS, but_not=("backups",)) == {}
    assert holds(place.files(home, database), SECRETS, but_not=("backups",)) == {}
    assert holds(place.files(other, another), SECRETS) == {}
    assert [file.name for file in tmp_path.glob("*.log") if "zenobia" in file.read_text().lower()] == []
    _assert_same(lived, restored)
    _dueto("restore", "--replace", lived["backup"], home=other, database=another)
    assert holds(place.files(other, another), SECRETS) == {}
    if not settings.IS_SQLITE:
        _assert_the_log_is_emptied(request.getfixturevalue("postgres"), home, database)


def _assert_the_log_is_emptied(cluster: Cluster, home: Path, database: str) -> None:
    """The log of the server holds whom was forgotten, says so, and does not once the rights are given."""
    data = cluster.folder / "data"
    held = holds(data, SECRETS)
    first = _proof("clear", home=home, database=database)
    still = holds(data / "pg_wal", SECRETS)
    with psycopg.connect(_as_superuser(database), autocommit=True) as superuser:
        superuser.execute(f"grant pg_checkpoint to {KEEPER}")
        superuser.execute(f"grant execute on function pg_switch_wal(), pg_ls_waldir() to {KEEPER}")
    second = _proof("clear", home=home, database=database)

    assert {Path(name).parts[0] for name in held} == {"pg_wal"}, "heap and indexes hold nothing, the log does"
    assert still
    assert (first["left"], second["left"]) == (1, 0)
    assert "MB" in first["said"][0]
    assert f'GRANT pg_checkpoint TO "{KEEPER}"' in first["said"][0]
    assert holds(cluster.folder, SECRETS) == {}


def _as_superuser(database: str) -> str:
    return database.replace(f"{KEEPER}@", "dueto@")


def _owned(cluster: Cluster) -> str:
    """Return the address of a new database whose owner has no right beyond it."""
    address = cluster.database()
    name = address.rpartition("/")[2]
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        if connection.execute("select from pg_roles where rolname = %s", [KEEPER]).fetchone() is None:
            connection.execute(f"create role {KEEPER} login")
        connection.execute(f"alter database {name} owner to {KEEPER}")
    return address.replace("dueto@", f"{KEEPER}@")


def _assert_same(lived: dict[str, Any], restored: dict[str, Any]) -> None:
    """The person and the passage are counted as before; only the erasure itself is new."""
    assert lived["counts"].pop("forgotten") == restored["counts"].pop("forgotten") == 1
    assert lived["before"].pop("forgotten") == 0
    assert lived["counts"] == restored["counts"] == lived["before"]


def _heap(cluster: Cluster, database: str) -> Path:
    """Return the folder with the files of a database, everything written into them."""
    with psycopg.connect(_as_superuser(database), autocommit=True) as connection:
        connection.execute("checkpoint")
        row = connection.execute("select oid from pg_database where datname = current_database()").fetchone()
    assert row is not None
    return cluster.folder / "data" / "base" / str(row[0])


@pytest.fixture(autouse=True)
def _sockets_open(socket_enabled: None) -> None:
    """A server of our own is talked to."""
