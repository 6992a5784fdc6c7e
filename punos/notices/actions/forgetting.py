"""Erasing what this room knows of a person, and notices of long ago."""

from datetime import datetime

from django.db import transaction

from punos.journal import actions as journal
from punos.notices.models import Notice, Subscription
from punos.organisations.models import Actor
from punos.people.models import Person

CLEARED_AT_ONCE = 5_000


@transaction.atomic
def forget_person(*, actor: Actor, person: Person) -> None:
    """Remove what somebody follows and everything that they were told."""
    Notice.objects.filter(person=person).delete()
    Subscription.objects.filter(person=person).delete()
    journal.record(actor, "data.forgotten", person, room="notices")


@transaction.atomic
def clear_old(*, now: datetime) -> int:
    """Remove some of the notices that are kept no longer; how many, none when all is done."""
    old = Notice.objects.to_clear(now).order_by("pk").values_list("pk", flat=True)[:CLEARED_AT_ONCE]
    return Notice.objects.filter(pk__in=list(old)).delete()[0]
