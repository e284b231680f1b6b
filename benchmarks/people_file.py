"""A crowd of invented people as an export file, for measuring how fast and in how little memory they are read."""

from __future__ import annotations

import csv
import random
from pathlib import Path

from dueto.adapters.readers.mapping import Kind, Mapping

HEADERS = (
    "Record ID", "First Name", "Last Name", "Email", "Phone Number", "Company", "Job Title", "Country", "City",
    "Lead Source", "Employees", "Create Date", "Notes", "Next Step On",
)  # fmt: skip
MAPPING = Mapping(
    columns={
        "First Name": "first_name", "Last Name": "last_name", "Email": "email", "Phone Number": "phone",
        "Company": "company", "Job Title": "role", "Country": "country", "City": "city", "Lead Source": "source",
        "Employees": "employees", "Next Step On": "next_step_on",
    },
    kinds={"Next Step On": Kind.DATE},
    person="Record ID",
    known_at="Create Date",
)  # fmt: skip
GIVEN = ("María", "José Luis", "Rocío", "Joaquín", "Emilio", "Brenda", "Camila", "Álvaro", "Tomás", "Elena")
SURNAMES = ("Tello", "Ureña", "Santángel", "Ochoa", "Gil Peña", "de la Cruz", "Montes", "Quispe", "Huamán", "Nieto")
PLACES = (
    ("Perú", "Lima", "9"),
    ("México", "Ciudad de México", "55"),
    ("Colombia", "Bogotá", "310"),
    ("Chile", "Santiago", "9"),
)
TAILS = {"Perú": 8, "México": 8, "Colombia": 7, "Chile": 8}
ROLES = ("Jefa de calidad", "Gerente de operaciones", "Gerente general", "Sistemas", "Select")


def write_crowd(path: Path, *, people: int, seed: int = 7) -> None:
    """Write `people` rows, nearly all of them different in mail, phone and dates."""
    dice = random.Random(seed)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        for number in range(people):
            country, city, prefix = dice.choice(PLACES)
            first, last = dice.choice(GIVEN), dice.choice(SURNAMES)
            firm = f"Conservas {dice.choice(SURNAMES)} {number % 9000} S.A.C."
            tail = "".join(dice.choices("0123456789", k=TAILS[country]))
            day = f"{dice.randint(1, 28):02}/{dice.randint(1, 12):02}/{dice.randint(2022, 2025)}"
            writer.writerow(
                (f"R{number}", first, last, f"persona{number}@conservas{number % 9000}.example",
                 f"{prefix} {tail[:4]} {tail[4:]}", firm, dice.choice(ROLES), country, city, "webinar",
                 dice.choice(("12", "1,200", "", "N/A", "85")),
                 f"{day} {dice.randint(0, 23):02}:{dice.randint(0, 59):02}", "llamó, y dijo: \"quizá\"", day)
            )  # fmt: skip
