"""What somebody asks of `dueto qualify`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dueto.adapters.readers.mapping import Mapping
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.agreement.definition import Definition


@dataclass(frozen=True, slots=True)
class Request:
    """The files, the agreement and the definition to judge by, and the instant of the judgement."""

    leads: tuple[Path, ...]
    agreement: Agreement
    definition: Definition
    as_of: datetime
    activities: Path | None = None
    mapping: Mapping | None = None
    outcome: str | None = None
