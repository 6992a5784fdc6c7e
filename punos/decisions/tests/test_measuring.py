"""Measures: who starts them and tells how they go on, when they are late, what came of them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils import timezone

from punos.contributions.tests.factories import last_line, make_actor, make_unit, text, verbs_since, verdict
from punos.core.errors import Invalid, NotNow
from punos.core.languages import TranslatedText
from punos.decisions import actions, queries, rules, tasks
from punos.decisions.models import MeasureState
from punos.decisions.tests.factories import make_decision, make_measure, measure_facts
from punos.journal.models import Entry
from punos.notices.models import Notice
from punos.organisations import actions as organisations
from punos.organisations import queries as hats
from punos.organisations.models import Actor, MandateSource, Organisation, RoleKind, Scope
from punos.organisations.models.actor import SYSTEM
from punos.organisations.tests.factories import make_organisation
from punos.people.tests.factories import make_person
from punos.processes.models import Process
from punos.processes.tests.factories import make_process
from punos.themes.tests.factories import make_theme

pytestmark = pytest.mark.django_db
LATE, IN_TIME = date(2024, 1, 1), date(2023, 12, 31)


def acting_for(organisation: Organisation, scope: Scope = Scope.REPRESENT) -> Actor:
    """Somebody with one mandate for an organisation."""
    person = make_person("Eeva")
    organisations.grant_mandate(
        actor=SYSTEM, organisation=organisation, person=person, scopes={scope}, source=MandateSource.CITY
    )
    return hats.actor_for(person)


@pytest.mark.parametrize(
    ("day", "precision", "span"),
    [
        (date(2023, 5, 9), "day", (date(2023, 5, 9), date(2023, 5, 9))),
        (date(2024, 2, 9), "month", (date(2024, 2, 1), date(2024, 2, 29))),
        (date(2023, 5, 9), "season", (date(2023, 3, 1), date(2023, 5, 31))),
        (date(2024, 1, 31), "season", (date(2023, 12, 1), date(2024, 2, 29))),
        (date(2023, 12, 1), "season", (date(2023, 12, 1), date(2024, 2, 29))),
        (date(2023, 5, 9), "end_of_year", (date(2023, 12, 1), date(2023, 12, 31))),
        (date(2023, 5, 9), "year", (date(2023, 1, 1), date(2023, 12, 31))),
    ],
)
def test_rough_day_is_its_first_and_last_possible_day(
    day: date, precision: str, span: tuple[date, date]
) -> None:
    assert rules.span_of(day, precision) == span


@pytest.mark.parametrize(
    ("changes", "can"),
    [
        ({}, "yes"),
        ({"title": TranslatedText()}, "invalid"),
        ({"body": text("x" * 10_001)}, "invalid"),
        ({"unit": None}, "invalid"),
        ({"precision": "century"}, "invalid"),
        ({"due_on": date(2022, 12, 31)}, "invalid"),
    ],
)
def test_measure_tells_what_it_must(changes: dict[str, Any], can: str) -> None:
    told = measure_facts(**changes)

    assert verdict(rules.check_start_measure, SYSTEM, make_process(), told, [], []) == can


def test_measure_is_answered_for_by_one() -> None:
    told = measure_facts(organisation=make_organisation(), unit=make_unit())

    assert verdict(rules.check_start_measure, SYSTEM, make_process(), told, [], []) == "invalid"


def test_measure_comes_from_decisions_and_themes_of_its_own_process() -> None:
    process, other = make_process(), make_process()
    decision, theme = make_decision(process), make_theme(process, published=True)
    before = last_line()

    measure = make_measure(process, decisions=[decision], themes=[theme])

    assert queries.came_from(Actor(), measure) == ([decision], [theme])
    assert queries.measures_of_decision(Actor(), decision) == [measure]
    assert verbs_since(before) == ["measure.started"]
    told = measure_facts()
    assert verdict(rules.check_start_measure, SYSTEM, process, told, [make_decision(other)], []) == "invalid"
    assert verdict(rules.check_start_measure, SYSTEM, process, told, [], [make_theme(process)]) == "invalid"


def test_measure_is_revised_by_who_saw_it_as_it_is_and_the_journal_keeps_the_day_before() -> None:
    measure, officer = make_measure(), make_actor("Olli", unit=make_unit())
    told = measure_facts(due_from=date(2024, 1, 1), due_on=date(2024, 12, 31))

    revised = actions.revise_measure(actor=officer, measure=measure, facts=told, seen_revision=0)
    with pytest.raises(NotNow):
        actions.revise_measure(actor=officer, measure=measure, facts=told, seen_revision=0)

    line = Entry.objects.get(verb="measure.revised")
    assert (revised.due_on, revised.revision) == (date(2024, 12, 31), 1)
    assert line.ids["due_before"] == "2023-12-31"


def test_progress_is_told_by_who_leads_and_by_those_who_answer_for_it() -> None:
    answering, other = make_unit("answering"), make_unit("other")
    mine, theirs = make_organisation(), make_organisation()
    of_unit, of_organisation = make_measure(unit=answering), make_measure(organisation=mine)
    actors = {
        "leads": make_actor("Olli", unit=make_unit()),
        "answers": make_actor("Anna", unit=answering),
        "moderates there": make_actor("Mika", unit=answering, role=RoleKind.MODERATOR),
        "elsewhere": make_actor("Ere", unit=other),
        "represents it": acting_for(mine),
        "answers for it": acting_for(mine, Scope.ANSWER),
        "represents another": acting_for(theirs),
        "nobody": Actor(),
    }

    can = {
        who: tuple(verdict(rules.check_tell_of_measure, actor, each) for each in (of_unit, of_organisation))
        for who, actor in actors.items()
    }

    assert {who: told for who, told in can.items() if "yes" in told} == {
        "leads": ("yes", "yes"),
        "answers": ("yes", "refused"),
        "represents it": ("refused", "yes"),
    }
    assert (
        verdict(rules.check_start_measure, actors["answers"], of_unit.process, measure_facts(), [], [])
        == "refused"
    )


def test_host_organisation_tells_how_its_measures_go_on() -> None:
    host = make_organisation()
    measure = make_measure(make_process(host_organisation=host))

    assert verdict(rules.check_tell_of_measure, acting_for(host), measure) == "yes"


def test_progress_moves_the_state_and_the_next_look_and_is_kept() -> None:
    measure, before = make_measure(), last_line()

    note = actions.note_progress(
        actor=SYSTEM, measure=measure, text=text("Alkoi."), state="under_way", review_on=date(2023, 9, 1)
    )

    measure.refresh_from_db()
    assert (measure.state, measure.review_on, verbs_since(before)) == (
        MeasureState.UNDER_WAY, date(2023, 9, 1), ["measure.progressed"],
    )  # fmt: skip
    assert queries.progress_of(measure) == [note]


@pytest.mark.parametrize(("state", "words"), [("done", "Valmis."), ("planned", ""), ("dreamt", "Sanoja")])
def test_progress_without_words_or_with_an_end_is_refused(state: str, words: str) -> None:
    told = text(words) if words else TranslatedText()

    with pytest.raises(Invalid):
        actions.note_progress(actor=SYSTEM, measure=make_measure(), text=told, state=state)


def test_measure_is_closed_once_with_what_came_of_it_also_after_its_process() -> None:
    measure, before = make_measure(), last_line()
    Process.objects.update(closed_at=datetime(2023, 1, 1, tzinfo=UTC))

    closed = actions.close_measure(actor=SYSTEM, measure=measure, state="done", came_of=text("Se kokoontui."))

    assert (closed.state, closed.closed_at is not None, verbs_since(before)) == (
        "done",
        True,
        ["measure.closed"],
    )
    later: list[Callable[[], object]] = [
        lambda: actions.close_measure(actor=SYSTEM, measure=measure, state="dropped", came_of=text("Ei")),
        lambda: actions.note_progress(
            actor=SYSTEM, measure=measure, state="under_way", text=text("Viel\u00e4")
        ),
        lambda: actions.revise_measure(actor=SYSTEM, measure=measure, facts=measure_facts(), seen_revision=0),
    ]
    for verb in later:
        with pytest.raises(NotNow):
            verb()


@pytest.mark.parametrize(("state", "came_of"), [("under_way", "Jotain"), ("done", "")])
def test_end_of_a_measure_says_how_and_what_came_of_it(state: str, came_of: str) -> None:
    told = text(came_of) if came_of else TranslatedText()

    assert verdict(rules.check_close_measure, SYSTEM, make_measure(), state, told) == "invalid"


def test_late_measures_and_due_looks_come_to_the_desk_of_those_who_answer() -> None:
    organisation = make_organisation()
    late, looked = make_measure(), make_measure(review_on=IN_TIME)
    theirs = make_measure(organisation=organisation)
    actions.close_measure(actor=SYSTEM, measure=make_measure(), state="dropped", came_of=text("Ei"))
    officer, manager = make_actor("Olli", unit=make_unit()), acting_for(organisation)

    assert queries.measures_due(officer, LATE) == [late, looked]
    assert queries.measures_due(officer, IN_TIME) == [looked]
    assert queries.measures_due(manager, LATE) == [theirs]
    assert queries.measures_due(Actor(), LATE) == []
    assert (late.is_overdue(LATE), late.is_overdue(IN_TIME)) == (True, False)


def test_those_who_answer_are_told_once_that_it_is_late() -> None:
    organisation = make_organisation()
    officer, manager = make_actor("Olli", unit=make_unit()), acting_for(organisation)
    make_actor("Mika", unit=make_unit(), role=RoleKind.MODERATOR)
    own, theirs = make_measure(), make_measure(organisation=organisation)
    make_measure(due_from=timezone.localdate(), due_on=timezone.localdate(), precision="day")

    for _time in range(2):
        tasks.tell_of_overdue(timestamp=0)

    assert set(Notice.objects.values_list("person", "event", "organisation")) == {
        (officer.person_id, f"measure:{own.pk}:overdue:2023-12-31", None),
        (manager.person_id, f"measure:{theirs.pk}:overdue:2023-12-31", organisation.pk),
    }
