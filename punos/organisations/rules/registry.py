"""Who keeps the registry of organisations."""

from collections.abc import Collection
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from punos.core.errors import Invalid, NotNow, Refused, allowed
from punos.organisations.models import (
    Actor,
    AreaCode,
    Identifier,
    Organisation,
    Register,
    RegisterChange,
    RoleKind,
    Scope,
)
from punos.organisations.models.likeness import is_mixed

ANSWER_LASTS = timedelta(hours=24)
ANSWER_AWAITED = timedelta(minutes=2)
MOST_OWN_GROUPS = 5
LONGEST_NAME = 200


def check_keep_registry(actor: Actor) -> None:
    """The system, or a co-ordinator or an administrator of any unit."""
    if not (actor.is_system or actor.holds_anywhere(RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR)):
        raise Refused(_("Only a co-ordinator or an administrator may do this."))


def check_add_own_group(actor: Actor, set_up_before: int) -> None:
    """Anybody with an account, a few times; the card is listed when the city has looked at it."""
    if actor.person is None:
        raise Refused(_("Sign in first."))
    if set_up_before >= MOST_OWN_GROUPS:
        raise NotNow(_("You have added several groups that the city has not looked at yet. Please wait."))


def check_change_card(actor: Actor, organisation: Organisation) -> None:
    """Whoever represents the organisation or manages its people, or who keeps the registry."""
    own = actor.scopes_for(organisation.pk) & {Scope.REPRESENT, Scope.MANAGE_PEOPLE}
    if not own:
        check_keep_registry(actor)
    if organisation.ended_on:
        raise NotNow(_("This organisation has ended; its card stays as it was."))


def check_see_edit(actor: Actor, organisation: Organisation) -> None:
    """Whoever may change the card; who keeps the registry sees how it was even where the organisation has ended."""
    if not allowed(check_keep_registry, actor):
        check_change_card(actor, organisation)


def check_note_life_event(actor: Actor, organisation: Organisation, on: date) -> None:
    """Who keeps the registry; the day is not in the future."""
    check_keep_registry(actor)
    if on > timezone.localdate():
        raise Invalid(_("The day is in the future. Note it when it has come."))
    if organisation.ended_on:
        raise NotNow(_("This organisation has ended; its card stays as it was."))


def check_settle_change(actor: Actor, change: RegisterChange) -> None:
    """Whoever may change the card, once."""
    check_change_card(actor, change.organisation)
    if change.settled_at:
        raise NotNow(_("This has been settled already."))


def check_rename(actor: Actor, organisation: Organisation, name: str, on: date) -> None:
    """Whoever may change the card gives it a name that is one, from a day that has come."""
    check_change_card(actor, organisation)
    if not any(letter.isalnum() for letter in name) or len(name) > LONGEST_NAME:
        raise Invalid(_("Write the name, in at most %(most)d characters.") % {"most": LONGEST_NAME})
    if is_mixed(name):
        raise Invalid(_("A word of this name mixes letters of two alphabets. Write it in one."))
    if on > timezone.localdate():
        raise Invalid(_("The day is in the future. Note it when it has come."))


def check_new_names(names: Collection[str]) -> None:
    """No word that mixes two alphabets, by which a name could be made to look like another's."""
    if any(is_mixed(name) for name in names):
        raise Invalid(_("A word of this name mixes letters of two alphabets. Write it in one."))


def check_unchanged(organisation: Organisation, seen: str | None) -> None:
    """Nobody has changed the card since the writer saw it; without a revision nobody has looked."""
    if seen is not None and seen != organisation.revision:
        raise NotNow(
            _(
                "Somebody else changed this card while you were writing. Look at how it is now, and make your changes"
                " again."
            )
        )


def check_ask_register(actor: Actor, organisation: Organisation, number: str) -> None:
    """Whoever may change the card, for an organisation with a business ID, once a day."""
    check_change_card(actor, organisation)
    if not number:
        raise NotNow(_("The register is asked by business ID, and this card has none."))
    since = timezone.now()
    fresh = organisation.register_records.filter(register=Register.PRH, identifier=number)
    if fresh.filter(fetched_at__gt=since - ANSWER_LASTS).exists():
        raise NotNow(_("The register was asked less than a day ago. Its answer is on this page."))
    if fresh.filter(asked_at__gt=since - ANSWER_AWAITED).exists():
        raise NotNow(_("The register is being asked. Wait a moment."))


def check_merge(actor: Actor, organisation: Organisation, into: Organisation, on: date) -> None:
    """As any life event; and the other one has to be there, and not the same."""
    check_note_life_event(actor, organisation, on)
    if organisation.pk == into.pk or into.ended_on:
        raise Invalid(_("Choose another organisation that is still active."))


def check_revive(actor: Actor, organisation: Organisation) -> None:
    """Who keeps the registry, for an organisation whose end has been noted."""
    check_keep_registry(actor)
    if not organisation.ended_on:
        raise NotNow(_("This organisation has not ended."))


def check_new_numbers(values: Collection[str]) -> None:
    """No two organisations under one number of a register."""
    taken = Identifier.objects.filter(value__in=values).select_related("organisation").first()
    if taken:
        raise NotNow(
            _("%(number)s is in the registry already: %(name)s.")
            % {"number": taken.value, "name": taken.organisation.name}
        )
    if len(set(values)) < len(values):
        raise Invalid(_("Two organisations can't have the same number."))


def check_card_facts(areas: Collection[str], website: str) -> None:
    """Known areas, the whole country alone; a website is a web address."""
    if not set(areas) <= set(AreaCode.values) or (AreaCode.NATIONWIDE in areas and len(areas) > 1):
        raise Invalid(_("Choose the areas, or the whole country alone."))
    if website and not website.lower().startswith(("https://", "http://")):
        raise Invalid(_("The address of the website has to begin with https:// or http://."))
