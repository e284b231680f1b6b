"""What columns with the names of people are called: in one piece, or in up to four."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

NAME_WORDS: Final = MappingProxyType(
    {
        "full_name": (
            "full name|complete name|nombre completo|nombres completos|nombre y apellido|nombre y apellidos|"
            "nombres y apellidos|nombre s y apellido s|apellido y nombre|apellidos y nombre|apellidos y nombres|"
            "nombre apellido|nombre apellidos|nombres apellidos|apellidos nombre|apellidos nombres|"
            "nombre completo del contacto|deal contact person"
        ),
        "first_name": (
            "first name|firstname|given name|given names|forename|forenames|nombres|primer nombre|1er nombre|"
            "nombre 1|nombre de pila|nombres del contacto|nombres contacto"
        ),
        "middle_name": (
            "middle name|middle names|middlename|additional name|segundo nombre|2do nombre|2o nombre|nombre 2|"
            "otros nombres"
        ),
        "last_name": (
            "last name|last names|lastname|surname|surnames|family name|family names|first surname|paternal surname|"
            "apellido|apellidos|apellido s|apellido paterno|primer apellido|1er apellido|1o apellido|apellido 1|"
            "paterno|ap paterno|a paterno|apellido p|ap pat|apellido del contacto|apellidos del contacto|"
            "apellido contacto|apellidos contacto"
        ),
        "second_last_name": (
            "second last name|second surname|maternal surname|segundo apellido|2do apellido|2o apellido|apellido 2|"
            "apellido materno|materno|ap materno|a materno|apellido m|ap mat|surname 2|last name 2"
        ),
    }
)
BARE_NAMES: Final = frozenset(
    {
        "name", "contact name", "lead name", "person name", "nombre", "nombre s", "nombre del contacto",
        "nombre de contacto", "nombre contacto", "contacto", "prospecto", "participante", "nombre del participante",
        "asistente", "nombre del asistente", "invitado", "attendee", "attendee name", "participant",
    }
)  # fmt: skip
"""The whole name where they stand alone; the given name beside a column of surnames."""
