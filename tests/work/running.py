"""Dueto as it really runs: collect, web and worker, each a process that can be killed."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from urllib.parse import urlencode
from uuid import uuid4

import psycopg

from tests.migrated import READY, place

ROOT = Path(__file__).parent.parent.parent
COMMAND = (sys.executable, "-c", "from dueto.cli.main import main; main()")
SEED = """
import django; django.setup()
from datetime import UTC, datetime
from django.core.management import call_command
call_command("migrate", verbosity=0)
if not django.conf.settings.IS_SQLITE: call_command("createcachetable", verbosity=0)
from dueto.work.demo.cast import seat_cast
seat_cast(at=datetime.now(UTC), password="nevadal-demo")
"""
FREE = """
import socket
taken = [socket.create_server(("127.0.0.1", 0)) for _ in range(3)]
print(*(one.getsockname()[1] for one in taken))
"""
PATIENCE = 60.0
TOKEN = re.compile(r'name="token" value="([^"]+)"')
TRAP = 3.2
"""Seconds within which nobody fills in a form."""


@dataclass
class Running:
    """One installation in a folder of its own."""

    home: Path
    settings: dict[str, str] = field(default_factory=dict)
    seed: str = ""
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def __enter__(self) -> Running:
        found = subprocess.run([sys.executable, "-c", FREE], capture_output=True, text=True, check=True)
        self.web, self.collect, self.work = map(int, found.stdout.split())
        self.environment = {
            **os.environ, "DUETO_HOME": str(self.home), "DUETO_SECRET_KEY": "k" * 50, "DUETO_TESTING": "1",
            "DJANGO_SETTINGS_MODULE": "dueto.config.settings", "PORT": str(self.web),
            "COLLECT_PORT": str(self.collect), "WORK_PORT": str(self.work), **self.settings,
        }  # fmt: skip
        if self.environment.get("DUETO_DATABASE", "").startswith("postgres") and "DUETO_DATABASE" not in self.settings:
            self.environment["DUETO_DATABASE"] = database_of_its_own(self.environment["DUETO_DATABASE"])
        place(self.home)
        subprocess.run([sys.executable, "-c", SEED + self.seed], env=self.environment, check=True, cwd=ROOT)
        try:
            for name in ("collect", "web", "work"):
                self.start(name)
            for name in ("collect", "web", "work"):
                self.wait_for(name)
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def stop(self) -> None:
        """End every process, in order."""
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def start(self, name: str) -> None:
        """Start a process; what it says goes into a file."""
        with (self.home / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [*COMMAND, name], env=self.environment, cwd=ROOT, stdout=log, stderr=log
            )

    def kill(self, name: str) -> None:
        """Kill a process as a machine that is switched off would, and start it again."""
        self.processes[name].send_signal(signal.SIGKILL)
        self.processes[name].wait()
        self.start(name)

    def wait_for(self, name: str) -> None:
        """Return when a process is ready."""
        port = {"web": self.web, "collect": self.collect, "work": self.work}[name]
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            status, _ = ask(port, "GET", "/health/live")
            if status == 200:
                return
            time.sleep(0.1)
        raise AssertionError(f"{name} does not come up: {(self.home / f'{name}.log').read_text()[-3000:]}")

    def hit(self, path: str, *, visitor: str) -> bool:
        """Return whether a page load was taken."""
        body = json.dumps({"v": visitor, "u": f"https://nevadal.example{path}"})
        status, _ = ask(self.collect, "POST", "/hit", body, {"User-Agent": "Mozilla/5.0 Firefox/140.0"})
        return status == 202

    def fill(self, form: str, values: dict[str, str]) -> bool:
        """Return whether a form was taken; tried again while nobody answers, as a person would."""
        path = f"/f/{form}/"
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            status, page = ask(self.web, "GET", path)
            token = TOKEN.search(page)
            if status == 200 and token:
                time.sleep(TRAP)
                answer, _ = ask(
                    self.web, "POST", path, urlencode({**values, "token": token[1], "consent_given": "1"}),
                    {"Content-Type": "application/x-www-form-urlencoded"},
                )  # fmt: skip
                if answer in (200, 302, 303):
                    return answer != 200
            time.sleep(0.5)
        return False


def database_of_its_own(server: str) -> str:
    """Return the address of a new, migrated database on the same server."""
    name = f"running_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create database {name} template {READY}")
    return f"{server.rpartition('/')[0]}/{name}"


def ask(
    port: int, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
) -> tuple[int, str]:
    """Return status and body of the answer; 0 if there was none."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=15)
    try:
        connection.request(method, path, body, headers or {})
        got = connection.getresponse()
        return got.status, got.read().decode(errors="replace")
    except (OSError, http.client.HTTPException):
        return 0, ""
    finally:
        connection.close()
