"""Verbs by which somebody comes to act for an organisation: inviting, accepting, asking, deciding."""

import secrets
from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punos.core.text import clean
from punos.journal import actions as journal
from punos.mail import actions as mail
from punos.organisations import queries, rules
from punos.organisations.actions.mandates import hold, put_in_force
from punos.organisations.actions.registry import Registration, add_own_group
from punos.organisations.models import (
    Actor,
    JoinOutcome,
    JoinRequest,
    Mandate,
    MandateInvitation,
    MandateSource,
    Organisation,
    Scope,
)

INVITATION_HOLDS = timedelta(days=14)


@transaction.atomic
def invite(
    *,
    actor: Actor,
    organisation: Organisation,
    email: str,
    scopes: Collection[str],
    language: str,
    ends_on: date | None = None,
) -> MandateInvitation:
    """Invite somebody by e-mail to act for an organisation; an older invitation of the same address ends."""
    rules.check_invite(actor, organisation, scopes, ends_on)
    email, now = email.strip().lower(), timezone.now()
    hold(organisation_id=organisation.pk)
    older = organisation.mandate_invitations.filter(
        email=email, accepted_at__isnull=True, withdrawn_at__isnull=True
    )
    older.update(withdrawn_at=now)
    invitation = MandateInvitation.objects.create(
        organisation=organisation,
        email=email,
        scopes=[scope for scope in Scope.values if scope in scopes],
        ends_on=ends_on,
        language=language,
        nonce=secrets.token_urlsafe(24),
        invited_by=actor.person_id,
        at=now,
        expires_at=now + INVITATION_HOLDS,
    )
    _send(invitation, actor.person.name if actor.person else "")
    journal.record(actor, "mandate.offered", invitation, organisation=organisation.pk)
    return invitation


def _send(invitation: MandateInvitation, inviter: str) -> None:
    """The letter with the link, in the language that was chosen for it."""
    organisation, language = invitation.organisation, invitation.language
    mail.queue(
        key=f"mandate-invitation:{invitation.pk}",
        to=invitation.email,
        language=language,
        template="organisations/mail/invitation",
        context={
            "organisation": organisation.name_in(language),
            "inviter": inviter,
            "scopes": invitation.scope_labels,
            "expires_at": invitation.expires_at,
            "link": f"/{language}/organisations/invitations/{invitation.token}/",
            "link_label": _("Look at the invitation"),
        },
        organisation_id=organisation.pk,
    )


@transaction.atomic
def withdraw_invitation(*, actor: Actor, invitation: MandateInvitation) -> None:
    """Take an invitation back before anybody has accepted it; its link is dead from now on."""
    locked = _locked_invitation(invitation.pk)
    assert locked is not None  # it was read a moment ago, and invitations are not deleted
    rules.check_withdraw_invitation(actor, locked)
    locked.withdrawn_at = timezone.now()
    locked.save(update_fields=["withdrawn_at"])
    journal.record(actor, "mandate.offer_withdrawn", locked, organisation=locked.organisation_id)


def _locked_invitation(number: int) -> MandateInvitation | None:
    rows = MandateInvitation.objects.select_for_update(of=("self",)).select_related("organisation")
    return rows.filter(pk=number).first()


@transaction.atomic
def accept_invitation(*, actor: Actor, token: str) -> Mandate:
    """Accept an invitation with the link that was sent; used once, by the one who was invited."""
    known = queries.invitation_by(token)
    if known:
        hold(organisation_id=known.organisation_id)
    invitation = _locked_invitation(known.pk) if known else None
    rules.check_accept_invitation(actor, invitation, queries.addresses_of(actor.person))
    assert invitation is not None  # the rule refuses a link that leads nowhere
    assert actor.person is not None  # and whoever has not signed in
    others = queries.other_managers(invitation.organisation, actor.person.pk)
    held = Mandate.objects.current().filter(
        person=actor.person, organisation=invitation.organisation, source=MandateSource.MANAGER
    )
    rules.check_keeps_manager(held.first(), invitation, others)
    invitation.accepted_at, invitation.accepted_by = timezone.now(), actor.person_id
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    return put_in_force(
        actor=actor,
        person=actor.person,
        organisation=invitation.organisation,
        scopes=invitation.scopes,
        source=MandateSource.MANAGER,
        ends_on=invitation.ends_on,
    )


@transaction.atomic
def ask_to_join(*, actor: Actor, organisation: Organisation, message: str = "") -> JoinRequest:
    """Ask to act for an organisation; its managers hear of it, or the co-ordinator where it has none."""
    message = clean(message)
    hold(organisation_id=organisation.pk)
    rules.check_ask_to_join(actor, organisation)
    rules.check_ask_with(message)
    assert actor.person is not None  # the rule refuses whoever has not signed in
    request = JoinRequest.objects.create(
        organisation=organisation, person=actor.person, message=message, at=timezone.now()
    )
    for person in queries.managers_of(organisation) or queries.keepers():
        mail.queue(
            key=f"join-request:{request.pk}:{person.pk}",
            to=person.email,
            language=person.language,
            template="organisations/mail/join_request",
            context={
                "organisation": organisation.name_in(person.language),
                "asker": actor.person.name,
                "message": message,
                "link": f"/{person.language}{organisation.address}people/requests/{request.pk}/",
                "link_label": _("Look at the request"),
            },
            person_id=person.pk,
            organisation_id=organisation.pk,
        )
    journal.record(actor, "mandate.asked", request, organisation=organisation.pk)
    return request


@transaction.atomic
def add_group(*, actor: Actor, told: Registration, message: str = "") -> Organisation:
    """Add one's own group; or an association, together with the request to act for it that the city looks at."""
    rules.check_add_own_group(actor, queries.unseen_groups(actor))
    organisation = add_own_group(actor=actor, told=told)
    if organisation.is_registered:
        ask_to_join(actor=actor, organisation=organisation, message=message)
    return organisation


@transaction.atomic
def withdraw_join(*, actor: Actor, request: JoinRequest) -> None:
    """Take one's own request back."""
    locked = JoinRequest.objects.select_for_update().get(pk=request.pk)
    rules.check_withdraw_join(actor, locked)
    _decide(locked, actor, JoinOutcome.WITHDRAWN, "")
    journal.record(actor, "mandate.request_withdrawn", locked, organisation=locked.organisation_id)


@transaction.atomic
def decide_join(
    *,
    actor: Actor,
    request: JoinRequest,
    accept: bool,
    scopes: Collection[str] = (),
    source: MandateSource | None = None,
    evidence: str = "",
    reason: str = "",
) -> Mandate | None:
    """Accept a request, saying what the person may do, or decline it with a reason that they get to read."""
    hold(organisation_id=request.organisation_id)
    rows = JoinRequest.objects.select_for_update(of=("self",)).select_related("organisation", "person")
    locked = rows.get(pk=request.pk)
    rules.check_decide_join(actor, locked)
    if accept:
        return _accept(actor, locked, scopes, source, evidence)
    reason = clean(reason)
    rules.check_decline(reason)
    _decide(locked, actor, JoinOutcome.DECLINED, reason)
    _tell_decided(locked)
    journal.record(actor, "mandate.declined", locked, person=locked.person_id)
    return None


def _accept(
    actor: Actor, request: JoinRequest, scopes: Collection[str], source: MandateSource | None, evidence: str
) -> Mandate:
    """The mandate of a request that is accepted: a manager vouches for it, or the city says on what it rests."""
    is_manager = Scope.MANAGE_PEOPLE in actor.scopes_for(request.organisation_id)
    source = MandateSource.MANAGER if is_manager else source or MandateSource.CITY
    rules.check_offered(scopes)
    if not is_manager:
        rules.check_source(actor, source)
    _decide(request, actor, JoinOutcome.ACCEPTED, "")
    _tell_decided(request)
    return put_in_force(
        actor=actor, person=request.person, organisation=request.organisation, scopes=scopes, source=source,
        evidence=evidence,
    )  # fmt: skip


def _decide(request: JoinRequest, actor: Actor, outcome: JoinOutcome, reason: str) -> None:
    request.decided_at, request.decided_by = timezone.now(), actor.person_id
    request.outcome, request.reason = outcome, reason[:300]
    request.save(update_fields=["decided_at", "decided_by", "outcome", "reason"])


def _tell_decided(request: JoinRequest) -> None:
    """The answer by e-mail, in the language of the one who asked."""
    person, accepted = request.person, request.outcome == JoinOutcome.ACCEPTED
    where = "people" if accepted else "join"
    mail.queue(
        key=f"join-decision:{request.pk}",
        to=person.email,
        language=person.language,
        template="organisations/mail/join_decision",
        context={
            "organisation": request.organisation.name_in(person.language),
            "accepted": accepted,
            "reason": request.reason,
            "link": f"/{person.language}{request.organisation.address}{where}/",
            "link_label": _("What you may do") if accepted else _("Your request"),
        },
        person_id=person.pk,
        organisation_id=request.organisation_id,
    )
