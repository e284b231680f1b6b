"""Which forms the world sees: those that are designed and published, and those that the agreement calls for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dueto.apps.base.forms import form_names
from dueto.apps.forms.design import Design, design_from, design_of
from dueto.apps.forms.models import Form, FormVersion
from dueto.domain.agreement.agreement import Agreement


@dataclass(frozen=True, slots=True)
class Published:
    """One form as it is asked now. `version_id` is None where the agreement alone calls for it."""

    name: str
    design: Design
    version_id: int | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """One form in the list of those who work on them."""

    name: str
    design: Design
    number: int
    is_designed: bool
    is_changed: bool
    archived_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether the world can send it."""
        return self.archived_at is None and (self.number > 0 or not self.is_designed)


class Archived(Exception):
    """The form was there, and has been put away."""


def published(name: str, agreement: Agreement) -> Published | None:
    """Return the form of this name, None if there is none; raise `Archived` if it was put away. One query."""
    form = Form.objects.select_related("version").filter(name=name).first()
    if form is not None and form.archived_at is not None:
        raise Archived(name)
    if form is not None and form.version is not None:
        return Published(name, design_from(form.version.design), form.version_id, form.version.number)
    return Published(name, design_of(agreement, name)) if name in form_names(agreement) else None


def versions_of(name: str, *, limit: int = 20) -> list[FormVersion]:
    """Return the published versions of a form, the newest first, with who published each. One query."""
    rows = FormVersion.objects.filter(form__name=name).select_related("published_by")
    return list(rows.order_by("-number")[:limit])


def listed(agreement: Agreement | None) -> list[Listed]:
    """Return every form: those of the agreement first, as it names them, then the newest. One query."""
    designed = {form.name: form for form in Form.objects.select_related("version").order_by("-created_at", "-id")}
    called_for = form_names(agreement) if agreement else ()
    rows = []
    for name in dict.fromkeys((*called_for, *designed)):
        form = designed.get(name)
        if form is None:
            assert agreement is not None
            rows.append(Listed(name, design_of(agreement, name), 0, False, False, None))
        else:
            shown = form.version.design if form.version else form.draft
            rows.append(
                Listed(
                    name, design_from(shown), form.version.number if form.version else 0, True, form.is_changed,
                    form.archived_at,
                )
            )  # fmt: skip
    return rows
