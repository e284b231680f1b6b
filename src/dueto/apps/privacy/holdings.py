"""Where something is held about a person: worked out from the tables themselves, so that no new one is forgotten.

A table belongs to a person if it points to a person or an identity, directly or over others that do. What stands in a
module called `personal` is deleted with them; of the others the rows stay, by number, without their personal words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from django.apps import apps
from django.db import models
from django.db.models import Q

from dueto.apps.base.models import Identity, Person

DEEPEST: Final = 3
OWN_PATHS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "imports.RefusedRow": ("person_id",), "journal.Entry": ("person_id",),
        "webhooks.Received": ("person_id",),
    }
)  # fmt: skip
"""Tables that name a person by number alone."""
BLANKED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"handoff.Return": ("note", "answer_note", "which_one"), "leads.Lead": ("to_whom",)}
)
"""Words about people in tables whose rows stay: they are emptied."""
RECKONED: Final = frozenset({"leads.Verdict", "leads.Bearer"})
"""Tables that say nothing personal and are reckoned anew from what is known: of nobody there is nothing to reckon."""
OTHERWISE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "base.Word": "goes with the last card that bears it",
        "leads.Bulk": "loses the words that name them",
        "leads.SavedView": "loses the words that name them",
        "imports.RefusedRow": "rows that are nobody's: searched for the names and handles of who is forgotten",
        "imports.Upload": "searched, and the file deleted",
        "webhooks.Body": "searched, and deleted",
        "webhooks.Answered": "searched, and deleted",
    }
)
"""Personal tables without a link to a person, and how they are cared for; `erasing` does it."""
NOT_THEIRS: Final = frozenset({"base.Company", "base.Source", "base.Stirred", "base.Unwatched", "privacy.Erasure"})
"""Tables that are not about one person alone, or that only say that work waits."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One table with the ways that lead from it to a person."""

    model: type[models.Model]
    paths: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return `app.Model`."""
        return self.model._meta.label

    @property
    def is_personal(self) -> bool:
        """Whether its rows may tell who somebody is."""
        return is_personal(self.model)

    @property
    def goes(self) -> bool:
        """Whether its rows go when somebody is forgotten."""
        return self.is_personal or self.name in RECKONED

    def rows(self, person_ids: Iterable[int]) -> models.QuerySet[models.Model]:
        """Return the rows about these people."""
        ids = list(person_ids)
        wanted = Q()
        for path in self.paths:
            wanted |= Q(**{f"{path}__in": ids})
        return self.model._default_manager.filter(wanted)


def is_personal(model: type[models.Model]) -> bool:
    """Return whether a model stands in a module in which personal values may stand."""
    return "personal" in model.__module__.split(".")


def ours() -> list[type[models.Model]]:
    """Return every model of Dueto."""
    return [model for model in apps.get_models() if model.__module__.startswith("dueto.apps.")]


@cache
def holdings() -> tuple[Holding, ...]:
    """Return every table that holds something about a person, by name."""
    found = []
    for model in ours():
        label = model._meta.label
        paths = OWN_PATHS.get(label) or tuple(sorted(_paths(model, DEEPEST, frozenset({model}))))
        if paths and label not in NOT_THEIRS:
            found.append(Holding(model, paths))
    return tuple(sorted(found, key=lambda holding: holding.name))


def _paths(model: type[models.Model], depth: int, seen: frozenset[type[models.Model]]) -> Iterable[str]:
    """Return the ways from a model to the number of a person, the nearest only: what is nearer says the same."""
    if model is Person:
        return ["pk"]
    direct = [field for field in _links(model) if field.related_model in (Person, Identity)]
    if direct:
        return [field.attname if field.related_model is Person else f"{field.name}__person_id" for field in direct]
    if depth == 0:
        return []
    return [
        f"{field.name}__{path}"
        for field in _links(model)
        if isinstance(field.related_model, type) and field.related_model not in seen and _is_ours(field.related_model)
        for path in _paths(field.related_model, depth - 1, seen | {field.related_model})
    ]


def _links(model: type[models.Model]) -> list[models.ForeignKey[models.Model]]:
    return [field for field in model._meta.get_fields() if isinstance(field, models.ForeignKey)]


def _is_ours(model: type[models.Model]) -> bool:
    return model.__module__.startswith("dueto.apps.") and model._meta.label not in NOT_THEIRS
