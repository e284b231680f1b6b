"""Where the links of our mails lead through: what was opened is taken down, and the reader goes on at once."""

from __future__ import annotations

from base64 import b64decode
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.crypto import salted_hmac

from dueto.apps.base.actions import mail_opened
from dueto.apps.base.mail_links import read_link
from dueto.web.guard import public, read_only
from dueto.web.patience import network_of

if TYPE_CHECKING:
    from dueto.web.reader import Request

DOT = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
"""One point that nobody sees."""


@read_only
@public
def mail_link(request: Request, token: str) -> HttpResponse:
    """Return the way to where a link of a mail leads; for the mail itself a picture of one point."""
    link = read_link(token)
    if link is None:
        raise Http404("not a link of ours")
    mail_opened(
        link, method=request.method or "GET", agent=request.headers.get("User-Agent", ""), at=request.now,
        origin=_origin(request),
    )  # fmt: skip
    answer = HttpResponseRedirect(link.url) if link.link else HttpResponse(DOT, content_type="image/gif")
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


def _origin(request: Request) -> str:
    """Return what stands for the network for one day; the address is not kept and cannot be had back."""
    return salted_hmac(f"dueto.mails:{request.now:%Y-%m-%d}", network_of(request)).hexdigest()[:16]
