"""An organisation's own answer: how its board stands behind it, and asking others of the organisation to look."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punos.consultations import queries, rules
from punos.consultations.actions.changes import lock_answer
from punos.consultations.models import Approval, Submission, SubmissionState
from punos.core.text import clean
from punos.journal import actions as journal
from punos.mail import actions as mail
from punos.organisations.models import Actor, Scope


@transaction.atomic
def choose_approval(
    *, actor: Actor, submission: Submission, approval: str, received_at: datetime | None = None
) -> Submission:
    """Say how the organisation stands behind its answer; what was told of its board's meeting goes with another way."""
    locked = lock_answer(submission=submission)
    rules.check_choose_approval(actor, locked, approval, received_at or timezone.now())
    if approval == locked.approval:
        return locked
    locked.approval = approval
    locked.dealt_with_on, locked.dealt_with_by = None, ""
    locked.save(update_fields=["approval", "dealt_with_on", "dealt_with_by"])
    _record(actor, "submission.approval_chosen", locked)
    return locked


@transaction.atomic
def record_dealing(
    *, actor: Actor, submission: Submission, on: date, by: str, received_at: datetime | None = None
) -> Submission:
    """Tell on which day the organisation's board, or another of its bodies, dealt with the answer."""
    locked, by = lock_answer(submission=submission), clean(by)
    now = timezone.now()
    rules.check_choose_approval(actor, locked, Approval.RECORDED, received_at or now)
    rules.check_dealing(on, by, timezone.localdate(now))
    locked.approval, locked.dealt_with_on, locked.dealt_with_by = Approval.RECORDED, on, by
    locked.save(update_fields=["approval", "dealt_with_on", "dealt_with_by"])
    _record(actor, "submission.dealt_with", locked)
    return locked


@transaction.atomic
def approve(
    *, actor: Actor, submission: Submission, seen_revision: int, received_at: datetime | None = None
) -> Submission:
    """Approve just what was seen, for the organisation; any later change of the draft lifts it."""
    locked = lock_answer(submission=submission)
    now = timezone.now()
    others = queries.people_with(locked.voice.organisation, Scope.REPRESENT, besides=actor.person_id)
    rules.check_approve(
        actor, locked, seen_revision, received_at or now,
        last_by=queries.last_change(locked).by, has_others=bool(others),
    )  # fmt: skip
    locked.approved_by, locked.approved_at = actor.person_id, now
    if locked.state == SubmissionState.DRAFT:
        locked.state = SubmissionState.APPROVED
    locked.save(update_fields=["approved_by", "approved_at", "state"])
    _record(actor, "submission.approved", locked)
    return locked


@transaction.atomic
def ask_to_look(*, actor: Actor, submission: Submission, received_at: datetime | None = None) -> int:
    """Ask the others of the organisation to look at the draft; each gets one letter about the same words.

    How many others there are is what comes back.
    """
    locked = lock_answer(submission=submission)
    rules.check_ask_to_look(actor, locked, received_at or timezone.now())
    organisation, consultation = locked.voice.organisation, locked.consultation
    assert organisation is not None  # the rule refuses what is no organisation's
    others = queries.people_with(organisation, Scope.ANSWER, Scope.REPRESENT, besides=actor.person_id)
    for person in others:
        mail.queue(
            key=f"look:{locked.pk}:{locked.revision}:{person.pk}",
            to=person.email,
            language=person.language,
            template="consultations/mail/look",
            context={
                "organisation": organisation.name_in(person.language),
                "title": consultation.title.read(person.language).text,
                "asker": actor.person.name if actor.person else "",
                "closes_at": consultation.closes_at,
                "link": f"/{person.language}{consultation.address}answer/organisation/?for={organisation.pk}",
                "link_label": _("Look at the answer"),
            },
            person_id=person.pk,
            organisation_id=organisation.pk,
        )
    journal.record(actor, "submission.shown_round", locked, process=consultation.process.slug)
    return len(others)


def _record(actor: Actor, verb: str, submission: Submission) -> None:
    """The line of a verb; public where readers already see the answer."""
    is_seen = submission.state == SubmissionState.SENT
    journal.record(actor, verb, submission, process=submission.consultation.process.slug, public=is_seen)
