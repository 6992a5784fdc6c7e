"""The pages of the top floor: what everybody reads, the desk, standing pages, health."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from punos.consultations.models import ResultsShown
from punos.consultations.tasks import computing
from punos.consultations.tests.factories import (
    make_consultation,
    signed_in,
    taking_part,
    well_rated,
)
from punos.contributions.tests.factories import DAY, make_process, make_unit, text
from punos.decisions.tests.factories import make_decision, make_measure
from punos.home import actions, queries
from punos.home.models import Feedback
from punos.organisations.models import RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.processes import actions as processes
from punos.processes.actions import PhaseFacts
from punos.processes.models import Process

pytestmark = pytest.mark.django_db

PUBLIC = (
    "",
    "processes/",
    "open-data/",
    "search/",
    "search/?q=tilat",
    "accessibility/",
    "privacy/",
    "about/",
)


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_public_page_is_there_before_anything_has_been_written(path: str, language: str) -> None:
    response = Client().get(f"/{language}/{path}")

    assert response.status_code == 200
    assert f'lang="{language}"' in response.content.decode()


@pytest.mark.parametrize(
    ("asked", "way"), [("sv", "/sv/"), ("en-GB,en", "/en/"), ("de", "/fi/"), ("", "/fi/")]
)
def test_bare_address_leads_to_the_readers_language(asked: str, way: str) -> None:
    response = Client().get("/", headers={"Accept-Language": asked})

    assert (response.status_code, response["Location"]) == (302, way)


def told_process(number_of_phases: int = 2) -> Process:
    """A process with phases, a consultation in each state, results and news."""
    process = make_process()
    for place in range(1, number_of_phases + 1):
        facts = PhaseFacts(
            f"vaihe-{place}", place, text(f"Vaihe {place}"), text("Teksti"), date(2022, 5, 30), date(2022, 5, 30),
            open_question=text("Milloin?"), leads_to=process.address,
        )  # fmt: skip
        phase = processes.tell_phase(actor=SYSTEM, process=process, facts=facts)
        if place == 1:
            make_decision(process, phase=phase)
            make_measure(process)
    for state in ("not open", "open", "closed"):
        make_consultation(process, state=state)
    computing.compute(well_rated(process=process, state="closed").pk)
    return process


def test_process_page_gathers_phases_questions_decisions_and_news() -> None:
    process = told_process()

    context = Client().get(f"/en/processes/{process.slug}/").context

    assert [step.title for step in context["steps"]] == ["Vaihe 1", "Vaihe 2"]
    assert [len(context[name]) for name in ("open_now", "earlier", "news")] == [1, 3, 8]
    assert [len(context[name].rows) for name in ("decisions", "measures")] == [1, 1]
    assert [[str(chip.text) for chip in step.chips] for step in context["steps"]] == [
        ["Noted for information \u00a7 27"],
        [],
    ]


def test_process_that_is_not_published_is_not_there_for_others() -> None:
    process = make_process()
    Process.objects.filter(pk=process.pk).update(published_at=None)
    host, stranger = signed_in(unit=make_unit()), signed_in()

    answers = [each.get(f"/fi/processes/{process.slug}/").status_code for each in (Client(), stranger, host)]

    assert answers == [404, 404, 200]


def costs(client: Client, path: str) -> int:
    """How many queries a page takes when the browser has been there before."""
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    "path", ["/en/", "/en/processes/", "/en/open-data/", "/en/desk/", "/en/search/?q=asia"]
)
def test_page_asks_the_database_as_often_for_thirty_rows_as_for_two(path: str) -> None:
    client = signed_in(unit=make_unit(), role=RoleKind.COORDINATOR)

    def add(number: int) -> None:
        for _time in range(number):
            consultation = make_consultation(results_shown=ResultsShown.WHILE_OPEN)
            taking_part(consultation, client)
            actions.give_feedback(actor=SYSTEM, text="Words", contact="", language="fi")

    add(2)
    few = costs(client, path)
    add(28)
    many = costs(client, path)

    assert (few, many <= (22 if path == "/en/desk/" else 15)) == (many, True)


def test_process_page_asks_as_often_for_thirty_phases_as_for_one() -> None:
    few, many = [costs(Client(), f"/en/processes/{told_process(number).slug}/") for number in (1, 30)]

    assert (few, many <= 15) == (many, True)


@pytest.mark.parametrize("path", ["/en/", "/en/processes/"])
def test_page_of_all_tells_what_is_open_and_every_process(path: str) -> None:
    process = told_process()

    response = Client().get(path)

    assert [each.slug for each in response.context["processes"]] == [process.slug]
    open_now = [each.consultation for each in response.context.get("open_now", [])]
    assert [each.is_open(timezone.now()) for each in open_now] in ([True], [])


def test_search_finds_by_title_in_the_language_it_was_written() -> None:
    process = make_process(title=text("Kaupunkiviljelmät", sv="Stadsodlingar"))

    found = [
        Client().get(f"/fi/search/?q={words}").context["found"]
        for words in ("kaupunkiviljelmät", "stadsodling", "x")
    ]

    address = f"/fi{process.address}"
    assert [[row.address for row in each.rows] for each in found] == [[address], [address], []]


# The desk ------------------------------------------------------------------------------------------------


def test_desk_leads_a_stranger_to_signing_in() -> None:
    response = Client().get("/sv/desk/")

    assert (response.status_code, response["Location"]) == (302, "/sv/sign-in/?next=/sv/desk/")


@pytest.mark.parametrize(
    ("role", "led", "feedback"), [(None, 0, 0), (RoleKind.OFFICER, 1, 0), (RoleKind.COORDINATOR, 1, 1)]
)
def test_desk_shows_what_each_role_needs(role: RoleKind | None, led: int, feedback: int) -> None:
    consultation = make_consultation()
    actions.give_feedback(actor=SYSTEM, text="Words", contact="", language="fi")
    client = signed_in(unit=make_unit(), role=role) if role else signed_in()
    taking_part(consultation, client)

    context = client.get("/en/desk/").context

    assert (len(context["led"]), len(context["feedback"]), len(context["answers"])) == (led, feedback, 1)


@pytest.mark.parametrize(
    ("role", "status"), [(None, 403), (RoleKind.OFFICER, 403), (RoleKind.COORDINATOR, 302)]
)
def test_feedback_is_marked_as_answered_at_the_desk(role: RoleKind | None, status: int) -> None:
    given = actions.give_feedback(actor=SYSTEM, text="Words", contact="", language="fi")
    client = signed_in(unit=make_unit(), role=role) if role else Client()

    response = client.post(f"/en/desk/feedback/{given.pk}/")

    given.refresh_from_db()
    assert (response.status_code, given.answered_at is not None) == (status, status == 302)


# Standing pages ------------------------------------------------------------------------------------------


def test_accessibility_page_takes_feedback_once() -> None:
    client = Client()

    response = client.post("/sv/accessibility/", {"text": "Kartan talar inte", "contact": ""})

    assert (response.status_code, client.get(response["Location"]).status_code) == (302, 200)
    assert list(Feedback.objects.values_list("text", "language")) == [("Kartan talar inte", "sv")]


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [({"text": ""}, "text"), ({"text": "x" * 5_001}, "text"), ({"text": "x", "contact": "no"}, "contact")],
)
def test_accessibility_page_shows_what_to_mend(sent: dict[str, str], wrong: str) -> None:
    response = Client().post("/en/accessibility/", sent)

    assert (response.status_code, list(response.context["form"].errors)) == (422, [wrong])
    assert Feedback.objects.count() == 0


def test_accessibility_page_refuses_a_form_without_its_token() -> None:
    response = Client(enforce_csrf_checks=True).post("/en/accessibility/", {"text": "Words"})

    assert (response.status_code, Feedback.objects.count()) == (403, 0)


@pytest.mark.parametrize("path", ["accessibility", "privacy", "about"])
def test_standing_page_shows_what_was_written_in_the_readers_language(path: str) -> None:
    actions.write_standing_page(
        actor=SYSTEM, kind=path, title=text("Otsikko", sv="Rubrik"), body=text("Runko", sv="Kropp **fet**")
    )

    html = Client().get(f"/sv/{path}/").content.decode()

    assert ("Rubrik" in html, "<strong>fet</strong>" in html, "Runko" in html) == (True, True, False)


# Health --------------------------------------------------------------------------------------------------


def test_healthz_is_alive() -> None:
    response = Client().get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok")


def beat(seconds_ago: int) -> None:
    """A worker that told so many seconds ago that it was alive."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s))",
            [seconds_ago],
        )


@pytest.mark.parametrize(
    ("seconds_ago", "status", "ready"), [(None, 503, False), (10, 200, True), (300, 503, False)]
)
def test_readiness_needs_a_worker_that_lives(seconds_ago: int | None, status: int, ready: bool) -> None:
    if seconds_ago is not None:
        beat(seconds_ago)

    response = Client().get("/readiness")

    report = response.json()
    assert (response.status_code, report["checks"]["worker"]["ok"]) == (status, ready)
    assert (report["checks"]["database"]["ok"], report["checks"]["disk"]["ok"]) == (True, True)


def test_next_day_is_the_coming_midnight_in_the_citys_own_time() -> None:
    midnight = queries.next_day(timezone.now())

    assert timezone.localtime(midnight).strftime("%H:%M:%S") == "00:00:00"
    assert (midnight > timezone.now(), midnight <= timezone.now() + DAY * 1.05) == (True, True)


def test_news_are_told_in_the_language_of_the_page() -> None:
    with translation.override("en"):
        words = {str(each) for each in queries.NEWS_VERBS.values()}

    assert "Results were published" in words
