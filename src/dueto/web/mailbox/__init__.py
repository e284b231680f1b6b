"""The mailbox: what people wrote to us, what Dueto took it for, and what a colleague makes of it."""

from __future__ import annotations

from django.urls import URLPattern, path

from dueto.web.mailbox.page import page
from dueto.web.mailbox.sorting import kinds, owners, readings, settlements

urlpatterns: list[URLPattern] = [
    path("mailbox/", page, name="mailbox"),
    path("mailbox/<int:message_id>/kind/", kinds, name="mailbox-kind"),
    path("mailbox/<int:message_id>/person/", owners, name="mailbox-person"),
    path("mailbox/<int:message_id>/settlement/", settlements, name="mailbox-settlement"),
    path("mailbox/readings/", readings, name="mailbox-reading"),
]
