"""Verbs about what happens to an organisation in the course of time: a new name, a merger, its end."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from punos.core.text import clean
from punos.journal import actions as journal
from punos.organisations import rules
from punos.organisations.actions.registry import COLUMNS, give_name
from punos.organisations.models import (
    Actor,
    DataSource,
    LifeEvent,
    LifeEventKind,
    Organisation,
)


@transaction.atomic
def rename(
    *,
    actor: Actor,
    organisation: Organisation,
    language: str,
    name: str,
    on: date,
    source: DataSource = DataSource.CITY,
) -> Organisation:
    """Give an organisation a new name in one language from a day on; the former name stays known and found."""
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    name = clean(name)
    rules.check_rename(actor, locked, name, on)
    former = getattr(locked, COLUMNS[language])
    if former == name:
        return locked
    give_name(organisation=locked, language=language, name=name, on=on, source=source)
    LifeEvent.objects.create(
        organisation=locked, kind=LifeEventKind.RENAMED, on=on, former_name=former, source=source,
        at=timezone.now(),
    )  # fmt: skip
    journal.record(actor, "organisation.renamed", locked, public=locked.is_listed)
    return locked


@transaction.atomic
def merge(*, actor: Actor, organisation: Organisation, into: Organisation, on: date) -> Organisation:
    """Note that an organisation became a part of another; what it said stays its own, its card leads onwards."""
    both = Organisation.objects.select_for_update().filter(pk__in=[organisation.pk, into.pk]).order_by("pk")
    now = {
        each.pk: each for each in both
    }  # locked in one order, so that two mergers never wait for each other
    into = now[into.pk]
    rules.check_merge(actor, now[organisation.pk], into, on)
    locked = _end(actor, organisation, on)
    locked.merged_into = into
    locked.save(update_fields=["ended_on", "merged_into", "changed_at"])
    _note(locked, LifeEventKind.MERGED, on, other=into)
    journal.record(actor, "organisation.merged", locked, public=locked.is_listed, into=into.pk)
    return locked


@transaction.atomic
def dissolve(*, actor: Actor, organisation: Organisation, on: date) -> Organisation:
    """Note that an organisation ended; nobody can act for it any more, and what it said stays."""
    locked = _end(actor, organisation, on)
    locked.save(update_fields=["ended_on", "changed_at"])
    _note(locked, LifeEventKind.DISSOLVED, on)
    journal.record(actor, "organisation.dissolved", locked, public=locked.is_listed)
    return locked


@transaction.atomic
def revive(*, actor: Actor, organisation: Organisation, on: date) -> Organisation:
    """Note that an organisation goes on after all, such as when its end was noted by mistake."""
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    rules.check_revive(actor, locked)
    locked.ended_on, locked.merged_into, locked.changed_at = None, None, timezone.now()
    locked.save(update_fields=["ended_on", "merged_into", "changed_at"])
    _note(locked, LifeEventKind.REVIVED, on)
    journal.record(actor, "organisation.revived", locked, public=locked.is_listed)
    return locked


def _end(actor: Actor, organisation: Organisation, on: date) -> Organisation:
    """The locked row of an organisation that ends on this day."""
    locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
    rules.check_note_life_event(actor, locked, on)
    locked.ended_on, locked.changed_at = on, timezone.now()
    return locked


def _note(
    organisation: Organisation, kind: LifeEventKind, on: date, other: Organisation | None = None
) -> None:
    LifeEvent.objects.create(organisation=organisation, kind=kind, on=on, other=other, at=timezone.now())
