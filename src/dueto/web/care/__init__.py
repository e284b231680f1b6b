"""Caring for the base: what is to be mended, duplicates side by side, two who were one taken apart again."""

from __future__ import annotations

from django.urls import URLPattern, path

from dueto.web.care.listing import items, page
from dueto.web.care.pair import decisions, pair, reconsideration
from dueto.web.care.queue import queue, searches
from dueto.web.care.separation import company_separation, separation

urlpatterns: list[URLPattern] = [
    path("care/", page, name="care"),
    path("care/items/<int:item_id>/", items, name="care-item"),
    path("care/duplicates/", queue, name="duplicates"),
    path("care/duplicates/searches/", searches, name="duplicate-searches"),
    path("care/duplicates/<int:pair_id>/", pair, name="duplicate"),
    path("care/duplicates/<int:pair_id>/decision/", decisions, name="duplicate-decision"),
    path("care/duplicates/<int:pair_id>/reconsideration/", reconsideration, name="duplicate-reconsideration"),
    path("care/merges/<int:merge_id>/", separation, name="separation"),
    path("care/company-merges/<int:merge_id>/", company_separation, name="company-separation"),
]
