"""Somebody who reads pages and sends their forms, over plain HTTP and without a script, as any browser could."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urljoin, urlsplit
from uuid import uuid4

LEFT_OUT = ("head", "svg", "script", "template", "nav", "footer")


@dataclass(slots=True)
class Form:
    """One form of a page: where it goes, and what it would send as it stands."""

    action: str
    values: dict[str, str] = field(default_factory=dict)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "form" and (told.get("method") or "").lower() == "post":
            self.found.append(Form(told.get("action") or ""))
        elif tag in ("input", "textarea") and self.found and told.get("name"):
            is_chosen = told.get("type") not in ("radio", "checkbox") or "checked" in told
            if is_chosen and told.get("type") != "submit":
                self.found[-1].values[str(told["name"])] = told.get("value") or ""


@dataclass(slots=True)
class Page:
    """One page as it came."""

    status: int
    address: str
    html: str

    @property
    def text(self) -> str:
        """What a reader sees of it, in one line."""
        seen = self.html
        for tag in LEFT_OUT:
            seen = re.sub(rf"(?s)<{tag}\b.*?</{tag}>", " ", seen)
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", seen)).strip()

    def form(self, action: str) -> Form:
        """Return the first form whose action ends so."""
        reader = _Forms()
        reader.feed(self.html)
        found = next((one for one in reader.found if one.action.endswith(action)), None)
        if found is None:
            raise SystemExit(
                f"{self.address} has no form that goes to …{action}: {[one.action for one in reader.found]}"
            )
        return found

    def link(self, pattern: str) -> str:
        """Return the first address on the page that looks so."""
        found = re.search(rf'href="({pattern})"', self.html)
        if found is None:
            raise SystemExit(f"{self.address} has no link like {pattern}")
        return found[1]

    def sentence(self, pattern: str) -> str:
        """Return the first words that look so."""
        found = re.search(pattern, self.text)
        if found is None:
            raise SystemExit(f"{self.address} does not say {pattern}:\n{self.text[:3000]}")
        return found[0].strip()


class Reader:
    """One person at a browser, with cookies of their own."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar())).open

    def read(self, path: str) -> Page:
        """Return a page."""
        return self._ask(urllib.request.Request(urljoin(self.address, path)))

    def send(self, page: Page, action: str, **values: str) -> Page:
        """Return the page that answers a form of `page`, with these values in the place of its own."""
        form = page.form(action)
        body = urlencode({**form.values, **values}).encode()
        target = urljoin(page.address, form.action)
        headers = {"Referer": page.address, "Origin": "{0.scheme}://{0.netloc}".format(urlsplit(page.address))}
        return self._ask(urllib.request.Request(target, body, headers))

    def upload(self, page: Page, action: str, *, field: str, name: str, content: bytes, **values: str) -> Page:
        """Return the page that answers a form of `page` with a file in it."""
        form, mark = page.form(action), uuid4().hex
        parts = [
            f'Content-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in {**form.values, **values}.items() if key != field
        ]  # fmt: skip
        parts.append(f'Content-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'.encode() + content
                     + b"\r\n")  # fmt: skip
        body = b"".join(f"--{mark}\r\n".encode() + part for part in parts) + f"--{mark}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={mark}", "Referer": page.address}
        return self._ask(urllib.request.Request(urljoin(page.address, form.action), body, headers))

    def _ask(self, request: urllib.request.Request) -> Page:
        try:
            with self._open(request, timeout=60) as answer:
                return Page(answer.status, answer.url, answer.read().decode(errors="replace"))
        except urllib.error.HTTPError as error:
            return Page(error.code, error.url or "", error.read().decode())
