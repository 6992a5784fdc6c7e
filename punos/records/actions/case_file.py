"""Saying how public a process is, who answers for its personal data and how long it is kept."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.core.errors import NotNow
from punos.core.text import clean
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.processes.models import Process
from punos.records import rules
from punos.records.models import CaseFile, RetentionClass


@transaction.atomic
def file_case(
    *,
    actor: Actor,
    process: Process,
    publicity: str,
    ground: str,
    controller: str,
    retention: RetentionClass | None,
    seen_revision: int,
) -> CaseFile:
    """Write the case file of a process; refused if somebody else wrote it since it was read. The same again is nothing."""
    locked = Process.objects.select_for_update(no_key=True).get(pk=process.pk)
    found = CaseFile.objects.filter(process=locked).first() or CaseFile(process=locked)
    told: dict[str, Any] = {
        "publicity": publicity,
        "ground": clean(ground),
        "controller": controller,
        "retention": retention,
    }
    rules.check_file_case(actor, locked, **told, kept_so_far=found.retention_id)
    if found.revision != seen_revision:
        raise NotNow(
            _("Somebody else changed this while you were writing. Look at what stands now and save again.")
        )
    if found.pk and all(getattr(found, name) == value for name, value in told.items()):
        return found
    for name, value in told.items():
        setattr(found, name, value)
    found.revision, found.changed_by, found.changed_at = seen_revision + 1, actor.person_id, timezone.now()
    found.save()
    journal.record(actor, "case.filed", found, process=locked.slug, revision=found.revision)
    return found
