"""My page: what it shows and to whom; the package and the erasure as pages."""

import io
import zipfile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from punos.contributions.tests.factories import make_idea, make_thread, make_voice
from punos.journal.models import Entry
from punos.organisations import actions as organisations
from punos.organisations import queries as hats
from punos.organisations.models import RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_unit
from punos.people.models import Person
from punos.people.tests.factories import make_account, make_person
from punos.people.tests.steps import is_signed_in, show_again, sign_in, way

pytestmark = pytest.mark.django_db
ME, DATA, ERASE = "/en/me/", "/en/me/data/", "/en/me/erase/"


def signed_in(person: Person) -> Client:
    """Somebody's browser."""
    client = Client()
    client.force_login(person)
    return client


def speak(person: Person, words: str, times: int = 1) -> None:
    """Take part in so many processes, and say something in each."""
    for _number in range(times):
        thread = make_thread()
        make_idea(thread, make_voice(thread.process, hats.actor_for(person)), words)


@pytest.mark.parametrize("path", [ME, DATA, ERASE])
def test_page_first_asks_who_one_is(path: str) -> None:
    answer = Client().get(path)

    assert (answer.status_code, answer["Location"]) == (302, f"/en/sign-in/?next={path}")


def test_page_shows_what_i_have_said_and_nothing_of_others() -> None:
    person, other = make_person(), make_person("Eino")
    speak(person, "Pidempi aukiolo")
    speak(other, "Lyhyempi aukiolo")

    page = signed_in(person).get(ME).content.decode()

    assert (page.count("Pidempi aukiolo"), page.count("Lyhyempi aukiolo")) == (1, 0)


def test_page_is_asked_of_the_database_as_often_with_many_voices_as_with_one() -> None:
    counts = []
    for times in (1, 30):
        person = make_person(f"Aino{times}")
        speak(person, "Pidempi aukiolo", times)
        client = signed_in(person)
        client.get(ME)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            page = client.get(ME).content.decode()
        counts.append(len(captured))
        assert page.count("Pidempi aukiolo") == min(times, 10)

    assert counts[0] == counts[1]


def test_package_is_sent_as_a_file_and_noted() -> None:
    person = make_person()
    client = signed_in(person)

    shown, answer = client.get(DATA), client.post(DATA)

    assert (shown.status_code, answer["Content-Type"], answer["Cache-Control"]) == (
        200, "application/zip", "private, no-store",
    )  # fmt: skip
    assert answer["Content-Disposition"].endswith('.zip"')
    assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None
    assert Entry.objects.filter(verb="data.exported", person_id=person.pk).count() == 1


@pytest.mark.parametrize("path", [DATA, ERASE])
def test_who_has_a_password_shows_it_again_first(path: str) -> None:
    person, client = make_account(), Client()
    sign_in(client, person)

    before = [client.get(path), client.post(path)]
    show_again(client)
    after = client.get(path)

    assert [way(answer) for answer in before] == ["/en/account/again/"] * 2
    assert before[0]["Location"].partition("?")[2] == f"next={path.replace('/', '%2F')}"
    assert (after.status_code, Entry.objects.filter(verb="data.exported").count()) == (200, 0)


def test_erasing_leads_to_a_page_that_says_so_and_out() -> None:
    person = make_person()
    client = signed_in(person)

    answer = client.post(ERASE, {"address": person.email})

    assert (answer.status_code, answer["Location"]) == (302, "/en/me/erased/")
    assert not is_signed_in(client)
    assert client.get("/en/me/erased/").status_code == 200


def test_another_address_is_said_at_the_form() -> None:
    person = make_person()

    answer = signed_in(person).post(ERASE, {"address": "eino@example.org"})

    assert answer.status_code == 422
    assert b"Nothing has been erased." in answer.content
    assert Person.objects.get(pk=person.pk).is_active


def test_who_has_a_role_reads_what_to_do_first() -> None:
    person = make_person()
    organisations.grant_role(actor=SYSTEM, person=person, unit=make_unit(), kind=RoleKind.OFFICER)

    answer = signed_in(person).get(ERASE)

    assert answer.status_code == 409
    assert b"Ask an administrator to end it first" in answer.content
