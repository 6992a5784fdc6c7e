"""Who may act for an organisation, and who decides that.

`check_act_for` is the one answer to "may this person do this for this organisation now": every room asks it.
"""

from collections.abc import Collection
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from punos.core.errors import Invalid, NotNow, Refused
from punos.organisations.models import (
    Actor,
    JoinRequest,
    Mandate,
    MandateInvitation,
    MandateSource,
    Organisation,
    Scope,
)
from punos.organisations.rules.city import check_run_installation
from punos.organisations.rules.registry import check_keep_registry
from punos.people.models import Person

LONGEST_MESSAGE = 2_000
SEEN_BY_THE_CITY = (MandateSource.CITY, MandateSource.MINUTES, MandateSource.REGISTER)


def check_act_for(actor: Actor, organisation: Organisation, scope: Scope) -> None:
    """A person who wears the organisation's hat under a mandate that holds now and covers this."""
    if actor.person is None:
        raise Refused(_("Sign in first."))
    if organisation.ended_on:
        raise NotNow(_("This organisation has ended. Nobody can act for it any more."))
    scopes = actor.scopes_for(organisation.pk)
    if not scopes:
        raise Refused(_("You have no mandate for this organisation."))
    if actor.organisation_id != organisation.pk:
        raise Refused(_("Choose first that you act for this organisation."))
    if scope not in scopes:
        raise Refused(
            _("Your mandate for this organisation does not cover this: %(scope)s.") % {"scope": scope.label}
        )


def check_wear_hat(actor: Actor, organisation: Organisation | None) -> None:
    """Everybody may act for themselves; for an organisation only under a mandate."""
    if actor.person is None:
        raise Refused(_("Sign in first."))
    if organisation is not None and organisation.pk not in actor.acts_for:
        raise Refused(_("You have no mandate for this organisation."))


def check_manage_people(actor: Actor, organisation: Organisation) -> None:
    """A manager of the organisation, or who keeps the registry."""
    if Scope.MANAGE_PEOPLE in actor.scopes_for(organisation.pk):
        if organisation.ended_on:
            raise NotNow(_("This organisation has ended. Nobody can act for it any more."))
        return
    try:
        check_keep_registry(actor)
    except Refused as refusal:
        raise Refused(_("Only a manager of the organisation may do this.")) from refusal


def check_see_people(actor: Actor, organisation: Organisation) -> None:
    """Whoever acts for the organisation sees their own mandate; managers and who keeps the registry see them all."""
    if organisation.pk in actor.acts_for:
        return
    try:
        check_keep_registry(actor)
    except Refused as refusal:
        raise Refused(_("Only those who act for the organisation see its people.")) from refusal


def check_grant_mandate(actor: Actor, organisation: Organisation) -> None:
    """The city verifies mandates itself; managers invite instead, so that the other one agrees."""
    check_keep_registry(actor)
    if organisation.ended_on:
        raise NotNow(_("This organisation has ended. Nobody can act for it any more."))


def check_invite(
    actor: Actor, organisation: Organisation, scopes: Collection[str], ends_on: date | None
) -> None:
    """A manager, for a mandate that says what it is for and does not end before it begins."""
    check_manage_people(actor, organisation)
    if organisation.ended_on:
        raise NotNow(_("This organisation has ended. Nobody can act for it any more."))
    check_offered(scopes)
    check_term(None, ends_on)


def check_source(actor: Actor, source: str) -> None:
    """What the city can have seen itself; Suomi.fi and the organisation's own managers speak for themselves."""
    if source not in SEEN_BY_THE_CITY and not actor.is_system:
        raise Invalid(_("Choose on what the mandate rests."))


def check_term(starts_on: date | None, ends_on: date | None) -> None:
    """A mandate that has not run out before it begins; without a first day it begins today."""
    if ends_on and ends_on < timezone.localdate():
        raise Invalid(_("The last day of the mandate is in the past."))
    if starts_on and ends_on and ends_on < starts_on:
        raise Invalid(_("The last day of the mandate is before its first day."))


def check_withdraw_invitation(actor: Actor, invitation: MandateInvitation) -> None:
    """A manager, while nobody has accepted it."""
    check_manage_people(actor, invitation.organisation)
    if invitation.accepted_at or invitation.withdrawn_at:
        raise NotNow(_("This invitation can't be withdrawn any more."))


def check_accept_invitation(
    actor: Actor, invitation: MandateInvitation | None, addresses: Collection[str]
) -> None:
    """The one whose verified address was invited, once, in time. What another learns is the same for everybody."""
    if actor.person is None:
        raise Refused(_("Sign in first."))
    if invitation is None or invitation.withdrawn_at:
        raise Refused(_("This invitation does not exist, or it has been withdrawn. Ask for a new one."))
    if invitation.email.casefold() not in {each.casefold() for each in addresses}:
        raise Refused(
            _(
                "This invitation was sent to another e-mail address than yours. Sign in with that address, or ask"
                " the organisation to invite the address that you use here."
            )
        )
    if invitation.accepted_at:
        raise NotNow(_("This invitation has been used already."))
    if invitation.expires_at <= timezone.now() or invitation.organisation.ended_on:
        raise NotNow(_("This invitation is no longer valid. Ask for a new one."))


def check_keeps_manager(held: Mandate | None, invitation: MandateInvitation, other_managers: int) -> None:
    """What an invitation replaces does not leave the organisation without anybody who manages its people.

    `held` is the mandate that would end, if there is one.
    """
    if held is None or other_managers or Scope.MANAGE_PEOPLE not in held.scopes:
        return
    if Scope.MANAGE_PEOPLE not in invitation.scopes or invitation.ends_on:
        raise NotNow(
            _(
                "You are the only one who manages the people of this organisation, and this invitation would take"
                " that away. Invite a new manager first."
            )
        )


def check_end_mandate(actor: Actor, mandate: Mandate, other_managers: int) -> None:
    """One's own, or a manager's word over another's; an organisation is not left without a manager by its own.

    `other_managers` is how many persons manage the organisation's people besides the one whose mandate it is.
    """
    is_own = actor.person_id is not None and mandate.person_id == actor.person_id
    if not is_own:
        check_manage_people(actor, mandate.organisation)
    if mandate.ended_at:
        raise NotNow(_("This mandate has ended already."))
    is_last = Scope.MANAGE_PEOPLE in mandate.scopes and not other_managers
    is_city = not is_own and Scope.MANAGE_PEOPLE not in actor.scopes_for(mandate.organisation_id)
    if is_last and not is_city and not mandate.organisation.ended_on:
        raise NotNow(
            _("Nobody else manages the people of this organisation. Invite a new manager first, then leave.")
        )


def check_end_mandates_of(actor: Actor, person: Person) -> None:
    """One's own, when one's account ends; another's only as who runs the installation."""
    if actor.person_id is None or actor.person_id != person.pk:
        check_run_installation(actor)


def check_ask_to_join(actor: Actor, organisation: Organisation) -> None:
    """Anybody with an account who does not act for it yet and is not waiting for an answer."""
    if actor.person is None:
        raise Refused(_("Sign in first."))
    if organisation.ended_on:
        raise NotNow(_("This organisation has ended. Nobody can act for it any more."))
    if organisation.pk in actor.acts_for:
        raise NotNow(_("You act for this organisation already."))
    if organisation.join_requests.waiting().filter(person=actor.person).exists():
        raise NotNow(_("You have asked already. You get an answer by e-mail."))


def check_decide_join(actor: Actor, request: JoinRequest) -> None:
    """The managers of the organisation; where it has none, who keeps the registry. Nobody decides about themselves."""
    managing = Mandate.objects.current().managing().filter(organisation=request.organisation_id)
    has_managers = managing.filter(person__is_active=True).exists()
    if has_managers and Scope.MANAGE_PEOPLE not in actor.scopes_for(request.organisation_id):
        raise Refused(_("The managers of the organisation decide about this."))
    if not has_managers:
        check_keep_registry(actor)
    if request.person_id == actor.person_id:
        raise Refused(_("Somebody else has to decide about your own request."))
    if request.decided_at:
        raise NotNow(_("This has been decided already."))


def check_offered(scopes: Collection[str]) -> None:
    """A mandate says what it is for."""
    if not scopes or not set(scopes) <= set(Scope.values):
        raise Invalid(_("Choose at least one thing that the person may do."))


def check_decline(reason: str) -> None:
    """Whoever is declined gets to read why."""
    if not reason:
        raise Invalid(_("Write why: the person gets to read it."))


def check_withdraw_join(actor: Actor, request: JoinRequest) -> None:
    """One's own, while nobody has decided it."""
    if actor.person_id is None or request.person_id != actor.person_id:
        raise Refused(_("Only the one who asked can withdraw a request."))
    if request.decided_at:
        raise NotNow(_("This has been decided already."))


def check_ask_with(message: str) -> None:
    """A message that somebody can read through."""
    if len(message) > LONGEST_MESSAGE:
        raise Invalid(_("Your message is too long."))


def check_take_suomifi(actor: Actor) -> None:
    """A person who has signed in and come back from Suomi.fi with mandates of their own."""
    if actor.person is None:
        raise Refused(_("Sign in first."))
