"""Inviting organisations to answer, one or many, and what becomes of the link."""

import secrets
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from punos.consultations import queries, rules
from punos.consultations.models import Consultation, Invitation
from punos.journal import actions as journal
from punos.mail import actions as mail
from punos.mail.models import Draft
from punos.mail.rules import check_address
from punos.organisations.models import Actor, Organisation
from punos.processes.rules import check_lead

LETTERS_AT_ONCE = 100  # more are written by the worker, so many in one transaction


@dataclass(frozen=True, kw_only=True)
class InvitedMany:
    """What came of inviting many: new or renewed invitations, and those of the chosen that were left out."""

    invited: Sequence[Invitation]
    to_call: int  # how many of them no letter reaches
    known: int
    ended: Sequence[Organisation]

    @property
    def by_mailbox(self) -> int:
        """How many of them are written to through Suomi.fi Messages."""
        return sum(bool(each.mailbox) for each in self.invited)


@transaction.atomic
def invite_to_answer(
    *, actor: Actor, consultation: Consultation, organisation: Organisation, email: str, language: str
) -> Invitation:
    """Invite an organisation to answer, by e-mail if an address is given.

    Else through Suomi.fi Messages where those are in use, else its link is handed over otherwise.

    Inviting it again makes a new link; the old one is dead. The letters of a draft are sent when it is published.
    """
    now = timezone.now()
    rules.check_invite_to_answer(actor, consultation, organisation, now)
    if email:
        check_address(email)
    mailbox = queries.address_given(organisation, email).mailbox
    invitation, is_new = Invitation.objects.update_or_create(
        consultation=consultation,
        organisation=organisation,
        defaults=_fresh(actor, now) | {"email": email, "mailbox": mailbox, "language": language},
    )
    if consultation.published_at:
        _write_to([invitation])
    _record(actor, [invitation], "invitation.sent" if is_new else "invitation.renewed")
    return invitation


@transaction.atomic
def invite_many(*, actor: Actor, consultation: Consultation, organisations: Collection[int]) -> InvitedMany:
    """Invite many organisations of the directory, each in its language and at the address of its card.

    Who is invited already is left as it is, so that the same list twice writes to nobody twice; who has ended is
    left out. An organisation without an address is invited too: its link is handed over in another way.
    """
    now = timezone.now()
    rules.check_invite_any(actor, consultation, now)
    chosen = list(Organisation.objects.visible_to(actor).filter(pk__in=organisations).by_name())
    ended = [each for each in chosen if each.ended_on]
    addresses = queries.addresses_of([each for each in chosen if not each.ended_on])
    rows = [
        Invitation(
            consultation=consultation,
            organisation=each,
            email=addresses[each.pk].email,
            mailbox=addresses[each.pk].mailbox,
            language=queries.language_of(each),
            **_fresh(actor, now),
        )
        for each in chosen
        if not each.ended_on
    ]
    renewed = _renew(consultation, rows)
    Invitation.objects.bulk_create(rows, ignore_conflicts=True)
    # somebody else may have invited some of them at the same time: those are theirs
    fresh = consultation.invitations.filter(nonce__in=[each.nonce for each in rows])
    added = list(fresh.select_related(*queries.TO_WRITE).order_by("organisation__sort_key", "pk"))
    if consultation.published_at:
        _write_or_leave_to_worker(consultation, [*renewed, *added])
    _record(actor, renewed, "invitation.renewed")
    _record(actor, added, "invitation.sent")
    invited = [*renewed, *added]
    to_call = sum(not addresses[each.organisation_id].is_there for each in invited)
    return InvitedMany(invited=invited, to_call=to_call, known=len(rows) - len(invited), ended=ended)


def _fresh(actor: Actor, now: datetime) -> dict[str, Any]:
    """A new link, and nothing known of it yet that belonged to an older one."""
    return {
        "nonce": secrets.token_urlsafe(24),
        "invited_by": actor.person_id,
        "at": now,
        "withdrawn_at": None,
    }


def _renew(consultation: Consultation, rows: Sequence[Invitation]) -> list[Invitation]:
    """Let those invitations stand again that had been withdrawn, each with a new link; those rows."""
    wanted = {each.organisation_id: each for each in rows}
    withdrawn = consultation.invitations.filter(withdrawn_at__isnull=False, organisation__in=wanted)
    found = list(withdrawn.select_for_update(of=("self",)).select_related(*queries.TO_WRITE).order_by("pk"))
    for each in found:
        new = wanted[each.organisation_id]
        each.email, each.mailbox, each.language, each.at = new.email, new.mailbox, new.language, new.at
        each.nonce, each.invited_by = secrets.token_urlsafe(24), new.invited_by
        each.withdrawn_at = each.opened_at = each.reminded_at = None
        each.reply, each.replied_at, each.replied_by = "", None, None
        each.save()
    return found


def _record(actor: Actor, invited: Iterable[Invitation], verb: str) -> None:
    for each in invited:
        process = each.consultation.process.slug
        journal.record(actor, verb, each, process=process, organisation=each.organisation_id)


@transaction.atomic
def send_letters(*, consultation: Consultation) -> None:
    """Send the letters that waited for a consultation to be published."""
    _write_or_leave_to_worker(consultation, queries.to_write_to(consultation))


@transaction.atomic
def send_some_letters(*, consultation: Consultation, after: int = 0) -> int | None:
    """Write the next letters to those invited, in the order of their ids; the last id, or None when all is done.

    Begun anew from the first, it writes to nobody twice: the outbox knows the letters that it has.
    """
    if not consultation.published_at or consultation.is_closed(timezone.now()):
        return None
    rows = queries.to_write_to(consultation).filter(pk__gt=after).select_for_update(of=("self",))
    some = list(rows[:LETTERS_AT_ONCE])
    _write_to(some)
    return some[-1].pk if some else None


def _write_or_leave_to_worker(consultation: Consultation, invited: Iterable[Invitation]) -> None:
    some = list(invited)
    if len(some) <= LETTERS_AT_ONCE:
        _write_to(some)
    else:
        job = app.configure_task("punos.consultations.tasks.send_invitations")
        job.defer(consultation_id=consultation.pk)


def _write_to(invited: Iterable[Invitation]) -> None:
    """The letters with the links, each in the language of its organisation."""
    drafts = [
        Draft(
            key=queries.letter_key(each),
            to=each.recipient,
            language=each.language,
            template="consultations/mail/invitation",
            context=queries.letter_about(each, each.language),
            organisation_id=each.organisation_id,
        )
        for each in invited
    ]
    mail.queue_many(drafts=drafts)


@transaction.atomic
def withdraw_invitation_to_answer(*, actor: Actor, invitation: Invitation) -> None:
    """Take an invitation back: its link is dead from now on, and what has been answered stays."""
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("consultation__process")
    locked = rows.get(pk=invitation.pk)
    rules.check_withdraw_invitation_to_answer(actor, locked)
    locked.withdrawn_at = timezone.now()
    locked.save(update_fields=["withdrawn_at"])
    _record(actor, [locked], "invitation.withdrawn")


@transaction.atomic
def note_list_taken(*, actor: Actor, consultation: Consultation) -> None:
    """Write down that somebody takes the list of those invited along: it holds addresses that not everybody sees."""
    process = consultation.process
    check_lead(actor, process.host_unit_id, process.host_organisation_id)
    journal.note_reading(actor=actor, what="invitations", subject=consultation, process=process.slug)
