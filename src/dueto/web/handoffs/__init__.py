"""One hand-off: everything about it, and each thing that can be done with it, by its own noun."""

from __future__ import annotations

from django.urls import path

from dueto.web.handoffs import answers, attempts, page, passing, sales

urlpatterns = [
    path("handoffs/<int:handoff_id>/", page.page, name="handoff"),
    path("handoffs/<int:handoff_id>/acceptance/", answers.acceptance, name="acceptance"),
    path("handoffs/<int:handoff_id>/return/", answers.giving_back, name="return"),
    path("handoffs/<int:handoff_id>/attempts/", attempts.attempts, name="attempts"),
    path("handoffs/<int:handoff_id>/plan/", attempts.plan, name="plan"),
    path("handoffs/<int:handoff_id>/opportunity/", sales.opportunity, name="opportunity"),
    path("handoffs/<int:handoff_id>/outcome/", sales.outcome, name="outcome"),
    path("handoffs/<int:handoff_id>/reassignment/", passing.reassignment, name="reassignment"),
    path("handoffs/<int:handoff_id>/question/", passing.question, name="question"),
]
