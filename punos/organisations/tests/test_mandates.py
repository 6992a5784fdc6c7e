"""Mandates themselves: granted, ended, worn as a hat, taken over from Suomi.fi."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from punos.core.errors import Invalid, NotNow, Refused, allowed
from punos.journal.models import Entry
from punos.organisations import actions, queries, rules
from punos.organisations.models import (
    Actor,
    Mandate,
    MandateSource,
    Organisation,
    RoleKind,
    Scope,
)
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_actor, make_organisation, make_unit
from punos.people.models import Person
from punos.people.tests.factories import make_person

pytestmark = pytest.mark.django_db
ALL = Scope.values
today = timezone.localdate


def make_mandate(
    organisation: Organisation, *scopes: str, person: Person | None = None, **known: Any
) -> Mandate:
    """A mandate for somebody new, or for this person, verified by the city."""
    return actions.grant_mandate(
        actor=SYSTEM, person=person or make_person(), organisation=organisation, scopes=scopes or ALL, **known
    )


def acting(person: Person, organisation: Organisation | None = None) -> Actor:
    """The actor of this moment, under a hat if one is named."""
    return queries.actor_for(person, hat=organisation.pk if organisation else None)


def coordinator() -> Actor:
    """Somebody who keeps the registry for the city."""
    return make_actor("Kaisa", unit=make_unit(), role=RoleKind.COORDINATOR)


def told() -> list[tuple[str, int | None, int]]:
    """The lines about mandates: verb, who did it, about which mandate."""
    lines = Entry.objects.filter(subject_type="mandate").order_by("id")
    return list(lines.values_list("verb", "person_id", "subject_id"))


# Acting for an organisation ----------------------------------------------------------------------------------


def test_acting_for_an_organisation_needs_account_mandate_hat_and_scope() -> None:
    organisation, other = make_organisation(), make_organisation()
    person = make_mandate(organisation, Scope.ANSWER).person
    worn, bare = acting(person, organisation), acting(person)

    may = [
        allowed(rules.check_act_for, actor, of, scope)
        for actor, of, scope in (
            (worn, organisation, Scope.ANSWER),
            (worn, organisation, Scope.APPLY),
            (bare, organisation, Scope.ANSWER),
            (worn, other, Scope.ANSWER),
            (Actor(), organisation, Scope.ANSWER),
        )
    ]
    Organisation.objects.filter(pk=organisation.pk).update(ended_on=today())

    assert may == [True, False, False, False, False]
    ended = Organisation.objects.get(pk=organisation.pk)
    assert not allowed(rules.check_act_for, worn, ended, Scope.ANSWER)


def test_hat_is_worn_with_a_line_and_only_under_a_mandate() -> None:
    organisation = make_organisation()
    person = make_mandate(organisation).person

    actions.wear_hat(actor=acting(person), organisation=organisation)
    actions.wear_hat(actor=acting(person), organisation=None)
    for actor, wanted in ((Actor(), None), (make_actor(), organisation)):
        with pytest.raises(Refused):
            actions.wear_hat(actor=actor, organisation=wanted)

    lines = Entry.objects.filter(verb="hat.changed").order_by("id")
    assert [line.ids for line in lines] == [{"organisation": organisation.pk}, {"organisation": 0}]


# Granting ----------------------------------------------------------------------------------------------------


def test_city_grants_a_mandate_with_its_ground_and_its_term() -> None:
    organisation, person, kaisa = make_organisation(), make_person(), coordinator()
    last = today() + timedelta(days=30)

    mandate = actions.grant_mandate(
        actor=kaisa,
        person=person,
        organisation=organisation,
        scopes=[Scope.BOOK, Scope.ANSWER],
        source=MandateSource.MINUTES,
        evidence=" 3.3. \u00a7 5 ",
        ends_on=last,
    )

    assert (mandate.scopes, mandate.source, mandate.evidence) == (
        ["answer", "book"],
        "minutes",
        "3.3. \u00a7 5",
    )
    assert (mandate.starts_on, mandate.ends_on, mandate.valid_until) == (today(), last, None)
    assert told() == [("mandate.granted", kaisa.person_id, mandate.pk)]
    assert acting(person).scopes_for(organisation.pk) == {"answer", "book"}


def test_newer_mandate_from_the_same_source_ends_the_older() -> None:
    organisation, person = make_organisation(), make_person()
    first = make_mandate(organisation, Scope.ANSWER, person=person)

    second = make_mandate(organisation, Scope.BOOK, person=person)
    beside = make_mandate(organisation, Scope.APPLY, person=person, source=MandateSource.REGISTER)

    first.refresh_from_db()
    assert first.ended_at is not None
    assert list(Mandate.objects.current().order_by("pk")) == [second, beside]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"scopes": []}, Invalid),
        ({"scopes": ["rule the city"]}, Invalid),
        ({"source": MandateSource.SUOMIFI}, Invalid),
        ({"source": MandateSource.MANAGER}, Invalid),
        ({"ends_on": timedelta(days=-1)}, Invalid),
        ({"starts_on": timedelta(days=9), "ends_on": timedelta(days=8)}, Invalid),
    ],
)
def test_mandate_that_makes_no_sense_is_not_granted(change: dict[str, Any], expected: type[Refused]) -> None:
    days = {name: today() + value for name, value in change.items() if isinstance(value, timedelta)}
    asked = {"scopes": ALL, "person": make_person(), "organisation": make_organisation(), **change, **days}

    with pytest.raises(expected):
        actions.grant_mandate(actor=coordinator(), **asked)

    assert (Mandate.objects.count(), told()) == (0, [])


def test_only_the_city_grants_and_only_for_an_organisation_that_is_there() -> None:
    organisation, ended = make_organisation(), make_organisation()
    Organisation.objects.filter(pk=ended.pk).update(ended_on=today())
    ended.refresh_from_db()
    manager = acting(make_mandate(organisation).person)

    for actor, of in ((manager, organisation), (Actor(), organisation), (coordinator(), ended)):
        with pytest.raises(Refused):
            actions.grant_mandate(actor=actor, person=make_person(), organisation=of, scopes=ALL)

    assert Mandate.objects.count() == 1


# Ending ------------------------------------------------------------------------------------------------------


def test_mandate_ends_at_once_and_stays_as_history() -> None:
    organisation = make_organisation()
    manager, member = make_mandate(organisation), make_mandate(organisation, Scope.ANSWER)
    actor = acting(manager.person, organisation)

    actions.end_mandate(actor=actor, mandate=member, reason=" moved away ")

    member.refresh_from_db()
    assert (member.ended_by, member.end_reason) == (manager.person_id, "moved away")
    assert acting(member.person).acts_for == frozenset()
    assert told()[-1] == ("mandate.ended", manager.person_id, member.pk)
    with pytest.raises(NotNow):
        actions.end_mandate(actor=actor, mandate=member)


def test_last_manager_can_leave_only_after_another_has_come() -> None:
    organisation = make_organisation()
    manager = make_mandate(organisation)
    make_mandate(organisation, Scope.ANSWER)

    with pytest.raises(NotNow):
        actions.end_mandate(actor=acting(manager.person), mandate=manager)
    make_mandate(organisation, Scope.MANAGE_PEOPLE)
    actions.end_mandate(actor=acting(manager.person), mandate=manager)

    manager.refresh_from_db()
    assert manager.ended_at is not None


def test_closed_account_is_no_manager_to_leave_the_organisation_to() -> None:
    organisation = make_organisation()
    manager, other = make_mandate(organisation), make_mandate(organisation)
    Person.objects.filter(pk=other.person_id).update(is_active=False)

    with pytest.raises(NotNow):
        actions.end_mandate(actor=acting(manager.person), mandate=manager)


def test_city_ends_even_the_last_managers_mandate_and_strangers_end_nothing() -> None:
    organisation = make_organisation()
    manager = make_mandate(organisation)
    member = make_mandate(organisation, Scope.ANSWER)

    for actor in (acting(member.person, organisation), make_actor(), Actor()):
        with pytest.raises(Refused):
            actions.end_mandate(actor=actor, mandate=manager)
    actions.end_mandate(actor=coordinator(), mandate=manager)

    manager.refresh_from_db()
    assert manager.ended_at is not None


def test_last_manager_may_leave_an_organisation_that_has_ended() -> None:
    organisation = make_organisation()
    manager, member = make_mandate(organisation), make_mandate(organisation, Scope.ANSWER)
    Organisation.objects.filter(pk=organisation.pk).update(ended_on=today())

    with pytest.raises(NotNow):
        actions.end_mandate(actor=acting(manager.person), mandate=member)
    actions.end_mandate(actor=acting(manager.person), mandate=manager)

    assert Mandate.objects.current().get() == member


def test_mandates_elsewhere_stay_those_of_the_request() -> None:
    organisation, other = make_organisation(), make_organisation()
    person = make_mandate(organisation).person
    make_mandate(other, person=person)
    member = make_mandate(organisation, Scope.ANSWER)

    actions.end_mandate(actor=acting(person, organisation), mandate=member)

    assert acting(person).acts_for == {organisation.pk, other.pk}


def test_all_mandates_end_with_the_account() -> None:
    organisation = make_organisation()
    first = make_mandate(organisation)
    second = make_mandate(make_organisation(), person=first.person)
    beside = make_mandate(organisation)

    with pytest.raises(Refused):
        actions.end_mandates_of(actor=acting(beside.person), person=first.person)
    with pytest.raises(Refused):
        actions.end_mandates_of(actor=Actor(), person=first.person)
    ended = actions.end_mandates_of(actor=acting(first.person), person=first.person)
    again = actions.end_mandates_of(actor=SYSTEM, person=first.person)

    assert (ended, again) == (2, 0)
    assert told()[-2:] == [("mandate.ended", first.person_id, each.pk) for each in (first, second)]
    assert list(Mandate.objects.current()) == [beside]


# Suomi.fi ----------------------------------------------------------------------------------------------------


def test_suomifi_mandates_hold_for_a_day_and_end_when_nothing_of_them_is_left() -> None:
    person, first, second, third = make_person(), *(make_organisation() for _number in range(3))
    before = actions.take_suomifi(
        actor=acting(person),
        found=[(first, ALL, "PJ"), (second, [Scope.APPLY], "avustus"), (third, ALL, "PJ")],
    )

    taken = actions.take_suomifi(
        actor=acting(person), found=[(second, [Scope.ANSWER], "J"), (first, [], "TIL")]
    )

    now = timezone.now()
    assert [(each.organisation, each.scopes, each.evidence) for each in taken] == [(second, ["answer"], "J")]
    assert taken[0].valid_until is not None
    assert timedelta(hours=23) < taken[0].valid_until - now <= timedelta(hours=24)
    assert acting(person).acts_for == {second.pk, third.pk}  # nothing was told of the third this time
    lost, _replaced, _kept = before
    assert told()[-2:] == [
        ("mandate.ended", person.pk, lost.pk),
        ("mandate.granted", person.pk, taken[0].pk),
    ]
    with pytest.raises(Refused):
        actions.take_suomifi(actor=Actor(), found=[])


def test_mandate_that_has_run_out_is_none() -> None:
    organisation, person = make_organisation(), make_person()
    (mandate,) = actions.take_suomifi(actor=acting(person), found=[(organisation, ALL, "PJ")])

    Mandate.objects.filter(pk=mandate.pk).update(valid_until=timezone.now())

    assert acting(person).acts_for == frozenset()
