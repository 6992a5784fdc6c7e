"""What this room knows about one person, for the package of their own data."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Q

from punos.organisations.models import JoinRequest, Mandate, MandateInvitation, Organisation, Role
from punos.people.models import Person
from punos.people.queries import of_addresses

type Rows = list[dict[str, Any]]

NOBODY = Q(pk__in=[])
OF_AN_ORGANISATION = {"id": "id", "organisation": "organisation__name"}


def about(person: Person, addresses: Collection[str]) -> dict[str, Rows]:
    """Roles, mandates, invitations, requests, and cards that show an address of theirs, by kind.

    Who decided or granted is told by the journal, in ids.
    """
    roles, mandates = Role.objects.filter(person=person), Mandate.objects.filter(person=person)
    requests = JoinRequest.objects.filter(person=person)
    role = ("kind", "source", "reason", "granted_at", "ended_at", "end_reason")
    dates = ("starts_on", "ends_on", "valid_until", "granted_at", "ended_at", "end_reason")
    asked = ("message", "at", "decided_at", "outcome", "reason")
    return {
        "roles": _rows(roles, {"id": "id", "unit": "unit__slug"}, role),
        "mandates": _rows(mandates, OF_AN_ORGANISATION, ("scopes", "source", "evidence", *dates)),
        "join_requests": _rows(requests, OF_AN_ORGANISATION, asked),
        **about_addresses(addresses, Q(accepted_by=person.pk)),
    }


def about_addresses(addresses: Collection[str], accepted: Q = NOBODY) -> dict[str, Rows]:
    """What was sent to one of these addresses or shows it, with or without an account, and what was accepted besides."""
    invitations = MandateInvitation.objects.filter(of_addresses("email", addresses) | accepted)
    cards = Organisation.objects.filter(of_addresses("email", addresses))
    offer = ("scopes", "ends_on", "language", "at", "expires_at", "accepted_at", "withdrawn_at")
    return {
        "invitations_to_act": _rows(invitations, OF_AN_ORGANISATION, ("email", *offer)),
        "contact_of": _rows(cards, {"organisation": "name"}, ("email",)),
    }


def _rows(found: Any, named: Mapping[str, str], columns: Iterable[str]) -> Rows:
    """Rows in the order in which they came: `named` columns, which may lie further on, then those of the row."""
    ways = {**named, **{column: column for column in columns}}
    return [
        {name: row[way] for name, way in ways.items()} for row in found.order_by("pk").values(*ways.values())
    ]


def ids_of(kinds: Mapping[str, Rows]) -> dict[str, list[int]]:
    """The ids of these rows as the journal names them: its lines about them are about the person too."""
    named = {"roles": "role", "mandates": "mandate", "join_requests": "joinrequest"}
    return {subject: [row["id"] for row in kinds[kind]] for kind, subject in named.items()}
