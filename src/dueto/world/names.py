"""Names of people and of companies: invented, plausible, and as many as any size of world needs."""

from __future__ import annotations

import re
from functools import lru_cache
from random import Random

from dueto.domain.basics.text import fold

WOMEN = (
    "Adriana", "Alejandra", "Ana Lucía", "Andrea", "Beatriz", "Carmen", "Carolina", "Claudia", "Daniela", "Elisa",
    "Fabiola", "Gabriela", "Inés", "Isabel", "Jimena", "Karina", "Laura", "Liliana", "Lorena", "Luz Marina",
    "Margarita", "María José", "Mariana", "Marta", "Mónica", "Natalia", "Norma", "Paola", "Patricia", "Pilar",
    "Rocío", "Sandra", "Silvia", "Sofía", "Susana", "Teresa", "Valeria", "Verónica", "Ximena", "Yolanda",
)  # fmt: skip
MEN = (
    "Alberto", "Alejandro", "Álvaro", "Andrés", "Ángel", "Arturo", "Carlos", "César", "Cristian", "Daniel",
    "Eduardo", "Enrique", "Ernesto", "Esteban", "Felipe", "Fernando", "Francisco", "Gonzalo", "Gustavo", "Héctor",
    "Hernán", "Ignacio", "Iván", "Javier", "Jorge", "José Luis", "Juan Carlos", "Julián", "Luis", "Manuel",
    "Marco Antonio", "Martín", "Mauricio", "Miguel Ángel", "Nicolás", "Óscar", "Pablo", "Ramón", "Raúl", "Sergio",
)  # fmt: skip
SURNAMES = (
    "Acosta", "Aguirre", "Alarcón", "Aliaga", "Araya", "Arévalo", "Ballesteros", "Barrios", "Benítez", "Bermúdez",
    "Bustos", "Cáceres", "Calderón", "Camacho", "Cárdenas", "Castañeda", "Cervantes", "Condori", "Córdova", "Cuevas",
    "Delgado", "Escobar", "Espinoza", "Figueroa", "Fuentes", "Gallardo", "Garrido", "Guerrero", "Huerta", "Ibáñez",
    "Jiménez", "Lara", "Ledesma", "León", "Lozano", "Luna", "Mamani", "Medina", "Mejía", "Molina", "Montoya",
    "Muñoz", "Navarro", "Núñez", "Ochoa", "Ortega", "Pacheco", "Paredes", "Peña", "Pizarro", "Quintero", "Ramos",
    "Rincón", "Ríos", "Rivas", "Salas", "Salazar", "Saldaña", "Serrano", "Solís", "Soto", "Suárez", "Tapia",
    "Toledo", "Urrutia", "Valdés", "Valencia", "Vargas", "Vega", "Velasco", "Vera", "Villalobos", "Yáñez", "Zamora",
)  # fmt: skip

PLACES = (
    "Punta", "Valle", "Río", "Cerro", "Bahía", "Laguna", "Costa", "Quebrada", "Pampa", "Puerto", "Sierra", "Isla",
    "Monte", "Campo", "Loma", "Estrecho", "Arroyo", "Llano", "Mirador", "Cañada", "Ensenada", "Meseta", "Playa",
    "Fuente", "Molino", "Puente", "Camino", "Portal", "Ribera", "Cumbre",
)  # fmt: skip
QUALITIES = (
    "Alegre", "Alto", "Amable", "Ancho", "Azul", "Blanco", "Bonito", "Bravo", "Claro", "Dorado", "Escondido", "Firme",
    "Fresco", "Fuerte", "Grande", "Hermoso", "Hondo", "Largo", "Leal", "Ligero", "Limpio", "Lindo", "Manso", "Mayor",
    "Noble", "Nuevo", "Quieto", "Real", "Rojo", "Sereno", "Sano", "Solo", "Suave", "Tranquilo", "Verde", "Viejo",
    "Vivo", "Breve", "Gentil", "Feliz",
)  # fmt: skip
REGIONS = ("", " del Norte", " del Sur", " del Centro", " Oriental", " Occidental", " Austral", " Hermanos")
KINDS = {
    "alimentos": ("Conservas", "Lácteos", "Congelados", "Cárnicos", "Pesquera", "Helados"),
    "agroexportación": ("Agroexportadora", "Frutícola", "Empacadora", "Agrícola", "Berries", "Hortalizas"),
    "farmacéutica": ("Farmacéutica", "Laboratorios", "Droguería", "Biológicos", "Vacunas", "Insumos Médicos"),
    "retail": ("Mercados", "Supermercados", "Autoservicios", "Bodegas", "Tiendas", "Abastos"),
    "logística de frío": ("Logística", "Frigorífico", "Transportes", "Almacenes", "Cadena Fría", "Depósitos"),
    "restaurante": ("Restaurante", "Cevichería", "Asador", "Pizzería", "Fonda", "Cafetería"),
    "hotel": ("Hotel", "Hostal", "Posada", "Resort", "Albergue", "Hospedaje"),
    "educación": ("Instituto", "Colegio", "Academia", "Universidad", "Escuela", "Centro"),
}
folded = lru_cache(maxsize=16_384)(fold)
APART = re.compile(r"[^a-z0-9]+")
STRIDE = 104_729
"""A prime: neighbours in time do not get neighbouring names, and no two get the same."""


def full_name(rng: Random) -> str:
    """Return a first name and two surnames, as people write them in a form."""
    first = WOMEN if rng.random() < 0.5 else MEN
    name = first[int(rng.random() * len(first))]
    one, other = (SURNAMES[int(rng.random() * len(SURNAMES))] for _ in range(2))
    return f"{name} {one}" if rng.random() < 0.35 else f"{name} {one} {other}"


def company_name(sector: str, *, number: int) -> str:
    """Return the name of company `number`; no two numbers share a name within one sector."""
    kinds = KINDS[sector]
    cycle = number // (len(kinds) * len(PLACES) * len(QUALITIES) * len(REGIONS))
    rest, kind = divmod(number * STRIDE, len(kinds))
    rest, place = divmod(rest, len(PLACES))
    rest, quality = divmod(rest, len(QUALITIES))
    name = f"{kinds[kind]} {PLACES[place]} {QUALITIES[quality]}{REGIONS[rest % len(REGIONS)]}"
    return f"{name} {cycle + 1}" if cycle else name


def slug(name: str) -> str:
    """Return `name` as it would stand in an address: letters and digits of plain ASCII, words joined by hyphens."""
    return APART.sub("-", folded(name)).strip("-")
