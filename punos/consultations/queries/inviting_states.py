"""What became of each invitation, told from what the organisation did here; nothing is learnt by mail."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from punos.consultations.models import Consultation, Invitation, Reply, Signature, Submission, SubmissionState
from punos.consultations.queries.addresses import AddressSource, source_of_addresses
from punos.consultations.queries.inviting import letter_key, reminder_key
from punos.consultations.queries.making import threads_in
from punos.contributions.models import (
    Capacity,
    Contribution,
    ContributionState,
    Identified,
    Rating,
    Voice,
)
from punos.mail.models import Message, MessageState

OF_ORGANISATIONS = (Capacity.ORGANISATION, Capacity.BODY)
NOT_ARRIVED = (MessageState.UNDELIVERED, MessageState.UNCERTAIN)


class InvitationState(models.TextChoices):
    """Where an organisation that was invited stands; silent is who let the time pass without a word.

    Who ended before saying anything is waited for no more and silent never.
    """

    INVITED = "invited", _("Invited")
    OPENED = "opened", _("Page opened")
    DRAFTING = "drafting", _("Writing")
    SENT = "sent", pgettext_lazy("organisation", "Answered")
    NO_COMMENT = "no_comment", _("Nothing to comment")
    DECLINED = "declined", _("Will not answer")
    SILENT = "silent", _("Silent")
    ENDED = "ended", _("Ended since")


HEARD = {InvitationState.SENT, InvitationState.NO_COMMENT, InvitationState.DECLINED}
CHIPS = {
    InvitationState.SENT: "good",
    InvitationState.DRAFTING: "wait",
    InvitationState.SILENT: "late",
    InvitationState.ENDED: "late",
}


@dataclass(frozen=True)
class Given:
    """An answer that counts: the number of its page if it has one, and who stands behind it."""

    number: int | None = None
    is_verified: bool = False
    is_signature: bool = False


@dataclass(frozen=True, kw_only=True)
class Addressee:
    """One invitation with all that its host wants to know of it.

    `letter` is the state of the latest letter, empty where none went; `source` tells where its address came from.
    """

    invitation: Invitation
    state: InvitationState
    given: Given | None
    letter: str
    source: AddressSource

    @property
    def chip(self) -> str:
        """The look of the state."""
        return CHIPS.get(self.state, "neutral")

    @property
    def has_ended(self) -> bool:
        """Whether the organisation has ended since it was invited, also where it had answered before."""
        return self.invitation.organisation.ended_on is not None

    @property
    def is_unreached(self) -> bool:
        """Whether it has to be reached otherwise: without an address, or by a letter that did not arrive."""
        is_waited_for = self.state not in HEARD and self.state != InvitationState.ENDED
        return is_waited_for and (not self.invitation.recipient or self.letter in NOT_ARRIVED)


def speaking_for_organisations(process_id: int) -> models.QuerySet[Voice]:
    """The speakers of a process that are an organisation itself: by mandate or link, or as an officer brought it in.

    Somebody who chose an organisation from a list, with neither, does not answer its invitation.
    """
    itself = models.Q(speaker__startswith="organisation:")
    brought = models.Q(identified__in=[Identified.IMPORT, Identified.STAFF], capacity__in=OF_ORGANISATIONS)
    return Voice.objects.filter(itself | brought, process=process_id, organisation__isnull=False)


def given_by(consultation: Consultation) -> dict[int, Given]:
    """Which organisations have answered, by id: with a survey, an idea, a rating, a comment, or by signing."""
    voices = speaking_for_organisations(consultation.process_id)
    threads = threads_in(consultation)
    said = Contribution.objects.filter(thread__in=threads).exclude(state=ContributionState.WITHDRAWN)
    rated = Rating.objects.filter(contribution__thread__in=threads)
    spoke = voices.filter(
        models.Exists(said.filter(voice=models.OuterRef("pk")))
        | models.Exists(rated.filter(voice=models.OuterRef("pk")))
    )
    found: dict[int, Given] = {}
    sent = Submission.objects.sent().filter(consultation=consultation)
    signed = Signature.objects.filter(submission__in=sent, confirmed_at__isnull=False)
    for organisation, number in signed.values_list("organisation_id", "submission__number"):
        found[organisation] = Given(number, is_verified=True, is_signature=True)
    for organisation, identified in spoke.values_list("organisation_id", "identified"):
        found[organisation or 0] = Given(None, is_verified=identified == Identified.MANDATE)
    own = sent.filter(voice__in=voices).values_list("voice__organisation_id", "number", "voice__identified")
    for organisation, number, identified in own:
        found[organisation or 0] = Given(number, is_verified=identified == Identified.MANDATE)
    return found


def writing(consultation: Consultation) -> set[int]:
    """Which organisations have begun an answer that they have not sent yet."""
    unsent = [SubmissionState.DRAFT, SubmissionState.APPROVED]
    begun = Submission.objects.filter(consultation=consultation, state__in=unsent)
    voices = speaking_for_organisations(consultation.process_id)
    return set(begun.filter(voice__in=voices).values_list("voice__organisation_id", flat=True))


def state_of(
    invitation: Invitation, *, has_given: bool, is_writing: bool, is_closed: bool
) -> InvitationState:
    """An answer stands above a reply, and a reply above silence and the end of an organisation."""
    if has_given:
        return InvitationState.SENT
    if invitation.reply:
        return (
            InvitationState.NO_COMMENT if invitation.reply == Reply.NO_COMMENT else InvitationState.DECLINED
        )
    if invitation.organisation.ended_on is not None:
        return InvitationState.ENDED
    if is_closed:
        return InvitationState.SILENT
    if is_writing:
        return InvitationState.DRAFTING
    return InvitationState.OPENED if invitation.opened_at else InvitationState.INVITED


def addressees(consultation: Consultation, now: datetime) -> list[Addressee]:
    """Everybody who was invited, by name, each with where they stand."""
    rows = consultation.invitations.standing().select_related("organisation")
    invited = list(rows.order_by("organisation__sort_key", "id"))
    for each in invited:
        each.consultation = consultation
    given, begun = given_by(consultation), writing(consultation)
    letters, sources = _letters(consultation, invited), source_of_addresses(invited)
    is_closed = consultation.is_closed(now)
    return [
        Addressee(
            invitation=each,
            state=state_of(
                each,
                has_given=each.organisation_id in given,
                is_writing=each.organisation_id in begun,
                is_closed=is_closed,
            ),
            given=given.get(each.organisation_id),
            letter=letters.get(each.pk, ""),
            source=sources[each.pk],
        )
        for each in invited
    ]


def _letters(consultation: Consultation, invited: Sequence[Invitation]) -> dict[int, str]:
    """Where the latest letter of each invitation stands, by invitation."""
    rounds = dict(consultation.reminders.values_list("at", "pk"))
    keys = {_latest_key(each, rounds): each.pk for each in invited if each.recipient}
    found = Message.objects.filter(key__in=keys).values_list("key", "state")
    return {keys[key]: state for key, state in found}


def _latest_key(invitation: Invitation, rounds: Mapping[datetime, int]) -> str:
    reminded = rounds.get(invitation.reminded_at) if invitation.reminded_at else None
    if reminded and invitation.reminded_at and invitation.reminded_at > invitation.at:
        return reminder_key(reminded, invitation.pk)
    return letter_key(invitation)


UNREACHED = "unreached"


def narrowed(found: Sequence[Addressee], wanted: str) -> list[Addressee]:
    """Those in one state; those that nobody has reached; all for anything else."""
    if wanted == UNREACHED:
        return [each for each in found if each.is_unreached]
    if wanted in InvitationState.values:
        return [each for each in found if each.state == wanted]
    return list(found)


def state_counts(found: Sequence[Addressee]) -> list[tuple[str, str, int]]:
    """How many stand where, as value, words and number; what there is none of is left out."""
    counted = [
        (state.value, str(state.label), sum(each.state == state for each in found))
        for state in InvitationState
    ]
    unreached = sum(each.is_unreached for each in found)
    counted.append((UNREACHED, str(_("To be reached in another way")), unreached))
    return [row for row in counted if row[2]]


def answered_or_replied(consultation: Consultation) -> AbstractSet[int]:
    """The organisations that need no reminder."""
    replied = consultation.invitations.standing().exclude(reply="")
    return {*given_by(consultation), *replied.values_list("organisation_id", flat=True)}


def no_comment_count(consultation: Consultation) -> int:
    """How many of those invited have said that they have nothing to comment, and sent no answer after that."""
    said = consultation.invitations.standing().filter(reply=Reply.NO_COMMENT)
    organisations = set(said.values_list("organisation_id", flat=True))
    return len(organisations - set(given_by(consultation))) if organisations else 0
