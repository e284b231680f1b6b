"""Forgotten while everything runs: no byte of them stays in any file of the home, the logs and what was in between."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from proofs.browser import Reader

from tests.apps.privacy.spelt import holds
from tests.letterbox import Letterbox, MailServer
from tests.maildrop import Maildrop
from tests.receiver import receiving
from tests.work.life import SECRETS, SEED, Life, octets, wait_until
from tests.work.running import COMMAND, ROOT, Running

pytestmark = [pytest.mark.enable_socket]
COUNTED = (
    "select kind, class, count(*) from base_activity group by 1, 2 order by 1, 2",
    "select definition, passage, crossed_at, is_fast, fit, behaviour, origin_id from leads_lead order by id",
    "select step, came_from, count(*) from leads_move where step != 'withdraw' group by 1, 2 order by 1, 2",
    "select count(*), count(origin_id) from base_person",
    *(f"select count(*) from {table}" for table in ("base_fact", "base_company", "handoff_handoff", "handoff_clock")),
)  # fmt: skip


def test_nothing_of_them_is_left_while_everything_runs_nor_afterwards(tmp_path: Path) -> None:
    home, drop = tmp_path / "home", Maildrop(tmp_path)
    server = MailServer(Letterbox())
    server.start()
    with receiving() as told, receiving() as failing:
        told.says, failing.answers, failing.says = f"thanks, {SECRETS[0]}".encode(), [500], SECRETS[4].encode()
        settings = {
            "DUETO_LOG_LEVEL": "debug", "DUETO_MAIL_OFF": "0", "DUETO_SMTP_PORT": str(server.port),
            "DUETO_IMAP_HOST": f"maildir://{tmp_path / 'INBOX'}", "DUETO_IMAP_EVERY": "5",
            "DUETO_DATABASE": "", "DUETO_WEBHOOKS_PRIVATE": "1", "TMPDIR": str(home / "between"),
            "TEST_RECEIVERS": json.dumps([told.address, failing.address]), "TEST_TOKEN": str(tmp_path / "token"),
        }  # fmt: skip
        (home / "between").mkdir(parents=True)
        with Running(home, settings, seed=SEED) as running:
            life = Life(running, (tmp_path / "token").read_text(), drop)
            samuel = life.enter("samuel")
            person = lived(life, samuel)
            wait_until(lambda: told.came and failing.came, "both receivers were told")
            backup = copied(running)
            before = [life.rows(one) for one in COUNTED]
            there = holds(home, SECRETS)
            assert [one for one in there if one.startswith("dueto.db")], f"the search proves nothing: {sorted(there)}"

            samuel.send(samuel.read(f"/people/{person}/erasure/"), "/erasure/", is_sure="on")
            wait_until(lambda: life.rows("select 1 from privacy_erasure where scrubbed_at is not null"), "clean files")
            searched = octets(home)
            assert holds(home, SECRETS, but_not=("backups",)) == {}, f"while all run, in {searched}"
            assert [life.rows(one) for one in COUNTED] == before
        assert holds(home, SECRETS, but_not=("backups",)) == {}, "after all have ended"
        restored_home = tmp_path / "restored"
        running.environment["DUETO_HOME"] = str(restored_home)
        said(running, "restore", str(backup))
        assert holds(restored_home, SECRETS) == {}, "in what was restored"
        life.home = restored_home
        assert [life.rows(one) for one in COUNTED] == before
    server.stop()


def lived(life: Life, samuel: Reader) -> int:
    """Return the number of somebody who came, wrote, was worked with, handed out, and met what was broken."""
    life.come_by_the_public_doors()
    life.write_mails()
    person, mara = life.person(), life.enter("mara")
    life.be_worked_with(mara, person)
    wait_until(lambda: len(life.rows("select 1 from conversations_message where direction = 'inbound'")) == 2, "mails")
    life.be_handed_out(samuel, person)
    life.break_things(mara, person)
    return person


def copied(running: Running) -> Path:
    """Return the backup that is made while all run."""
    said(running, "backup")
    return next((running.home / "backups").glob("*.dueto.tar.gz"))


def said(running: Running, *asked: str) -> None:
    """Run a command; what it says goes into a file of the home."""
    with (running.home / "commands.log").open("ab") as log:
        subprocess.run([*COMMAND, *asked], env=running.environment, cwd=ROOT, check=True, stdout=log, stderr=log)
