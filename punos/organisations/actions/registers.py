"""Verbs about what outside registers say."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from punos.journal import actions as journal
from punos.organisations import queries, rules
from punos.organisations.actions.bringing_in import LANGUAGE_OF, write_fact
from punos.organisations.actions.lives import dissolve, rename
from punos.organisations.models import (
    Actor,
    ChangeOutcome,
    DataSource,
    Organisation,
    Register,
    RegisterChange,
    RegisterRecord,
)
from punos.organisations.models.register import LONGEST_FACT

LOOK_UP = "punos.organisations.tasks.look_up"
COMPARED = ("name", "name_sv", "ended_on")  # what a register may know better than we do


@transaction.atomic
def keep_register_answer(
    *,
    actor: Actor,
    register: str,
    identifier: str,
    organisation: Organisation | None,
    facts: Mapping[str, Any],
    fetched_at: datetime,
) -> RegisterRecord:
    """Keep what a register answered, beside the organisation's own data.

    Where it differs from them a task is raised, once for the same difference; nothing is overwritten. `facts` may
    hold name, name_sv and ended_on (ISO 8601) among others; it is empty where the register knew nothing.
    """
    rules.check_keep_registry(actor)
    record, _is_new = RegisterRecord.objects.update_or_create(
        register=register,
        identifier=identifier,
        defaults={
            "organisation": organisation,
            "facts": dict(facts),
            "fetched_at": fetched_at,
            "asked_at": None,
            "trouble": "",
        },
    )
    for change in _differences(record) if organisation else ():
        journal.record(actor, "register.differs", change, organisation=change.organisation_id)
    return record


def _differences(record: RegisterRecord) -> list[RegisterChange]:
    """What the register says otherwise than the card and has not been asked about before, as tasks."""
    raised = []
    for attribute in COMPARED:
        found = str(record.facts.get(attribute) or "")
        own = str(getattr(record.organisation, attribute) or "")
        if found and found != own:
            change, is_new = RegisterChange.objects.get_or_create(
                organisation=record.organisation,
                register=record.register,
                attribute=attribute,
                found=found[:LONGEST_FACT],
                defaults={"own": own[:LONGEST_FACT], "seen_at": record.fetched_at or timezone.now()},
            )
            raised += [change] if is_new else []
    return raised


@transaction.atomic
def settle_change(*, actor: Actor, change: RegisterChange, take: bool) -> None:
    """Take over what the register says, or keep one's own; the same difference is not raised again."""
    locked = (
        RegisterChange.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .get(pk=change.pk)
    )
    rules.check_settle_change(actor, locked)
    locked.outcome = ChangeOutcome.TAKEN if take else ChangeOutcome.KEPT
    locked.settled_at, locked.settled_by = timezone.now(), actor.person_id
    locked.save(update_fields=["outcome", "settled_at", "settled_by"])
    if take:
        _take_over(actor, locked)
    journal.record(actor, "register.settled", locked, organisation=locked.organisation_id)


def _take_over(actor: Actor, change: RegisterChange) -> None:
    """Write what a register or a file says into the card, in the way in which a person would."""
    on = timezone.localdate(change.seen_at)
    if change.attribute == "ended_on":
        dissolve(actor=actor, organisation=change.organisation, on=date.fromisoformat(change.found))
    elif change.attribute in LANGUAGE_OF:
        rename(
            actor=actor, organisation=change.organisation, language=LANGUAGE_OF[change.attribute],
            name=change.found, on=on, source=_source(change),
        )  # fmt: skip
    else:
        locked = Organisation.objects.select_for_update().get(pk=change.organisation_id)
        write_fact(
            organisation=locked, attribute=change.attribute, found=change.found, source=_source(change)
        )


def _source(change: RegisterChange) -> DataSource:
    return DataSource.FILE if change.register == Register.FILE else DataSource.REGISTER


@transaction.atomic
def ask_register(*, actor: Actor, organisation: Organisation) -> RegisterRecord:
    """Have the register asked about an organisation by its business ID; the worker asks, nobody waits for it."""
    business_id = queries.business_id_of(organisation)
    rules.check_ask_register(actor, organisation, business_id)
    record, _is_new = RegisterRecord.objects.update_or_create(
        register=Register.PRH,
        identifier=business_id,
        defaults={"organisation": organisation, "asked_at": timezone.now(), "trouble": ""},
    )
    app.configure_task(LOOK_UP).defer(record_id=record.pk)
    journal.record(actor, "register.asked", organisation)
    return record


@transaction.atomic
def note_trouble(*, record: RegisterRecord, trouble: str) -> None:
    """Note why a register did not answer; what it said before stays."""
    RegisterRecord.objects.filter(pk=record.pk).update(asked_at=None, trouble=trouble)
