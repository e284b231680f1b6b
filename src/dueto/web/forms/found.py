"""Which form an address means, and in which language it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render

from dueto.adapters.voice import LANGUAGES
from dueto.apps.agreements.queries import in_force
from dueto.apps.forms.actions.sending import asked_to_agree
from dueto.apps.forms.design import Asking, Design
from dueto.apps.forms.queries.published import Archived, published
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.basics.message import Value
from dueto.web.forms.questions import consent_words, title
from dueto.web.reader import voice_of

if TYPE_CHECKING:
    from dueto.web.reader import Request


@dataclass(frozen=True, slots=True)
class Found:
    """One form as the world sees it."""

    name: str
    design: Design
    version_id: int | None
    agreement: Agreement

    @property
    def title(self) -> Value:
        """What it is called."""
        return title(self.name, self.design)


def found(request: Request, name: str) -> Found:
    """Return the form of this name, and make the request speak a language of it; 404 if there is none."""
    version = in_force(request.now)
    form = published(name, version.agreement) if version is not None else None
    if version is None or form is None:
        raise Http404("no such form")
    speak(request, form.design.languages)
    return Found(name, form.design, form.version_id, version.agreement)


def consents(request: Request, form: Found) -> list[tuple[Asking, str]]:
    """Return the consents that the form asks for, each with its text as this reader reads it."""
    usual = consent_words(form.agreement, voice=request.voice)
    return asked_to_agree(form.design, fallback=usual, language=request.voice.language)


def speak(request: Request, languages: tuple[str, ...] = LANGUAGES) -> None:
    """Read the page in the language that its address or the form itself asks for, as far as the form has it."""
    asked_for = request.GET.get("lang") or request.POST.get("lang") or request.voice.language
    if asked_for not in languages:
        asked_for = request.voice.language if request.voice.language in languages else languages[0]
    if asked_for != request.voice.language:
        request.voice = voice_of(asked_for, request.voice.locale.territory or "PE")


def gone(request: Request, refused: Archived) -> HttpResponse:
    """Return the page of a form that was put away."""
    speak(request)
    return render(request, "forms/gone.html", {"form": str(refused)}, status=410)
