"""Where one is signed in, how that was shown, and how it is ended."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from punos.core.errors import Refused
from punos.journal.models import Entry
from punos.people import actions, queries
from punos.people.actions import Opened
from punos.people.models import UNTIL, Assurance, Person, SignIn
from punos.people.tasks import clear_old
from punos.people.tests.factories import make_account, make_person
from punos.people.tests.steps import is_signed_in, sign_in, verbs

pytestmark = pytest.mark.django_db


def request_of(client: Client) -> HttpRequest:
    """A request with the session of this client."""
    request = HttpRequest()
    request.session = client.session
    return request


def test_nobody_has_shown_anything_without_signing_in() -> None:
    request = request_of(Client())

    assert (queries.assurance(request), queries.signed_in_at(request)) == ("", None)


@pytest.mark.parametrize("assurance", [Assurance.CAST, Assurance.PASSWORD])
def test_session_knows_how_it_was_opened(client: Client, assurance: Assurance) -> None:
    if assurance == Assurance.CAST:
        client.post(f"/en/sign-in/as/{make_person().pk}/")
    else:
        sign_in(client, make_account())
    began = SignIn.objects.get().began_at

    request = request_of(client)

    assert (queries.assurance(request), queries.signed_in_at(request)) == (assurance, began)


def test_session_ends_when_its_time_is_over_however_much_it_was_used(client: Client) -> None:
    sign_in(client, make_account())
    began = SignIn.objects.get().began_at.timestamp()
    session = client.session
    until = session[UNTIL]

    before = client.get("/en/desk/")
    session[UNTIL] = timezone.now().timestamp()
    session.save()
    after = client.get("/en/desk/")

    assert until == pytest.approx(began + settings.SESSION_COOKIE_AGE, abs=60)
    assert (before.status_code, after.status_code, is_signed_in(client)) == (200, 302, False)


def test_list_shows_ones_own_sign_ins_with_this_device_marked(client: Client) -> None:
    person = make_account()
    sign_in(Client(headers={"User-Agent": "Old phone \u202e"}), person)
    sign_in(client, person)
    sign_in(Client(), make_account("Aino"))

    page = client.get("/en/account/sign-ins/")

    assert [each.person for each in page.context["sign_ins"]] == [person, person]
    assert page.content.decode().count("This device") == 1
    assert [each.device for each in page.context["sign_ins"]][1] == "Old phone"


def test_session_elsewhere_is_ended_and_signed_out_at_its_next_request(client: Client) -> None:
    person, elsewhere = make_account(), Client()
    sign_in(elsewhere, person)
    sign_in(client, person)
    other = SignIn.objects.get(session_key=elsewhere.session.session_key)

    client.post(f"/en/account/sign-ins/{other.pk}/end/")

    assert (is_signed_in(elsewhere), is_signed_in(client)) == (False, True)
    assert verbs(person)[-1] == "session.ended"


def test_all_other_sessions_are_ended_at_once(client: Client) -> None:
    person, others = make_account(), [Client(), Client()]
    for each in (*others, client):
        sign_in(each, person)

    client.post("/en/account/sign-ins/others/end/")

    assert [is_signed_in(each) for each in (*others, client)] == [False, False, True]
    assert Entry.objects.order_by("-id")[0].ids == {"sessions": 2}


def test_session_of_somebody_else_is_not_there_to_end(client: Client) -> None:
    elsewhere, person = Client(), make_account()
    sign_in(elsewhere, make_account("Aino"))
    other = SignIn.objects.get()
    sign_in(client, person)

    answer = client.post(f"/en/account/sign-ins/{other.pk}/end/")

    assert (answer.status_code, is_signed_in(elsewhere)) == (404, True)
    with pytest.raises(Refused):
        actions.end_sign_in(person=person, sign_in=other)


def test_signing_out_forgets_the_sign_in(client: Client) -> None:
    person = make_account()
    sign_in(client, person)

    client.post("/en/sign-out/")

    assert (is_signed_in(client), SignIn.objects.count(), Session.objects.count()) == (False, 0, 0)
    assert verbs(person)[-1] == "person.signed_out"


def test_closed_account_opens_no_session() -> None:
    person = make_account()
    person.is_active = False

    with pytest.raises(Refused):
        actions.sign_in(person=person, assurance=Assurance.PASSWORD, opened=Opened(session_key="a"))

    assert SignIn.objects.count() == 0


def test_sessions_that_ran_out_are_cleared_at_night(client: Client) -> None:
    sign_in(Client(), make_account())
    Session.objects.update(expire_date=timezone.now())
    sign_in(client, make_account("Aino"))

    clear_old(0)

    assert (Session.objects.count(), SignIn.objects.get().person.name) == (1, "Aino")


def test_name_and_language_are_changed(client: Client) -> None:
    person = make_account()
    sign_in(client, person)

    answer = client.post("/en/account/", {"name": "Sylvi\u200b Suo", "language": "sv"})

    assert answer["Location"] == "/en/account/?done=details"
    assert list(Person.objects.values_list("name", "language")) == [("Sylvi Suo", "sv")]
    assert verbs(person)[-1] == "person.changed"


def test_name_of_nothing_but_unseen_characters_is_refused(client: Client) -> None:
    sign_in(client, make_account())

    answer = client.post("/en/account/", {"name": "\u200b\u202e", "language": "sv"})

    assert (answer.status_code, Person.objects.get().name) == (422, "Sylvi")
    assert answer.context["form"].non_field_errors() == ["Please give your name."]


def test_becoming_another_of_the_cast_begins_another_session(client: Client) -> None:
    first, second = make_person("Aino"), make_person("Bertta")
    client.post(f"/en/sign-in/as/{first.pk}/")

    client.post(f"/en/sign-in/as/{second.pk}/")

    kept = SignIn.objects.get(session_key=client.session.session_key)
    assert kept.person == second
