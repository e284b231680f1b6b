"""The first page: the score, one sentence, and the people to enter as; entering in the demo; the language."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from dueto.adapters.voice import LANGUAGES
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.domain.basics.message import Message, say
from dueto.web import addresses
from dueto.web.board.score import stave_of
from dueto.web.guard import post_only, public, read_only
from dueto.web.live import changes_of_demo
from dueto.web.melody import melody
from dueto.web.reader import COOKIE, Request
from dueto.work.demo.cast import mail_of
from dueto.world.cast import CAST, GRACIELA, JULIA, MARA, Team
from dueto.world.cast import Member as Cast

YEAR = 365 * 24 * 3600
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TEAMS = {Team.MARKETING: say("marketing"), Team.SALES: say("sales"), Team.MANAGEMENT: say("management")}
FIRST = (MARA, JULIA, GRACIELA)


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody of the cast to enter as."""

    key: str
    name: str
    first_name: str
    role: str
    team: Message
    voice: str


@read_only
@public
def landing(request: Request) -> HttpResponse:
    """Return the first page, or lead a member to theirs."""
    if request.user.is_authenticated and request.user.is_member:
        return redirect(addresses.home_of(request.user))
    context = {
        "stave": stave_of(request, opens=False) if settings.DEMO else None,
        "passage": melody(request.now),
        "first": [_entry(member) for member in FIRST] if settings.DEMO else [],
        "others": [_entry(member) for member in _others()] if settings.DEMO else [],
        "live_url": reverse("landing_changes") if settings.DEMO else "",
        "log_in": addresses.LOG_IN,
    }
    return render(request, "landing/landing.html", context)


@read_only
@public
def score_of_demo(request: Request) -> HttpResponse:
    """Return the score of the demo alone, whose notes open nobody."""
    if not settings.DEMO:
        raise Http404
    return render(request, "landing/score.html", {"stave": stave_of(request, opens=False)})


@post_only
@public
def enter(request: Request) -> HttpResponse:
    """Log in as one of the cast: in the demo only, where everybody is invented."""
    if not settings.DEMO:
        raise Http404
    member = get_user_model().objects.filter(email=mail_of(request.POST.get("key", "")), is_active=True).first()
    if member is None or not member.is_member:
        raise Http404
    login(request, member, backend=BACKEND)
    record(Tag.MEMBER_ENTERED, subject="member", subject_id=member.pk, by=member.pk, at=request.now)
    return redirect("/")


@post_only
@public
def language(request: Request) -> HttpResponse:
    """Keep the language chosen in this browser, and go back to where it was chosen."""
    back = request.POST.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = redirect(back if is_ours else "/")
    response.status_code = 303
    if (chosen := request.POST.get("language", "")) in LANGUAGES:
        response.set_cookie(COOKIE, chosen, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    return response


def _others() -> list[Cast]:
    return [member for member in CAST if member not in FIRST and member.team is not Team.STRANGER]


def _entry(member: Cast) -> Entry:
    voice = str(member.team) if member.team in (Team.MARKETING, Team.SALES) else ""
    return Entry(member.key, member.name, member.name.split()[0], member.role, TEAMS[member.team], voice)


urlpatterns: list[URLPattern] = [
    path("", landing, name="landing"),
    path("score/", score_of_demo, name="landing_score"),
    path("score/changes/", changes_of_demo, name="landing_changes"),
    path("enter/", enter, name="enter"),
    path("language/", language, name="language"),
]
