"""Erasing what this room knows of a person: the addresses of invitations."""

from django.db import transaction

from punos.consultations.models import Invitation
from punos.contributions.rules import check_forget_person
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.people.models import Person
from punos.people.queries import of_addresses, verified_addresses


@transaction.atomic
def forget_person(*, actor: Actor, person: Person) -> None:
    """Blank a person's addresses in invitations to answer; who was invited, the organisation, stays."""
    check_forget_person(actor, person)
    Invitation.objects.filter(of_addresses("email", verified_addresses(person))).update(email="")
    journal.record(actor, "data.forgotten", person, room="consultations")
