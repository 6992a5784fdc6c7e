"""Verbs about mandates themselves: granting, ending, wearing the hat, taking over what Suomi.fi says."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from punos.core.text import clean
from punos.journal import actions as journal
from punos.organisations import rules
from punos.organisations.models import (
    Actor,
    Mandate,
    MandateSource,
    Organisation,
    Scope,
)
from punos.people.models import Person

SUOMIFI_HOLDS = timedelta(hours=24)  # then the register is asked again


@transaction.atomic
def grant_mandate(
    *,
    actor: Actor,
    person: Person,
    organisation: Organisation,
    scopes: Collection[str],
    source: MandateSource = MandateSource.CITY,
    evidence: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Mandate:
    """Note that a person may act for an organisation, on the city's own check of it."""
    rules.check_grant_mandate(actor, organisation)
    mandate = put_in_force(
        actor, person, organisation, scopes, source, evidence=evidence, starts_on=starts_on, ends_on=ends_on
    )
    tell_granted(actor, mandate)
    return mandate


def put_in_force(
    actor: Actor,
    person: Person,
    organisation: Organisation,
    scopes: Collection[str],
    source: MandateSource,
    *,
    evidence: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    holds_for: timedelta | None = None,
) -> Mandate:
    """The row of a mandate; an older one from the same source ends, so that history tells what held when."""
    now = timezone.now()
    older = Mandate.objects.select_for_update().filter(
        person=person, organisation=organisation, source=source, ended_at__isnull=True
    )
    older.update(ended_at=now, ended_by=actor.person_id)
    return Mandate.objects.create(
        person=person,
        organisation=organisation,
        scopes=[scope for scope in Scope.values if scope in scopes],
        source=source,
        evidence=clean(evidence)[:300],
        starts_on=starts_on or timezone.localdate(now),
        ends_on=ends_on,
        valid_until=now + holds_for if holds_for else None,
        granted_at=now,
        granted_by=actor.person_id,
    )


def tell_granted(actor: Actor, mandate: Mandate) -> None:
    """The journal's line of a mandate that has begun."""
    journal.record(
        actor, "mandate.granted", mandate, person=mandate.person_id, organisation=mandate.organisation_id,
        source=mandate.source,
    )  # fmt: skip


@transaction.atomic
def end_mandate(*, actor: Actor, mandate: Mandate, reason: str = "") -> None:
    """End a mandate: one's own (leave), or another's as a manager. It has no effect from the next request on."""
    # The organisation's row is the lock under which two managers can't remove each other at once.
    Organisation.objects.select_for_update().get(pk=mandate.organisation_id)
    locked = Mandate.objects.select_related("organisation").get(pk=mandate.pk)
    fresh = _as_of_now(actor, locked.organisation)
    others = (
        Mandate.objects.current()
        .managing()
        .filter(organisation=locked.organisation_id, person__is_active=True)
    )
    rules.check_end_mandate(fresh, locked, others.exclude(person=locked.person_id).count())
    _end(locked, actor.person_id, reason)
    journal.record(
        actor, "mandate.ended", locked, person=locked.person_id, organisation=locked.organisation_id
    )


def _as_of_now(actor: Actor, organisation: Organisation) -> Actor:
    """The same actor with the mandates that the database holds under the lock, not those of the request's start."""
    from dataclasses import replace

    held = Mandate.objects.current().filter(person=actor.person, organisation=organisation)
    others = tuple(each for each in actor.mandates if each.organisation_id != organisation.pk)
    return replace(actor, mandates=(*others, *held.select_related("organisation")))


def _end(mandate: Mandate, by: int | None, reason: str) -> None:
    mandate.ended_at, mandate.ended_by, mandate.end_reason = timezone.now(), by, clean(reason)[:300]
    mandate.save(update_fields=["ended_at", "ended_by", "end_reason"])


@transaction.atomic
def end_mandates_of(*, actor: Actor, person: Person) -> int:
    """End everything that somebody may do for others because their account ends; the number of mandates ended.

    Nobody's account is kept against their will because they are the last manager: the city takes care of that.
    """
    rules.check_wear_hat(actor, None)
    ended = list(Mandate.objects.select_for_update().filter(person=person, ended_at__isnull=True))
    for mandate in ended:
        _end(mandate, actor.person_id, "")
    for mandate in ended:
        journal.record(
            actor, "mandate.ended", mandate, person=mandate.person_id, organisation=mandate.organisation_id
        )
    return len(ended)


@transaction.atomic
def wear_hat(*, actor: Actor, organisation: Organisation | None) -> None:
    """Act for an organisation from now on, or for oneself again."""
    rules.check_wear_hat(actor, organisation)
    assert actor.person is not None  # the rule refuses whoever has not signed in
    number = organisation.pk if organisation else 0
    journal.record(actor, "hat.changed", actor.person, organisation=number)


@transaction.atomic
def take_suomifi(
    *, actor: Actor, found: Iterable[tuple[Organisation, Collection[str], str]]
) -> list[Mandate]:
    """Take over the mandates that Suomi.fi told of just now: organisation, scopes, codes. They hold for a day.

    Whatever Suomi.fi told earlier and does not tell any more ends.
    """
    rules.check_take_suomifi(actor)
    assert actor.person is not None  # the rule refuses whoever has not signed in
    told = list(found)
    kept = [organisation.pk for organisation, scopes, _codes in told if scopes]
    gone = Mandate.objects.select_for_update().filter(
        person=actor.person, source=MandateSource.SUOMIFI, ended_at__isnull=True
    )
    lost = list(gone.exclude(organisation__in=kept))
    for mandate in lost:
        _end(mandate, actor.person_id, "")
    taken = [
        put_in_force(
            actor, actor.person, organisation, scopes, MandateSource.SUOMIFI,
            evidence=codes, holds_for=SUOMIFI_HOLDS,
        )
        for organisation, scopes, codes in told
        if scopes
    ]  # fmt: skip
    for mandate in taken:
        tell_granted(actor, mandate)
    return taken
