"""The directory: what is found by words and filters, who sees what, the list, the map, and what it costs."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from punos.core.languages import TranslatedText
from punos.organisations import actions, queries
from punos.organisations.models import Actor, Organisation, OrganisationKind, RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.organisations.queries import Wanted
from punos.organisations.tests.factories import make_actor, make_organisation, make_unit

pytestmark = pytest.mark.django_db

MOST_QUERIES = 8


def signed_in(**role: Any) -> Client:
    """The browser of somebody with an account, and with a role if a unit is given."""
    person = make_actor("Joku", **role).person
    assert person is not None
    client = Client()
    client.force_login(person)
    return client


def found(query: str = "", client: Client | None = None, language: str = "en") -> list[str]:
    """The names on the page of the directory, in its order."""
    context = (client or Client()).get(f"/{language}/organisations/{query}").context
    return [each.name for each in context["listed"]]


def people_of_the_choir() -> None:
    """Four organisations that differ in everything that can be asked for."""
    make_organisation(
        name="Aallon Kuoro ry", field="culture", areas=("90",), languages=("fi",), business_id="0201256-6"
    )
    make_organisation(
        name="Meren Urheilijat ry", field="sport", other_fields=("culture",), areas=("21", "20"),
        languages=("fi", "sv"), association_number="123.456",
    )  # fmt: skip
    make_organisation(
        name="Koko maan liitto ry", field="multi", areas=("nationwide",), languages=("fi", "en")
    )
    make_organisation(
        name="Rannan vanhemmat", field="child_family", kind=OrganisationKind.GROUP, areas=("90",), languages=("en",)
    )  # fmt: skip


CHOIR, SPORT, UNION, PARENTS = (
    "Aallon Kuoro ry", "Meren Urheilijat ry", "Koko maan liitto ry", "Rannan vanhemmat",
)  # fmt: skip


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", [CHOIR, UNION, SPORT, PARENTS]),
        ("?field=culture", [CHOIR, SPORT]),
        ("?area=90", [CHOIR, PARENTS, UNION]),
        ("?area=nationwide", [UNION]),
        ("?language=en", [UNION, PARENTS]),
        ("?kind=group", [PARENTS]),
        ("?area=90&language=en", [PARENTS, UNION]),
        ("?q=kuoro", [CHOIR]),
        ("?q=kuoro&field=sport", []),
        ("?q=0201256-6", [CHOIR]),
        ("?q=FI02012566", [CHOIR]),
        ("?q=123456", [SPORT]),
        ("?q=olematon", []),
        ("?field=olematon", [CHOIR, UNION, SPORT, PARENTS]),
        ("?q=%00", [CHOIR, UNION, SPORT, PARENTS]),
        ("?page=99", [CHOIR, UNION, SPORT, PARENTS]),
        ("?district=1", [CHOIR, UNION, SPORT, PARENTS]),
    ],
)
def test_directory_finds_by_words_and_filters(query: str, names: list[str]) -> None:
    people_of_the_choir()

    assert found(query) == names


def test_directory_narrows_by_district_where_there_are_districts() -> None:
    actions.set_up_district(actor=SYSTEM, code="1", name=TranslatedText.of("fi", fi="Kallio"))
    make_organisation(name="Yksi ry", districts=("1",))
    make_organisation(name="Kaksi ry")

    assert (found("?district=1"), len(found())) == (["Yksi ry"], 2)


def test_directory_stands_in_the_alphabetical_order_of_its_readers() -> None:
    for name in ("Öljy ry", "Zeta ry", "Äiti ry", "Åland rf", "Aava ry"):
        make_organisation(name=name)

    assert found() == ["Aava ry", "Zeta ry", "Åland rf", "Äiti ry", "Öljy ry"]


def test_name_is_in_the_language_of_the_page_and_says_so_where_it_is_not() -> None:
    make_organisation(name="Aava ry", name_sv="Aava rf")
    make_organisation(name="Strand rf", languages=("sv",))

    told = [
        [(each.name, each.language) for each in Client().get(f"/{code}/organisations/").context["listed"]]
        for code in ("fi", "sv", "en")
    ]

    assert told == [
        [("Aava ry", ""), ("Strand rf", "sv")],
        [("Aava rf", ""), ("Strand rf", "")],
        [("Aava ry", "fi"), ("Strand rf", "sv")],
    ]


def ended() -> Organisation:
    """An organisation that was dissolved, under its second name."""
    organisation = make_organisation(name="Entinen ry")
    actions.rename(
        actor=SYSTEM, organisation=organisation, language="fi", name="Viimeinen ry", on=date(2020, 1, 1)
    )
    return actions.dissolve(actor=SYSTEM, organisation=organisation, on=date(2021, 1, 1))


def test_organisation_that_has_ended_is_found_by_words_alone_and_says_so() -> None:
    ended()

    context = Client().get("/en/organisations/?q=entinen").context

    assert (found(), found("?kind=association")) == ([], [])
    assert [(each.name, [str(chip.text) for chip in each.chips]) for each in context["listed"]] == [
        ("Viimeinen ry", ["Ended"])
    ]


def test_unlisted_organisation_is_seen_by_its_own_people_and_the_city_alone() -> None:
    hidden = make_organisation(name="Piilo ry", is_listed=False)
    own, stranger = make_actor("Oma"), signed_in()
    assert own.person is not None
    actions.grant_mandate(actor=SYSTEM, person=own.person, organisation=hidden, scopes=["answer"])
    client = Client()
    client.force_login(own.person)
    city = signed_in(unit=make_unit(), role=RoleKind.OFFICER)

    assert [found(client=each) for each in (Client(), stranger, client, city)] == [
        [], [], ["Piilo ry"], ["Piilo ry"],
    ]  # fmt: skip
    assert found("?q=piilo") == []


def test_list_of_an_area_tells_how_many_work_in_the_whole_country() -> None:
    people_of_the_choir()

    told = [
        Client().get(f"/en/organisations/{query}").context["nationwide"]
        for query in ("?area=90", "?area=90&q=liitto", "?area=90&q=kuoro", "")
    ]

    assert told == [1, 1, 0, 0]


def test_map_counts_each_area_once_and_leads_to_its_list() -> None:
    people_of_the_choir()

    context = Client().get("/en/organisations/?view=map&language=fi&area=90").context

    tiles = {tile.name: tile.count for tile in context["tiles"] if tile.count}
    heads = {str(row[0]): row[1:] for row in context["table"].rows}
    lapland = '<a href="?language=fi&amp;area=21">Wellbeing services county of Lapland</a>'
    assert (context["counts"].total, context["counts"].nationwide) == (3, 1)
    assert tiles == {
        "City of Helsinki": 1,
        "Wellbeing services county of Lapland": 1,
        "Wellbeing services county of Kainuu": 1,
    }
    assert (heads[lapland], len(heads)) == (("1", "2"), 23)
    assert len(found("?language=fi&area=21")) == 2


def test_map_counts_what_words_find() -> None:
    people_of_the_choir()

    counts = queries.by_area(Actor(), Wanted(words="kuoro", area="21"))

    assert (counts.total, counts.nationwide, dict(counts.by_area)) == (1, 0, {"90": 1})


def test_filters_survive_paging_and_the_way_to_the_map() -> None:
    for number in range(31):
        make_organisation(name=f"Kerho {number:02} ry", field="sport")

    html = Client().get("/en/organisations/?field=sport&q=").content.decode()

    assert html.count('href="?field=sport&amp;q=&amp;page=2"') == 2
    assert html.count('href="?field=sport&amp;view=map"') == 1
    assert found("?field=sport&page=2") == ["Kerho 30 ry"]


@pytest.mark.parametrize("query", ["?field=culture", "?q=kuoro", "?view=map", "?q=olematon"])
def test_part_for_htmx_is_that_part_of_the_page(query: str) -> None:
    people_of_the_choir()
    asked = f"/sv/organisations/{query}"

    part = Client().get(asked, headers={"HX-Request": "true", "HX-Target": "found"})
    whole = Client().get(asked).content.decode()

    assert part.content.decode().strip() in whole
    assert ("<main" in part.content.decode(), part["HX-Replace-Url"]) == (False, asked)


def test_htmx_is_told_an_address_without_what_was_left_empty() -> None:
    response = Client().get(
        "/fi/organisations/?q=&field=sport&kind=", headers={"HX-Request": "true", "HX-Target": "found"}
    )

    assert response["HX-Replace-Url"] == "/fi/organisations/?field=sport"


def test_names_are_shown_as_text() -> None:
    make_organisation(name="<b>Ovela</b> & co ry")

    html = Client().get("/en/organisations/?q=%3Cb%3Eovela").content.decode()

    assert ("<b>Ovela" in html, "<b>ovela" in html) == (False, False)
    assert "&lt;b&gt;Ovela&lt;/b&gt; &amp; co ry" in html


def test_long_list_of_areas_is_counted() -> None:
    make_organisation(name="Aava ry", areas=("01", "02", "03", "04", "05"))

    listed = Client().get("/en/organisations/").context["listed"]

    assert [each.areas.endswith(" and 2 more") for each in listed] == [True]


def costs(query: str, language: str = "fi") -> int:
    """How many queries the page takes for somebody who only reads."""
    with CaptureQueriesContext(connection) as asked:
        assert Client().get(f"/{language}/organisations/{query}").status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    "query", ["", "?q=kerho", "?field=sport&area=90&q=kerho", "?view=map", "?view=map&q=kerho"]
)
def test_directory_asks_as_often_for_thirty_rows_as_for_one(query: str) -> None:
    facts: dict[str, Any] = {"field": "sport", "areas": ("90",)}
    make_organisation(name="Kerho ensimmäinen", **facts)
    few = costs(query)
    for number in range(29):
        make_organisation(name=f"Kerho {number}", **facts)

    assert (costs(query), few <= MOST_QUERIES) == (few, True)


@pytest.mark.parametrize(
    ("query", "kept"),
    [("", True), ("?field=sport&page=2", True), ("?view=map", True), ("?q=kuoro", False), ("?x=1", False)],
)
def test_pages_without_words_are_kept(query: str, kept: bool) -> None:
    assert ("Punos-Stamps" in Client().get(f"/fi/organisations/{query}")) == kept
