"""How far word became deed: counted from rows without persons, kept by day, given away as files."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from punos.contributions.models import Contribution
from punos.contributions.tests.factories import make_idea, make_thread
from punos.decisions import actions, queries, tasks
from punos.decisions.models import Decision, LoopFigures, Measure
from punos.decisions.tests.responses import correct, make_response, make_said, make_theme
from punos.themes.models import Theme
from punos_analysis.loop import loop, read_measures, read_words

pytestmark = pytest.mark.django_db


def said_days_ago(theme: Theme, days: int) -> Contribution:
    """Something said so many days ago."""
    said = make_said(theme)
    Contribution.objects.filter(pk=said.pk).update(at=timezone.now() - timedelta(days=days))
    return said


def decided(theme: Theme, day: date) -> Decision:
    """A decision that settles a theme."""
    number = Decision.objects.count() + 1
    decision = Decision.objects.create(
        process=theme.process, number=number, decided_on=day, outcome="approved", made_at=timezone.now()
    )
    decision.themes.add(theme)
    return decision


def measure(theme: Theme, due: date, **changes: object) -> Measure:
    number = Measure.objects.count() + 1
    told = {
        "process": theme.process,
        "number": number,
        "unit": theme.process.host_unit,
        "made_at": timezone.now(),
    }
    return Measure.objects.create(**told, due_from=due, due_on=due, **changes)


def test_figures_follow_responses_decisions_and_measures() -> None:
    theme, today = make_theme(), timezone.localdate()
    said_days_ago(theme, 10)
    said_days_ago(theme, 20)
    make_idea(make_thread(theme.process))
    first = make_response(theme)
    decided(theme, today - timedelta(days=15))
    decided(theme, today)
    measure(theme, today - timedelta(days=1))
    measure(theme, today, state="done", closed_at=timezone.now())

    told = queries.loop_now(theme.process, timezone.now()).as_json()
    correct(first, outcome="preparing", ready_by=today)
    later = queries.loop_now(theme.process, timezone.now()).as_json()

    assert told == {
        "responded": {"of": 3, "with": 2},
        "days_to_response": {"median": 15.0, "of": 2},
        "days_to_decision": {"median": 7.5, "of": 2},
        "measures": {"of": 2, "in_time": 1, "late": 1},
        "heard": {},
    }
    assert later["responded"] == {"of": 3, "with": 0}


def test_what_was_withdrawn_or_comes_from_the_host_is_not_counted() -> None:
    theme = make_theme()
    gone, offered = make_said(theme), make_said(theme)
    Contribution.objects.filter(pk=gone.pk).update(state="withdrawn")
    offered.voice.is_host = True
    offered.voice.save()

    assert queries.loop_now(theme.process, timezone.now()).words == []


@pytest.mark.parametrize("number", [1, 6])
def test_figures_take_the_same_number_of_queries(number: int, django_assert_max_num_queries: object) -> None:
    theme = make_theme()
    for _each in range(number):
        make_response(other := make_theme(theme.process))
        make_said(other)

    with django_assert_max_num_queries(8):  # type: ignore[operator]  # the fixture has no type
        queries.loop_now(theme.process, timezone.now())


def test_words_on_which_there_is_no_theme_yet_wait() -> None:
    said = make_idea(make_thread())

    told = queries.loop_now(said.thread.process, timezone.now()).figures

    assert (told.responded.of, told.responded.with_it) == (1, 0)


def test_history_keeps_a_row_only_when_something_has_changed() -> None:
    theme = make_theme()
    now = timezone.now()

    tasks.note_loops(0)
    tasks.note_loops(0)
    actions.note_loop_figures(scoped=theme.process, now=now + timedelta(days=1))
    make_said(theme)
    actions.note_loop_figures(scoped=theme.process, now=now + timedelta(days=2))

    kept = LoopFigures.objects.order_by("scope", "day").values_list("scope", "figures__responded__of")
    assert list(kept) == [("city", 0), ("process", 0), ("process", 1), ("unit", 0)]


def test_files_hold_what_the_figures_are_made_of() -> None:
    theme = make_theme()
    make_said(theme)
    make_response(theme)
    measure(theme, timezone.localdate())
    address = f"/api/v1/processes/{theme.process.slug}/loop"

    told = Client().get(address).json()
    words = read_words(Client().get(f"{address}/words.csv").content.decode())
    measures = read_measures(Client().get(f"{address}/measures.csv").content.decode())
    made = loop(words, measures, as_of=date.fromisoformat(told["as_of"]))

    assert told["figures"]["responded"] == {"of": made.responded.of, "with": made.responded.with_it}
    assert told["figures"]["days_to_response"] == {"median": made.days_to_response.median, "of": 1}
    assert told["figures"]["measures"]["of"] == made.measures.of
    assert Client().get("/api/v1/processes/none/loop").status_code == 404


def test_responses_are_given_away_as_json() -> None:
    response = make_response()
    slug = response.theme.process.slug

    (told,) = Client().get(f"/api/v1/processes/{slug}/responses").json()

    assert (told["theme"], told["outcome"], told["reasons"]["fi"]) == (1, "taken", "Tilat avataan.")
