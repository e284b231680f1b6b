"""Who works here: the list, one member, invitations, absences, and the keys of other programs."""

from __future__ import annotations

from django.urls import path

from dueto.web.members import absences, joining, one, team, tokens

urlpatterns = [
    path("members/", team.members_page, name="members"),
    path("members/<int:member_id>/", one.member_page, name="member"),
    path("members/<int:member_id>/change/", one.change, name="member-change"),
    path("members/<int:member_id>/place/", one.place, name="member-place"),
    path("members/<int:member_id>/absences/", absences.note, name="member-absences"),
    path("members/invitations/", team.invite, name="invitations"),
    path("members/invitations/<int:invitation_id>/withdrawal/", team.withdraw, name="invitation-withdrawal"),
    path("invitations/<str:code>/", joining.invitation, name="invitation"),
    path("absences/", absences.absences, name="absences"),
    path("absences/<int:absence_id>/end/", absences.end, name="absence-end"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<int:token_id>/revocation/", tokens.revoke, name="token-revocation"),
]
