"""To which address an organisation is written, in which language, and where that address came from."""

from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from django.db import models
from django.utils.translation import gettext_lazy as _

from punos.consultations.models import Invitation
from punos.core.errors import allowed
from punos.core.languages import LANGUAGES
from punos.mail import queries as mail
from punos.mail.models import is_mailbox
from punos.mail.rules import check_address, has_mailboxes
from punos.organisations.models import Actor, Identifier, IdentifierScheme, Mandate, Organisation
from punos.people.models import Person


class AddressSource(models.TextChoices):
    """Where the address of an invitation came from."""

    CARD = "card", _("from the card of the organisation")
    PEOPLE = "people", _("of somebody who acts for it here")
    HAND = "hand", _("given by hand")
    MAILBOX = "mailbox", _("through Suomi.fi Messages")
    NONE = "none", _("no e-mail address")


class Unreached(models.TextChoices):
    """Why no letter reaches an organisation; a business ID is asked for only where Suomi.fi Messages are in use."""

    NO_ADDRESS = "no_address", _("no e-mail address")
    NO_NUMBER = "no_number", _("no e-mail address and no business ID")
    NOT_SOUND = "not_sound", _("what its card has as an e-mail address is none")
    RETURNED = "returned", _("earlier mail to its address came back")


@dataclass(frozen=True)
class Address:
    """An address that can be written to (or none), and its source; `mailbox` is a business ID where there is no e-mail.

    To an address from which earlier mail came back (`is_returned`) no letter goes.
    """

    email: str
    source: AddressSource
    mailbox: str = ""
    is_returned: bool = False

    @property
    def is_there(self) -> bool:
        """Whether anything can be written to."""
        return bool(self.mailbox or (self.email and not self.is_returned))

    def unreached(self, organisation: Organisation) -> Unreached | None:
        """Why no letter reaches this organisation there; None where one does."""
        if self.is_there:
            return None
        if self.is_returned:
            return Unreached.RETURNED
        if organisation.email and not _is_sound(organisation.email):
            return Unreached.NOT_SOUND
        return Unreached.NO_NUMBER if has_mailboxes() else Unreached.NO_ADDRESS


NOWHERE = Address("", AddressSource.NONE)


def language_of(organisation: Organisation) -> str:
    """The language in which an organisation is written to: the first of its own that the site has, else Finnish."""
    return next((each for each in organisation.languages if each in LANGUAGES), "fi")


def addresses_of(found: Collection[Organisation]) -> dict[int, Address]:
    """Where each of these organisations is written to: its contact address, else somebody who manages its people.

    What the registry keeps as an address and is none counts as no address. Who has none is written to through Suomi.fi
    Messages, where those are in use and it has a business ID.
    """
    managers = managers_addresses([each.pk for each in found if not _is_sound(each.email)])
    known = {}
    for each in found:
        if _is_sound(each.email):
            known[each.pk] = Address(each.email, AddressSource.CARD)
        else:
            email = managers.get(each.pk, "")
            known[each.pk] = Address(email, AddressSource.PEOPLE) if _is_sound(email) else NOWHERE
    mailboxes = mailboxes_of([key for key, address in known.items() if address is NOWHERE])
    known |= {key: Address("", AddressSource.MAILBOX, mailbox=each) for key, each in mailboxes.items()}
    returned = mail.returned_among([each.email for each in known.values() if each.email])
    return {key: replace(each, is_returned=each.email.lower() in returned) for key, each in known.items()}


def address_given(organisation: Organisation, email: str) -> Address:
    """Where one organisation is written to if this address is given by hand, or none."""
    if email:
        return Address(email, AddressSource.HAND, is_returned=bool(mail.returned_among([email])))
    mailbox = mailboxes_of([organisation.pk]).get(organisation.pk, "")
    return Address("", AddressSource.MAILBOX, mailbox=mailbox) if mailbox else NOWHERE


def mailboxes_of(organisations: Collection[int]) -> dict[int, str]:
    """The business IDs of those of these organisations that have one, if Suomi.fi Messages are in use."""
    if not organisations or not has_mailboxes():
        return {}
    found = Identifier.objects.filter(organisation__in=organisations, scheme=IdentifierScheme.BUSINESS_ID)
    return {each.organisation_id: each.value for each in found.order_by("-pk") if is_mailbox(each.value)}


def _is_sound(email: str) -> bool:
    return bool(email) and allowed(check_address, email)


def managers_addresses(organisations: Collection[int]) -> dict[int, str]:
    """A verified address of somebody who manages the people of each of these organisations, by organisation."""
    if not organisations:
        return {}
    held = Mandate.objects.current().managing()
    held = held.filter(organisation__in=organisations, person__is_active=True).order_by("pk")
    verified = held.filter(person__emailaddress__verified=True)
    cast = held.filter(person__is_cast=True).exclude(person__email="")
    pairs = [
        *verified.values_list("organisation_id", "person__emailaddress__email"),
        *cast.values_list("organisation_id", "person__email"),
    ]
    found: dict[int, str] = {}
    for organisation, email in pairs:
        found.setdefault(organisation, email)
    return found


def source_of_addresses(invited: Iterable[Invitation]) -> dict[int, AddressSource]:
    """Where the address of each invitation came from, by invitation; one that an account has is a person's."""
    found, other = {}, []
    for each in invited:
        otherwise = AddressSource.MAILBOX if each.mailbox else AddressSource.NONE
        found[each.pk] = AddressSource.CARD if each.email else otherwise
        if each.email != each.organisation.email:
            other.append(each)
    personal = _of_accounts({each.email for each in other if each.email})
    for each in other:
        if each.email:
            found[each.pk] = AddressSource.PEOPLE if each.email in personal else AddressSource.HAND
    return found


def _of_accounts(emails: AbstractSet[str]) -> set[str]:
    """Those of these addresses with which somebody has an account."""
    if not emails:
        return set()
    with_one = models.Q(email__in=emails) | models.Q(emailaddress__email__in=emails)
    found = Person.objects.filter(with_one).values_list("email", "emailaddress__email")
    return {email for pair in found for email in pair if email}


def shown_address(actor: Actor, organisation: Organisation, address: Address) -> str:
    """The address as this officer may read it: a person's never, a card's that is not public to the city only."""
    if address.source == AddressSource.HAND:
        return address.email
    is_readable = organisation.contact_is_public or actor.sees_unlisted
    return address.email if address.source == AddressSource.CARD and is_readable else ""
