"""What was recognised in a file before its first row was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dueto.domain.basics.message import Message, say


@dataclass(frozen=True, slots=True)
class Form:
    """How the file is written; `notes` are the things a person should know before trusting it."""

    kind: Literal["csv", "xlsx"]
    encoding: str
    separator: str
    sheet: str
    header_row: int
    repaired: bool
    notes: tuple[Message, ...]

    def describe(self) -> Message:
        """Return one sentence that says what was recognised."""
        if self.kind == "xlsx":
            return say("a workbook; sheet {sheet}, headers in row {row}", sheet=self.sheet, row=self.header_row)
        if self.repaired:
            return say(
                "text in {encoding}, repaired; cells separated by {separator}, headers in row {row}",
                encoding=self.encoding, separator=separator_name(self.separator), row=self.header_row,
            )  # fmt: skip
        return say(
            "text in {encoding}; cells separated by {separator}, headers in row {row}",
            encoding=self.encoding, separator=separator_name(self.separator), row=self.header_row,
        )  # fmt: skip


def separator_name(separator: str) -> Message:
    """Return what people call the sign between two cells."""
    names = {",": say("comma"), ";": say("semicolon"), "\t": say("tab"), "|": say("vertical bar")}
    return names.get(separator) or say("the sign {sign}", sign=separator)
