"""The hat: who acts, for whom, with which roles."""

from dataclasses import dataclass, field

from django_htmx.middleware import HtmxDetails

from punos.core.pages import PageRequest
from punos.organisations.models.city import RoleKind
from punos.organisations.models.organisation import Organisation
from punos.people.models import Person


@dataclass(frozen=True)
class Actor:
    """Who does something, fixed for one request: a person, a browser without an account, or the system.

    `browser` is the random mark in the signed voice cookie; `roles` are pairs of city unit id and kind.
    """

    person: Person | None = None
    organisation: Organisation | None = None
    browser: str = ""
    roles: frozenset[tuple[int, str]] = field(default_factory=frozenset)
    is_system: bool = False

    @property
    def person_id(self) -> int | None:
        return self.person.pk if self.person else None

    @property
    def organisation_id(self) -> int | None:
        return self.organisation.pk if self.organisation else None

    def holds(self, unit_id: int | None, *kinds: RoleKind) -> bool:
        """Whether this person has one of these roles in that city unit."""
        return any((unit_id, kind) in self.roles for kind in kinds)

    @property
    def units(self) -> frozenset[int]:
        """The city units in which this person has any role."""
        return frozenset(unit for unit, _kind in self.roles)


SYSTEM = Actor(is_system=True)


class ActingRequest(PageRequest):
    """A request as every door sees it: the hat is on, and it is known which part htmx asks for."""

    actor: Actor
    htmx: HtmxDetails
