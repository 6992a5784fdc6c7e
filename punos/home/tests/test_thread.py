"""The thread from word to deed: the same chain from every knot, nothing that a reader may not see, few queries."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from punos.contributions.models import Capacity, Contribution, Voice
from punos.contributions.tests.factories import (
    make_idea,
    make_organisation,
    make_thread,
    make_visitor,
    make_voice,
    text,
)
from punos.decisions import actions as decisions
from punos.decisions.models import Decision, Measure, Response
from punos.decisions.tests.factories import make_decision, make_measure
from punos.decisions.tests.responses import correct, give, leader, make_response, make_said, make_theme
from punos.home import queries
from punos.home.queries.thread import KINDS
from punos.notices.tests.factories import make_reader
from punos.organisations import queries as hats
from punos.organisations.models import Actor, Mandate
from punos.organisations.models.actor import SYSTEM
from punos.processes.models import Section
from punos.processes.tests.factories import make_document, make_section_facts, make_version
from punos.themes import actions as themes
from punos.themes.models import Theme

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15


@dataclass(frozen=True)
class Story:
    """One of each kind, all hanging together."""

    contribution: Contribution
    theme: Theme
    response: Response
    section: Section
    decision: Decision
    measure: Measure


def story() -> Story:
    """What somebody said became a theme, a response, a changed clause, a decision and a measure that was done."""
    theme = make_theme()
    said = make_said(theme, words="Kausi on liian lyhyt")
    document = make_document(theme.process)
    make_version(document, make_section_facts("kesto", "Kausi on vuosi."))
    second = make_version(
        document, make_section_facts("kesto", "Kausi on kaksi vuotta.", why="Vuosi on lyhyt.")
    )
    section = second.sections.get(key="kesto")
    response = make_response(theme, changed_sections=[section])
    decision = make_decision(theme.process)
    decisions.link_decision(actor=SYSTEM, decision=decision, themes=[theme], responses=[response])
    measure = make_measure(theme.process, decisions=[decision])
    decisions.close_measure(actor=SYSTEM, measure=measure, state="done", came_of=text("Kokous pidettiin"))
    return Story(said, theme, response, section, decision, measure)


def found(kind: str, pk: int, actor: Actor | None = None) -> dict[str, list[int]]:
    """The chain of one thing as ids by kind."""
    chain = queries.chain(actor or Actor(), kind, pk, now=timezone.now())
    assert chain is not None
    assert (chain.start.kind, chain.start.pk) == (kind, pk)
    return {each.kind: [knot.pk for knot in each.knots] for each in chain.stages}


@pytest.mark.parametrize("kind", KINDS)
def test_chain_is_whole_from_every_knot(kind: str) -> None:
    told = story()

    chain = found(kind, getattr(told, kind).pk)

    assert chain == {each: [getattr(told, each).pk] for each in KINDS} | {"came_of": [told.measure.pk]}


@pytest.mark.parametrize("kind", KINDS)
def test_page_leads_to_every_knot_and_on_from_it(kind: str) -> None:
    told = story()
    address = f"/thread/{kind}/{getattr(told, kind).pk}"

    page = Client().get(f"/en{address}/").content.decode()
    plain = Client().get(f"/api/v1{address}").json()

    others = [each for each in KINDS if each != kind]
    assert [f'href="/en/thread/{each}/{getattr(told, each).pk}/"' in page for each in others] == [True] * 5
    assert page.count('class="here"') == 1
    assert "Kokous pidettiin" in page
    assert {each["kind"]: [one["id"] for one in each["knots"]] for each in plain["stages"]} == found(
        kind, getattr(told, kind).pk
    )
    assert (plain["counts"][0]["persons"], plain["counts"][0]["organisations"]) == (1, 0)


def test_chain_of_one_measure_holds_nothing_of_another() -> None:
    told = story()
    other = make_measure(told.theme.process, themes=[make_theme(told.theme.process)])

    assert found("measure", other.pk)["decision"] == []
    assert found("measure", told.measure.pk)["measure"] == [told.measure.pk]
    assert found("theme", told.theme.pk)["measure"] == [told.measure.pk]


def test_old_versions_and_merged_themes_lead_to_what_stands() -> None:
    theme = make_theme()
    first = make_response(theme)
    second = correct(first)
    other = make_theme(theme.process)
    themes.merge_theme(actor=SYSTEM, theme=theme, into=other)

    assert found("response", first.pk)["theme"] == [other.pk]
    assert found("theme", theme.pk)["theme"] == [theme.pk, other.pk]
    assert found("response", second.pk)["response"] == [second.pk]


@pytest.mark.parametrize("state", ["hidden", "withdrawn", "waiting", "not_public"])
def test_words_that_are_not_public_are_not_there_for_others(state: str) -> None:
    theme = make_theme()
    visitor = make_visitor()
    said = make_said(theme, make_voice(theme.process, visitor), "Salaisuus")
    Contribution.objects.filter(pk=said.pk).update(state=state)

    page = Client().get(f"/en/thread/theme/{theme.pk}/").content.decode()

    assert Client().get(f"/en/thread/contribution/{said.pk}/").status_code == 404
    assert Client().get(f"/api/v1/thread/contribution/{said.pk}").status_code == 404
    assert "Salaisuus" not in page
    assert found("contribution", said.pk, visitor)["theme"] == [theme.pk]


def test_draft_theme_and_draft_process_stay_with_who_leads() -> None:
    theme = make_theme(published=False)
    said = make_said(theme)

    assert queries.chain(Actor(), "theme", theme.pk, now=timezone.now()) is None
    assert found("contribution", said.pk)["theme"] == []
    assert found("theme", theme.pk, leader(theme))["contribution"] == [said.pk]
    type(theme.process).objects.update(published_at=None)
    assert Client().get(f"/en/thread/contribution/{said.pk}/").status_code == 404


@pytest.mark.parametrize("address", ["thread/theme/0/", "thread/nothing/1/", f"thread/decision/{10**30}/"])
def test_what_is_not_there_is_not_found(address: str) -> None:
    assert Client().get(f"/en/{address}").status_code == 404


def test_person_active_in_an_organisation_is_not_named_by_it() -> None:
    theme = make_theme()
    voice = make_voice(theme.process, capacity=Capacity.ACTIVE, organisation_name="Salainen ry")
    make_said(theme, voice)

    page = Client().get(f"/en/thread/theme/{theme.pk}/").content.decode()

    assert "Salainen ry" not in page
    assert "Somebody active in an organisation" in page


def queries_of(address: str) -> int:
    """How often the database is asked for a page."""
    with CaptureQueriesContext(connection) as asked:
        assert Client().get(address).status_code == 200
    return len(asked)


def enlarge(told: Story, many: int) -> None:
    """More of everything in the same process."""
    for number in range(many):
        theme = make_theme(told.theme.process)
        make_response(theme, changed_sections=[told.section])
        give(theme, told.contribution)
        decisions.link_decision(
            actor=SYSTEM, decision=make_decision(theme.process, section_mark=f"§ {number}"), themes=[theme]
        )
        make_measure(theme.process, decisions=[told.decision])
    thread = make_thread(told.theme.process)
    for _number in range(many):
        give(told.theme, make_idea(thread))


def test_pages_ask_the_database_as_often_however_much_there_is() -> None:
    told = story()
    addresses = [f"/en/thread/{each}/{getattr(told, each).pk}/" for each in KINDS]
    addresses += [f"/en{told.theme.process.address}thread/", f"/en/embed{told.theme.process.address}thread/"]
    enlarge(told, 2)
    few = [queries_of(each) for each in addresses]

    enlarge(told, 6)

    many = [queries_of(each) for each in addresses]
    assert [later for before, later in zip(few, many, strict=True) if later > before + 1] == []
    assert max(many) <= MOST_QUERIES


def test_first_twenty_contributions_are_shown_and_the_others_counted() -> None:
    theme = make_theme()
    thread = make_thread(theme.process)
    for _number in range(22):
        give(theme, make_idea(thread))

    chain = queries.chain(Actor(), "theme", theme.pk, now=timezone.now())

    assert chain is not None
    assert (len(chain.stages[0].knots), chain.stages[0].more, chain.stages[0].all_at) == (
        20,
        2,
        theme.address,
    )


def test_first_of_several_themes_are_the_first_of_all_that_everybody_reads_each_once() -> None:
    first = make_theme()
    second = make_theme(first.process)
    thread = make_thread(first.process)
    said = [make_idea(thread, words="Tiloja ja avustuksia") for _number in range(44)]
    hidden = Contribution.objects.filter(pk__in=[each.pk for each in said[:2]])
    give(second, *said[:22])
    give(first, *said[20:])
    hidden.update(state="hidden")
    for starts, ends in ((0, 6), (10, 20)):  # two passages of one are still one
        themes.assign(
            actor=SYSTEM, process=first.process, themes=[first.pk], contributions=[said[2].pk],
            starts=starts, ends=ends,
        )  # fmt: skip
    decision = make_decision(first.process)
    decisions.link_decision(actor=SYSTEM, decision=decision, themes=[first, second], responses=[])

    assert found("decision", decision.pk)["contribution"] == [each.pk for each in said[2:22]]


def test_process_page_tells_what_hangs_together_and_what_does_not() -> None:
    told = story()
    loose = make_measure(told.theme.process, title=text("Irrallaan"), due_on=date(2023, 1, 2))

    page = Client().get(f"/en{told.theme.process.address}thread/")
    plain = Client().get(f"/api/v1{told.theme.process.address}thread").json()

    body = page.content.decode()
    (row,) = plain["rows"]
    assert (row["theme"]["id"], row["response"]["id"]) == (told.theme.pk, told.response.pk)
    assert [each["id"] for each in row["decisions"]] == [told.decision.pk]
    assert [each["id"] for each in row["measures"]] == [told.measure.pk]
    assert [(each["id"], each["state"]) for each in plain["loose"]] == [(loose.pk, "overdue")]
    assert ('class="picture"' in body, "1 person" in body, "&lt;iframe" in body, "Overdue" in body) == (
        True,
    ) * 4


def test_process_without_themes_says_what_comes() -> None:
    theme = make_theme(published=False)

    body = Client().get(f"/en{theme.process.address}thread/").content.decode()

    assert ("There is no thread yet" in body, 'class="picture"' in body) == (True, False)


def test_frame_shows_the_public_alone_and_may_stand_elsewhere() -> None:
    told = story()
    reader = Client()
    reader.force_login(make_reader())

    answer = reader.get(f"/fi/embed{told.theme.process.address}thread/")

    policy = answer["Content-Security-Policy"]
    assert ("frame-ancestors *" in policy, "form-action 'none'" in policy) == (True, True)
    assert "X-Frame-Options" not in answer
    assert [each in answer.content.decode() for each in ("<form", "<script", "csrf")] == [False] * 3
    assert dict(answer.cookies) == {}
    type(told.theme.process).objects.update(published_at=None)
    assert Client().get(f"/fi/embed{told.theme.process.address}thread/").status_code == 404


def test_my_thread_shows_where_each_of_my_words_stands() -> None:
    person, told = make_reader(), story()
    process = told.theme.process
    voice = make_voice(process, hats.actor_for(person))
    mine = make_idea(make_thread(process), voice, "Minun sanani")
    make_idea(make_thread(process), voice, "Ei teemaa")
    give(told.theme, mine)
    reader = Client()
    reader.force_login(person)

    body = reader.get("/en/me/thread/").content.decode()

    assert [each in body for each in ("Minun sanani", "Ei teemaa", "Kausi on liian lyhyt")] == [
        True,
        True,
        False,
    ]
    assert [
        f"/en{getattr(told, each).address}" in body for each in ("theme", "response", "decision", "measure")
    ] == [True] * 4
    assert "Not in a public theme yet" in body
    assert Client().get("/en/me/thread/").status_code == 302


def test_my_thread_of_somebody_new_teaches() -> None:
    reader = Client()
    reader.force_login(make_reader())

    assert "You have not said anything yet" in reader.get("/en/me/thread/").content.decode()


def test_words_of_an_organisation_are_its_own_peoples() -> None:
    theme, organisation = make_theme(), make_organisation()
    facts: dict[str, Any] = {"capacity": Capacity.ORGANISATION, "organisation": organisation}
    voice = Voice.objects.create(
        process=theme.process, speaker=f"organisation:{organisation.pk}", at=timezone.now(), **facts
    )
    said = make_said(theme, voice, "Yhdistyksen sanat")
    Contribution.objects.filter(pk=said.pk).update(state="not_public")
    own = Actor(mandates=(Mandate(organisation=organisation, scopes=["answer"]),))

    assert queries.chain(Actor(), "contribution", said.pk, now=timezone.now()) is None
    assert found("contribution", said.pk, own)["theme"] == [theme.pk]
