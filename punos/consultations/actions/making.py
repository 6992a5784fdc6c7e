"""Making a consultation: a draft from a starter or a clone, its settings, its secret link."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from punos.consultations import queries, rules
from punos.consultations.actions.parts import lay_part, pass_audiences
from punos.consultations.actions.starters import Beginning, Starter
from punos.consultations.models import Consultation
from punos.consultations.models.wording import CONSULTATION_TEXTS, rewrite
from punos.core.errors import Invalid
from punos.core.languages import TranslatedText, Writing
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.processes import actions as processes
from punos.processes.models import Document, Process

SETTINGS = {
    *("opens_at", "closes_at", "results_shown", "minutes"),
    *("controller", "moderated_before", "is_easy"),
}
SETTING_TEXTS = set(CONSULTATION_TEXTS) - {"gap_reason"}


@transaction.atomic
def draft_consultation(
    *, actor: Actor, process: Process, title: TranslatedText, slug: str, starter: str = Starter.EMPTY
) -> Consultation:
    """Begin a consultation with the parts and texts of a starter; nobody but its makers sees it."""
    rules.check_make_in(actor, process, slug)
    now, source = timezone.now(), title.source
    opens_at, closes_at = queries.usual_times(now)
    consultation = Consultation.objects.create(
        process=process,
        slug=slug,
        title=title,
        opens_at=opens_at,
        closes_at=closes_at,
        made_at=now,
        **vars(Beginning(source).told) | {"controller": _controller(process)},
    )
    document = _document(actor, process, title, slug) if starter == Starter.DRAFT_TEXT else None
    for place, part in enumerate(Beginning(source, document).parts(starter), start=1):
        lay_part(actor=actor, consultation=consultation, place=place, told=part)
    journal.record(actor, "consultation.drafted", consultation, process=process.slug)
    return consultation


def _controller(process: Process) -> str:
    """The host is the controller; of two hosts both are."""
    if process.host_unit_id is None:
        return "organisation"
    return "joint" if process.host_organisation_id else "unit"


def _document(actor: Actor, process: Process, title: TranslatedText, slug: str) -> Document:
    """A text of its own to be written, at an address that is free."""
    taken = set(process.documents.values_list("slug", flat=True))
    numbered = (f"{slug[:70]}-{number}" for number in range(2, len(taken) + 3))
    free = next(each for each in (slug, *numbered) if each not in taken)
    return processes.draft_document(actor=actor, process=process, title=title, slug=free)


@transaction.atomic
def change_consultation(
    *,
    actor: Actor,
    consultation: Consultation,
    seen_revision: int,
    values: Mapping[str, Any],
    texts: Mapping[str, Writing],
) -> Consultation:
    """Change the settings of a draft; what is not told stays."""
    locked = queries.locked(consultation)
    rules.check_change_draft(actor, locked)
    rules.check_unchanged(seen_revision, locked.revision)
    if set(values) - SETTINGS or set(texts) - SETTING_TEXTS:
        raise Invalid("There is no such setting.")
    for name, value in values.items():
        setattr(locked, name, value)
    rules.check_order_of_times(locked.opens_at, locked.closes_at)
    rewrite(locked, texts, source=locked.title.source, by=actor.person_id, at=timezone.now())
    locked.revision += 1
    locked.save()
    pass_audiences(actor=actor, consultation=locked)
    journal.record(actor, "consultation.changed", locked, process=locked.process.slug)
    return locked


@transaction.atomic
def mark_template(*, actor: Actor, consultation: Consultation, is_template: bool) -> Consultation:
    """Let others begin from this one, or no longer."""
    locked = queries.locked(consultation)
    rules.check_mark_template(actor, locked, is_template=is_template)
    locked.is_template = is_template
    locked.save(update_fields=["is_template"])
    verb = "template.offered" if is_template else "template.withdrawn"
    journal.record(actor, verb, locked, process=locked.process.slug)
    return locked


@transaction.atomic
def make_preview_link(*, actor: Actor, consultation: Consultation) -> Consultation:
    """Make a secret link by which outsiders read the draft; an older link is dead from now on."""
    locked = queries.locked(consultation)
    rules.check_preview_link(actor, locked, makes=True)
    locked.preview_nonce = secrets.token_urlsafe(24)
    locked.save(update_fields=["preview_nonce"])
    journal.record(actor, "preview_link.made", locked, process=locked.process.slug)
    return locked


@transaction.atomic
def withdraw_preview_link(*, actor: Actor, consultation: Consultation) -> Consultation:
    """Let the secret link lead nowhere."""
    locked = queries.locked(consultation)
    rules.check_preview_link(actor, locked, makes=False)
    locked.preview_nonce = ""
    locked.save(update_fields=["preview_nonce"])
    journal.record(actor, "preview_link.withdrawn", locked, process=locked.process.slug)
    return locked
