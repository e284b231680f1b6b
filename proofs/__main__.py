"""`python -m proofs`: every proof, into docs/proof/."""

from __future__ import annotations

import tempfile
from pathlib import Path

from proofs.crm_exports import main as crm_exports
from proofs.demo import demo
from proofs.duplicates import main as duplicates
from proofs.real_exports import main as real_exports
from proofs.stations import main as stations
from proofs.thread import main as thread
from proofs.transcript import ROOT


def main() -> None:
    """Make every proof and say where it is."""
    out = ROOT / "docs" / "proof"
    with tempfile.TemporaryDirectory() as folder:
        demo(Path(folder), out)
    real_exports()
    crm_exports()
    duplicates()
    thread()
    stations()
    for made in sorted(out.iterdir()):
        print(made.relative_to(ROOT))


if __name__ == "__main__":
    main()
