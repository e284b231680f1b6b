"""Acts classed again: one, or all of a group; and put back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from dueto.apps.agreements.queries import in_force
from dueto.apps.base.access import activity_for
from dueto.apps.base.actions import reclass, reclass_many, undo_reclassing
from dueto.apps.base.queries.reclassed import is_known, people_reclassed
from dueto.apps.base.ruling import BY_HAND, CLASS_WORDS, CLASSES
from dueto.apps.leads.actions import judge
from dueto.apps.leads.queries.set_aside import acts_of_group, people_of, set_aside
from dueto.apps.team.access import NoSuch
from dueto.apps.team.rights import Right
from dueto.domain.basics.message import Message, say, say_many
from dueto.web.addresses import MACHINES
from dueto.web.addresses import person as person_page
from dueto.web.guard import allowed, post_only

if TYPE_CHECKING:
    from dueto.web.reader import Request


@post_only
@allowed(Right.WORK_BASE)
def acts(request: Request, activity_id: int) -> HttpResponse:
    """Class one act of a person again, and judge them at once."""
    activity = activity_for(request.user, activity_id, right=Right.WORK_BASE)
    classed, person_id = request.POST.get("classed", ""), activity.identity.person_id
    if classed not in CLASSES:
        raise NoSuch(activity_id)
    reclass(activity_id=activity.pk, classed=classed, reason=BY_HAND, by=request.user.pk, at=request.now)
    _judge(request, [person_id] if person_id is not None else [])
    says = say("It counts as {classed} now.", classed=CLASS_WORDS[classed])
    return _told(request, [says], person_page(person_id) if person_id is not None else MACHINES)


@post_only
@allowed(Right.WORK_BASE)
def groups(request: Request) -> HttpResponse:
    """Class all acts of a group again, and judge their people at once."""
    classed, mark = request.POST.get("classed", ""), request.POST.get("mark", "")
    version = in_force(request.now)
    aside = set_aside(definitions=version.agreement.definitions if version else (), as_of=request.now)
    group = next((one for one in aside.groups if one.mark == mark), None)
    if group is None or classed not in CLASSES:
        return _told(request, [say("These acts are not set aside any more; look again.")], MACHINES)
    wanted = acts_of_group(group, as_of=request.now)
    done = reclass_many(activity_ids=wanted, classed=classed, by=request.user.pk, at=request.now)
    crossed = _judge(request, people_of(wanted))
    told = [say_many("{n} act classed as {classed}", "{n} acts classed as {classed}", done.changed,
                     classed=CLASS_WORDS[classed])]  # fmt: skip
    if done.done_at is None and done.changed < len(wanted):
        told.append(say("The others follow in a moment."))
    if crossed:
        told.append(say_many("{n} person qualified with it.", "{n} people qualified with it.", crossed))
    return _told(request, told, MACHINES)


@post_only
@allowed(Right.WORK_BASE)
def undoing(request: Request, reclassing_id: int) -> HttpResponse:
    """Put acts back as they were classed before, and judge their people at once."""
    if not is_known(reclassing_id):
        raise NoSuch(reclassing_id)
    people = people_reclassed(reclassing_id)
    undo_reclassing(reclassing_id=reclassing_id, by=request.user.pk, at=request.now)
    _judge(request, people)
    return _told(request, [say("They are put back as they were.")], MACHINES)


def _judge(request: Request, people: Sequence[int]) -> int:
    """Return how many crossed. Whoever is left over, the worker judges: they are stirred."""
    return len(judge(person_ids=people[:100], at=request.now)) if people else 0


def _told(request: Request, says: Sequence[Message], url: str) -> HttpResponse:
    for one in says:
        messages.success(request, request.voice(one))
    response = redirect(url)
    response.status_code = 303
    return response
