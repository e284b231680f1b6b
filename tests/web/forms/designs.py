"""Forms as marketing designs them, for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from dueto.apps.base.purposes import CONTACT, NEWSLETTER
from dueto.apps.forms.actions import make_form, publish_form
from dueto.apps.forms.design import Asking, Design, Makes, Question
from dueto.apps.forms.models import Form
from dueto.domain.basics.term import Term
from tests.web.people.world import agreement

ANSWERED = Asking(CONTACT, Term("Acepto que me respondan.", "You may answer me."))
WRITTEN_TO = Asking(NEWSLETTER, Term("Quiero recibir novedades.", "Send me news."), is_required=False)
GUIDE = Design(
    questions=(
        Question("full_name", True), Question("email", True), Question("company"), Question("role"),
        Question("country"), Question("sector"), Question("sites"),
        Question("heard_from", answers=("Un buscador", "Otro")),
    ),
    consents=(ANSWERED, WRITTEN_TO), title=Term("Guía", "Guide"), counts_as="guia", most=4,
)  # fmt: skip
"""A form for a guide, that asks four things at a time."""


def published(name: str, *, by: int, at: datetime, design: Design = GUIDE, **changed: Any) -> Form:
    """Return a form that the world sees."""
    form = make_form(name=name, design=replace(design, **changed), by=by, at=at)
    publish_form(form_id=form.pk, agreement=agreement(), by=by, at=at)
    form.refresh_from_db()
    return form


__all__ = ["GUIDE", "Makes", "published"]
