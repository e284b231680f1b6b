"""A website of Nevadal, small, with the script of the fast door and the form that marketing copied into it."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = """<!doctype html><html lang="es"><meta charset="utf-8"><title>Nevadal</title>
<h1>{path}</h1><nav><a href="/">Inicio</a> <a href="/precios">Precios</a></nav>{form}
<script src="{collect}/dueto.js" defer></script></html>"""


class Site:
    """The pages of a company, at an address of their own; `forms` holds the form of a page by its path."""

    def __init__(self) -> None:
        self.collect = ""
        self.forms: dict[str, str] = {}
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = self.path.partition("?")[0]
                body = PAGE.format(path=path, form=site.forms.get(path, ""), collect=site.collect).encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *arguments: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Take the site down."""
        self._server.shutdown()
        self._server.server_close()
