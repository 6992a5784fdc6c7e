"""Verbs about what outside registers say."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from punos.journal import actions as journal
from punos.organisations import rules
from punos.organisations.actions.lives import rename
from punos.organisations.models import (
    Actor,
    ChangeOutcome,
    DataSource,
    Organisation,
    RegisterChange,
    RegisterRecord,
)

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
        defaults={"organisation": organisation, "facts": dict(facts), "fetched_at": fetched_at},
    )
    raised = []
    for attribute in COMPARED if organisation else ():
        found, own = str(facts.get(attribute) or ""), str(getattr(organisation, attribute) or "")
        if found and found != own:
            change, is_new = RegisterChange.objects.get_or_create(
                organisation=organisation,
                register=register,
                attribute=attribute,
                found=found[:300],
                defaults={"own": own[:300], "seen_at": fetched_at},
            )
            raised += [change] if is_new else []
    for change in raised:
        journal.record(actor, "register.differs", change, organisation=change.organisation_id)
    return record


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
    if take and locked.attribute in {"name", "name_sv"}:
        language = "sv" if locked.attribute == "name_sv" else "fi"
        rename(
            actor=actor,
            organisation=locked.organisation,
            language=language,
            name=locked.found,
            on=timezone.localdate(locked.seen_at),
            source=DataSource.REGISTER,
        )
    journal.record(actor, "register.settled", locked, organisation=locked.organisation_id)
