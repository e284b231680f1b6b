"""The tables of imports. What is personal stands in `personal`."""

from dueto.apps.imports.models.imports import (
    AT_WORK,
    PATIENCE,
    CompanyHandle,
    Import,
    Kept,
    MadeCompany,
    Moved,
    SavedMapping,
    State,
)
from dueto.apps.imports.models.personal import RefusedRow, Upload

__all__ = [
    "AT_WORK", "PATIENCE", "CompanyHandle", "Import", "Kept", "MadeCompany", "Moved", "RefusedRow", "SavedMapping",
    "State", "Upload",
]  # fmt: skip
