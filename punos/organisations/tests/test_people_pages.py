"""The pages on which people come to act for an organisation and leave: who sees what, what is refused in words."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from punos.core.errors import Refused
from punos.organisations import actions, rules
from punos.organisations.models import (
    JoinRequest,
    Mandate,
    MandateInvitation,
    Organisation,
    OrganisationKind,
    Scope,
)
from punos.organisations.models.actor import HAT, SYSTEM
from punos.organisations.tests.factories import make_actor, make_organisation
from punos.organisations.tests.test_joining import invited
from punos.organisations.tests.test_mandates import acting, coordinator, make_mandate
from punos.people.models import Person
from punos.people.tests.factories import make_person

pytestmark = pytest.mark.django_db
SIGN_IN = "/en/sign-in/"


def signed_in(person: Person | None) -> Client:
    """A browser in which somebody has signed in."""
    client = Client()
    assert person is not None
    client.force_login(person)
    return client


def people_page(organisation: Organisation, below: str = "") -> str:
    """The address of the page of an organisation's people, or of one below it."""
    return f"/en{organisation.address}people/{below}"


# The page of the people ---------------------------------------------------------------------------------------


def test_people_are_seen_by_those_who_act_or_keep_the_registry() -> None:
    organisation = make_organisation()
    manager, member = make_mandate(organisation).person, make_mandate(organisation, Scope.ANSWER).person
    kaisa = coordinator()

    def names(person: Person | None) -> tuple[int, bool, bool]:
        answer = signed_in(person).get(people_page(organisation))
        text = answer.content.decode()
        return answer.status_code, f"<h3>{manager.name}" in text, "people/invite/" in text

    assert names(manager) == (200, True, True)
    assert names(kaisa.person) == (200, True, True)
    assert names(member) == (200, False, False)
    assert names(make_person())[0] == 403
    assert Client().get(people_page(organisation)).headers["Location"].startswith(SIGN_IN)
    with pytest.raises(Refused):
        rules.check_see_people(make_actor(), organisation)


def test_unlisted_organisation_is_not_found_by_strangers() -> None:
    hidden = make_organisation(is_listed=False)
    stranger = signed_in(make_person())

    answers = [
        stranger.get(f"/en{hidden.address}{page}").status_code
        for page in (
            "people/",
            "join/",
            "people/invite/",
            "people/grant/",
            "people/1/end/",
            "people/requests/1/",
        )
    ]

    assert answers == [404] * 6


@pytest.mark.parametrize("rows", [1, 30])
def test_people_page_asks_the_database_equally_often_whatever_it_holds(rows: int) -> None:
    organisation, kaisa = make_organisation(), coordinator()
    for _row in range(rows):
        make_mandate(organisation, Scope.ANSWER)
        actions.end_mandate(actor=SYSTEM, mandate=make_mandate(organisation, Scope.ANSWER))
        invited(organisation, make_person())
        actions.ask_to_join(actor=make_actor(), organisation=organisation)
    client = signed_in(kaisa.person)

    with CaptureQueriesContext(connection) as asked:
        answer = client.get(people_page(organisation))

    assert (answer.status_code, len(asked)) == (200, 12)  # one of them counts unread notices


def test_page_is_kept_by_nobody() -> None:
    organisation = make_organisation()
    client = signed_in(make_mandate(organisation).person)

    answer = client.get(people_page(organisation))

    assert answer.headers["Cache-Control"] == "private, no-store"


# Inviting and accepting ---------------------------------------------------------------------------------------


def test_manager_invites_and_withdraws() -> None:
    organisation = make_organisation()
    client = signed_in(make_mandate(organisation).person)
    form = client.get(people_page(organisation, "invite/")).content.decode()

    faulty = client.post(people_page(organisation, "invite/"), {"email": "oona", "language": "fi"})
    past = {"email": "oona@example.org", "language": "fi", "scopes": ["answer"], "ends_on": "2001-01-01"}
    refused = client.post(people_page(organisation, "invite/"), past)
    sent = client.post(
        people_page(organisation, "invite/"), past | {"ends_on": "", "scopes": ["answer", "book"]}
    )

    assert (faulty.status_code, refused.status_code, sent.status_code) == (422, 422, 302)
    assert 'value="answer"' in form
    invitation = MandateInvitation.objects.get()
    assert (invitation.scopes, invitation.language) == (["answer", "book"], "fi")
    there = people_page(organisation, f"invitations/{invitation.pk}/withdraw/")
    assert "oona@example.org" in client.get(sent.headers["Location"]).content.decode()
    assert client.post(there).status_code == 302
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is not None


def test_opening_a_link_accepts_nothing_and_tells_strangers_nothing() -> None:
    organisation, newcomer = make_organisation(), make_person()
    token = invited(organisation, newcomer).token
    there, unknown = (f"/en/organisations/invitations/{each}/" for each in (token, "1.x:y"))

    shown = signed_in(newcomer).get(there)
    signed_out, nowhere = Client().get(there), Client().get(unknown)
    posted = Client().post(there)
    stranger, forged = (signed_in(make_person()).get(each) for each in (there, unknown))

    assert Mandate.objects.count() == 0
    assert (shown.status_code, organisation.name in shown.content.decode()) == (200, True)
    bodies = [each.content.decode() for each in (signed_out, nowhere, posted, stranger, forged)]
    assert [organisation.name in body for body in bodies] == [False] * 5
    links = [each.content.count(b"<a ") for each in (signed_out, nowhere)]
    assert links[0] == links[1]
    assert [each.status_code for each in (signed_out, nowhere, stranger, forged)] == [200, 200, 403, 403]
    assert shown.headers["Cache-Control"] == signed_out.headers["Cache-Control"] == "private, no-store"


def test_accepting_puts_the_hat_on_and_a_replay_is_refused_in_words() -> None:
    organisation, newcomer = make_organisation(), make_person()
    there = f"/en/organisations/invitations/{invited(organisation, newcomer).token}/"
    client = signed_in(newcomer)

    accepted = client.post(there)
    again, looked_at = client.post(there), client.get(there)

    assert accepted.headers["Location"] == people_page(organisation, "?done=taken")
    assert client.session[HAT] == organisation.pk
    assert (again.status_code, looked_at.status_code, Mandate.objects.count()) == (409, 409, 1)
    assert "used already" in looked_at.content.decode()


# Ending -------------------------------------------------------------------------------------------------------


def test_leaving_asks_first_and_the_last_manager_stays() -> None:
    organisation = make_organisation()
    manager, member = make_mandate(organisation), make_mandate(organisation, Scope.ANSWER)
    stays, leaves = signed_in(manager.person), signed_in(member.person)

    refused = stays.get(people_page(organisation, f"{manager.pk}/end/"))
    asked = leaves.get(people_page(organisation, f"{member.pk}/end/"))
    before = Mandate.objects.current().count()
    left = leaves.post(people_page(organisation, f"{member.pk}/end/"), {"reason": "moved"})
    others = leaves.get(people_page(organisation, f"{manager.pk}/end/"))

    assert (refused.status_code, asked.status_code, before) == (409, 200, 2)
    assert "Invite a new manager first" in refused.content.decode()
    assert left.headers["Location"] == "/en/desk/"
    assert (others.status_code, Mandate.objects.current().get()) == (403, manager)


def test_manager_ends_anothers_mandate() -> None:
    organisation = make_organisation()
    manager, member = make_mandate(organisation), make_mandate(organisation, Scope.ANSWER)

    ended = signed_in(manager.person).post(people_page(organisation, f"{member.pk}/end/"))

    assert ended.headers["Location"] == people_page(organisation, "?done=ended")
    assert Mandate.objects.current().get() == manager


# Granting and deciding ----------------------------------------------------------------------------------------


def test_city_grants_to_an_account_that_is_there() -> None:
    organisation, person, kaisa = make_organisation(), make_person(), coordinator()
    client, there = signed_in(kaisa.person), people_page(organisation, "grant/")
    told = {"scopes": ["answer"], "source": "minutes", "evidence": "3.3. 5", "ends_on": ""}

    unknown = client.post(there, told | {"email": "nobody@example.org"})
    from_suomifi = client.post(there, told | {"email": person.email, "source": "suomifi"})
    granted = client.post(there, told | {"email": f" {person.email.upper()}"})

    assert (unknown.status_code, from_suomifi.status_code, granted.status_code) == (422, 422, 302)
    assert (Mandate.objects.get().person, Mandate.objects.get().evidence) == (person, "3.3. 5")
    assert signed_in(person).get(there).status_code == 403


def test_request_is_sent_seen_on_the_desk_and_decided() -> None:
    organisation, asker, kaisa = make_organisation(), make_person(), coordinator()
    asks, decides = signed_in(asker), signed_in(kaisa.person)

    sent = asks.post(f"/en{organisation.address}join/", {"message": "I am its chair."})
    request = JoinRequest.objects.get()
    there = people_page(organisation, f"requests/{request.pk}/")
    desk = decides.get("/en/desk/").content.decode()
    nothing = decides.post(there, {"decline": "1", "reason": ""})
    no_scope = decides.post(there, {"accept": "1", "source": "city"})
    accepted = decides.post(there, {"accept": "1", "scopes": ["answer"], "source": "city", "evidence": ""})
    again = decides.get(there)

    assert sent.headers["Location"] == f"/en{organisation.address}join/?done=asked"
    assert there in desk
    assert [each.status_code for each in (nothing, no_scope, accepted, again)] == [422, 422, 302, 409]
    assert acting(asker).acts_for == {organisation.pk}
    assert (
        "You act for this organisation already."
        in asks.get(f"/en{organisation.address}join/").content.decode()
    )
    assert organisation.name in asks.get("/en/desk/").content.decode()


def test_request_is_withdrawn_or_declined_with_words_on_its_page() -> None:
    organisation, asker = make_organisation(), make_person()
    manager = signed_in(make_mandate(organisation).person)
    asks, there = signed_in(asker), f"/en{organisation.address}join/"
    asks.post(there, {"message": ""})
    withdrawn = asks.post(f"{there}withdraw/")
    asks.post(there, {"message": ""})
    number = JoinRequest.objects.waiting().get().pk

    told = {"decline": "1", "reason": "We do not know you."}
    declined = manager.post(people_page(organisation, f"requests/{number}/"), told)
    page = asks.get(there).content.decode()

    assert withdrawn.headers["Location"] == f"{there}?done=withdrawn"
    assert declined.status_code == 302
    assert "We do not know you." in page
    assert "<form" in page


# One's own group ----------------------------------------------------------------------------------------------


GROUP: dict[str, Any] = {
    "name": "Lintukodon lukupiiri",
    "kind": OrganisationKind.GROUP,
    "field": "culture",
    "area": "90",
    "size": "volunteers",
    "languages": ["fi"],
}


def test_own_group_is_added_and_acted_for() -> None:
    client = signed_in(make_person())

    added = client.post("/en/organisations/new/", GROUP)

    group = Organisation.objects.get()
    assert added.headers["Location"] == people_page(group, "?done=taken")
    assert (group.areas, group.languages, group.is_listed) == (["90"], ["fi"], False)
    assert (client.session[HAT], client.get(added.headers["Location"]).status_code) == (group.pk, 200)


def test_own_association_is_added_only_when_it_is_none_of_those_that_are_there() -> None:
    known = make_organisation(name="Lintukodon lukupiiri ry")
    client = signed_in(make_person())
    told = GROUP | {"kind": "association", "business_id": "FI12345671", "message": "I am its chair."}

    asked = client.post("/en/organisations/new/", told)
    added = client.post("/en/organisations/new/", told | {"none_of_these": "1"})

    assert (asked.status_code, f"{known.address}join/" in asked.content.decode()) == (200, True)
    new = Organisation.objects.exclude(pk=known.pk).get()
    assert added.headers["Location"] == f"/en{new.address}join/?done=added"
    assert (new.identifiers.get().value, JoinRequest.objects.get().message) == (
        "1234567-1",
        "I am its chair.",
    )
    assert client.get(added.headers["Location"]).status_code == 200
    assert client.post(f"/en{new.address}join/withdraw/").headers["Location"] == "/en/desk/"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"business_id": "1234567-2", "kind": "association"}, "its last digit does not fit the others"),
        ({"business_id": "12-3", "kind": "association"}, "seven digits, a hyphen and one digit"),
        ({"association_number": "12345678", "kind": "association"}, "at most six digits"),
        ({"business_id": "1234567-1"}, "An unregistered group has no such number"),
        ({"name": "?!"}, "Write the name."),
        ({"kind": "authority"}, "Select a valid choice"),
    ],
)
def test_faults_in_ones_own_group_are_told_in_words(change: dict[str, str], words: str) -> None:
    answer = signed_in(make_person()).post("/en/organisations/new/", GROUP | change)

    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert Organisation.objects.count() == 0


def test_number_that_another_has_is_refused_with_its_name() -> None:
    known = make_organisation(business_id="1234567-1")
    told = GROUP | {"kind": "association", "business_id": "1234567-1", "none_of_these": "1"}

    answer = signed_in(make_person()).post("/en/organisations/new/", told)

    assert (answer.status_code, known.name in answer.content.decode()) == (422, True)
