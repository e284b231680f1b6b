"""From which sites a form may be sent, and which may show it within their pages."""

from __future__ import annotations

from urllib.parse import urlsplit

from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse


def sites() -> list[str]:
    """Return the company's own sites, as origins: https://www.nevadal.example."""
    return [str(site).rstrip("/") for site in settings.FORM_SITES]


def is_ours(request: HttpRequest) -> bool:
    """Return whether a form was sent from a page of Dueto itself. Browsers that hide where from are believed."""
    origin = request.headers.get("Origin", "")
    return origin in ("", "null") or urlsplit(origin).netloc == request.get_host()


def is_of_company(request: HttpRequest) -> bool:
    """Return whether a form was sent from one of the company's sites."""
    return request.headers.get("Origin", "") in sites()


def site_of(request: HttpRequest) -> str:
    """Return the site of the company from which a form was sent, else the first of them; empty if there is none."""
    origin = request.headers.get("Origin", "")
    return origin if origin in sites() else next(iter(sites()), "")


def framed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return the answer so that the company's sites may show it inside their pages; without any, nobody may."""
    if around := sites():
        csp_replace({"frame-ancestors": around})(lambda _: response)(request)
        csp_update({"form-action": around})(lambda _: response)(request)
    return response


def with_script(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return the answer so that the script which knows the visitor may run in it, and the form lead to a site."""
    beside = [settings.COLLECT_ADDRESS] if settings.COLLECT_ADDRESS else []
    csp_update({"script-src": beside, "connect-src": beside, "form-action": sites()})(lambda _: response)(request)
    return response
