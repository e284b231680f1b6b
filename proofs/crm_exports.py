"""Make docs/proof/crm_exports.md: every file of three CRMs' exports brought in as guessed, again, and taken out.

`python -m proofs.crm_exports` works in a folder and a database of its own. It needs the real data: set DUETO_DATA.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from proofs.brought import Brought

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "proof" / "crm_exports.md"
OWN_FOLDER = "DUETO_PROOF_HOME"
FILES = {
    "salesforce_dev_org": (
        "Account.csv", "Lead.csv", "Contact.csv", "Opportunity.csv", "OpportunityHistory.csv",
        "OpportunityHistoryGroup.csv",
    ),
    "zoho": (
        "Accounts.csv", "Leads.csv", "Contacts.csv", "Potentials.csv", "Calls.csv", "Events.csv",
        "Campaign_Lead_Status.csv", "Campaigns.csv", "Tasks.csv", "Users.csv",
    ),
    "mautic": ("leads.csv", "page_hits.csv", "pages.csv"),
}  # fmt: skip
COUNTED = {
    "read": "rows", "new": "new", "by_email": "known by e-mail", "by_crm": "known by an id",
    "by_name": "known by name and company", "by_alone": "known by a name",
    "by_phone": "known by phone and name", "by_row": "said before",
    "by_company": "of a company", "acts": "acts",
    "idle": "done to them", "same": "nothing new", "cells": "cells left out", "refused": "refused",
}  # fmt: skip
OPENING = """# Exports of three CRMs, as guessed

Every file of the exports of Salesforce, Zoho and Mautic in `$DUETO_DATA/crm_exports`, whole, brought in with nothing
but what Dueto guessed, companies before people, people before what they did. Then everything once more, and then all of
it taken out again. The data itself is not part of the repository. Made by `python -m proofs.crm_exports`.
"""


def main() -> None:
    """Prepare a database in a folder of its own and write the page from there."""
    data = Path(os.environ.get("DUETO_DATA", ROOT.parent / "shared" / "data"))
    if not data.is_dir():
        sys.exit(f"The real data is absent: set DUETO_DATA (looked at {data})")
    with tempfile.TemporaryDirectory() as home:
        own = {"DUETO_HOME": home, OWN_FOLDER: home, "DJANGO_SETTINGS_MODULE": "dueto.config.settings"}
        environment = {**os.environ, **own, "DUETO_DATA": str(data), "DUETO_DATABASE": ""}
        subprocess.run([sys.executable, "-m", "proofs.crm_exports"], env=environment, cwd=ROOT, check=True)


def page(data: Path) -> str:
    """Return the page; raises where something came in twice or did not go out again."""
    from proofs.brought import bring, rows, take_back  # noqa: PLC0415 - needs Django with its settings
    from proofs.related import relations  # noqa: PLC0415

    before = rows()
    came = {folder: [bring(data / folder / name) for name in names] for folder, names in FILES.items()}
    once = rows()
    told = "\n".join(relations(data))
    again = [bring(data / folder / name) for folder, names in FILES.items() for name in names]
    _same(rows(), once, what="bringing everything in again")
    for one in reversed([*(one for folder in came.values() for one in folder), *again]):
        if one.number:
            take_back(one)
    _same(rows(), before, what="taking everything out")
    parts = [OPENING, *(_system(folder, brought) for folder, brought in came.items())]
    parts += ["## What belongs together\n", told, "\n## Again, and out again\n", _counted(once)]
    return "\n".join(parts)


def _same(now: dict[str, int], wanted: dict[str, int], *, what: str) -> None:
    if now != wanted:
        changed = {name: (count, now[name]) for name, count in wanted.items() if now[name] != count}
        raise RuntimeError(f"{what} changed what is kept: {changed}")


def _system(folder: str, brought: list[Brought]) -> str:
    return "\n".join([f"## {folder}\n", *(line for one in brought for line in _file(one)), ""])


def _file(one: Brought) -> Iterator[str]:
    mapping = one.choices.mapping
    meant = [f"`{header}` {name}" for header, name in mapping.columns.items()]
    meant += [f"`{header}` {role}" for role in ("known_at", "occurred_at") if (header := getattr(mapping, role))]
    taken = (
        f"{one.choices.kind}{f' ({one.choices.act})' if one.choices.act else ''} of {one.choices.system or 'no system'}"
    )
    yield f"### {one.file}\n"
    yield from (f"> {remark}\n" for remark in one.remarks)
    if one.says:
        yield f"Not taken: {one.says}.\n"
        return
    yield f"Taken for **{taken}**: {', '.join(meant)}{'; rows numbered' if one.choices.row_is_id else ''}.\n"
    yield ", ".join(f"{one.counts[name]:,} {word}" for name, word in COUNTED.items() if one.counts.get(name)) + ".\n"
    for reason in one.reasons:
        yield f"- {reason.count:,} {f'without `{reason.field}`' if reason.field else 'refused'}: {reason.says}"
    if one.reasons:
        yield ""


def _counted(once: dict[str, int]) -> str:
    kept = ", ".join(f"{count:,} {name}" for name, count in once.items())
    return (
        f"Kept after all files: {kept}. Brought in once more, not one row of any of these tables was added. With all"
        " imports taken back, the newest first, each of them was as empty as before.\n"
    )


def _write() -> None:
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    PAGE.write_text(page(Path(os.environ["DUETO_DATA"]) / "crm_exports"), encoding="utf-8")
    print(PAGE.relative_to(ROOT))


if __name__ == "__main__":
    _write() if OWN_FOLDER in os.environ else main()
