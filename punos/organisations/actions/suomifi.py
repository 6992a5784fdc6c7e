"""Taking over what Suomi.fi said of a person: for which organisations they may act, as what."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from punos.organisations import rules
from punos.organisations.actions.mandates import take_suomifi
from punos.organisations.actions.registry import Registration, register_organisations
from punos.organisations.models import (
    Actor,
    DataSource,
    Field,
    Identifier,
    IdentifierScheme,
    Mandate,
    Organisation,
    SizeBand,
)
from punos.organisations.models.actor import SYSTEM
from punos.organisations.models.identifiers import IdentifierError, business_id


class NotTaken(StrEnum):
    """Why something that Suomi.fi told gives no mandate here."""

    NO_SCOPE = "no_scope"  # none of the codes is one of those that count
    ENDED = "ended"  # the registry knows that the organisation has ended
    SAME_NAME = "same_name"  # a card has this name but not this number: somebody has to look at it
    NUMBER = "number"  # not a business ID


@dataclass(frozen=True)
class Told:
    """One organisation that Suomi.fi named: its number and name, what the codes let the person do, the codes."""

    identifier: str
    name: str
    scopes: frozenset[str]
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What came of it: a mandate, or why there is none."""

    name: str
    mandate: Mandate | None
    why_not: str = ""


@transaction.atomic
def take_over(*, actor: Actor, told: Iterable[Told]) -> list[Outcome]:
    """Take over what Suomi.fi told just now; an organisation that the registry does not know gets an unlisted card.

    A card is recognised by its number alone: anybody can give a company the name of somebody else's association.
    """
    rules.check_take_suomifi(actor)
    looked_up = [(each, *_card_of(each)) for each in told]
    found = [
        (organisation, each.scopes, ", ".join(each.codes))
        for each, organisation, _why_not in looked_up
        if organisation
    ]
    taken = {each.organisation_id: each for each in take_suomifi(actor=actor, found=found)}
    return [
        Outcome(each.name, taken.get(organisation.pk) if organisation else None, why_not)
        for each, organisation, why_not in looked_up
    ]


def _card_of(told: Told) -> tuple[Organisation | None, str]:
    """The card with this number, made where there is none; or why there can't be a mandate."""
    try:
        number = business_id(told.identifier)
    except IdentifierError:
        return None, NotTaken.NUMBER
    numbers = Identifier.objects.filter(scheme=IdentifierScheme.BUSINESS_ID, value=number)
    known = numbers.select_related("organisation").first()
    if not told.scopes:
        return (known.organisation if known else None), NotTaken.NO_SCOPE
    if known is None:
        new = Registration(
            name=told.name, field=Field.OTHER, areas=(), size=SizeBand.NOT_TOLD, languages=(),
            business_id=number, is_listed=False,
        )  # fmt: skip
        register_organisations(actor=SYSTEM, registrations=[new], source=DataSource.REGISTER)
        known = numbers.select_related("organisation").first()
    if known is None:
        return None, NotTaken.SAME_NAME
    return (None, NotTaken.ENDED) if known.organisation.ended_on else (known.organisation, "")
