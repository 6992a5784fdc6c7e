"""Pages of measures: what everybody reads, what those who answer for them do."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from punos.contributions.tests.factories import make_person, make_unit, text
from punos.decisions import actions
from punos.decisions.models import Measure
from punos.decisions.tests.factories import make_decision, make_measure
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_organisation
from punos.processes.models import Process
from punos.processes.tests.factories import make_process
from punos.themes.tests.factories import make_theme

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def led() -> tuple[Process, Client]:
    """A process, and the browser of somebody who leads it."""
    client = Client()
    client.force_login(make_person("Olli", unit=make_unit()))
    return make_process(host_unit=make_unit()), client


def at(process: Process, rest: str = "") -> str:
    return f"/en{process.address}measures/{rest}"


def test_list_teaches_while_it_is_empty_and_shows_what_is_late_to_everybody() -> None:
    process, client = led()
    empty = Client().get(at(process))
    make_measure(process)
    today = timezone.localdate()
    make_measure(process, due_from=today, due_on=today, precision="day")

    public = Client().get(at(process))

    assert b"Nothing has been promised here yet" in empty.content
    assert [late for _measure, late in public.context["measures"]] == [True, False]
    assert public.content.count(b"Overdue") == 1
    assert client.get(at(process)).context["leads"]


def test_public_page_tells_who_answers_until_when_and_how_it_goes_on() -> None:
    process, _client = led()
    decision, theme = make_decision(process), make_theme(process, "Tilat", published=True)
    measure = make_measure(process, decisions=[decision], themes=[theme], organisation=make_organisation())
    actions.note_progress(actor=SYSTEM, measure=measure, text=text("Alkoi hyvin."), state="under_way")
    going_on = Client().get(at(process, "1/"))
    actions.close_measure(actor=SYSTEM, measure=measure, state="done", came_of=text("Se kokoontui."))

    closed = Client().get(at(process, "1/"))

    context, page = closed.context, closed.content.decode()
    assert (going_on.context["is_overdue"], context["is_overdue"]) == (True, False)
    assert [len(context[name]) for name in ("notes", "decisions", "themes")] == [1, 1, 1]
    assert [words for words in ("Alkoi hyvin.", "Se kokoontui.", "2023", "<form") if words in page] == [
        "Alkoi hyvin.", "Se kokoontui.", "2023",
    ]  # fmt: skip
    assert Client().get(at(process, "9/")).status_code == 404


def test_number_of_queries_stays_with_many_measures() -> None:
    process, _client = led()

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            Client().get(at(process))
        return len(queries)

    make_measure(process)
    asked()
    few = asked()
    for _each in range(10):
        make_measure(process)

    assert asked() == few


def test_measure_is_started_from_its_decision_and_revised_with_what_was_seen() -> None:
    process, client = led()
    decision = make_decision(process)
    told = {"title_fi": "Hakuohjeet", "due": "2027-05-09", "precision": "month", "unit": str(make_unit().pk)}

    shown = client.get(at(process, "new/?decision=1"))
    nobody = client.post(at(process, "new/"), {**told, "unit": "", "name": "No such organisation"})
    started = client.post(at(process, "new/"), {**told, "decisions": [decision.pk]})
    cell = {
        each.seen_name: each.seen
        for _label, cells in client.get(at(process, "1/edit/")).context["form"].rows
        for each in cells
    }
    changed = {**cell, **told, "precision": "year", "review_on": "2027-01-01"}
    revised = client.post(at(process, "1/edit/"), {**changed, "seen_revision": "0"})
    stale = client.post(at(process, "1/edit/"), {**changed, "due": "2028-01-01", "seen_revision": "0"})

    measure = Measure.objects.get()
    assert list(shown.context["form"]["decisions"].initial) == [decision]
    assert [each.status_code for each in (nobody, started, revised, stale)] == [422, 302, 302, 422]
    assert b"Hakuohjeet" in nobody.content
    assert (str(measure.due_from), str(measure.due_on), str(measure.review_on), measure.revision) == (
        "2027-01-01", "2027-12-31", "2027-01-01", 1,
    )  # fmt: skip
    assert client.get(at(process, "new/?decision=x")).status_code == 200


def test_progress_and_the_end_are_told_by_the_unit_that_answers_for_it() -> None:
    process, _client = led()
    answering = make_unit("answering")
    make_measure(process, unit=answering)
    client = Client()
    client.force_login(make_person("Anna", unit=answering))

    silent = client.post(at(process, "1/progress/"), {"state": "under_way"})
    told = client.post(at(process, "1/progress/"), {"state": "under_way", "text_fi": "Alkoi."})
    unsaid = client.post(at(process, "1/close/"), {"came_of_fi": "Valmis."})
    closed = client.post(at(process, "1/close/"), {"came_of_fi": "Valmis.", "state": "done"})
    late = client.post(at(process, "1/progress/"), {"state": "under_way", "text_fi": "Vielä."})

    assert [each.status_code for each in (silent, told, unsaid, closed, late)] == [422, 302, 422, 302, 422]
    assert b"Valmis." in unsaid.content
    assert client.get(at(process, "1/edit/")).status_code == 403
    assert Measure.objects.get().state == "done"


@pytest.mark.parametrize("rest", ["new/", "1/edit/", "1/progress/", "1/close/"])
def test_work_on_measures_is_not_for_strangers(rest: str) -> None:
    process, _client = led()
    make_measure(process)
    stranger = Client()
    stranger.force_login(make_person("Ere"))

    assert stranger.post(at(process, rest)).status_code == 403
    assert Client().get(at(process, rest)).status_code == 302


def test_machines_read_decisions_and_measures() -> None:
    process, _client = led()
    theme = make_theme(process, published=True)
    decision = make_decision(process)
    actions.link_decision(actor=SYSTEM, decision=decision, themes=[theme])
    actions.note_paper(actor=SYSTEM, decision=decision, kind="minutes", url="https://x.example.org/1.pdf")
    make_measure(process, organisation=make_organisation(name="Malli ry"))

    address = f"/api/v1/processes/{process.slug}"
    told, done = (Client().get(f"{address}/{what}").json() for what in ("decisions", "measures"))
    Process.objects.update(published_at=None)

    assert [(each["number"], each["outcome"], each["themes"], len(each["papers"])) for each in told] == [
        (1, "noted", [theme.number], 1),
    ]  # fmt: skip
    assert [(each["is_overdue"], each["answers"]["fi"], each["due_on"]) for each in done] == [
        (True, "Malli ry", "2023-12-31"),
    ]  # fmt: skip
    assert Client().get(f"{address}/decisions").status_code == 404
