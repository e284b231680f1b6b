"""The catalogue: what lacks first, then what there is by stage and persona, then what each piece does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

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
    """Return the catalogue with its gaps, of one kind if the address names it."""
    version = in_force(request.now)
    record: Any = version.record if version else {}
    everything = catalogue(retired=True)
    contents = [one for one in everything if one.retired_at is None]
    personas = [one["name"] for one in record.get("personas", ())]
    asked = request.GET.get("kind", "")
    kind = asked if asked in KINDS else ""
    shown = [one for one in contents if kind in ("", one.kind)]
    lacks = [lack(one, kind=kind) for one in gaps(shown, record, kind=kind, as_of=request.now)]
    context = {
        "has_content": bool(contents),
        "tabs": _tabs(contents, kind),
        "kind": KINDS.get(kind),
        "new_url": f"/content/new/?{urlencode({'kind': kind})}" if kind else "/content/new/",
        "lacks": lacks[:FIRST],
        "more_lacks": lacks[FIRST:],
        "many_lacks": len(lacks),
        "personas": personas,
        "matrix": rows(shown, personas, kind=kind),
        "columns": _columns(),
        "rows": [_row(one) for one in shown],
        "retired": [one for one in everything if one.retired_at is not None],
        "may_change": may(request.user, Right.WORK_BASE),
    }
    return render(request, "content/catalogue.html", context)


def _tabs(contents: Sequence[Content], kind: str) -> list[dict[str, Any]]:
    """Return every kind to choose from with how much there is of it; what there is none of is a gap, too."""
    many = Counter(one.kind for one in contents)
    every = {"label": say("Of every kind"), "url": "/content/", "is_current": not kind, "count": len(contents)}
    return [
        every,
        *(
            {"label": words, "url": f"/content/?kind={name}", "is_current": name == kind, "count": many[name]}
            for name, words in KINDS.items()
        ),
    ]


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
