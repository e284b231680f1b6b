"""One person: who, how they stand and why, what lacks and how to get it, everything they did."""

from __future__ import annotations

from django.urls import URLPattern, path

from dueto.web.people.claims import claims
from dueto.web.people.facts import facts, notes
from dueto.web.people.page import acts, page
from dueto.web.people.talks import talks, withdrawals

urlpatterns: list[URLPattern] = [
    path("people/<int:person_id>/", page, name="person"),
    path("people/<int:person_id>/acts/", acts, name="acts"),
    path("people/<int:person_id>/facts/", facts, name="facts"),
    path("people/<int:person_id>/notes/", notes, name="notes"),
    path("people/<int:person_id>/claim/", claims, name="claim"),
    path("people/<int:person_id>/talks/", talks, name="talks"),
    path("talks/<int:message_id>/withdrawal/", withdrawals, name="talk-withdrawal"),
]
