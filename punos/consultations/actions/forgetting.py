"""Erasing what this room knows of a person: drafts, receipts, the addresses of invitations."""

from django.db import transaction
from django.utils import timezone

from punos.consultations import queries
from punos.consultations.actions.sending import withdraw as withdraw_answer
from punos.consultations.models import Attachment, Invitation, Receipt, Submission, SubmissionState
from punos.contributions.rules import check_forget_person
from punos.journal import actions as journal
from punos.organisations.models import Actor
from punos.people.models import Person
from punos.people.queries import of_addresses, verified_addresses


@transaction.atomic
def forget_person(*, actor: Actor, person: Person, withdraw: bool = False) -> None:
    """Delete a person's drafts, receipts and files not yet sent; what was sent stays as it counts, without them.

    With `withdraw`, what they sent is first withdrawn where it is still open. Done before the room below makes their
    voices nobody's. In drafts of an organisation only the mark goes of who wrote which words. Their addresses in
    invitations are blanked; who was invited, the organisation, stays.
    """
    check_forget_person(actor, person)
    own = queries.own_submissions(person)
    if withdraw:
        _withdraw_open(actor, list(own.select_related("consultation")))
    own.filter(number__isnull=True).delete()
    Receipt.objects.filter(submission__in=own).delete()
    Attachment.objects.filter(submission__in=own, is_sent=False).delete()
    own.update(draft={}, receipt_email="", code_hash="")
    _unsign_drafts(person)
    Invitation.objects.filter(of_addresses("email", verified_addresses(person))).update(email="")
    journal.record(actor, "data.forgotten", person, room="consultations")


def _withdraw_open(actor: Actor, submissions: list[Submission]) -> None:
    now = timezone.now()
    for each in submissions:
        if each.state == SubmissionState.SENT and each.consultation.is_open(now):
            withdraw_answer(actor=Actor(person=actor.person), submission=each)


def _unsign_drafts(person: Person) -> None:
    """Take the person's id out of the drafts of organisations."""
    path = f"$.*.by ? (@ == {person.pk:d})"
    signed = list(
        Submission.objects.extra(where=["draft @? %s::jsonpath"], params=[path]).select_for_update()
    )
    for each in signed:
        each.draft = {
            key: {**kept, "by": None if kept["by"] == person.pk else kept["by"]}
            for key, kept in each.draft.items()
        }
    Submission.objects.bulk_update(signed, ["draft"], batch_size=200)
