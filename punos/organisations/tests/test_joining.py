"""Coming to act for an organisation: invitations, requests, one's own group; and what must not work."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from punos.core.errors import Invalid, NotNow, Refused
from punos.journal.models import Entry
from punos.mail.models import Message
from punos.organisations import actions, queries
from punos.organisations.models import (
    Actor,
    JoinRequest,
    Mandate,
    MandateInvitation,
    MandateSource,
    Organisation,
    Scope,
)
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_actor, make_organisation
from punos.organisations.tests.test_mandates import ALL, acting, coordinator, make_mandate, today
from punos.people.models import Person
from punos.people.tests.factories import make_person

pytestmark = pytest.mark.django_db


def invited(
    organisation: Organisation, person: Person, *scopes: str, by: Actor = SYSTEM, **known: Any
) -> MandateInvitation:
    """An invitation of this person's address."""
    return actions.invite(
        actor=by,
        organisation=organisation,
        email=person.email,
        scopes=scopes or [Scope.ANSWER],
        language="sv",
        **known,
    )


def letters() -> list[tuple[str, str, str]]:
    """To whom, in which language, by which template."""
    return list(Message.objects.order_by("id").values_list("to", "language", "template"))


def verbs() -> list[str]:
    """What the journal says of people coming to act for organisations."""
    lines = Entry.objects.filter(verb__startswith="mandate.").order_by("id")
    return list(lines.values_list("verb", flat=True))


# Invitations -------------------------------------------------------------------------------------------------


def test_invitation_is_sent_and_accepted_once_by_the_one_who_was_invited() -> None:
    organisation, newcomer = make_organisation(), make_person("Oona")
    manager = acting(make_mandate(organisation).person, organisation)
    last = today() + timedelta(days=60)

    invitation = invited(organisation, newcomer, Scope.BOOK, Scope.ANSWER, by=manager, ends_on=last)
    message = Message.objects.get()
    mandate = actions.accept_invitation(actor=acting(newcomer), token=invitation.token)

    assert (message.to, message.language) == (newcomer.email, "sv")
    assert f"/sv/organisations/invitations/{invitation.token}/" in message.body
    assert (mandate.person, mandate.scopes, mandate.source, mandate.ends_on) == (
        newcomer,
        ["answer", "book"],
        MandateSource.MANAGER,
        last,
    )
    assert verbs()[-2:] == ["mandate.offered", "mandate.granted"]
    with pytest.raises(NotNow):
        actions.accept_invitation(actor=acting(newcomer), token=invitation.token)


@pytest.mark.parametrize("wrong", ["stranger", "nobody", "forged", "withdrawn", "expired", "ended", "nonce"])
def test_invitation_can_not_be_used_otherwise(wrong: str) -> None:
    organisation, newcomer = make_organisation(), make_person()
    invitation = invited(organisation, newcomer)
    actor, token = acting(newcomer), invitation.token
    if wrong == "stranger":
        actor = make_actor()
    elif wrong == "nobody":
        actor = Actor()
    elif wrong == "forged":
        token = f"{invitation.pk}.{invitation.nonce}:forged"
    elif wrong == "withdrawn":
        actions.withdraw_invitation(actor=SYSTEM, invitation=invitation)
    elif wrong == "expired":
        MandateInvitation.objects.update(expires_at=timezone.now())
    elif wrong == "ended":
        Organisation.objects.filter(pk=organisation.pk).update(ended_on=today())
    else:
        MandateInvitation.objects.update(nonce="another")

    with pytest.raises(Refused):
        actions.accept_invitation(actor=actor, token=token)

    assert Mandate.objects.count() == 0
    assert MandateInvitation.objects.filter(accepted_at__isnull=False).count() == 0


def test_address_counts_whatever_its_capitals_and_only_when_verified() -> None:
    organisation = make_organisation()
    newcomer = Person.objects.create(
        email="oona@example.org", name="Oona"
    )  # no address of hers is verified yet
    invitation = actions.invite(
        actor=SYSTEM, organisation=organisation, email=" Oona@Example.ORG ", scopes=ALL, language="fi"
    )

    with pytest.raises(Refused):
        actions.accept_invitation(actor=acting(newcomer), token=invitation.token)
    Person.objects.filter(pk=newcomer.pk).update(is_cast=True)
    newcomer.refresh_from_db()
    mandate = actions.accept_invitation(actor=acting(newcomer), token=invitation.token)

    assert (invitation.email, mandate.person) == ("oona@example.org", newcomer)


def test_second_invitation_of_an_address_ends_the_first() -> None:
    organisation, newcomer = make_organisation(), make_person()
    first = invited(organisation, newcomer)
    second = invited(organisation, newcomer, Scope.BOOK)

    with pytest.raises(Refused):
        actions.accept_invitation(actor=acting(newcomer), token=first.token)
    mandate = actions.accept_invitation(actor=acting(newcomer), token=second.token)

    assert (mandate.scopes, Message.objects.count()) == (["book"], 2)


def test_invitation_does_not_take_the_people_from_the_last_manager() -> None:
    organisation = make_organisation()
    only = actions.accept_invitation(
        actor=acting(person := make_person()), token=invited(organisation, person, *ALL).token
    )
    less = invited(organisation, person, Scope.ANSWER)

    with pytest.raises(NotNow):
        actions.accept_invitation(actor=acting(person), token=less.token)
    shorter = invited(organisation, person, *ALL, ends_on=today())
    with pytest.raises(NotNow):
        actions.accept_invitation(actor=acting(person), token=shorter.token)
    as_before = invited(organisation, person, *ALL)
    mandate = actions.accept_invitation(actor=acting(person), token=as_before.token)
    make_mandate(organisation)
    less = invited(organisation, person, Scope.ANSWER)
    with_another_manager = actions.accept_invitation(actor=acting(person), token=less.token)
    more = invited(organisation, person, Scope.BOOK)
    last = actions.accept_invitation(actor=acting(person), token=more.token)

    assert [each.scopes for each in (only, mandate, with_another_manager, last)] == [
        ALL,
        ALL,
        ["answer"],
        ["book"],
    ]


def test_inviting_is_for_managers_and_the_city_and_for_what_makes_sense() -> None:
    organisation, ended = make_organisation(), make_organisation()
    ended_manager = make_mandate(ended).person
    Organisation.objects.filter(pk=ended.pk).update(ended_on=today())
    ended.refresh_from_db()
    member = acting(make_mandate(organisation, Scope.ANSWER).person, organisation)
    someone = make_person()

    for by, of, scopes, known in (
        (member, organisation, ALL, {}),
        (Actor(), organisation, ALL, {}),
        (acting(ended_manager), ended, ALL, {}),
        (SYSTEM, ended, ALL, {}),
        (SYSTEM, organisation, ["all"], {}),
        (SYSTEM, organisation, ALL, {"ends_on": today() - timedelta(days=1)}),
    ):
        with pytest.raises(Refused):
            invited(of, someone, *scopes, by=by, **known)

    assert (MandateInvitation.objects.count(), letters()) == (0, [])


def test_invitation_is_withdrawn_once_and_not_after_it_was_accepted() -> None:
    organisation, newcomer = make_organisation(), make_person()
    first, other = invited(organisation, newcomer), invited(organisation, make_person())
    actions.accept_invitation(actor=acting(newcomer), token=first.token)
    member = acting(newcomer, organisation)

    with pytest.raises(Refused):
        actions.withdraw_invitation(actor=member, invitation=other)
    actions.withdraw_invitation(actor=SYSTEM, invitation=other)
    for each in (first, other):
        with pytest.raises(NotNow):
            actions.withdraw_invitation(actor=SYSTEM, invitation=each)

    assert verbs()[-1] == "mandate.offer_withdrawn"


# Requests ----------------------------------------------------------------------------------------------------


def test_request_goes_to_the_managers_and_is_accepted_by_one_of_them() -> None:
    organisation, asker = make_organisation(), make_person("Oona")
    manager = make_mandate(organisation).person
    coordinator()

    request = actions.ask_to_join(
        actor=acting(asker), organisation=organisation, message=" I keep the accounts. "
    )
    mandate = actions.decide_join(
        actor=acting(manager, organisation),
        request=request,
        accept=True,
        scopes=[Scope.REPORT],
        source=MandateSource.REGISTER,  # a manager vouches for it, whatever else they say
    )

    assert mandate is not None
    assert (mandate.person, mandate.scopes, mandate.source) == (asker, ["report"], MandateSource.MANAGER)
    assert letters() == [
        (manager.email, "fi", "organisations/mail/join_request"),
        (asker.email, "fi", "organisations/mail/join_decision"),
    ]
    first, second = Message.objects.order_by("id")
    assert "I keep the accounts." in first.body
    assert f"/fi{organisation.address}people/requests/{request.pk}/" in first.body
    assert f"/fi{organisation.address}people/" in second.body
    assert verbs()[-2:] == ["mandate.asked", "mandate.granted"]


def test_request_goes_to_the_coordinator_where_nobody_manages() -> None:
    organisation, asker = make_organisation(), make_person()
    gone = make_mandate(organisation)
    Person.objects.filter(pk=gone.person_id).update(is_active=False)
    kaisa = coordinator()
    member = acting(make_mandate(organisation, Scope.ANSWER).person, organisation)

    request = actions.ask_to_join(actor=acting(asker), organisation=organisation)
    with pytest.raises(Refused):
        actions.decide_join(actor=member, request=request, accept=True, scopes=ALL)
    with pytest.raises(Invalid):
        actions.decide_join(
            actor=kaisa, request=request, accept=True, scopes=ALL, source=MandateSource.SUOMIFI
        )
    waiting = queries.join_requests_for(kaisa)
    mandate = actions.decide_join(actor=kaisa, request=request, accept=True, scopes=ALL, evidence="3.3. 5")

    assert (waiting, queries.join_requests_for(Actor())) == ([request], [])
    assert mandate is not None
    assert (mandate.source, mandate.evidence) == (MandateSource.CITY, "3.3. 5")
    assert [to for to, _language, _template in letters()] == [
        kaisa.person and kaisa.person.email,
        asker.email,
    ]


def test_request_is_declined_with_a_reason_that_the_asker_reads() -> None:
    organisation, asker = make_organisation(), make_person()
    kaisa = coordinator()
    request = actions.ask_to_join(actor=acting(asker), organisation=organisation)

    with pytest.raises(Invalid):
        actions.decide_join(actor=kaisa, request=request, accept=False, reason=" ")
    nothing = actions.decide_join(actor=kaisa, request=request, accept=False, reason="Not in the minutes.")
    with pytest.raises(NotNow):
        actions.decide_join(actor=kaisa, request=request, accept=True, scopes=ALL)

    request.refresh_from_db()
    assert (nothing, request.outcome, request.reason) == (None, "declined", "Not in the minutes.")
    assert (verbs()[-1], Mandate.objects.count()) == ("mandate.declined", 0)
    assert "Not in the minutes." in Message.objects.latest("id").body
    again = actions.ask_to_join(actor=acting(asker), organisation=organisation)
    assert queries.last_request(acting(asker), organisation) == again


def test_nobody_decides_about_their_own_request_or_without_a_scope_or_past_the_managers() -> None:
    organisation, kaisa = make_organisation(), coordinator()
    own = actions.ask_to_join(actor=kaisa, organisation=organisation)
    other = actions.ask_to_join(actor=make_actor(), organisation=organisation)

    with pytest.raises(Refused):
        actions.decide_join(actor=kaisa, request=own, accept=True, scopes=ALL)
    with pytest.raises(Invalid):
        actions.decide_join(actor=kaisa, request=other, accept=True)
    make_mandate(organisation)
    with pytest.raises(Refused):
        actions.decide_join(actor=kaisa, request=other, accept=True, scopes=ALL)

    assert Mandate.objects.count() == 1


def test_asking_is_for_those_who_do_not_act_for_it_or_wait_already() -> None:
    organisation, ended = make_organisation(), make_organisation()
    Organisation.objects.filter(pk=ended.pk).update(ended_on=today())
    ended.refresh_from_db()
    member = acting(make_mandate(organisation, Scope.ANSWER).person)
    asker = make_actor()
    actions.ask_to_join(actor=asker, organisation=organisation)

    for actor, of, message in (
        (Actor(), organisation, ""),
        (member, organisation, ""),
        (asker, organisation, ""),
        (asker, ended, ""),
        (make_actor(), organisation, "a" * 2_001),
    ):
        with pytest.raises(Refused):
            actions.ask_to_join(actor=actor, organisation=of, message=message)

    assert JoinRequest.objects.count() == 1


def test_request_is_withdrawn_by_the_one_who_asked() -> None:
    organisation, asker = make_organisation(), make_actor()
    request = actions.ask_to_join(actor=asker, organisation=organisation)

    for other in (make_actor(), Actor()):
        with pytest.raises(Refused):
            actions.withdraw_join(actor=other, request=request)
    actions.withdraw_join(actor=asker, request=request)
    with pytest.raises(NotNow):
        actions.withdraw_join(actor=asker, request=request)

    assert (verbs()[-1], queries.requests_of(asker)) == ("mandate.request_withdrawn", [])
