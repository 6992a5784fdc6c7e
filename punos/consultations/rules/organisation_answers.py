"""Who decides within an organisation about its answer, who signs one, and what came along with it."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from punos.consultations.models import Approval, Signature, Submission, SubmissionState
from punos.consultations.rules.answering import check_in_time, check_save
from punos.core.errors import Invalid, NotNow, Refused
from punos.organisations.models import Actor, Mandate, Organisation, Scope
from punos.organisations.rules import check_act_for

MOST_SIGNERS = 30
ASKED_AGAIN_AFTER = timedelta(days=1)


def organisation_of(submission: Submission) -> Organisation:
    """The organisation whose own answer this is; refused for any other answer."""
    voice = submission.voice
    if voice.organisation is None or voice.speaker != f"organisation:{voice.organisation_id}":
        raise Refused(_("This belongs to answers that an organisation gives itself."))
    return voice.organisation


def check_see_organisation_answer(actor: Actor, submission: Submission) -> None:
    """Whoever answers for the organisation or represents it, and its invited guest."""
    organisation = organisation_of(submission)
    if actor.organisation_id == organisation.pk and actor.invited_to == submission.voice.process_id:
        return
    scope = Scope.REPRESENT if Scope.REPRESENT in actor.scopes_for(organisation.pk) else Scope.ANSWER
    check_act_for(actor, organisation, scope)


def check_choose_approval(actor: Actor, submission: Submission, approval: str, at: datetime) -> None:
    """Whoever answers for it; an approval asked for here is dropped only by somebody who could give it."""
    check_save(actor, submission, at)
    organisation = organisation_of(submission)
    if approval not in Approval.values:
        raise Invalid(_("Choose one of the ways that are offered."))
    represents = Scope.REPRESENT in actor.scopes_for(organisation.pk)
    if submission.approval == Approval.IN_SYSTEM != approval and not represents:
        raise Refused(
            _("Only somebody who represents the organisation can change how it approves its answer.")
        )
    if approval == Approval.IN_SYSTEM:
        _check_has_representative(organisation)


def _check_has_representative(organisation: Organisation) -> None:
    held = Mandate.objects.current().filter(organisation=organisation, person__is_active=True)
    if not held.filter(scopes__contains=[Scope.REPRESENT]).exists():
        raise NotNow(
            _(
                "Nobody has a mandate to represent your organisation here yet, so nobody could approve the answer."
            )
        )


def check_dealing(on: date, by: str, today: date) -> None:
    """A meeting that has been, of a body that is named."""
    if on > today:
        raise Invalid(_("This day has not come yet."))
    if not by:
        raise Invalid(_("Tell which body of the organisation dealt with it, for example the board."))


def check_approve(
    actor: Actor,
    submission: Submission,
    seen_revision: int,
    at: datetime,
    *,
    last_by: int | None,
    has_others: bool,
) -> None:
    """Somebody who represents the organisation, of what they have seen; not of their own words if there is another."""
    check_act_for(actor, organisation_of(submission), Scope.REPRESENT)
    check_in_time(submission.consultation, at)
    if submission.approval != Approval.IN_SYSTEM:
        raise NotNow(_("Your organisation has not chosen to approve this answer here."))
    _check_seen(submission, seen_revision)
    if submission.is_approved:
        raise NotNow(_("This has been approved already."))
    if has_others and last_by is not None and last_by == actor.person_id:
        raise Refused(_("You wrote this last, so somebody else who represents the organisation approves it."))


def _check_seen(submission: Submission, seen_revision: int) -> None:
    if not submission.revision:
        raise NotNow(_("Nothing has been written yet."))
    if seen_revision != submission.revision:
        raise NotNow(_("The answer has been changed since you read it. Read it once more."))


def check_ask_to_look(actor: Actor, submission: Submission, at: datetime) -> None:
    """Whoever answers for the organisation, once there is something to look at."""
    check_save(actor, submission, at)
    organisation_of(submission)
    if not submission.revision:
        raise NotNow(_("Nothing has been written yet."))


def check_ask_to_sign(actor: Actor, submission: Submission, organisation: Organisation, at: datetime) -> None:
    """Another organisation that goes on, and has neither signed this wording nor been asked today."""
    check_save(actor, submission, at)
    if organisation_of(submission).pk == organisation.pk:
        raise Refused(_("The answer is your own organisation's already."))
    if organisation.ended_on:
        raise NotNow(_("This organisation has ended. Nobody can act for it any more."))
    asked = submission.signatures.filter(organisation=organisation).first()
    if asked is None and submission.signatures.count() >= MOST_SIGNERS:
        raise NotNow(_("At most %(most)d organisations can be asked.") % {"most": MOST_SIGNERS})
    if asked is not None and not asked.declined_at:
        if asked.confirmed_at and asked.seen_revision == submission.revision:
            raise NotNow(_("This organisation has signed already."))
        if not asked.confirmed_at and asked.asked_at > at - ASKED_AGAIN_AFTER:
            raise NotNow(_("This organisation has been asked already. You can ask again tomorrow."))


def check_see_signature(actor: Actor, signature: Signature) -> None:
    """Whoever represents the organisation that was asked."""
    check_act_for(actor, signature.organisation, Scope.REPRESENT)


def check_confirm_signature(actor: Actor, signature: Signature, seen_revision: int, at: datetime) -> None:
    """Somebody who represents the organisation that was asked, of what they have seen, while it is open."""
    check_see_signature(actor, signature)
    submission = signature.submission
    check_in_time(submission.consultation, at)
    if submission.state == SubmissionState.WITHDRAWN:
        raise NotNow(_("This answer has been withdrawn."))
    if submission.state == SubmissionState.SENT and submission.has_unsent_changes:
        raise NotNow(_("This answer is being changed just now. You can sign it when it has been sent again."))
    _check_seen(submission, seen_revision)
    if signature.confirmed_at and signature.seen_revision == submission.revision:
        raise NotNow(_("Your organisation has signed this already."))


def check_decline_signature(actor: Actor, signature: Signature, at: datetime) -> None:
    """Somebody who represents it, also after signing, while it is open."""
    check_see_signature(actor, signature)
    check_in_time(signature.submission.consultation, at)
    if signature.declined_at:
        raise NotNow(_("Your organisation has declined already."))


def check_withdraw_signature_request(actor: Actor, signature: Signature, at: datetime) -> None:
    """Whoever answers for the organisation whose answer it is, while it is open."""
    check_save(actor, signature.submission, at)
    organisation_of(signature.submission)
