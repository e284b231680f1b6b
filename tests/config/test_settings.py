"""Every setting stands in the docs, and nothing stands there that nobody reads; the checks find what they should."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.checks import ERROR, run_checks
from pytest_django import Settings

from dueto.adapters.mail.boxes import Box
from dueto.config import checks, environment
from dueto.config.mailboxes import mailboxes

ROOT = Path(__file__).parents[2]
READ = re.compile(r"\"((?:DUETO|PORT|COLLECT|WORK|WEB)[A-Z_]*(?:PORT|HOST)?)\"")
INSIDE = {"DUETO_PARENT"}
"""What one process of Dueto tells another; nobody sets it."""


def read_settings() -> set[str]:
    """Return the names of all settings that the source reads."""
    found: set[str] = {"WEB_HOST", "COLLECT_HOST", "WORK_HOST"}
    for file in (ROOT / "src" / "dueto").rglob("*.py"):
        for line in file.read_text(encoding="utf-8").splitlines():
            if re.search(r"env|PORTS|PASSWORD|_whole|settings_from", line):
                found |= {name for name in READ.findall(line) if name.startswith("DUETO_") or name.endswith("PORT")}
    return {name.removesuffix("_FILE") for name in found} - INSIDE


def documented_settings() -> set[str]:
    """Return the names of all settings that the docs explain."""
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}


def test_django_finds_nothing_wrong_with_the_code() -> None:
    """No command looks for it: that would load every page and the whole API first."""
    assert [found for found in run_checks() if found.level >= ERROR] == []


def test_every_setting_is_documented() -> None:
    assert read_settings() - documented_settings() == set()


def test_nothing_is_documented_that_nobody_reads() -> None:
    assert documented_settings() - read_settings() == set()


def test_every_check_is_documented() -> None:
    source = (ROOT / "src/dueto/config/checks.py").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    ids = set(re.findall(r"id=\"(dueto\.[EW]\d+)\"", source))

    assert ids == set(re.findall(r"`(dueto\.[EW]\d+)`", page))


def ids(*found: object) -> list[str]:
    """Return the ids that all checks give now."""
    return [str(one.id) for check in checks.ALL for one in check()]


def test_a_laptop_has_nothing_to_fear(settings: Settings) -> None:
    settings.DEMO, settings.PUBLIC_ADDRESS = True, "http://127.0.0.1:8000"
    assert ids() == []


@pytest.mark.parametrize(
    ("changed", "id"),
    [
        ({"SECRET_KEY": "insecure-until-set-" + "x" * 40}, "dueto.E001"),
        ({"SECRET_KEY": "short"}, "dueto.E001"),
        ({"ALLOWED_HOSTS": ["*"]}, "dueto.E002"),
        ({"ALLOWED_HOSTS": ["localhost"]}, "dueto.E002"),
        ({"WEB_WORKERS": 2, "IS_SQLITE": True}, "dueto.E003"),
        ({"PUBLIC_ADDRESS": "https://dueto.example/here"}, "dueto.E004"),
        ({"PUBLIC_ADDRESS": "ftp://dueto.example"}, "dueto.E004"),
        ({"DEMO": True}, "dueto.E005"),
        ({"DEBUG": True}, "dueto.E006"),
        ({"PUBLIC_ADDRESS": "http://dueto.example"}, "dueto.W001"),
        ({"EMAIL_HOST": "127.0.0.1"}, "dueto.W002"),
    ],
)
def test_a_check_finds(settings: Settings, changed: dict[str, object], id: str) -> None:
    sound = {
        "PUBLIC_ADDRESS": "https://dueto.example", "ALLOWED_HOSTS": [".example"], "SECRET_KEY": "k" * 50, "DEMO": False,
        "DEMO_IS_OPEN": False, "DEBUG": False, "EMAIL_HOST": "mail.example", "MAIL_IS_OFF": False, "WEB_WORKERS": 1,
    }  # fmt: skip
    for name, value in sound.items():
        setattr(settings, name, value)
    assert ids() == []
    for name, value in changed.items():
        setattr(settings, name, value)

    assert id in ids()


def test_a_key_that_others_can_read_is_found(settings: Settings, tmp_path: Path) -> None:
    settings.SECRET_KEY_FILE = tmp_path / "secret-key"
    settings.SECRET_KEY_FILE.write_text("k")
    settings.SECRET_KEY_FILE.chmod(0o644)

    assert "dueto.E007" in ids()


@pytest.mark.parametrize(("value", "read"), [("1", True), ("yes", True), ("off", False), ("", False)])
def test_a_flag_is_read(monkeypatch: pytest.MonkeyPatch, value: str, read: bool) -> None:
    monkeypatch.setenv("DUETO_DEMO", value)
    assert environment.flag("DUETO_DEMO", default=True) is read


def test_what_cannot_be_read_names_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUETO_WEB_WORKERS", "many")
    with pytest.raises(environment.UnreadableSetting, match="DUETO_WEB_WORKERS='many' is not usable"):
        environment.number("DUETO_WEB_WORKERS", 1)


def test_a_secret_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "key").write_text("hidden\n")
    monkeypatch.setenv("DUETO_SECRET_KEY_FILE", str(tmp_path / "key"))
    assert environment.secret("DUETO_SECRET_KEY") == "hidden"


def test_a_mailbox_is_a_server_or_a_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert mailboxes() == ()
    assert mailboxes(demo=tmp_path) == (Box("ventas", path=str(tmp_path)),)
    monkeypatch.setenv("DUETO_IMAP_HOST", "maildir:///var/mail/ventas y más")
    assert mailboxes(demo=tmp_path) == (Box("mailbox", path="/var/mail/ventas y más"),)
    monkeypatch.setenv("DUETO_IMAP_BOXES", "ventas,info")
    monkeypatch.setenv("DUETO_IMAP_HOST_INFO", "imap.example")
    assert [(one.name, one.host, one.path) for one in mailboxes()] == [
        ("ventas", "", "/var/mail/ventas y más"), ("info", "imap.example", ""),
    ]  # fmt: skip
    monkeypatch.setenv("DUETO_IMAP_HOST_INFO", "maildir://info")
    with pytest.raises(environment.UnreadableSetting, match="a whole path"):
        mailboxes()
