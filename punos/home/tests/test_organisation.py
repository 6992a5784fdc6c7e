"""The card of an organisation: who sees it, what it tells, and what it costs."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import gettext

from punos.consultations.tests.factories import make_consultation, signed_in
from punos.contributions import actions as contributions
from punos.contributions.actions import ImportedIdea, ImportedVoice
from punos.contributions.models import Capacity, Contribution, ContributionState, Identified, Thread, Voice
from punos.core.languages import TranslatedText
from punos.decisions.tests.factories import make_measure
from punos.home import queries
from punos.organisations import actions
from punos.organisations.models import Actor, Organisation, RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_actor, make_organisation, make_unit
from punos.processes.models import Process

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15


def page_of(organisation: Organisation, client: Client | None = None, language: str = "en") -> str:
    """The card as HTML."""
    return (client or Client()).get(f"/{language}{organisation.address}").content.decode()


def card_of(organisation: Organisation, actor: Actor | None = None) -> queries.OrganisationCard:
    """The card as its page gets it."""
    card = queries.organisation_card(actor or Actor(), organisation.slug)
    assert card is not None
    return card


def said_by(organisation: Organisation, number: int = 1, **voice: object) -> Process:
    """So many ideas of an organisation, which came in a file, in a process of their own; its voice may be changed."""
    consultation = make_consultation()
    thread = Thread.objects.get(part__consultation=consultation)
    now = timezone.now()
    contributions.bring_in(
        actor=SYSTEM, thread=thread, source=f"card-{thread.pk}", ratings=[],
        voices=[ImportedVoice("1", Capacity.ORGANISATION, now, organisation_id=organisation.pk)],
        ideas=[ImportedIdea(each, "1", f"Sanoma {each}", "fi", now) for each in range(1, number + 1)],
    )  # fmt: skip
    Voice.objects.filter(organisation=organisation, process=thread.process).update(**voice)
    return thread.process


def test_card_of_an_unlisted_organisation_is_not_there_for_strangers() -> None:
    hidden = make_organisation(is_listed=False)
    own = make_actor("Oma")
    assert own.person is not None
    actions.grant_mandate(actor=SYSTEM, person=own.person, organisation=hidden, scopes=["answer"])
    client = Client()
    client.force_login(own.person)
    city = signed_in(unit=make_unit(), role=RoleKind.OFFICER)

    statuses = [
        each.get(f"/fi{hidden.address}").status_code for each in (Client(), signed_in(), client, city)
    ]

    assert statuses == [404, 404, 200, 200]


@pytest.mark.parametrize(
    ("identified", "chips"),
    [
        (Identified.MANDATE, ["Under a mandate"]),
        (Identified.INVITATION, ["Not verified"]),
        (Identified.IMPORT, ["Not verified"]),
        (Identified.ACCOUNT, []),
        (Identified.BROWSER, []),
    ],
)
def test_card_tells_what_was_said_and_who_stands_behind_it(identified: str, chips: list[str]) -> None:
    organisation = make_organisation()
    said_by(organisation, identified=identified)

    assert [str(each.chip.text) for each in card_of(organisation).said] == [gettext(chip) for chip in chips]


@pytest.mark.parametrize("capacity", [Capacity.ACTIVE, Capacity.RESIDENT])
def test_card_leaves_out_what_its_people_said_for_themselves(capacity: str) -> None:
    organisation = make_organisation()
    said_by(organisation, capacity=capacity)

    assert card_of(organisation).said == []


def test_card_leaves_out_what_is_not_public() -> None:
    organisation = make_organisation()
    hidden, draft = said_by(organisation), said_by(organisation)
    Contribution.objects.filter(thread__process=hidden).update(state=ContributionState.HIDDEN)
    Process.objects.filter(pk=draft.pk).update(published_at=None)

    assert card_of(organisation).said == []


def test_card_shows_the_latest_and_says_how_much_there_is() -> None:
    organisation = make_organisation()
    said_by(organisation, 23)

    card = card_of(organisation)

    assert (len(card.said), card.how_much_said, card.said[0].text) == (20, 23, "Sanoma 23")
    assert "The latest 20 of 23." in page_of(organisation)


def test_card_tells_which_processes_the_organisation_hosts() -> None:
    organisation = make_organisation()
    hosted, draft = said_by(make_organisation()), said_by(make_organisation())
    Process.objects.filter(pk__in=[hosted.pk, draft.pk]).update(host_organisation=organisation)
    Process.objects.filter(pk=draft.pk).update(published_at=None)

    assert [each.pk for each in card_of(organisation).processes] == [hosted.pk]


@pytest.mark.usefixtures("in_english")
def test_card_tells_what_the_organisation_is_to_do_and_what_came_of_its_words() -> None:
    organisation = make_organisation()
    process = said_by(organisation)
    late = make_measure(process, organisation=organisation)
    make_measure(process)

    card, page = card_of(organisation), page_of(organisation)

    assert card.measures == [(late, True)]
    assert [each.thread in page for each in card.said] == [True]
    assert f'href="/en{late.address}"' in page


@pytest.mark.usefixtures("in_english")
def test_card_tells_names_numbers_life_and_what_registers_say() -> None:
    organisation = make_organisation(name="Aava ry", name_sv="Aava rf", business_id="0201256-6")
    actions.rename(
        actor=SYSTEM, organisation=organisation, language="fi", name="Uusi ry", on=date(2020, 1, 1)
    )
    for number, facts in (("0201256-6", {"name": "AAVA", "form": "29", "status": "registered"}), ("1", {})):
        actions.keep_register_answer(
            actor=SYSTEM, register="prh", identifier=number, organisation=organisation, facts=facts,
            fetched_at=timezone.now(),
        )  # fmt: skip

    card = card_of(organisation)

    assert card.names is not None
    assert card.registers is not None
    assert [[str(cell) for cell in row[:1]] for row in card.names.rows] == [
        ['<span lang="fi">Uusi ry</span>'],
        ['<span lang="sv">Aava rf</span>'],
        ['<span lang="fi">Aava ry</span>'],
    ]
    assert [row[1:4] for row in card.registers.rows] == [
        ("AAVA", "29", "In the register"),
        ("The register does not know this number", "\u2013", "\u2013"),
    ]
    assert bool(card.registers.note)
    assert ("0201256-6" in {str(fact.value) for fact in card.facts}, len(card.life)) == (True, 1)


def test_card_gives_the_form_in_the_language_of_the_page() -> None:
    organisation = make_organisation()
    facts = {"name": "Aava", "form": "29", "form_names": {"fi": "Muu yhdistys", "en": "Other association"}}
    actions.keep_register_answer(
        actor=SYSTEM, register="prh", identifier="1", organisation=organisation, facts=facts,
        fetched_at=timezone.now(),
    )  # fmt: skip

    assert ("Other association" in page_of(organisation), "Muu yhdistys" in page_of(organisation)) == (
        True,
        False,
    )


@pytest.mark.parametrize("public", [True, False])
def test_contact_stands_on_the_card_only_where_it_is_public(public: bool) -> None:
    organisation = make_organisation(email="aava@example.org", phone="040 1", contact_is_public=public)

    html = page_of(organisation)

    assert ("aava@example.org" in html, "040 1" in html) == (public, public)


def test_card_that_became_a_part_of_another_leads_there_unless_that_is_hidden() -> None:
    into, gone = make_organisation(name="Jatko ry"), make_organisation(name="Entinen ry")
    actions.merge(actor=SYSTEM, organisation=gone, into=into, on=date(2021, 1, 1))
    way = f'href="/en{into.address}"'

    shown = page_of(gone).count(way)
    actions.list_organisation(actor=SYSTEM, organisation=into, listed=False)
    hidden = page_of(gone)

    assert (shown, hidden.count(way), "Jatko" in hidden, "This organisation ended" in hidden) == (
        2,
        0,
        False,
        True,
    )


def test_card_says_whether_anybody_acts_for_the_organisation_but_not_who() -> None:
    organisation, person = make_organisation(), make_actor("Salainen Henkilö").person
    assert person is not None
    before = card_of(organisation).is_claimed
    actions.grant_mandate(actor=SYSTEM, person=person, organisation=organisation, scopes=["answer"])

    after = card_of(organisation).is_claimed

    assert (before, after, "Salainen" in page_of(organisation)) == (False, True, False)


def test_card_gives_ways_on_to_whom_they_are_open() -> None:
    organisation = make_organisation()
    member, manager = make_actor("Jäsen"), make_actor("Hoitaja")
    keeper = make_actor("Kaisa", unit=make_unit(), role=RoleKind.COORDINATOR)
    for actor, scopes in ((member, ["answer"]), (manager, ["manage_people"])):
        assert actor.person is not None
        actions.grant_mandate(actor=SYSTEM, person=actor.person, organisation=organisation, scopes=scopes)

    from punos.organisations.queries import actor_for

    actors = (Actor(), actor_for(member.person), actor_for(manager.person), keeper)
    told = [card_of(organisation, each) for each in actors]

    assert [[link.url.split("/")[-2] for link in card.links] for card in told] == [
        [], ["people"], ["people", "edit"], ["people", "edit"],
    ]  # fmt: skip
    assert [bool(card.join_url) for card in told] == [True, False, False, True]


def test_card_names_districts_and_website() -> None:
    actions.set_up_district(actor=SYSTEM, code="1", name=TranslatedText.of("fi", fi="Kallio"))
    organisation = make_organisation(districts=("1", "x"), website="https://aava.example.org/")

    html = page_of(organisation)

    assert "Kallio" in {str(fact.value) for fact in card_of(organisation).facts}
    assert '<a href="https://aava.example.org/" rel="nofollow noopener">' in html


def test_names_on_the_card_are_shown_as_text() -> None:
    organisation = make_organisation(name="<i>Ovela</i> ry")
    actions.rename(
        actor=SYSTEM, organisation=organisation, language="fi", name="<b>Uusi</b>", on=date(2020, 1, 1)
    )

    html = page_of(organisation)

    assert ("<i>Ovela" in html, "<b>Uusi" in html, "&lt;i&gt;Ovela" in html) == (False, False, True)


def test_card_asks_as_often_for_thirty_rows_as_for_one() -> None:
    def cost(number: int) -> int:
        organisation = make_organisation()
        for year in range(number):
            said_by(organisation)
            name = f"Nimi {number} {year}"
            actions.rename(
                actor=SYSTEM, organisation=organisation, language="fi", name=name, on=date(1990 + year, 1, 1)
            )
        with CaptureQueriesContext(connection) as asked:
            page_of(organisation)
        return len(asked)

    few, many = cost(1), cost(30)

    assert (few, many <= MOST_QUERIES) == (many, True)


def test_card_is_kept_for_readers_without_an_account_for_five_minutes() -> None:
    organisation = make_organisation()

    response = Client().get(f"/fi{organisation.address}")

    left = float(response["Punos-Until"]) - timezone.now().timestamp()
    assert ("Punos-Stamps" in response, 290 < left <= 300) == (True, True)


def test_search_finds_an_organisation_beside_processes() -> None:
    organisation = make_organisation(name="Aallon Kuoro ry")
    actions.rename(
        actor=SYSTEM, organisation=organisation, language="fi", name="Meren Kuoro ry", on=date(2020, 1, 1)
    )

    html = Client().get("/en/search/?q=aallon").content.decode()

    assert f'href="/en{organisation.address}"' in html
    assert ("Earlier names:" in html, "Meren Kuoro ry" in html) == (True, True)
