"""The 21 wellbeing services counties, Helsinki, and the value for the whole country.

Codes are those of Statistics Finland; names follow the Act on the counties (616/2021, section 7).
"""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AreaCode(models.TextChoices):
    EAST_UUSIMAA = "01", _("Wellbeing services county of East Uusimaa")
    CENTRAL_UUSIMAA = "02", _("Wellbeing services county of Central Uusimaa")
    WEST_UUSIMAA = "03", _("Wellbeing services county of West Uusimaa")
    VANTAA_AND_KERAVA = "04", _("Wellbeing services county of Vantaa and Kerava")
    SOUTHWEST_FINLAND = "05", _("Wellbeing services county of Southwest Finland")
    SATAKUNTA = "06", _("Wellbeing services county of Satakunta")
    KANTA_HAME = "07", _("Wellbeing services county of Kanta-H\u00e4me")
    PIRKANMAA = "08", _("Wellbeing services county of Pirkanmaa")
    PAIJAT_HAME = "09", _("Wellbeing services county of P\u00e4ij\u00e4t-H\u00e4me")
    KYMENLAAKSO = "10", _("Wellbeing services county of Kymenlaakso")
    SOUTH_KARELIA = "11", _("Wellbeing services county of South Karelia")
    SOUTH_SAVO = "12", _("Wellbeing services county of South Savo")
    NORTH_SAVO = "13", _("Wellbeing services county of North Savo")
    NORTH_KARELIA = "14", _("Wellbeing services county of North Karelia")
    CENTRAL_FINLAND = "15", _("Wellbeing services county of Central Finland")
    SOUTH_OSTROBOTHNIA = "16", _("Wellbeing services county of South Ostrobothnia")
    OSTROBOTHNIA = "17", _("Wellbeing services county of Ostrobothnia")
    CENTRAL_OSTROBOTHNIA = "18", _("Wellbeing services county of Central Ostrobothnia")
    NORTH_OSTROBOTHNIA = "19", _("Wellbeing services county of North Ostrobothnia")
    KAINUU = "20", _("Wellbeing services county of Kainuu")
    LAPLAND = "21", _("Wellbeing services county of Lapland")
    HELSINKI = "90", _("City of Helsinki")
    NATIONWIDE = "nationwide", _("The whole country")


@dataclass(frozen=True)
class Area:
    """One tile of the map: its row and column (counted from 1 and 0), and a label that fits the tile."""

    code: AreaCode
    row: int
    column: int
    short: Promise


def _tile(code: AreaCode, row: int, column: int, short: Promise) -> Area:
    return Area(code, row, column, short)


# 29 of 49 real borders share a side on this grid, 45 of 49 a side or a corner.
AREAS = (
    _tile(AreaCode.LAPLAND, 1, 3, pgettext_lazy("tile", "Lapl")),
    _tile(AreaCode.NORTH_OSTROBOTHNIA, 2, 3, pgettext_lazy("tile", "N Ost")),
    _tile(AreaCode.KAINUU, 2, 4, pgettext_lazy("tile", "Kainu")),
    _tile(AreaCode.OSTROBOTHNIA, 3, 1, pgettext_lazy("tile", "Ostro")),
    _tile(AreaCode.CENTRAL_OSTROBOTHNIA, 3, 2, pgettext_lazy("tile", "C Ost")),
    _tile(AreaCode.CENTRAL_FINLAND, 3, 3, pgettext_lazy("tile", "C Fin")),
    _tile(AreaCode.NORTH_SAVO, 3, 4, pgettext_lazy("tile", "N Sav")),
    _tile(AreaCode.NORTH_KARELIA, 3, 5, pgettext_lazy("tile", "N Kar")),
    _tile(AreaCode.SOUTH_OSTROBOTHNIA, 4, 1, pgettext_lazy("tile", "S Ost")),
    _tile(AreaCode.PIRKANMAA, 4, 2, pgettext_lazy("tile", "Pirka")),
    _tile(AreaCode.PAIJAT_HAME, 4, 3, pgettext_lazy("tile", "P-H\u00e4m")),
    _tile(AreaCode.SOUTH_SAVO, 4, 4, pgettext_lazy("tile", "S Sav")),
    _tile(AreaCode.SOUTH_KARELIA, 4, 5, pgettext_lazy("tile", "S Kar")),
    _tile(AreaCode.SATAKUNTA, 5, 1, pgettext_lazy("tile", "Satak")),
    _tile(AreaCode.KANTA_HAME, 5, 2, pgettext_lazy("tile", "K-H\u00e4m")),
    _tile(AreaCode.CENTRAL_UUSIMAA, 5, 3, pgettext_lazy("tile", "C Uus")),
    _tile(AreaCode.KYMENLAAKSO, 5, 4, pgettext_lazy("tile", "Kymen")),
    _tile(AreaCode.SOUTHWEST_FINLAND, 6, 1, pgettext_lazy("tile", "SW Fi")),
    _tile(AreaCode.WEST_UUSIMAA, 6, 2, pgettext_lazy("tile", "W Uus")),
    _tile(AreaCode.VANTAA_AND_KERAVA, 6, 3, pgettext_lazy("tile", "Va-Ke")),
    _tile(AreaCode.EAST_UUSIMAA, 6, 4, pgettext_lazy("tile", "E Uus")),
    _tile(AreaCode.HELSINKI, 7, 3, pgettext_lazy("tile", "Hki")),
)
