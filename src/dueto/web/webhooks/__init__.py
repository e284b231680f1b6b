"""Other programs: who is told of events, who may tell us something, and how it went. For administrators."""

from __future__ import annotations

from django.urls import path

from dueto.web.webhooks import inward, listing, outward

urlpatterns = [
    path("webhooks/", listing.listing, name="webhooks"),
    path("webhooks/new/", outward.new, name="webhook-new"),
    path("webhooks/<int:webhook_id>/", outward.one, name="webhook"),
    path("webhooks/<int:webhook_id>/change/", outward.change, name="webhook-change"),
    path("webhooks/<int:webhook_id>/pause/", outward.pause, name="webhook-pause"),
    path("webhooks/<int:webhook_id>/resumption/", outward.resume, name="webhook-resumption"),
    path("webhooks/<int:webhook_id>/secret/", outward.rotate, name="webhook-secret"),
    path("webhooks/<int:webhook_id>/test/", outward.test, name="webhook-test"),
    path("webhooks/<int:webhook_id>/replay/", outward.replay, name="webhook-replay"),
    path("webhooks/<int:webhook_id>/end/", outward.end, name="webhook-end"),
    path("webhooks/deliveries/<int:delivery_id>/retry/", outward.retry, name="webhook-retry"),
    path("webhooks/doors/new/", inward.new, name="door-new"),
    path("webhooks/doors/<int:door_id>/", inward.one, name="door"),
    path("webhooks/doors/<int:door_id>/mapping/", inward.mend, name="door-mapping"),
    path("webhooks/doors/<int:door_id>/secret/", inward.rotate, name="door-secret"),
    path("webhooks/doors/<int:door_id>/replay/", inward.replay, name="door-replay"),
    path("webhooks/doors/<int:door_id>/closing/", inward.close, name="door-closing"),
]
