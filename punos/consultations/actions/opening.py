"""Publishing a draft, taking it back before it opens, moving its opening, and explaining a missing language."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from punos.consultations import queries, rules
from punos.consultations.actions.finding import enter
from punos.consultations.actions.inviting import send_letters
from punos.consultations.actions.parts import pass_times
from punos.consultations.models import Consultation
from punos.consultations.models.wording import rewrite
from punos.core.languages import Writing
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.processes import actions as processes
from punos.search import actions as search


@transaction.atomic
def publish_draft(
    *, actor: Actor, consultation: Consultation, seen_revision: int, at_once: bool = False
) -> Consultation:
    """Show a draft to everybody; the clock opens and closes it.

    A process that is still a draft is shown with it, and so is a draft text of which readers have no version yet.
    """
    locked, now = queries.locked(consultation), timezone.now()
    rules.check_unchanged(seen_revision, locked.revision)
    draft = queries.draft_of(locked, with_documents=True)
    rules.check_publish_draft(actor, draft, now, at_once=at_once)
    if at_once:
        locked.opens_at = now
    locked.published_at = now
    locked.save(update_fields=["opens_at", "published_at"])
    pass_times(actor=actor, consultation=locked, opens_at=locked.opens_at, closes_at=locked.closes_at)
    slug = locked.process.slug
    enter(consultation=locked)
    send_letters(consultation=locked)
    if locked.process.published_at is None:
        processes.publish_process(actor=actor, process=locked.process)
    for version in rules.first_versions(draft):
        processes.publish_version(actor=actor, version=version)
    journal.record(actor, "consultation.published", locked, process=slug, public=True)
    return locked


@transaction.atomic
def retract_consultation(*, actor: Actor, consultation: Consultation) -> Consultation:
    """Make a draft again of what has been published and not opened yet."""
    locked, now = queries.locked(consultation), timezone.now()
    rules.check_retract(actor, locked, now)
    locked.published_at = None
    locked.save(update_fields=["published_at"])
    pass_times(actor=actor, consultation=locked, opens_at=None, closes_at=None)
    search.leave(locked)
    journal.record(actor, "consultation.retracted", locked, process=locked.process.slug, public=True)
    return locked


@transaction.atomic
def set_opening(*, actor: Actor, consultation: Consultation, opens_at: datetime) -> Consultation:
    """Let it open earlier or later than was told."""
    locked = queries.locked(consultation)
    rules.check_set_opening(actor, locked, opens_at, timezone.now())
    locked.opens_at = opens_at
    locked.save(update_fields=["opens_at"])
    pass_times(actor=actor, consultation=locked, opens_at=opens_at, closes_at=locked.closes_at)
    journal.record(actor, "consultation.rescheduled", locked, process=locked.process.slug, public=True)
    return locked


@transaction.atomic
def explain_gap(
    *, actor: Actor, consultation: Consultation, reason: Writing, until: date | None
) -> Consultation:
    """Tell readers why a language is missing and until when; without a day the explanation is taken back."""
    locked, now = queries.locked(consultation), timezone.now()
    rules.check_explain_gap(actor, locked, until, timezone.localdate(now))
    rewrite(locked, {"gap_reason": reason}, source=locked.title.source, by=actor.person_id, at=now)
    rules.check_gap_has_a_reason(locked.gap_reason, until)
    locked.gap_until = until
    locked.save(update_fields=["gap_reason", "gap_until"])
    is_public = locked.published_at is not None
    journal.record(actor, "consultation.gap_explained", locked, process=locked.process.slug, public=is_public)
    return locked
