"""A real IMAP server on a port of its own: Debian's Dovecot, as root or as anybody, with its own folder."""

from __future__ import annotations

import getpass
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from imaplib import IMAP4, Time2Internaldate
from pathlib import Path

import pytest

from dueto.adapters.mail.boxes import Box
from tests.conftest import absent

PROGRAM = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
USER, PASSWORD = "ventas@nevadal.example", "una-clave-de-prueba"
PATIENCE = 20.0
SETTINGS = """
base_dir = {home}/run
state_dir = {home}/run
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
default_internal_user = {internal}
default_internal_group = {group}
default_login_user = {login}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:{home}/mail/%u
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail/%u
}}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service stats {{
  chroot =
}}
"""


class Dovecot:
    """The server: it is started and stopped at will, and mails are put into it as another program would."""

    def __init__(self) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="dovecot-"))
        self.home.chmod(0o755)
        (self.home / "mail").mkdir()
        with socket.create_server(("127.0.0.1", 0)) as taken:
            self.port = int(taken.getsockname()[1])
        is_root = os.getuid() == 0
        owner = pwd.getpwnam("nobody") if is_root else pwd.getpwuid(os.getuid())
        if is_root:
            os.chown(self.home / "mail", owner.pw_uid, owner.pw_gid)
        mine = getpass.getuser()
        (self.home / "conf").write_text(
            SETTINGS.format(
                home=self.home, port=self.port, password=PASSWORD, uid=owner.pw_uid, gid=owner.pw_gid,
                internal="dovecot" if is_root else mine, login="dovenull" if is_root else mine,
                group="dovecot" if is_root else _group_of(owner),
            )
        )  # fmt: skip
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        assert PROGRAM is not None
        self._process = subprocess.Popen(
            [PROGRAM, "-F", "-c", str(self.home / "conf")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with suppress(OSError, IMAP4.error):
                IMAP4("127.0.0.1", self.port, timeout=5).logout()
                return
            time.sleep(0.05)
        raise AssertionError(f"Dovecot does not start:\n{(self.home / 'log').read_text(errors='replace')}")

    def stop(self) -> None:
        """Stop it."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=PATIENCE)
            self._process = None

    def close(self) -> None:
        """Stop it, and take everything away."""
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)

    def box(self, folder: str = "INBOX", *, name: str = "ventas", user: str = USER, password: str = PASSWORD) -> Box:
        """Return how a mailbox of this server is read."""
        return Box(name, "127.0.0.1", self.port, user, password, tls="0", folder=folder)

    def client(self, user: str = USER) -> IMAP4:
        """Return another program that has logged in."""
        client = IMAP4("127.0.0.1", self.port, timeout=10)
        client.login(user, PASSWORD)
        return client

    def put(self, *mails: bytes, folder: str = "INBOX", at: datetime | None = None, user: str = USER) -> None:
        """Put mails into a folder, which is made if it is not there."""
        client = self.client(user)
        if folder != "INBOX":
            client.create(folder)
        for mail in mails:
            octets = mail.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
            answer, _ = client.append(folder, "", Time2Internaldate(at) if at else "", octets)
            assert answer == "OK"
        client.logout()

    def untouched(self) -> bool:
        """Return whether nobody has seen or deleted anything."""
        client = self.client()
        client.select("INBOX", readonly=True)
        unseen, everything = client.search(None, "UNSEEN")[1], client.search(None, "ALL")[1]
        client.logout()
        return unseen == everything != [b""]

    def empty(self, user: str = USER) -> None:
        """Take every mail away, with the numbers of the server."""
        shutil.rmtree(self.home / "mail" / user, ignore_errors=True)


def _group_of(owner: pwd.struct_passwd) -> str:
    import grp  # noqa: PLC0415

    return grp.getgrgid(owner.pw_gid).gr_name


@pytest.fixture(scope="session")
def dovecot_server() -> Iterator[Dovecot]:
    """Return a running server for all tests of a process, or skip loudly where there is no Dovecot."""
    if PROGRAM is None:
        absent("dovecot")
    server = Dovecot()
    server.start()
    yield server
    server.close()


@pytest.fixture
def dovecot(dovecot_server: Dovecot, socket_enabled: None) -> Dovecot:
    """Return the server, empty."""
    dovecot_server.empty()
    return dovecot_server
