"""The catalogue of content: what there is, what it does, and what lacks."""

from __future__ import annotations

from django.urls import URLPattern, path

from dueto.web.content import catalogue, one

urlpatterns: list[URLPattern] = [
    path("content/", catalogue.page, name="content"),
    path("content/new/", one.new, name="content_new"),
    path("content/<int:content_id>/", one.page, name="content_one"),
    path("content/<int:content_id>/file/", one.file, name="content_file"),
    path("content/<int:content_id>/retirement/", one.retire, name="content_retirement"),
    path("content/<int:content_id>/return/", one.restore, name="content_return"),
]
