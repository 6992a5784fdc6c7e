"""Erasing what this room knows of a person."""

from django.db import transaction

from punos.journal import actions as journal
from punos.notices.models import Notice, Subscription
from punos.organisations.models import Actor
from punos.people.models import Person


@transaction.atomic
def forget_person(*, actor: Actor, person: Person) -> None:
    """Remove what somebody follows and everything that they were told."""
    Notice.objects.filter(person=person).delete()
    Subscription.objects.filter(person=person).delete()
    journal.record(actor, "data.forgotten", person, room="notices")
