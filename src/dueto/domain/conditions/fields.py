"""The profile fields of a person: those that every company has, and how each is best found out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from types import MappingProxyType

from dueto.domain.basics.message import Message, say
from dueto.domain.basics.term import Term


class Kind(StrEnum):
    """What a value is; it decides which operators may ask of it."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    LIST = "list"
    MAIL = "mail"


class Means(IntEnum):
    """A way to find a datum out, the easiest first."""

    DERIVE = 1
    WEBSITE = 2
    COLLEAGUE = 3
    FORM = 4
    MESSAGE = 5
    CALL = 6
    MEETING = 7


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the profile. The value of a personal field never leaves its own table: facts carry what was
    derived from it (the kind of a mail address), so conditions may ask only for that or for its presence.

    `of_company`: whoever belongs to a company has it from there, unless something else is known of them. Of a number,
    `least` is the smallest that can be, and `is_whole` whether it counts things."""

    name: str
    label: Message | Term
    kind: Kind = Kind.TEXT
    found_by: Means = Means.FORM
    personal: bool = False
    of_company: bool = False
    least: int | None = None
    is_whole: bool = False


def _standard(*fields: Field) -> MappingProxyType[str, Field]:
    return MappingProxyType({field.name: field for field in fields})


STANDARD_FIELDS = _standard(
    Field("full_name", say("full name"), found_by=Means.FORM, personal=True),
    Field("first_name", say("first name"), found_by=Means.FORM, personal=True),
    Field("last_name", say("last name"), found_by=Means.FORM, personal=True),
    Field("email", say("e-mail"), Kind.MAIL, Means.FORM, personal=True),
    Field("phone", say("phone"), found_by=Means.FORM, personal=True),
    Field("mobile", say("mobile phone"), found_by=Means.MESSAGE, personal=True),
    Field("address", say("address"), found_by=Means.WEBSITE, personal=True),
    Field("company", say("company"), found_by=Means.DERIVE),
    Field("website", say("website"), found_by=Means.DERIVE),
    Field("role", say("job title"), found_by=Means.FORM),
    Field("country", say("country"), found_by=Means.DERIVE),
    Field("region", say("region"), found_by=Means.DERIVE),
    Field("city", say("city"), found_by=Means.WEBSITE),
    Field("language", say("language"), found_by=Means.DERIVE),
    Field("sector", say("sector"), found_by=Means.WEBSITE, of_company=True),
    Field("industry", say("industry"), found_by=Means.WEBSITE, of_company=True),
    Field("sites", say("sites"), Kind.NUMBER, Means.WEBSITE, of_company=True, least=0, is_whole=True),
    Field("employees", say("employees"), Kind.NUMBER, Means.WEBSITE, of_company=True, least=0, is_whole=True),
    Field("revenue", say("yearly revenue"), Kind.NUMBER, Means.MEETING, of_company=True, least=0),
    Field("tax_id", say("tax id"), found_by=Means.WEBSITE),
    Field("timing", say("timing of the purchase"), found_by=Means.CALL),
    Field("budget", say("budget"), found_by=Means.MEETING),
    Field("need", say("need"), found_by=Means.CALL),
    Field("measures_today", say("how they measure today"), found_by=Means.CALL),
    Field("interests", say("interests"), Kind.LIST, Means.FORM),
    Field("heard_from", say("how they heard of us"), found_by=Means.FORM),
    Field("source", say("source"), found_by=Means.DERIVE),
    Field("campaign", say("campaign"), found_by=Means.DERIVE),
    Field("consent", say("consent"), found_by=Means.FORM),
    Field("renewal", say("renewal date"), Kind.DATE, Means.COLLEAGUE, of_company=True),
)
