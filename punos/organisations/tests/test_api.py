"""The directory as JSON: what is public of organisations, in pages, and nothing else."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from punos.organisations import actions
from punos.organisations.models import RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_actor, make_organisation, make_unit

pytestmark = pytest.mark.django_db

LIST = "/api/v1/organisations"


def slugs(query: str = "", client: Client | None = None) -> list[str]:
    """The slugs that the list gives."""
    return [each["slug"] for each in (client or Client()).get(f"{LIST}{query}").json()]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["aava-ry", "baari-ry"]),
        ("?field=sport", ["baari-ry"]),
        ("?area=21", ["baari-ry"]),
        ("?language=sv", ["baari-ry"]),
        ("?q=aava", ["aava-ry"]),
        ("?q=aava&field=sport", []),
        ("?q=%20", ["aava-ry", "baari-ry"]),
        ("?after=aava-ry", ["baari-ry"]),
        ("?after=baari-ry", []),
        ("?after=olematon", ["aava-ry", "baari-ry"]),
    ],
)
def test_list_gives_what_is_asked_for(query: str, found: list[str]) -> None:
    make_organisation(name="Baari ry", field="sport", areas=("nationwide",), languages=("fi", "sv"))
    make_organisation(name="Aava ry")

    assert slugs(query) == found


def test_list_comes_in_pages_of_a_hundred_even_where_names_sort_alike() -> None:
    for number in range(101):
        make_organisation(name=f"Sama{'!' * number} ry")

    first = slugs()
    rest = slugs(f"?after={first[-1]}")

    assert (len(first), len(rest), len({*first, *rest})) == (100, 1, 101)


@pytest.mark.parametrize("query", ["?q=%00", f"?q={'x' * 201}", "?language=finnish"])
def test_odd_question_is_refused(query: str) -> None:
    assert Client().get(f"{LIST}{query}").status_code == 422


def test_unlisted_organisation_is_not_there_for_anybody() -> None:
    hidden = make_organisation(name="Piilo ry", is_listed=False)
    keeper, city = make_actor("Kaisa", unit=make_unit(), role=RoleKind.COORDINATOR).person, Client()
    assert keeper is not None
    city.force_login(keeper)

    assert (slugs(), slugs(client=city)) == ([], [])
    assert [each.get(f"{LIST}/{hidden.slug}").status_code for each in (Client(), city)] == [404, 404]


@pytest.mark.parametrize(("public", "email"), [(True, "a@example.org"), (False, "")])
def test_contact_is_given_only_where_it_is_public(public: bool, email: str) -> None:
    make_organisation(name="Aava ry", email="a@example.org", phone="1", contact_is_public=public)

    told = Client().get(f"{LIST}/aava-ry").json()

    assert (told["email"], bool(told["phone"])) == (email, public)


def test_card_tells_names_numbers_life_and_registers() -> None:
    organisation = make_organisation(name="Aava ry", business_id="0201256-6")
    into = make_organisation(name="Baari ry")
    actions.rename(
        actor=SYSTEM, organisation=organisation, language="fi", name="Uusi ry", on=date(2020, 1, 1)
    )
    actions.keep_register_answer(
        actor=SYSTEM, register="prh", identifier="0201256-6", organisation=organisation,
        facts={"name": "Aava ry", "form": "29", "address": "Kuja 1"}, fetched_at=timezone.now(),
    )  # fmt: skip
    actions.merge(actor=SYSTEM, organisation=organisation, into=into, on=date(2021, 1, 1))

    told = Client().get(f"{LIST}/{organisation.slug}").json()

    assert told["name"] == {"fi": "Uusi ry"}
    assert told["identifiers"] == [{"scheme": "business_id", "value": "0201256-6"}]
    assert [(each["text"], each["used_until"]) for each in told["names"]] == [
        ("Aava ry", "2020-01-01"),
        ("Uusi ry", None),
    ]
    assert [each["kind"] for each in told["life_events"]] == ["renamed", "merged"]
    assert [(each["name"], each["form"], "address" in each) for each in told["registers"]] == [
        ("Aava ry", "29", False)
    ]
    assert (told["ended_on"], told["merged_into"]) == ("2021-01-01", into.slug)


def test_list_asks_as_often_for_thirty_rows_as_for_one() -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            Client().get(LIST)
        return len(asked)

    make_organisation()
    few = cost()
    for _number in range(29):
        make_organisation()

    assert (cost(), few) == (few, 3)
