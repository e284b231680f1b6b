"""A restored database, brought to this version."""

from __future__ import annotations

from dueto.adapters.backup.archive import Manifest, applied_in
from dueto.adapters.voice import Voice
from dueto.cli.speech import refused
from dueto.domain.basics.message import Message, say


def insist_on_known(manifest: Manifest, *, voice: Voice) -> None:
    """Refuse a backup of a version that this one does not know. Django is loaded."""
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415

    known = set(MigrationLoader(connection, ignore_no_migrations=True).disk_migrations)
    if newer := sorted(applied_in(manifest) - known):
        raise refused(
            say("The backup was made by a newer version of Dueto ({theirs}; it has {app} {name}). Update first.",
                theirs=manifest.dueto, app=newer[0][0], name=newer[0][1]),
            voice=voice,
        )  # fmt: skip


def furthest(manifest: Manifest) -> list[tuple[str, str]]:
    """Return for each app how far the database of a backup had come. Django is loaded."""
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415

    graph = MigrationLoader(connection, ignore_no_migrations=True).graph
    applied = applied_in(manifest) & set(graph.nodes)
    return sorted(
        node for node in applied
        if not any(child.key[0] == node[0] and child.key in applied for child in graph.node_map[node].children)
    )  # fmt: skip


def forgotten_again(again: int, undecided: int) -> list[Message]:
    """Return what to tell of the ledger."""
    told = [say("Forgotten again: {n}.", n=again)] if again else []
    if undecided:
        told.append(
            say("{n} in the ledger are merged into somebody else in this backup: look at them by hand.", n=undecided)
        )
    return told
