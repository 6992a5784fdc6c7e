"""Verbs about mandates themselves: granting, ending, wearing the hat, taking over what Suomi.fi says."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from punos.core.text import clean
from punos.journal import actions as journal
from punos.organisations import queries, rules
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
def hold(*, organisation_id: int) -> None:
    """Lock the people of an organisation until the transaction ends: one change after another.

    Whoever needs this lock takes it before any row of an invitation, a request or a mandate.
    """
    Organisation.objects.select_for_update().get(pk=organisation_id)


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
    rules.check_offered(scopes)
    rules.check_source(actor, source)
    rules.check_term(starts_on, ends_on)
    hold(organisation_id=organisation.pk)
    return put_in_force(
        actor=actor, person=person, organisation=organisation, scopes=scopes, source=source,
        evidence=evidence, starts_on=starts_on, ends_on=ends_on,
    )  # fmt: skip


@transaction.atomic
def put_in_force(
    *,
    actor: Actor,
    person: Person,
    organisation: Organisation,
    scopes: Collection[str],
    source: MandateSource,
    evidence: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    holds_for: timedelta | None = None,
) -> Mandate:
    """What every way to a mandate leads to, once it has been checked who may.

    An older one from the same source ends, so that history tells what held when.
    """
    now = timezone.now()
    older = Mandate.objects.select_for_update().filter(
        person=person, organisation=organisation, source=source, ended_at__isnull=True
    )
    older.update(ended_at=now, ended_by=actor.person_id)
    mandate = Mandate.objects.create(
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
    journal.record(
        actor, "mandate.granted", mandate, person=person.pk, organisation=organisation.pk, source=source
    )
    return mandate


@transaction.atomic
def end_mandate(*, actor: Actor, mandate: Mandate, reason: str = "") -> None:
    """End a mandate: one's own (leave), or another's as a manager. It has no effect from the next request on."""
    hold(organisation_id=mandate.organisation_id)  # so that two managers can't remove each other at once
    locked = Mandate.objects.select_related("organisation").get(pk=mandate.pk)
    others = queries.other_managers(locked.organisation, locked.person_id)
    rules.check_end_mandate(_as_of_now(actor, locked.organisation), locked, others)
    _end(locked, actor, reason)


def _as_of_now(actor: Actor, organisation: Organisation) -> Actor:
    """The same actor with the mandates that the database holds under the lock, not those of the request's start."""
    held = Mandate.objects.current().filter(person=actor.person, organisation=organisation)
    others = tuple(each for each in actor.mandates if each.organisation_id != organisation.pk)
    return replace(actor, mandates=(*others, *held.select_related("organisation")))


def _end(mandate: Mandate, actor: Actor, reason: str = "") -> None:
    mandate.ended_at, mandate.ended_by = timezone.now(), actor.person_id
    mandate.end_reason = clean(reason)[:300]
    mandate.save(update_fields=["ended_at", "ended_by", "end_reason"])
    journal.record(
        actor, "mandate.ended", mandate, person=mandate.person_id, organisation=mandate.organisation_id
    )


@transaction.atomic
def end_mandates_of(*, actor: Actor, person: Person) -> int:
    """End everything that somebody may do for others because their account ends; the number of mandates ended.

    Nobody's account is kept against their will because they are the last manager: the city takes care of that.
    """
    rules.check_end_mandates_of(actor, person)
    ended = list(Mandate.objects.select_for_update().filter(person=person, ended_at__isnull=True))
    for mandate in ended:
        _end(mandate, actor)
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

    An organisation that is told of without anything that counts here has no mandate any more. One that is not told
    of keeps it until its day is over: a person chooses at Suomi.fi of which organisations it tells.
    """
    rules.check_take_suomifi(actor)
    assert actor.person is not None  # the rule refuses whoever has not signed in
    told = list(found)
    gone = Mandate.objects.select_for_update().filter(
        organisation__in=[organisation.pk for organisation, scopes, _codes in told if not scopes],
        person=actor.person, source=MandateSource.SUOMIFI, ended_at__isnull=True,
    )  # fmt: skip
    for mandate in gone:
        _end(mandate, actor)
    return [
        put_in_force(
            actor=actor, person=actor.person, organisation=organisation, scopes=scopes,
            source=MandateSource.SUOMIFI, evidence=codes, holds_for=SUOMIFI_HOLDS,
        )
        for organisation, scopes, codes in told
        if scopes
    ]  # fmt: skip
