"""What a call gives is of the kind that its description says: nothing is guessed from something else."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, Final, Self, TypeAlias

from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, ModelWrapValidatorHandler, Strict, model_validator

WRITTEN: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Given(Schema):
    """What a call gives: an object of JSON. Whatever else it is does not count as one that leaves everything out."""

    @model_validator(mode="wrap")  # outside that of `Schema`, which takes the attributes of anything
    @classmethod
    def _is_object(cls, values: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if values is None or isinstance(values, str | int | float | list):
            raise ValueError("an object is needed")
        return handler(values)


def _written(value: Any) -> Any:
    """Return what is written as ISO 8601 has it; a number is seconds since 1970 for nobody here."""
    if isinstance(value, datetime | date):
        return value
    if not isinstance(value, str) or not WRITTEN.match(value):
        raise ValueError("a date as in ISO 8601 is needed")
    return value


def _in_utc(value: datetime) -> datetime:
    """Return the same instant in UTC; without a zone it stays as it is. A database knows fewer zones than ISO 8601."""
    if value.tzinfo is None:
        return value
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise ValueError("an instant between the years 1 and 9999 is needed") from None


Whole: TypeAlias = Annotated[int, Strict()]
Flag: TypeAlias = Annotated[bool, Strict()]
Instant: TypeAlias = Annotated[datetime, BeforeValidator(_written), AfterValidator(_in_utc)]
Day: TypeAlias = Annotated[date, BeforeValidator(_written)]
