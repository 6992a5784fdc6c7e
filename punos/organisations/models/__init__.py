"""The nouns of this room, each in a file of its own."""

from punos.organisations.models.actor import ActingRequest, Actor
from punos.organisations.models.areas import AREAS, Area, AreaCode
from punos.organisations.models.city import CityUnit, Role, RoleKind
from punos.organisations.models.organisation import Field, Organisation, SizeBand

__all__ = [
    "AREAS",
    "ActingRequest",
    "Actor",
    "Area",
    "AreaCode",
    "CityUnit",
    "Field",
    "Organisation",
    "Role",
    "RoleKind",
    "SizeBand",
]
