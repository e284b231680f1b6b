"""The search by any scrap: an index of every three signs of what is searchable, kept by the database itself."""

from __future__ import annotations

import sys
from typing import Any

from django.db import DatabaseError, migrations, transaction

TABLE = """CREATE VIRTUAL TABLE base_scrap USING fts5(
    searchable, content='base_card', content_rowid='person_id', tokenize='trigram', detail='none')"""
TRIGGERS = (
    """CREATE TRIGGER base_scrap_came AFTER INSERT ON base_card BEGIN
        INSERT INTO base_scrap(rowid, searchable) VALUES (new.person_id, new.searchable); END""",
    """CREATE TRIGGER base_scrap_went AFTER DELETE ON base_card BEGIN
        INSERT INTO base_scrap(base_scrap, rowid, searchable) VALUES ('delete', old.person_id, old.searchable); END""",
    """CREATE TRIGGER base_scrap_changed AFTER UPDATE OF person_id, searchable ON base_card
        WHEN old.searchable IS NOT new.searchable OR old.person_id IS NOT new.person_id BEGIN
        INSERT INTO base_scrap(base_scrap, rowid, searchable) VALUES ('delete', old.person_id, old.searchable);
        INSERT INTO base_scrap(rowid, searchable) VALUES (new.person_id, new.searchable); END""",
)
CANNOT = """
The search by any scrap wants the extension pg_trgm, and this user of the database may not create it:
{error}
Searching works without it, slowly in a large base. Let an owner of the database run
    CREATE EXTENSION pg_trgm; CREATE INDEX base_card_scraps ON base_card USING gin (searchable gin_trgm_ops);
"""


def index_scraps(apps: Any, schema_editor: Any) -> None:
    """Make the index: on SQLite a table that triggers keep, on PostgreSQL an index of the column."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(TABLE)
            if connection.Database.sqlite_version_info >= (3, 42):  # else what is taken out goes when it is scrubbed
                cursor.execute("INSERT INTO base_scrap(base_scrap, rank) VALUES ('secure-delete', 1)")
            cursor.execute("INSERT INTO base_scrap(base_scrap) VALUES ('rebuild')")
            for trigger in TRIGGERS:
                cursor.execute(trigger)
            return
        try:
            with transaction.atomic(using=connection.alias):
                cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
                cursor.execute("CREATE INDEX base_card_scraps ON base_card USING gin (searchable gin_trgm_ops)")
        except DatabaseError as error:
            sys.stderr.write(CANNOT.format(error=error))


def drop_index(apps: Any, schema_editor: Any) -> None:
    """Take the index away again."""
    with schema_editor.connection.cursor() as cursor:
        if schema_editor.connection.vendor == "sqlite":
            for name in ("came", "went", "changed"):
                cursor.execute(f"DROP TRIGGER base_scrap_{name}")
            cursor.execute("DROP TABLE base_scrap")
        else:
            cursor.execute("DROP INDEX IF EXISTS base_card_scraps")


class Migration(migrations.Migration):
    replaces = [("base", "0011_index_scraps")]
    dependencies = [("base", "0001_squashed")]

    operations = [migrations.RunPython(index_scraps, drop_index)]
