"""The market of Nevadal: countries, sectors, roles, rivals and companies, all invented."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from dueto.world.names import company_name, slug
from dueto.world.tax import tax_id


@dataclass(frozen=True, slots=True)
class Country:
    """A country: its clock, its money, and a block of mobile numbers that nobody has been given."""

    code: str
    zone: str
    currency: str
    dial: str
    mobile: str
    cities: tuple[str, ...]


COUNTRIES = {
    country.code: country
    for country in (
        Country("PE", "America/Lima", "USD", "+51", "900 0## ###", ("Lima", "Arequipa", "Trujillo", "Piura", "Ica")),
        Country("MX", "America/Mexico_City", "USD", "+52", "55 00## ####",
                ("Ciudad de México", "Guadalajara", "Monterrey", "Querétaro", "Culiacán")),
        Country("CO", "America/Bogota", "USD", "+57", "300 00# ####", ("Bogotá", "Medellín", "Cali", "Barranquilla")),
        Country("CL", "America/Santiago", "USD", "+56", "9 2000 ####", ("Santiago", "Curicó", "Rancagua", "Talca")),
        Country("ES", "Europe/Madrid", "EUR", "+34", "600 00# ###", ("Valencia", "Murcia", "Almería", "Madrid")),
        Country("EC", "America/Guayaquil", "USD", "+593", "99 000 ####", ("Quito", "Guayaquil")),
        Country("AR", "America/Argentina/Buenos_Aires", "USD", "+54", "9 11 2000 ####", ("Buenos Aires", "Rosario")),
    )
}  # fmt: skip
SERVED_COUNTRIES = ("PE", "MX", "CO", "CL", "ES")
OTHER_COUNTRIES = ("EC", "AR")

SERVED = ("alimentos", "agroexportación", "farmacéutica", "retail", "logística de frío")
NOT_SERVED = ("restaurante", "hotel", "educación")
SMALL = ("restaurante", "hotel")

BUYERS = (
    "Jefa de calidad", "Jefe de calidad", "Coordinadora de inocuidad y calidad", "Gerente de calidad",
    "Gerente de operaciones", "Jefe de operaciones", "Gerente de logística", "Coordinador de logística",
)  # fmt: skip
DIRECTORS = ("Gerente general", "Gerente de finanzas", "Jefe de sistemas")
BYSTANDERS = ("Asistente administrativa", "Compras", "Recepción", "Consultor independiente", "Mantenimiento")
OWNERS = ("Dueño", "Dueña", "Administradora", "Chef")
STUDENTS = ("Estudiante", "Tesista", "Practicante de calidad", "Estudiante de ingeniería industrial")

RIVALS = ("Termovía", "GradoCero Sistemas")
NO_DECISION = "planilla y termómetro"
MEASURES = ("planilla y termómetro", "registradores sueltos", "Termovía", "GradoCero Sistemas", "nada todavía")
TIMINGS = ("este trimestre", "este año", "el próximo año", "sin fecha")
HEARD = ("búsqueda", "un colega", "redes profesionales", "feria", "instalador", "prensa del sector")


@dataclass(frozen=True, slots=True)
class Company:
    """One company. `sites` counts places with cold, as its website tells them."""

    name: str
    domain: str
    country: str
    city: str
    sector: str
    sites: int
    employees: int
    tax_id: str


def company(rng: Random, *, number: int, country: str, sector: str, sites: int) -> Company:
    """Return company `number` of the world."""
    name = company_name(sector, number=number)
    cities = COUNTRIES[country].cities
    return Company(
        name=name,
        domain=f"{slug(name)}.example",
        country=country,
        city=cities[int(rng.random() * len(cities))],
        sector=sector,
        sites=sites,
        employees=sites * (4 + int(rng.random() * 40)),
        tax_id=tax_id(country, number=number),
    )


def sites_of(rng: Random) -> int:
    """Return how many places with cold a company of a served sector has: few have many."""
    return 20 + int(rng.random() * 40) if rng.random() < 0.12 else 2 + int(rng.random() ** 2 * 17)


def phone(rng: Random, country: str, *, national: bool) -> str:
    """Return a mobile number of `country` that belongs to nobody, in national or international form."""
    place = COUNTRIES[country]
    digits = "".join(str(int(rng.random() * 10)) if char == "#" else char for char in place.mobile)
    return digits if national else f"{place.dial} {digits}"
