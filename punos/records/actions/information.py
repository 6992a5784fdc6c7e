"""Looking for everything about a matter, an organisation or a person, and taking it along."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from punos.core.text import clean
from punos.journal import actions as journal
from punos.journal.actions import Subject
from punos.organisations.models import Actor
from punos.records import queries, rules
from punos.records.models import InformationSearch, SoughtKind


@dataclass
class Nobody:
    """What is looked at where what was typed finds nobody."""

    pk: int = 0
    address: str = "/desk/information/"


@transaction.atomic
def search_information(
    *, actor: Actor, process: str, organisation: str, email: str, reason: str
) -> InformationSearch:
    """Note who looks for what, and why; what was typed is kept nowhere, only whom or what it means."""
    why, typed = clean(reason), [process.strip(), organisation.strip(), email.strip()]
    rules.check_search_information(actor, asked=sum(map(bool, typed)), reason=why)
    kind = next(kind for kind, words in zip(SoughtKind, typed, strict=True) if words)
    found = queries.meant(kind, "".join(typed))
    place, place_id = queries.place_of(email.strip())
    search = InformationSearch.objects.create(
        kind=kind,
        subject_id=found.pk if found else None,
        place=place,
        place_id=place_id,
        reason=why,
        by=actor.person_id,
        at=timezone.now(),
    )
    subject: Subject = found or Nobody()
    slug = queries.slug_of(found)
    journal.record(actor, "information.sought", subject, process=slug, kind=kind.value, search=search.pk)
    return search


@transaction.atomic
def export_information(*, actor: Actor, search: InformationSearch) -> InformationSearch:
    """Take along what was found; it is made from what stands now, and kept nowhere."""
    now = timezone.now()
    locked = InformationSearch.objects.select_for_update().get(pk=search.pk)
    rules.check_read_search(actor, locked, now)
    locked.exported_at = now
    locked.save(update_fields=["exported_at"])
    journal.record(actor, "information.exported", locked)
    return locked
