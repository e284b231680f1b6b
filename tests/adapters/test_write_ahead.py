"""PostgreSQL's write-ahead log holds what was deleted, says how long, and is emptied by whoever has the rights."""

from __future__ import annotations

import psycopg
import pytest

from dueto.adapters.backup.write_ahead import empty, held, may_empty, position
from tests.apps.privacy.spelt import holds
from tests.postgres import Cluster

pytestmark = pytest.mark.enable_socket
SECRET = "zenobia.quintanar@aguasclaras.example"


def test_what_was_deleted_is_gone_from_every_file_once_the_log_is_emptied(postgres: Cluster) -> None:
    data = postgres.folder / "data"
    with psycopg.connect(postgres.database(), autocommit=True) as server:
        server.execute("create table one (id int primary key, mail text)")
        server.execute("create index on one (mail)")
        for number in range(3):  # over several segments, as days of work would be
            server.execute("insert into one select n, %s::text || n from generate_series(%s::int, %s::int) n",
                           [SECRET, number * 1000, number * 1000 + 999])  # fmt: skip
            server.execute("select pg_switch_wal()")
        server.execute("checkpoint")
        server.execute("delete from one")
        server.execute("vacuum (full, analyze) one")
        server.execute("vacuum (full) pg_catalog.pg_statistic")
        mark = position(server)
        server.execute("checkpoint")
        before, there = held(server, mark), set(holds(data, [SECRET]))

        is_empty = empty(server, position(server))

        assert there
        assert all(name.startswith("pg_wal/") for name in there), there
        assert before.octets > 2 * 1_000_000_000, "twice the max_wal_size of a server as it comes"
        assert not before.is_over
        assert is_empty
        assert holds(data, [SECRET]) == {}


def test_a_slot_that_keeps_the_log_is_named_and_nothing_is_called_empty(postgres: Cluster) -> None:
    with psycopg.connect(postgres.database(), autocommit=True) as server:
        server.execute("select pg_create_physical_replication_slot('replica', true)")
        try:
            mark = position(server)
            assert held(server, mark).slot == "replica"
            assert not empty(server, mark)
        finally:
            server.execute("select pg_drop_replication_slot('replica')")
        assert empty(server, position(server))


def test_three_rights_are_enough(postgres: Cluster) -> None:
    address = postgres.database()
    with psycopg.connect(address, autocommit=True) as superuser:
        superuser.execute("create role plain login")
        with psycopg.connect(address.replace("dueto@", "plain@"), autocommit=True) as server:
            mark = position(server)
            assert not may_empty(server)
            assert held(server, mark).octets > 0
            superuser.execute("grant pg_checkpoint to plain")
            superuser.execute("grant execute on function pg_switch_wal(), pg_ls_waldir() to plain")
            assert may_empty(server)
            assert empty(server, mark)
        superuser.execute("drop owned by plain")
        superuser.execute("drop role plain")
