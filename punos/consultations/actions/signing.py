"""Several organisations behind one answer: asking them, and what each of them says."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punos.consultations import queries, rules
from punos.consultations.actions.changes import lock_answer
from punos.consultations.models import Signature, Submission, SubmissionState
from punos.journal import actions as journal
from punos.mail import actions as mail
from punos.organisations.models import Actor, Organisation, Scope


@dataclass(frozen=True)
class AskedToSign:
    """An organisation that was asked, and how many of its people got a letter; without any, somebody has to call."""

    signature: Signature
    told: int


@transaction.atomic
def ask_to_sign(
    *, actor: Actor, submission: Submission, organisation: Organisation, received_at: datetime | None = None
) -> AskedToSign:
    """Ask another organisation to stand behind the answer, or ask anew one that declined or saw other words."""
    locked, now = lock_answer(submission=submission), timezone.now()
    rules.check_ask_to_sign(actor, locked, organisation, received_at or now)
    signature, _is_new = Signature.objects.update_or_create(
        submission=locked,
        organisation=organisation,
        defaults={"asked_by": actor.person_id, "asked_at": now, "declined_at": None},
    )
    told = _tell(signature)
    _record(actor, "submission.signature_asked", signature)
    return AskedToSign(signature, told)


@transaction.atomic
def confirm_signature(
    *, actor: Actor, signature: Signature, seen_revision: int, received_at: datetime | None = None
) -> Signature:
    """Stand behind just what was seen, for one's organisation; a later change asks anew."""
    locked, now = _locked(signature), timezone.now()
    rules.check_confirm_signature(actor, locked, seen_revision, received_at or now)
    locked.confirmed_by, locked.confirmed_at, locked.declined_at = actor.person_id, now, None
    locked.seen_revision = seen_revision
    locked.save(update_fields=["confirmed_by", "confirmed_at", "declined_at", "seen_revision"])
    _record(actor, "submission.signed", locked)
    return locked


@transaction.atomic
def decline_signature(
    *, actor: Actor, signature: Signature, received_at: datetime | None = None
) -> Signature:
    """Say that one's organisation does not stand behind the answer, or no longer does."""
    locked, now = _locked(signature), timezone.now()
    rules.check_decline_signature(actor, locked, received_at or now)
    locked.confirmed_by = locked.confirmed_at = None
    locked.declined_at = now
    locked.save(update_fields=["confirmed_by", "confirmed_at", "declined_at"])
    _record(actor, "submission.signature_declined", locked)
    return locked


@transaction.atomic
def withdraw_signature_request(
    *, actor: Actor, signature: Signature, received_at: datetime | None = None
) -> None:
    """Ask an organisation no longer; a signature that it gave goes with the question."""
    locked = _locked(signature)
    rules.check_withdraw_signature_request(actor, locked, received_at or timezone.now())
    Signature.objects.filter(pk=locked.pk).delete()
    _record(actor, "submission.signature_request_withdrawn", locked)


@transaction.atomic
def ask_signers_anew(*, submission: Submission) -> None:
    """At sending: who signed other words than these is no signer of them, and is asked once more."""
    stale = submission.signatures.filter(
        confirmed_at__isnull=False, seen_revision__lt=submission.revision
    ).select_related("organisation", "submission__consultation", "submission__voice__organisation")
    for signature in list(stale):
        signature.confirmed_by = signature.confirmed_at = None
        signature.asked_at = timezone.now()
        signature.save(update_fields=["confirmed_by", "confirmed_at", "asked_at"])
        _tell(signature)


def _locked(signature: Signature) -> Signature:
    """The same row after the answer that it belongs to, both locked."""
    answer = lock_answer(submission=signature.submission)
    locked = (
        Signature.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=signature.pk)
    )
    locked.submission = answer
    return locked


def _tell(signature: Signature) -> int:
    """A letter to everybody who represents the organisation; how many these are."""
    submission, organisation = signature.submission, signature.organisation
    consultation, people = submission.consultation, queries.people_with(organisation, Scope.REPRESENT)
    for person in people:
        asker = submission.voice.organisation
        mail.queue(
            key=f"signature:{signature.pk}:{signature.asked_at:%Y%m%d%H%M%S%f}:{person.pk}",
            to=person.email,
            language=person.language,
            template="consultations/mail/signature",
            context={
                "organisation": organisation.name_in(person.language),
                "asker": asker.name_in(person.language) if asker else "",
                "title": consultation.title.read(person.language).text,
                "closes_at": consultation.closes_at,
                "link": f"/{person.language}{consultation.address}signatures/{signature.pk}/",
                "link_label": _("Read it and sign"),
            },
            person_id=person.pk,
            organisation_id=organisation.pk,
        )
    return len(people)


def _record(actor: Actor, verb: str, signature: Signature) -> None:
    """The line of a verb about a signature; public where readers already see the answer."""
    submission = signature.submission
    journal.record(
        actor, verb, submission, process=submission.consultation.process.slug,
        public=submission.state == SubmissionState.SENT, signer=signature.organisation_id,
    )  # fmt: skip
