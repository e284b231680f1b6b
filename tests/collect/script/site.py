"""A little web site with the script on it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = """<!doctype html><html lang="es"><title>Nevadal</title>
{early}
<script src="{door}/dueto.js" {asks}></script>
<a id="precios" href="/precios">Precios</a>
<a id="guide" href="/files/Guía mermas.PDF?from=home" target="_blank">Guía</a>
<a id="named" href="/descarga/17" data-dueto-download="plantilla" target="_blank">Plantilla</a>
<a id="mail" href="mailto:ventas@nevadal.example">Correo</a>
<form action="/gracias" method="get">
  <input name="email"><input type="hidden" name="dueto_visitor">
  <input type="hidden" name="dueto_first_page"><input type="hidden" name="dueto_referrer">
  <button>Enviar</button>
</form>
<script src="/site.js"></script></html>"""
# A site may forbid everything but its own scripts and ours; nothing of ours is inline.
POLICY = "default-src 'none'; script-src 'self' {door}; connect-src {door}; form-action 'self'; object-src 'self'"


class Site:
    """What the pages say is up to the test."""

    def __init__(self, door: str, address: str) -> None:
        self.door = door
        self.address = address
        self.asks = ""
        self.early = ""

    def page(self) -> bytes:
        """Return any page."""
        return PAGE.format(door=self.door, asks=self.asks, early=self.early).encode()


@contextmanager
def running_site(door: str) -> Iterator[Site]:
    """Give a site that runs on this machine, with hits to `door`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            is_script = self.path.startswith(("/site.js", "/early.js"))
            early = b'window.dueto = [["event", "early", {"n": 1}]];'
            body = (early if "early" in self.path else b"") if is_script else site.page()
            self.send_response(200)
            self.send_header("content-type", "text/javascript" if is_script else "text/html; charset=utf-8")
            self.send_header("content-security-policy", POLICY.format(door=site.door))
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        site = Site(door, f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()
