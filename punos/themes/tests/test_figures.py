"""Who holds a theme by field, area and size: small numbers, who has gone, and what two states would tell."""

import pytest

from punos.contributions import actions as contributions
from punos.contributions.models import Contribution, Thread
from punos.contributions.tests.factories import make_thread
from punos.journal.models import Entry
from punos.organisations.models import Actor
from punos.organisations.models.actor import SYSTEM
from punos.processes.models import Process
from punos.themes import queries
from punos.themes.models import Theme, ThemeFigures
from punos.themes.tasks import compute_after, compute_figures, figures
from punos.themes.tests.factories import give, led_process, make_theme, say, say_as_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def people(process: Process, number: int, field: str, thread: Thread) -> list[Contribution]:
    """So many persons of one field who say something."""
    return [say(process, thread=thread, background={"field": field}) for _each in range(number)]


def table(theme: Theme, title: str = "Field of activity") -> dict[str, tuple[str, ...]]:
    """A table of the page by the names of its rows."""
    shown = queries.figures_of(theme)
    assert shown is not None
    found = next(each for each in shown.tables if each.caption == title)
    return {str(row[0]): tuple(str(cell) for cell in row[1:]) for row in found.rows}


def held(*groups: tuple[int, str], organisations: int = 0) -> tuple[Theme, list[Contribution]]:
    """A theme held by so many persons of each field, computed."""
    process = led_process()
    theme, thread = make_theme(process, published=True), make_thread(process)
    said = [each for number, field in groups for each in people(process, number, field, thread)]
    said += [say_as_organisation(process, field="sport") for _each in range(organisations)]
    give(theme, *said)
    figures.compute(process.pk)
    return theme, said


def test_small_numbers_of_persons_are_ranges_and_organisations_are_not_hidden() -> None:
    theme, _said = held((6, "youth"), (7, "culture"), (2, "sport"), organisations=1)

    told = table(theme)

    assert sorted(told.values()) == sorted([("hidden", "0"), ("6", "0"), ("1\u20134", "1")])


def test_figures_stay_the_same_where_nothing_changed() -> None:
    theme, _said = held((6, "youth"))
    before = ThemeFigures.objects.get().computed_at

    compute_figures(process_id=theme.process_id)

    assert ThemeFigures.objects.get().computed_at == before


def test_numbers_with_somebody_who_has_gone_are_left_out_at_once_and_told_after_five() -> None:
    theme, said = held((6, "youth"), (7, "culture"), organisations=1)
    thread = said[0].thread

    contributions.withdraw_contribution(actor=Actor(), voice=said[0].voice, contribution=said[0])
    at_once = queries.figures_of(theme)
    figures.compute(theme.process_id)
    still = queries.figures_of(theme)
    give(theme, *people(theme.process, 4, "youth", thread))
    figures.compute(theme.process_id)

    for shown in (at_once, still):
        assert shown is not None
        assert (shown.has_persons, len(shown.tables[0].columns)) == (False, 2)
    told = table(theme)
    assert sorted(told.values()) == sorted([("9", "0"), ("7", "0"), ("0", "1")])


def test_one_more_person_is_not_told_by_the_difference() -> None:
    theme, said = held((6, "youth"), (7, "culture"))
    before = table(theme)

    give(theme, *people(theme.process, 1, "youth", said[0].thread))
    figures.compute(theme.process_id)
    after_one = table(theme)
    give(theme, *people(theme.process, 4, "youth", said[0].thread))
    figures.compute(theme.process_id)

    assert after_one == before
    assert sorted(table(theme).values()) == [("11", "0"), ("7", "0")]


def test_theme_held_by_organisations_alone_tells_them_and_nothing_when_they_go() -> None:
    theme, said = held(organisations=2)
    first = table(theme)

    contributions.remove(actor=SYSTEM, contribution=said[0], reason="insult")

    assert list(first.values()) == [("0", "2")]
    assert queries.figures_of(theme) is None
    assert queries.figures_of(make_theme(theme.process)) is None


def test_whatever_changes_who_holds_a_theme_asks_for_new_figures() -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    theme, said = held((1, "youth"))
    ProcrastinateJob.objects.all().delete()
    line = Entry(verb="contribution.withdrawn", process=theme.process.slug, subject_id=said[0].pk)

    compute_after(line)
    compute_after(line)
    compute_after(Entry(verb="contribution.withdrawn", process=led_process().slug, subject_id=1))

    jobs = ProcrastinateJob.objects.filter(task_name="punos.themes.tasks.compute_figures")
    assert [each.args for each in jobs] == [{"process_id": theme.process_id}]


def test_counts_of_the_worker_are_those_of_the_moment_it_counted() -> None:
    process = led_process()
    theme = make_theme(process, published=True)
    give(theme, say(process), say_as_organisation(process))
    before = queries.kept_counts(process)
    figures.compute(process.pk)
    give(theme, say(process))

    kept, now = queries.kept_counts(process), queries.counts(process)

    assert before == kept == {theme.pk: queries.Counts(persons=1, organisations=1, contributions=2)}
    assert now[theme.pk].persons == 2
