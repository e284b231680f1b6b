"""The catalogue: what lacks first, then what there is by stage and persona, then what each piece does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from django.http import HttpResponse
from django.shortcuts import render

from dueto.apps.agreements.queries import in_force
from dueto.apps.forms.kinds import KINDS, STAGES
from dueto.apps.forms.queries.content import catalogue
from dueto.apps.leads.queries.gaps import gaps
from dueto.apps.team.rights import Right, may
from dueto.domain.basics.message import Value, say
from dueto.web.content.gaps import lack, rows
from dueto.web.guard import members, read_only

if TYPE_CHECKING:
    from dueto.apps.forms.models import Content
    from dueto.web.reader import Request

FIRST: Final = 6
"""So many of what lacks are shown at once; the others fold away."""


@read_only
@members
def page(request: Request) -> HttpResponse:
    """Return the catalogue with its gaps."""
    version = in_force(request.now)
    record: Any = version.record if version else {}
    everything = catalogue(retired=True)
    contents = [one for one in everything if one.retired_at is None]
    personas = [one["name"] for one in record.get("personas", ())]
    lacks = [lack(one) for one in gaps(contents, record, as_of=request.now)]
    context = {
        "has_content": bool(contents),
        "lacks": lacks[:FIRST],
        "more_lacks": lacks[FIRST:],
        "personas": personas,
        "matrix": rows(contents, personas),
        "columns": _columns(),
        "rows": [_row(one) for one in contents],
        "retired": [one for one in everything if one.retired_at is not None],
        "may_change": may(request.user, Right.WORK_BASE),
    }
    return render(request, "content/catalogue.html", context)


def _columns() -> list[dict[str, Any]]:
    words = (say("Content"), say("Kind"), say("Stage"), say("For whom"))
    counts = (
        say("Visits"),
        say("Used"),
        say("People"),
        say("Qualified afterwards"),
        say("Accepted by sales afterwards"),
    )
    return [
        *({"label": one, "is_number": False} for one in words),
        *({"label": one, "is_number": True} for one in counts),
    ]


def _row(content: Content) -> list[dict[str, Any]]:
    whom: Value = tuple(content.personas) if content.personas else say("for everybody")
    texts: Sequence[Value] = (content.title, KINDS[content.kind], STAGES[content.stage], whom)
    counts = (content.visits, content.downloads, content.people, content.qualified, content.accepted)
    return [
        {
            "text": text, "column": column["label"], "is_number": column["is_number"],
            "href": f"/content/{content.pk}/" if number == 0 else "",
        }
        for number, (text, column) in enumerate(zip([*texts, *counts], _columns(), strict=True))
    ]  # fmt: skip
