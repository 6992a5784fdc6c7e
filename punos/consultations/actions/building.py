"""Putting a consultation together from parts: only while it is a draft."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from punos.consultations import queries, rules
from punos.consultations.actions.parts import PartFacts, lay_part, pass_audiences
from punos.consultations.models import Consultation, Part, PartKind
from punos.consultations.models.wording import PART_TEXTS, rewrite
from punos.contributions import actions as contributions
from punos.contributions.models import Audience, Scale, Thread
from punos.core.errors import Invalid
from punos.core.languages import Writing
from punos.journal import actions as journal
from punos.organisations.models import Actor

PART_SETTINGS = {"audience", "fields", "background", "document"}
OF_THE_THREAD = {"scale", "takes_contributions"}


@transaction.atomic
def add_part(*, actor: Actor, consultation: Consultation, facts: PartFacts) -> Part:
    """Add a part at the end of a draft."""
    locked = queries.locked(consultation)
    rules.check_change_draft(actor, locked)
    if (facts.kind == PartKind.DRAFT_TEXT) != (facts.document is not None):
        raise Invalid("A draft text, and nothing else, needs a document.")
    last = locked.parts.aggregate(last=Max("place"))["last"] or 0
    part = lay_part(actor=actor, consultation=locked, place=last + 1, told=facts)
    journal.record(actor, "consultation.changed", locked, process=locked.process.slug, part=part.pk)
    return part


@transaction.atomic
def change_part(
    *,
    actor: Actor,
    part: Part,
    seen_mark: str,
    values: Mapping[str, Any],
    texts: Mapping[str, Writing],
) -> Part:
    """Change what was told of a part; what is not told stays."""
    consultation = queries.locked(part.consultation)
    rules.check_change_draft(actor, consultation)
    kept = Part.objects.select_related("thread").get(pk=part.pk, consultation=consultation)
    rules.check_unchanged(seen_mark, kept.mark)
    if set(values) - PART_SETTINGS - OF_THE_THREAD or set(texts) - set(PART_TEXTS):
        raise Invalid("There is no such setting.")
    for name in PART_SETTINGS & set(values):
        setattr(kept, name, values[name])
    source = consultation.title.source
    rewrite(kept, texts, source=source, by=actor.person_id, at=timezone.now())
    old = _exchange_thread(actor, consultation, kept, values)
    kept.save()
    if old is not None:
        contributions.remove_thread(actor=actor, thread=old)
    pass_audiences(actor=actor, consultation=consultation)
    journal.record(
        actor, "consultation.changed", consultation, process=consultation.process.slug, part=part.pk
    )
    return kept


def _exchange_thread(
    actor: Actor, consultation: Consultation, part: Part, values: Mapping[str, Any]
) -> Thread | None:
    """Give a part with ideas a thread with another scale; the old one, which can go when the part has let go of it."""
    old = part.thread
    if old is None or part.kind != PartKind.IDEAS:
        return None
    scale: int | None = values.get("scale", old.scale)
    takes: bool = values.get("takes_contributions", old.takes_contributions)
    if (scale, takes) == (old.scale, old.takes_contributions):
        return None
    part.thread = contributions.open_thread(
        actor=actor,
        process=consultation.process,
        scale=Scale(scale) if scale is not None else None,
        takes_contributions=takes,
        audience=Audience(part.audience),
        moderated_before=consultation.moderated_before,
    )
    return old


@transaction.atomic
def move_part(*, actor: Actor, part: Part, up: bool) -> Part:
    """Let a part change places with the one before or after it; at the end nothing moves."""
    consultation = queries.locked(part.consultation)
    rules.check_change_draft(actor, consultation)
    kept = consultation.parts.get(pk=part.pk)
    beside = consultation.parts.filter(place__lt=kept.place).order_by("-place")
    if not up:
        beside = consultation.parts.filter(place__gt=kept.place).order_by("place")
    other = beside.first()
    if other is None:
        return kept
    here, there = kept.place, other.place
    for row, place in ((kept, 0), (other, here), (kept, there)):  # no two parts ever share a place
        row.place = place
        row.save(update_fields=["place"])
    journal.record(
        actor, "consultation.changed", consultation, process=consultation.process.slug, part=part.pk
    )
    return kept


@transaction.atomic
def remove_part(*, actor: Actor, part: Part) -> None:
    """Take a part out of a draft, with its questions."""
    consultation = queries.locked(part.consultation)
    rules.check_remove(actor, consultation)
    kept = consultation.parts.select_related("thread__process").get(pk=part.pk)
    asked = kept.questions.select_related("thread__process").exclude(thread=None)
    threads = [each.thread for each in asked] + [kept.thread]
    kept.delete()
    for thread in threads:
        if thread is not None:
            contributions.remove_thread(actor=actor, thread=thread)
    journal.record(
        actor, "consultation.changed", consultation, process=consultation.process.slug, part=part.pk
    )
