"""The classes of the records plan: adding, correcting, ending."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from punos.core.languages import TranslatedText, Writing
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.processes.models.document import rewritten
from punos.records import queries, rules
from punos.records.models import RetentionClass

NOTHING: Writing = {}


@transaction.atomic
def add_retention_class(
    *, actor: Actor, code: str, title: TranslatedText, years: int | None, basis: str
) -> RetentionClass:
    """Add a line of the city's records plan; without years what carries it is kept for good."""
    code, basis = code.strip(), basis.strip()
    is_taken = RetentionClass.objects.filter(code=code).exists()
    rules.check_add_class(actor, code, title, years, basis, is_taken=is_taken)
    added = RetentionClass.objects.create(code=code, title=title, years=years, basis=basis)
    journal.record(actor, "retention_class.added", added)
    return added


@transaction.atomic
def add_usual_classes(*, actor: Actor) -> list[RetentionClass]:
    """The classes that most cities have, as far as their codes are free; the city corrects them."""
    taken = set(RetentionClass.objects.values_list("code", flat=True))
    with override("fi"):
        basis = _("The city's records plan")
    return [
        add_retention_class(actor=actor, code=code, title=title, years=years, basis=basis)
        for code, title, years in queries.STARTERS
        if code not in taken
    ]


@transaction.atomic
def change_retention_class(
    *,
    actor: Actor,
    retention: RetentionClass,
    years: int | None,
    basis: str,
    title: Writing = NOTHING,
) -> RetentionClass:
    """Correct the name, the basis and the years; these are made longer at any time, and shorter while nobody carries it."""
    locked = RetentionClass.objects.select_for_update().get(pk=retention.pk)
    words = rewritten(locked.title, title, by=actor.person_id, at=timezone.now())
    carried_by = queries.carried_by(locked)
    rules.check_change_class(actor, locked, words, years, basis.strip(), carried_by=carried_by)
    locked.title, locked.years, locked.basis = words, years, basis.strip()
    locked.save(update_fields=["title", "years", "basis"])
    journal.record(actor, "retention_class.changed", locked)
    return locked


@transaction.atomic
def end_retention_class(*, actor: Actor, retention: RetentionClass) -> RetentionClass:
    """Give a class to no process any more; those that carry it keep it."""
    locked = RetentionClass.objects.select_for_update().get(pk=retention.pk)
    rules.check_end_class(actor, locked)
    locked.ended_at = timezone.now()
    locked.save(update_fields=["ended_at"])
    journal.record(actor, "retention_class.ended", locked)
    return locked
