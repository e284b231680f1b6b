"""Why something about the team cannot be done."""

from __future__ import annotations

from dueto.domain.basics.message import Message


class Unable(ValueError):
    """Refused; `says` tells why, `field` at which field of the form, if at one."""

    def __init__(self, says: Message, *, field: str = "") -> None:
        super().__init__(str(says))
        self.says = says
        self.field = field
