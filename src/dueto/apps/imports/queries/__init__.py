"""Reading imports: where they stand, what became of their rows, and what was not taken."""

from dueto.apps.imports.queries.columns import Column, choices_of, columns_of, saved_names
from dueto.apps.imports.queries.progress import (
    Progress,
    kept_people,
    latest,
    list_names,
    progress_of,
    waits_for_judging,
)
from dueto.apps.imports.queries.reasons import Reason, Untaken, headers_of, reasons_of, refused_rows, untaken
from dueto.apps.imports.queries.stuck import Stuck, stuck

__all__ = [
    "Column", "Progress", "Reason", "Stuck", "Untaken", "choices_of", "columns_of", "headers_of", "kept_people",
    "latest", "list_names", "progress_of", "reasons_of", "refused_rows", "saved_names", "stuck", "untaken",
    "waits_for_judging",
]  # fmt: skip
