"""The nouns of this room, each in a file of its own."""

from punos.organisations.models.actor import SYSTEM, ActingRequest, Actor
from punos.organisations.models.areas import AREAS, Area, AreaCode
from punos.organisations.models.city import CityUnit, Role, RoleKind, RoleSource, SignInGroup
from punos.organisations.models.imports import Column, ImportRow, ImportState, RegistryImport, RowOutcome
from punos.organisations.models.mandate import (
    JoinOutcome,
    JoinRequest,
    Mandate,
    MandateInvitation,
    MandateSource,
    Scope,
)
from punos.organisations.models.organisation import (
    DataSource,
    District,
    Field,
    Identifier,
    IdentifierScheme,
    LifeEvent,
    LifeEventKind,
    Name,
    Organisation,
    OrganisationKind,
    SizeBand,
)
from punos.organisations.models.register import ChangeOutcome, Register, RegisterChange, RegisterRecord

__all__ = [
    "AREAS",
    "SYSTEM",
    "ActingRequest",
    "Actor",
    "Area",
    "AreaCode",
    "ChangeOutcome",
    "CityUnit",
    "Column",
    "DataSource",
    "District",
    "Field",
    "Identifier",
    "IdentifierScheme",
    "ImportRow",
    "ImportState",
    "JoinOutcome",
    "JoinRequest",
    "LifeEvent",
    "LifeEventKind",
    "Mandate",
    "MandateInvitation",
    "MandateSource",
    "Name",
    "Organisation",
    "OrganisationKind",
    "Register",
    "RegisterChange",
    "RegisterRecord",
    "RegistryImport",
    "Role",
    "RoleKind",
    "RoleSource",
    "RowOutcome",
    "Scope",
    "SignInGroup",
    "SizeBand",
]
