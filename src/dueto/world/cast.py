"""The people of Nevadal: the same in the simulator, the tests, the docs and the screenshots."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Team(StrEnum):
    """Whose voice somebody speaks with."""

    MARKETING = "marketing"
    SALES = "sales"
    MANAGEMENT = "management"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class Member:
    """One person of the cast. `country` is where an executive sells, for the others where they sit."""

    key: str
    name: str
    team: Team
    role: str
    city: str
    zone: str
    country: str


LIMA = "America/Lima"

MARA = Member("mara", "Mara Quispe", Team.MARKETING, "jefa de marketing", "Lima", LIMA, "PE")
IVAN = Member("ivan", "Iván Restrepo", Team.MARKETING, "demanda y programas", "Bogotá", "America/Bogota", "CO")
LUCIA = Member("lucia", "Lucía Ferrer", Team.MARKETING, "contenidos", "Valencia", "Europe/Madrid", "ES")
ROSA = Member("rosa", "Rosa Huamán", Team.MARKETING, "calificación telefónica", "Lima", LIMA, "PE")
NORA = Member("nora", "Nora Chávez", Team.MARKETING, "responsable de la base", "Lima", LIMA, "PE")
BRUNO = Member("bruno", "Bruno Salvatierra", Team.SALES, "jefe de ventas", "Lima", LIMA, "PE")
JULIA = Member("julia", "Julia Montes", Team.SALES, "ejecutiva comercial", "Lima", LIMA, "PE")
DIEGO = Member(
    "diego", "Diego Arce", Team.SALES, "ejecutivo comercial", "Ciudad de México", "America/Mexico_City", "MX"
)
CAMILA = Member("camila", "Camila Rojas", Team.SALES, "ejecutiva comercial", "Bogotá", "America/Bogota", "CO")
ALVARO = Member("alvaro", "Álvaro Nieto", Team.SALES, "ejecutivo comercial", "Valencia", "Europe/Madrid", "ES")
TOMAS = Member("tomas", "Tomás Vidal", Team.SALES, "ejecutivo comercial", "Santiago", "America/Santiago", "CL")
ELENA = Member("elena", "Elena Prado", Team.SALES, "responsable de clientes", "Lima", LIMA, "PE")
GRACIELA = Member("graciela", "Graciela Ocampo", Team.MANAGEMENT, "gerente general", "Lima", LIMA, "PE")
SAMUEL = Member("samuel", "Samuel Ortiz", Team.MANAGEMENT, "administrador", "Lima", LIMA, "PE")
INES = Member("ines", "Inés Palma", Team.MANAGEMENT, "colega de soporte", "Lima", LIMA, "PE")
OLGA = Member("olga", "Olga", Team.STRANGER, "trabaja en otra empresa: no ve nada", "Lima", LIMA, "PE")

CAST = (
    MARA, IVAN, LUCIA, ROSA, NORA, BRUNO, JULIA, DIEGO, CAMILA, ALVARO, TOMAS, ELENA, GRACIELA, SAMUEL, INES, OLGA,
)  # fmt: skip

EXECUTIVES = {member.country: member for member in (JULIA, DIEGO, CAMILA, ALVARO, TOMAS)}
"""Who sells in which country."""
