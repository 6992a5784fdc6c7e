"""What went wrong in other systems of this field, tried on this one; docs/security.md says which test holds what."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from punos.consultations import actions as consultations
from punos.consultations.tests.factories import at, make_consultation, signed_in
from punos.contributions.tests.factories import make_process
from punos.journal.models import Entry
from punos.mail.models import Message
from punos.organisations import actions as organisations
from punos.organisations.models import Mandate, Organisation, Role, RoleKind, Scope
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_actor, make_organisation, make_unit
from punos.organisations.tests.test_joining import invited
from punos.organisations.tests.test_mandates import make_mandate
from punos.people.models import Person
from punos.people.tests.factories import make_account, make_person
from punos.people.tests.steps import is_signed_in, link, sign_in, way
from punos.people.tests.test_second_factor import add_app
from punos.processes.models import Process

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.django_db

# Names of parameters by which filters of other systems were led to tables that nobody meant to open.
ASIDE = (
    "person__email", "person__password__startswith", "mandates__person__email__contains", "organisation__is_listed",
    "is_listed", "pk__in", "id", "q__regex", "field__in", "name__startswith", "_connector", "_negated", "order_by",
    "order", "sort", "fields", "include", "extra", "where", "filter[is_listed]", "q[]", "__class__", "actor", "next",
)  # fmt: skip
ASKED = ("1", "true", "OR 1=1", "a", "-password", "' OR ''='", "../..", "\x00", "%00", "*", "[]")
READ = {
    "/en/organisations/": "",
    "/en/organisations/?view=map": "",
    "/en/search/": "",
    "/en/processes/": "",
    "/en/open-data/": "",
    "/api/v1/organisations": "",
    "/api/v1/processes": "",
    "/en/desk/": "administrator",
    "/en/desk/mail/": "administrator",
    "/en/organisations/registry/": "administrator",
    "/en/organisations/import/": "administrator",
    "/en/units/": "administrator",
    "/en/audit/": "auditor",
}


def browser_of(person: Person | None) -> Client:
    """A browser in which somebody has signed in."""
    client = Client(raise_request_exception=False)
    if person:
        client.force_login(person)
    return client


@contextmanager
def undone() -> Iterator[None]:
    """A transaction of which nothing stays."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def seen(client: Client, path: str) -> tuple[int, str]:
    """What a page shows, without what differs at each request: tokens of forms, the query, ids of new lines."""
    with undone():
        answer: Any = client.get(path)
        body = answer.content.decode()
    body = re.sub(r'(name="csrfmiddlewaretoken" value|hx-headers)="[^"]*"', "", body)
    return answer.status_code, re.sub(r'href="\?[^"]*"|value="\?[^"]*"|datetime="[^"]*"', "", body)


# Filters (lesson 5) and statements (lesson 6) ----------------------------------------------------------------


@pytest.mark.parametrize("path", READ)
def test_no_made_up_parameter_reaches_a_query(path: str) -> None:
    role = READ[path]
    make_organisation(name="Salainen ryhmä", is_listed=False)
    make_mandate(make_organisation(name="Julkinen yhdistys ry"))
    actor = make_actor("Ahti", unit=make_unit(), role=RoleKind(role)) if role else None
    client = browser_of(actor.person if actor else None)
    plain = seen(client, path)
    before = "&" if "?" in path else "?"

    odd = {
        f"{name}={value}": seen(client, f"{path}{before}{name}={value}")
        for name in ASIDE
        for value in ASKED[:2]
    }
    odd |= {value: seen(client, f"{path}{before}{ASIDE[0]}={value}&{ASIDE[0]}=2") for value in ASKED}

    assert plain[0] == 200
    assert {query: answer[0] for query, answer in odd.items() if answer != plain} == {}


@pytest.mark.parametrize("value", [*ASKED, "9" * 30, "-1", "0", "1e9", "\ud800", "a" * 5_000])
def test_known_parameter_with_an_odd_value_is_no_fault(value: str) -> None:
    actor = make_actor("Ahti", unit=make_unit(), role=RoleKind.ADMINISTRATOR)
    names = (
        "q",
        "page",
        "view",
        "field",
        "area",
        "district",
        "language",
        "kind",
        "state",
        "outcome",
        "after",
        "on",
    )
    told = {name: value.encode("utf-8", "surrogatepass") for name in names}

    client = browser_of(actor.person)
    found = {path: client.get(path, told).status_code for path in READ}

    assert {path: status for path, status in found.items() if status >= 500} == {}


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Each call in the program, with where it stands."""
    for path in sorted((ROOT / "punos").rglob("*.py")):
        if "tests" not in path.parts and "migrations" not in path.parts:
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def test_no_query_takes_its_names_from_a_request() -> None:
    spread = [
        where
        for where, call in calls()
        for known in call.keywords
        if known.arg is None and re.search(r"\b(GET|POST|data|headers|COOKIES)\b", ast.unparse(known.value))
    ]

    assert spread == []


def test_no_statement_is_put_together_from_text() -> None:
    wild = {"extra", "RawSQL", "mark_safe"}
    made = [
        f"{where} {ast.unparse(call.func)}"
        for where, call in calls()
        if getattr(call.func, "attr", getattr(call.func, "id", ""))
        in {"execute", "executemany", "raw", *wild}
        and (
            ast.unparse(call.func).rpartition(".")[2] in wild
            or not call.args
            or not isinstance(call.args[0], ast.Constant | ast.Name)
        )
    ]

    # A constant names the embedded server's database; HTML comes from nh3, and a chart from numbers of our own; a
    # path into JSON is a parameter made of a whole number; what is searched for is put together from pieces that stand
    # in the code, each word of it a parameter.
    known = {"punos/core/postgres/cluster.py", "punos/core/text.py", "punos/core/templatetags/punos.py"}
    known |= {"punos/consultations/actions/forgetting.py", "punos/search/queries/finding.py"}
    assert {line.partition(":")[0] for line in made} == known


# Children of another parent (lesson 19), links for another purpose (lesson 14) --------------------------------


def test_child_of_another_parent_is_not_there() -> None:
    boss = make_actor("Ahti", unit=make_unit(), role=RoleKind.ADMINISTRATOR)
    other = make_unit("toinen")
    role = organisations.grant_role(actor=SYSTEM, person=make_person(), unit=other, kind=RoleKind.OFFICER)
    group = organisations.map_group(actor=SYSTEM, name="g", unit=other, kind=RoleKind.OFFICER)
    own, theirs = make_organisation(), make_organisation()
    mandate = make_mandate(theirs)
    offer = invited(theirs, make_person())
    asker = make_actor("Oona")
    request = organisations.ask_to_join(actor=asker, organisation=theirs)
    asked, elsewhere = make_consultation(), make_consultation()
    answer = consultations.invite_to_answer(
        actor=SYSTEM, consultation=elsewhere, organisation=own, email="", language="fi"
    )
    last = Entry.objects.latest("pk").pk
    with_reason = {"reason": "Because I can", "scopes": ["answer"], "decline": "1"}
    ways = {
        "end_role": {"unit": "kanslia", "role": role.pk},
        "unmap_group": {"unit": "kanslia", "group": group.pk},
        "end_mandate": {"slug": own.slug, "number": mandate.pk},
        "withdraw_invitation": {"slug": own.slug, "number": offer.pk},
        "decide_join": {"slug": own.slug, "number": request.pk},
    }
    addresses = [reverse(f"organisations:{name}", kwargs=known) for name, known in ways.items()]
    addresses.append(at(asked, "withdraw_invitation", number=answer.pk))

    client = browser_of(boss.person)
    found = {path: client.post(path, with_reason).status_code for path in addresses}

    assert found == dict.fromkeys(addresses, 404)
    assert list(Entry.objects.filter(pk__gt=last)) == []


def test_manager_of_one_organisation_does_nothing_to_another() -> None:
    own, theirs = make_organisation(), make_organisation()
    manager = make_mandate(own).person
    mandate, offer = make_mandate(theirs), invited(theirs, make_person())
    request = organisations.ask_to_join(actor=make_actor("Oona"), organisation=theirs)
    client = browser_of(manager)
    client.post("/en/hat/", {"organisation": own.pk})
    last = Entry.objects.latest("pk").pk
    below = (
        "edit/", "edit/name/", "edit/number/", "edit/listing/", "edit/life/", "people/", "people/invite/",
        "people/grant/", f"people/{mandate.pk}/end/", f"people/invitations/{offer.pk}/withdraw/",
        f"people/requests/{request.pk}/",
    )  # fmt: skip
    sent = {"email": manager.email, "scopes": ["manage_people"], "language": "fi", "name": "Kaapattu ry"}

    found = {each: client.post(f"/en{theirs.address}{each}", sent).status_code for each in below}
    hat = client.post("/en/hat/", {"organisation": theirs.pk}).status_code

    assert (found, hat) == (dict.fromkeys(below, 403), 403)
    assert list(Entry.objects.filter(pk__gt=last)) == []


def test_link_made_for_one_purpose_is_worth_nothing_for_another() -> None:
    organisation, person = make_organisation(), make_person()
    asked = make_consultation()
    to_answer = consultations.invite_to_answer(
        actor=SYSTEM, consultation=asked, organisation=organisation, email="", language="fi"
    ).token
    to_act = invited(organisation, person).token
    client = browser_of(person)
    verify = f"/en/account/address/verify/{to_act}/"

    assert client.post(f"/en/organisations/invitations/{to_answer}/").status_code == 403
    assert client.post(at(asked, "use_invitation", token=to_act)).status_code == 403
    assert client.get(verify).context["confirmation"] is None
    assert list(Mandate.objects.filter(person=person)) == []


# Ways around (lessons 15 and 23) -------------------------------------------------------------------------------


def test_new_password_does_not_open_an_account_with_a_second_factor(client: Client) -> None:
    person = make_account()
    sign_in(client, person)
    add_app(client)
    other = Client()
    other.post("/en/account/password/forgotten/", {"email": person.email})
    form = other.get(link(), follow=True)
    other.post(form.request["PATH_INFO"], {"password1": "eleven blue samovars"})

    answer = sign_in(other, person, "eleven blue samovars")

    assert (way(answer), is_signed_in(other)) == ("/en/sign-in/second-factor/", False)


def test_address_is_not_changed_without_showing_who_one_is(client: Client) -> None:
    person = make_account()
    client.force_login(person)  # a session that somebody else has got hold of: the password is not known

    pages = ("address/", "second-factor/app/", "second-factor/codes/new/", "second-factor/passkeys/add/")
    found = {
        page: client.post(f"/en/account/{page}", {"email": "thief@example.org", "action_add": ""})
        for page in pages
    }

    assert {page: answer.status_code for page, answer in found.items()} == dict.fromkeys(pages, 302)
    assert {way(answer) for answer in found.values()} == {"/en/account/again/"}
    assert list(EmailAddress.objects.values_list("email", flat=True)) == [person.email]


@pytest.mark.parametrize("secret", ["", "short"])
def test_real_site_does_not_start_without_a_secret_key_of_its_own(secret: str) -> None:
    real = {"DEMO": "0", "DEBUG": "0", "SECRET_KEY": secret, "DJANGO_SETTINGS_MODULE": "config.settings"}

    done = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        capture_output=True, text=True, check=False, env=os.environ | real, cwd=ROOT,
    )  # fmt: skip

    assert (done.returncode, "SECRET_KEY" in done.stderr) == ((1, True) if not secret else (0, False))


# What a form does not show (lesson 22) -------------------------------------------------------------------------


def test_fields_that_a_form_does_not_show_change_nothing(client: Client) -> None:
    sneaked = {
        "is_cast": "1", "is_active": "", "is_superuser": "1", "is_staff": "1", "password": "x", "email": "x@y.fi",
        "erased_at": "2026-01-01", "id": "1", "pk": "1", "person": "1", "roles": "administrator", "actor": "1",
        "organisation": "1", "is_listed": "1", "source": "city", "granted_by": "1", "scopes": Scope.values,
        "verified": "1", "kind": "authority",
    }  # fmt: skip
    person, hidden = make_account(), make_organisation(is_listed=False)
    client.force_login(person)
    make_mandate(hidden, Scope.ANSWER, Scope.MANAGE_PEOPLE, person=person)
    before: dict[str, Any] = {**Person.objects.filter(pk=person.pk).values().get()}

    client.post("/en/account/", sneaked | {"name": "Sylvi Uusi", "language": "sv"})
    asked = client.post(f"/en{make_organisation().address}join/", sneaked | {"message": "Minäkin"})

    after: dict[str, Any] = {**Person.objects.filter(pk=person.pk).values().get()}
    assert {name for name in after if after[name] != before[name]} == {"name", "language"}
    assert asked.status_code == 302
    assert [set(each.scopes) for each in Mandate.objects.all()] == [{Scope.ANSWER, Scope.MANAGE_PEOPLE}]
    assert (Role.objects.count(), Organisation.objects.get(pk=hidden.pk).is_listed) == (0, False)


# Answers that tell nothing (lesson 20), and caps (lesson 21) ---------------------------------------------------


def test_what_may_not_be_seen_answers_as_what_is_not_there() -> None:
    hidden = make_organisation(name="Salainen ryhmä", is_listed=False)
    draft = make_process(slug="salainen-prosessi")
    Process.objects.filter(pk=draft.pk).update(published_at=None)
    client = browser_of(make_person("Veikko"))
    pairs = [
        (f"/en{hidden.address}{each}", f"/en/organisations/ei-ole/{each}")
        for each in ("", "people/", "join/")
    ]
    pairs += [(f"/en/processes/{draft.slug}/", "/en/processes/ei-ole/")]
    pairs += [(f"/api/v1/organisations/{hidden.slug}", "/api/v1/organisations/ei-ole")]

    for there, nowhere in pairs:
        status, body = seen(client, there)
        assert (status, body.replace(there[4:], "")) == (
            404,
            seen(client, nowhere)[1].replace(nowhere[4:], ""),
        )


@pytest.mark.parametrize(
    "sent",
    [{"text": "a" * 5_100_000}, {f"field{number}": "1" for number in range(5_100)}],
    ids=["long", "many"],
)
def test_too_large_a_form_is_refused_in_words_before_anything_is_done(sent: dict[str, str]) -> None:
    client = browser_of(make_person())
    last = Entry.objects.latest("pk").pk

    answers = [client.post(path, sent) for path in ("/en/accessibility/", "/en/account/", "/en/hat/")]

    assert [each.status_code for each in answers] == [400, 400, 400]
    assert Entry.objects.latest("pk").pk == last


def test_file_that_is_too_large_is_not_read() -> None:
    client = signed_in(unit=make_unit(), role=RoleKind.COORDINATOR)
    file = SimpleUploadedFile("large.csv", b"nimi\n" + b"a" * 12_000_000)

    assert client.post("/en/organisations/import/", {"file": file}).status_code == 422


def test_letter_goes_to_nobody_whose_mandate_has_ended() -> None:
    organisation = make_organisation()
    former, present = make_mandate(organisation), make_mandate(organisation)
    organisations.end_mandate(actor=SYSTEM, mandate=former)
    sent = Message.objects.count()

    organisations.ask_to_join(actor=make_actor("Oona"), organisation=organisation)

    assert [each.to for each in Message.objects.order_by("pk")[sent:]] == [present.person.email]


def test_closed_day_of_a_mandate_ends_it_at_every_door() -> None:
    organisation = make_organisation()
    mandate = make_mandate(organisation)
    client = browser_of(mandate.person)
    assert client.get(f"/en{organisation.address}people/").status_code == 200

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE organisations_mandate SET ended_at = %s WHERE id = %s", [timezone.now(), mandate.pk]
        )

    assert client.get(f"/en{organisation.address}people/").status_code == 403
    assert client.post("/en/hat/", {"organisation": organisation.pk}).status_code == 403
    assert client.get(f"/en{organisation.address}edit/").status_code == 403
