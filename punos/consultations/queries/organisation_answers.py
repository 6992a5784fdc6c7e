"""An organisation's own answer: its people, who wrote last, who signs it, and what waits for a signature."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from punos.consultations.models import Attachment, Consultation, Signature, Submission, SubmissionState
from punos.organisations.models import Actor, Mandate, Organisation, Scope
from punos.people.models import Person


def people_with(
    organisation: Organisation | None, *scopes: Scope, besides: int | None = None
) -> list[Person]:
    """Who may do one of these things for an organisation now, but for one person."""
    held = Mandate.objects.current().filter(organisation=organisation, scopes__overlap=list(scopes))
    found = Person.objects.filter(pk__in=held.values("person"), is_active=True)
    return list(found.exclude(pk=besides or 0).order_by("pk"))


@dataclass(frozen=True)
class LastChange:
    """Who changed a draft last, by id, if that is known and they have not been forgotten since."""

    by: int | None = None


def last_change(submission: Submission) -> LastChange:
    """The last change in words or choices; files do not tell whose they are."""
    kept = max(submission.draft.values(), key=lambda each: each["revision"], default=None)
    return LastChange(kept["by"]) if kept else LastChange()


def writers_of(submission: Submission) -> list[Person]:
    """Who has written what stands in a draft; for people of the organisation itself."""
    ids = {each["by"] for each in submission.draft.values() if each["by"]}
    return list(Person.objects.filter(pk__in=ids).order_by("name", "pk"))


def organisation_answer(consultation: Consultation, organisation: Organisation | None) -> Submission | None:
    """The answer that an organisation gives itself here, begun or sent."""
    if organisation is None:
        return None
    found = Submission.objects.filter(
        consultation=consultation, voice__speaker=f"organisation:{organisation.pk}"
    )
    return found.select_related("consultation__process", "voice__organisation", "voice__process").first()


def signers(submission: Submission) -> models.QuerySet[Signature]:
    """The organisations that stand behind an answer besides its own: of what was sent, else of the draft as it is.

    Sending drops whoever had signed other words, so that all confirmed ones signed what readers see.
    """
    confirmed = Signature.objects.filter(submission=submission, confirmed_at__isnull=False)
    if submission.state != SubmissionState.SENT:
        confirmed = confirmed.filter(seen_revision=submission.revision)
    return confirmed.select_related("organisation").order_by("pk")


@dataclass(frozen=True)
class Signing:
    """One organisation that was asked to sign, and where that stands."""

    signature: Signature
    is_signed: bool
    is_stale: bool


def signing_of(submission: Submission) -> Sequence[Signing]:
    """Every organisation that was asked to sign."""
    asked = submission.signatures.select_related("organisation").order_by("pk")
    return [
        Signing(
            each,
            is_signed=each.confirmed_at is not None and each.seen_revision == submission.revision,
            is_stale=each.confirmed_at is not None and each.seen_revision < submission.revision,
        )
        for each in asked
    ]


def signature_asked(consultation: Consultation, number: int) -> Signature | None:
    """A signature that was asked for here."""
    found = Signature.objects.filter(pk=number, submission__consultation=consultation)
    return found.select_related(
        "organisation", "submission__consultation__process", "submission__voice__organisation"
    ).first()


def signatures_waiting(actor: Actor, now: datetime | None = None) -> list[Signature]:
    """What waits for the signature of an organisation that this person represents."""
    represented = [each for each in actor.acts_for if Scope.REPRESENT in actor.scopes_for(each)]
    if not represented:
        return []
    now = now or timezone.now()
    asked = Signature.objects.filter(
        Q(confirmed_at__isnull=True) | Q(seen_revision__lt=F("submission__revision")),
        Q(submission__consultation__closes_at__isnull=True) | Q(submission__consultation__closes_at__gt=now),
        organisation__in=represented,
        declined_at__isnull=True,
        submission__revision__gt=0,
    ).exclude(submission__state=SubmissionState.WITHDRAWN)
    read = asked.select_related(
        "organisation", "submission__consultation__process", "submission__voice__organisation"
    )
    return list(read.order_by("asked_at", "pk")[:100])


def annexes_of(submission: Submission) -> list[Attachment]:
    """Every file that stands, without its content: those to questions and those beside."""
    standing = submission.attachments.filter(removed_at__isnull=True)
    return list(standing.select_related("question").defer("content").order_by("pk"))


def typed_in(consultation: Consultation) -> list[Submission]:
    """The answers that officers typed in, the latest first."""
    found = Submission.objects.filter(consultation=consultation).exclude(typed_in_way="")
    mine = found.filter(voice__speaker__startswith="typed:")
    return list(
        mine.select_related("voice__organisation").defer("draft").order_by("-started_at", "-pk")[:200]
    )


def annexes_told(submission: Submission) -> list[dict[str, Any]]:
    """The files beside the questions as a receipt tells them: those to be published, and those believed secret."""
    beside = [each for each in annexes_of(submission) if each.question_id is None]
    rows = []
    for is_secret in (False, True):
        names = [each.name for each in beside if each.is_secret == is_secret]
        if names:
            rows.append({"question": _("Annexes"), "answer": "\n".join(names), "is_public": not is_secret})
    return rows
