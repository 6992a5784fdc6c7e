"""One's own group or association, and what Suomi.fi told: new cards, and who may act for them at once."""

import pytest

from punos.core.errors import Refused
from punos.mail.models import Message
from punos.organisations import actions, queries
from punos.organisations.models import (
    Actor,
    DataSource,
    Field,
    Mandate,
    MandateSource,
    Organisation,
    OrganisationKind,
)
from punos.organisations.tests.factories import make_actor, make_organisation, make_registration
from punos.organisations.tests.test_mandates import ALL, acting, coordinator, today
from punos.people.tests.factories import make_person

pytestmark = pytest.mark.django_db


def test_own_group_is_acted_for_at_once_and_waits_for_the_city_to_be_listed() -> None:
    actor = make_actor()
    told = make_registration(kind=OrganisationKind.GROUP, is_listed=False)

    group = actions.add_group(actor=actor, told=told)

    mandate = Mandate.objects.get()
    assert (mandate.organisation, mandate.source, mandate.scopes) == (group, MandateSource.FOUNDER, ALL)
    assert (group.is_listed, queries.unseen_groups(actor), Message.objects.count()) == (False, 1, 0)


def test_own_association_waits_for_the_citys_check() -> None:
    actor, kaisa = make_actor(), coordinator()
    told = make_registration(is_listed=False)

    association = actions.add_group(actor=actor, told=told, message="I am its chair.")

    assert Mandate.objects.count() == 0
    assert [each.organisation for each in queries.join_requests_for(kaisa)] == [association]
    assert association in queries.within_reach(actor)
    assert association not in queries.within_reach(make_actor())
    assert association not in queries.within_reach(Actor())


def test_groups_are_not_added_without_end() -> None:
    actor = make_actor()
    for kind in (OrganisationKind.GROUP, OrganisationKind.ASSOCIATION, OrganisationKind.GROUP):
        actions.add_group(actor=actor, told=make_registration(kind=kind, is_listed=False))
    for _each in range(2):
        actions.add_group(actor=actor, told=make_registration(is_listed=False))

    for doer in (actor, Actor()):
        with pytest.raises(Refused):
            actions.add_group(actor=doer, told=make_registration(is_listed=False))

    assert (Organisation.objects.count(), queries.unseen_groups(Actor())) == (5, 0)


def test_organisation_like_another_is_shown_before_it_is_added_again() -> None:
    known = make_organisation(name="Mallilan Pihapiiri ry", business_id="1234567-1")
    hidden = make_organisation(name="Mallilan Pihapiirit ry", is_listed=False)
    make_organisation(name="Kukkaniemen Kuoro ry")
    actor = make_actor()

    found = [queries.alike(actor, name, ["1234567-1"] if not name else []) for name in (
        "Mallilan pihapiiri", "MALLILAN PIHAPIIRI R.Y.", "M\u0430llilan Pihapiiri ry", "Toinen yhdistys", "",
    )]  # fmt: skip

    assert found == [[known], [known], [known], [], [known]]
    assert hidden not in found[0]


# Suomi.fi ----------------------------------------------------------------------------------------------------


def test_what_suomifi_told_becomes_mandates_cards_and_reasons() -> None:
    person = make_person()
    known = make_organisation(business_id="1234567-1")
    ended = make_organisation(business_id="7654321-2")
    Organisation.objects.filter(pk=ended.pk).update(ended_on=today())
    namesake = make_organisation(name="Kaima ry")
    told = [
        actions.Told("1234567-1", "Written otherwise", frozenset(ALL), ("PJ", "NIMKO")),
        actions.Told("7654321-2", ended.name, frozenset(ALL), ("PJ",)),
        actions.Told("0000001-9", "Uusi ry", frozenset({"apply"}), ("avustushakemuksen_tekeminen",)),
        actions.Told("0000002-7", namesake.name, frozenset(ALL), ("PJ",)),
        actions.Told("0000003-5", "Mitt\u00e4t\u00f6n ry", frozenset(), ("TIL",)),
        actions.Told("1234567-2", "V\u00e4\u00e4r\u00e4 ry", frozenset(ALL), ("PJ",)),
    ]

    outcomes = actions.take_over(actor=acting(person), told=told)

    assert [each.why_not for each in outcomes] == ["", "ended", "", "same_name", "no_scope", "number"]
    assert [each.mandate is None for each in outcomes] == [False, True, False, True, True, True]
    new = Organisation.objects.get(name="Uusi ry")
    assert (new.is_listed, new.field, new.names.get().source) == (False, Field.OTHER, DataSource.REGISTER)
    assert acting(person).scopes_for(known.pk) == set(ALL)
    assert Mandate.objects.get(organisation=known).evidence == "PJ, NIMKO"
    assert acting(person).acts_for == {known.pk, new.pk}
    with pytest.raises(Refused):
        actions.take_over(actor=Actor(), told=told)
