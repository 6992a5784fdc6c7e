"""The hat: who acts, for whom, with which roles."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self

from django_htmx.middleware import HtmxDetails

from punos.core.pages import PageRequest
from punos.organisations.models.city import RoleKind
from punos.organisations.models.mandate import Mandate
from punos.organisations.models.organisation import Organisation
from punos.people.models import Person

HAT = "hat"  # where the session keeps the id of the organisation that somebody chose to act for


@dataclass(frozen=True)
class Actor:
    """Who does something, fixed for one request: a person, a browser without an account, or the system.

    `organisation` is the hat that is worn and `mandates` are all that the person holds now, of which the worn hat
    is one. `invited_to` is a process in which the organisation may be answered for by the link of an invitation,
    without a mandate: what is said so counts as unverified. `browser` is the random mark in the signed voice cookie; `roles` are pairs of
    city unit id and kind, and `resting_roles` those that a password alone does not open.
    """

    person: Person | None = None
    organisation: Organisation | None = None
    mandates: tuple[Mandate, ...] = ()
    invited_to: int | None = None
    browser: str = ""
    roles: frozenset[tuple[int, str]] = field(default_factory=frozenset)
    resting_roles: frozenset[tuple[int, str]] = field(default_factory=frozenset)
    is_system: bool = False

    @property
    def person_id(self) -> int | None:
        return self.person.pk if self.person else None

    @property
    def organisation_id(self) -> int | None:
        return self.organisation.pk if self.organisation else None

    @property
    def acts_for(self) -> frozenset[int]:
        """The organisations for which this person holds a mandate now."""
        return frozenset(mandate.organisation_id for mandate in self.mandates)

    @property
    def hats(self) -> list[Organisation]:
        """The same, as organisations in alphabetical order, each once."""
        held = {mandate.organisation_id: mandate.organisation for mandate in self.mandates}
        return sorted(held.values(), key=lambda each: (each.sort_key, each.pk))

    def scopes_for(self, organisation_id: int | None) -> frozenset[str]:
        """What this person may do for that organisation now, over all of their mandates for it."""
        held = (each.scopes for each in self.mandates if each.organisation_id == organisation_id)
        return frozenset(scope for scopes in held for scope in scopes)

    def wearing(self, organisation: Organisation | None) -> Self:
        """The same person under the hat of an organisation that they hold a mandate for; else as they are.

        A page that belongs to an organisation puts its hat on, so that the journal says for whom it was done.
        """
        if organisation is None or organisation.pk not in self.acts_for:
            return self
        return replace(self, organisation=organisation, invited_to=None)

    @property
    def speaks_for_organisation(self) -> bool:
        """Whether answers are the organisation's: under a mandate to answer, or by the link of an invitation."""
        return self.invited_to is not None or "answer" in self.scopes_for(self.organisation_id)

    def holds(self, unit_id: int | None, *kinds: RoleKind) -> bool:
        """Whether this person has one of these roles in that city unit."""
        return any((unit_id, kind) in self.roles for kind in kinds)

    def holds_anywhere(self, *kinds: RoleKind) -> bool:
        """Whether this person has one of these roles in any city unit."""
        return any(kind in kinds for _unit, kind in self.roles)

    @property
    def units(self) -> frozenset[int]:
        """The city units in which this person has any role."""
        return frozenset(unit for unit, _kind in self.roles)

    @property
    def sees_unlisted(self) -> bool:
        """Whether organisations that are not in the public directory are shown: to the city's people they are."""
        return self.is_system or bool(self.roles)


SYSTEM = Actor(is_system=True)


class ActingRequest(PageRequest):
    """A request as every door sees it: when it came, the hat is on, and it is known which part htmx asks for."""

    received_at: datetime
    actor: Actor
    htmx: HtmxDetails
