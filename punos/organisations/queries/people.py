"""The people of an organisation: who acts for it, who is invited, who asks; and what is mine of that."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q
from django.db.models.functions import Greatest
from django.utils import timezone

from punos.organisations.models import (
    Actor,
    JoinOutcome,
    JoinRequest,
    Mandate,
    MandateInvitation,
    MandateSource,
    Organisation,
)
from punos.organisations.models.likeness import skeleton
from punos.organisations.models.organisation import OrganisationQuerySet
from punos.people.models import Person

MOST_SHOWN = 200
ALIKE = 0.4  # similarity of trigrams from which two names are shown as perhaps the same


@dataclass(frozen=True)
class People:
    """What the page of an organisation's people shows."""

    mandates: list[Mandate]
    ended: list[Mandate]
    invitations: list[MandateInvitation]
    requests: list[JoinRequest]


def people_of(organisation: Organisation) -> People:
    """Everybody who acts for an organisation or would like to, and who did."""
    now, today = timezone.now(), timezone.localdate()
    over = Q(ended_at__isnull=False) | Q(ends_on__lt=today) | Q(valid_until__lte=now)
    held = Mandate.objects.filter(organisation=organisation).select_related("person")
    return People(
        mandates=list(held.exclude(over).order_by("person__name", "pk")[:MOST_SHOWN]),
        ended=list(held.filter(over).order_by("-ended_at", "-pk")[:MOST_SHOWN]),
        invitations=list(
            MandateInvitation.objects.waiting().filter(organisation=organisation).order_by("at", "pk")
        ),
        requests=list(
            JoinRequest.objects.waiting()
            .filter(organisation=organisation)
            .select_related("person")
            .order_by("at", "pk")[:MOST_SHOWN]
        ),
    )


def other_managers(organisation: Organisation, person_id: int) -> int:
    """How many persons manage the people of an organisation now besides this one."""
    others = Mandate.objects.current().managing().filter(organisation=organisation, person__is_active=True)
    return others.exclude(person=person_id).values("person").distinct().count()


def within_reach(actor: Actor) -> OrganisationQuerySet:
    """The organisations that somebody may know of: the visible ones, and those that they have asked to act for."""
    asked = JoinRequest.objects.filter(person=actor.person).values("organisation")
    visible = Organisation.objects.visible_to(actor)
    return visible | Organisation.objects.filter(pk__in=asked) if actor.person else visible


def mandates_of(actor: Actor) -> list[Mandate]:
    """What somebody may do for whom now, by the names of the organisations."""
    return sorted(
        actor.mandates, key=lambda each: (each.organisation.sort_key, each.organisation_id, each.pk)
    )


def requests_of(actor: Actor) -> list[JoinRequest]:
    """What somebody has asked for and still waits for."""
    if actor.person is None:
        return []
    mine = JoinRequest.objects.waiting().filter(person=actor.person)
    return list(mine.select_related("organisation").order_by("at", "pk"))


def last_request(actor: Actor, organisation: Organisation) -> JoinRequest | None:
    """The latest request of this person to act for an organisation, decided or not."""
    mine = organisation.join_requests.filter(person=actor.person)
    return mine.exclude(outcome=JoinOutcome.WITHDRAWN).order_by("-at", "-pk").first()


def invitation_by(token: str) -> MandateInvitation | None:
    """The invitation that a link leads to, in whatever state; nothing where we never made such a link."""
    known = MandateInvitation.id_in(token)
    if known is None:
        return None
    invitation = MandateInvitation.objects.select_related("organisation").filter(pk=known[0]).first()
    if invitation is None or not secrets.compare_digest(invitation.nonce, known[1]):
        return None
    return invitation


def unseen_groups(actor: Actor) -> int:
    """How many groups and associations somebody has added that the city has not looked at yet."""
    founded = Mandate.objects.filter(person=actor.person, source=MandateSource.FOUNDER)
    asked = JoinRequest.objects.waiting().filter(person=actor.person)
    mine = Q(pk__in=founded.values("organisation")) | Q(pk__in=asked.values("organisation"))
    return Organisation.objects.filter(mine, is_listed=False).count() if actor.person else 0


def alike(actor: Actor, name: str, numbers: Collection[str] = ()) -> list[Organisation]:
    """Organisations that are perhaps the one with this name or one of these numbers, the likest first."""
    likeness = Greatest(TrigramSimilarity("name", name), TrigramSimilarity("name_sv", name))
    found = Organisation.objects.visible_to(actor).active().annotate(likeness=likeness)
    same = Q(identifiers__value__in=numbers) | Q(likeness__gte=ALIKE)
    if skeleton(name):
        same |= Q(skeleton=skeleton(name))
    return list(found.filter(same).distinct().order_by("-likeness", "sort_key", "pk")[:10])


def account_with(email: str) -> Person | None:
    """The active account with this address, to which the city may give a mandate."""
    return Person.objects.filter(email__iexact=email.strip(), is_active=True).first()
