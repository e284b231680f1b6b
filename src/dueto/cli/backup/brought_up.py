"""A restored database, brought to this version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dueto.adapters.backup.archive import Manifest, applied_in
from dueto.adapters.voice import Voice
from dueto.cli.speech import refused
from dueto.domain.basics.message import Message, say

if TYPE_CHECKING:
    from django.db.migrations.loader import MigrationLoader


def insist_on_known(manifest: Manifest, *, voice: Voice) -> None:
    """Refuse a backup of a version that this one does not know. Django is loaded."""
    loader = _loader()
    applied = _applied(manifest, loader)
    known = {
        *loader.disk_migrations,
        *(old for key in applied & {*loader.replacements} for old in _replaced(loader, key)),
    }
    if newer := sorted(applied - known):
        raise refused(
            say("The backup was made by a newer version of Dueto ({theirs}; it has {app} {name}). Update first.",
                theirs=manifest.dueto, app=newer[0][0], name=newer[0][1]),
            voice=voice,
        )  # fmt: skip


def furthest(manifest: Manifest) -> list[tuple[str, str]]:
    """Return for each app how far the database of a backup had come. Django is loaded."""
    loader = _loader()
    nodes = loader.graph.node_map
    applied = _applied(manifest, loader) & {*nodes}
    return sorted(
        node for node in applied
        if not any(child.key[0] == node[0] and child.key in applied for child in nodes[node].children)
    )  # fmt: skip


def _loader() -> MigrationLoader:
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415

    return MigrationLoader(connection, ignore_no_migrations=True)


def _applied(manifest: Manifest, loader: MigrationLoader) -> set[tuple[str, str]]:
    """Return what the database had; a migration that replaces others it had is one of them."""
    applied = applied_in(manifest)
    return applied | {key for key in loader.replacements if applied.issuperset(_replaced(loader, key))}


def _replaced(loader: MigrationLoader, key: tuple[str, str]) -> list[tuple[str, str]]:
    return list(loader.replacements[key].replaces)


def forgotten_again(again: int, undecided: int) -> list[Message]:
    """Return what to tell of the ledger."""
    told = [say("Forgotten again: {n}.", n=again)] if again else []
    if undecided:
        told.append(
            say("{n} in the ledger are merged into somebody else in this backup: look at them by hand.", n=undecided)
        )
    return told
