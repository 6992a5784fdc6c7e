"""Public bodies that can be asked and speak as bodies, and the districts of the city.

The councils are those that the law sets in every municipality (Local Government Act 410/2015, sections 26 to 28);
nothing is put into their mouths. The wellbeing services county is invented.
"""

from dataclasses import dataclass

from town.texts.shapes import Words


@dataclass(frozen=True, slots=True)
class BodyText:
    """A public body: its names, its kind in the registry, its field and area."""

    name: Words
    kind: str
    field: str
    area: str


BODIES: tuple[BodyText, ...] = (
    BodyText(
        Words("Helsingin nuorisoneuvosto", "Helsingfors ungdomsråd", "Helsinki Youth Council"),
        "council",
        "youth",
        "90",
    ),
    BodyText(
        Words("Helsingin vanhusneuvosto", "Helsingfors äldreråd", "Helsinki Older People's Council"),
        "council",
        "older",
        "90",
    ),
    BodyText(
        Words(
            "Helsingin vammaisneuvosto",
            "Helsingfors råd för personer med funktionsnedsättning",
            "Helsinki Disability Council",
        ),
        "council",
        "patient_disability",
        "90",
    ),
    BodyText(
        Words(
            "Mallimaan hyvinvointialue",
            "Modellandets välfärdsområde",
            "Wellbeing services county of Model Land",
        ),
        "authority",
        "multi",
        "nationwide",
    ),
)

DISTRICTS: tuple[tuple[str, Words], ...] = (
    ("1", Words("Eteläinen suurpiiri", "Södra stordistriktet", "Southern major district")),
    ("2", Words("Läntinen suurpiiri", "Västra stordistriktet", "Western major district")),
    ("3", Words("Keskinen suurpiiri", "Mellersta stordistriktet", "Central major district")),
    ("4", Words("Pohjoinen suurpiiri", "Norra stordistriktet", "Northern major district")),
    ("5", Words("Koillinen suurpiiri", "Nordöstra stordistriktet", "North-eastern major district")),
    ("6", Words("Kaakkoinen suurpiiri", "Sydöstra stordistriktet", "South-eastern major district")),
    ("7", Words("Itäinen suurpiiri", "Östra stordistriktet", "Eastern major district")),
    ("8", Words("Östersundomin suurpiiri", "Östersundoms stordistrikt", "Östersundom major district")),
)
