"""The whole story of the town can be walked: from one volunteer's answer to the board of § 88 and back."""

import pytest
from django.utils import timezone

from punos.contributions.models import Contribution
from punos.decisions import queries
from punos.decisions.models import Decision, Measure
from punos.organisations.models.actor import SYSTEM
from punos.processes.models import Process
from punos.themes import queries as themes
from town.texts import cast, deeds
from town.texts.answered import THEMES
from town.texts.co_operation import PROCESS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


@pytest.fixture
def said(town: str, db: None) -> Contribution:
    """What the volunteer secretary of a small association hoped for in May 2022."""
    rows = Contribution.objects.filter(thread__process__slug=PROCESS.slug)
    return rows.get(voice__organisation__name=cast.SMALL_ASSOCIATION, latest__text__startswith="Jos rakenne")


@pytest.fixture
def board(town: str, db: None) -> Decision:
    """The setting up of the advisory board."""
    return Decision.objects.get(process__slug=PROCESS.slug, section_mark="§ 88")


def test_answer_leads_to_the_board_and_to_what_it_does(said: Contribution, board: Decision) -> None:
    theme = themes.themes_of([said])[said.pk][0]
    response = queries.responses_under([said.pk])[said.pk][0]
    changed = {each.section.key for each in queries.changes_of(response)}
    measures = [each.title.texts["fi"].text for each in queries.measures_of_decision(SYSTEM, board)]

    assert theme.title.texts["fi"].text == THEMES[0].title.fi
    assert (response.theme_id, response.outcome) == (theme.pk, "taken")
    assert changed == {"preparation", "follow_up"}
    assert board in queries.decisions_on(SYSTEM, theme)
    assert measures == [deeds.MEASURES[0].title.fi]


def test_board_leads_back_to_the_answer(said: Contribution, board: Decision) -> None:
    measure = board.measures.get()
    theme = queries.themes_settled(SYSTEM, board)[0]

    assert theme.pk in queries.themes_behind(measure)
    assert theme.assignments.standing().filter(contribution=said).count() == 1
    response = queries.response_of(theme)
    assert response in queries.responses_borne_out(SYSTEM, board)


def test_each_step_comes_after_the_one_before(said: Contribution, board: Decision) -> None:
    (response,) = (
        each for each in queries.responses_under([said.pk])[said.pk] if each.decisions.contains(board)
    )
    measure = board.measures.get()
    assert response.published_at is not None
    assert measure.closed_at is not None
    days = [timezone.localdate(said.at), timezone.localdate(response.published_at), board.decided_on]
    days.append(timezone.localdate(measure.closed_at))

    assert [(day.year, day.month) for day in days] == [(2022, 5), (2022, 12), (2023, 2), (2023, 5)]


def test_all_three_handlings_are_joined_into_one_story() -> None:
    process = Process.objects.get(slug=PROCESS.slug)
    decided = Decision.objects.filter(process=process).order_by("decided_on")

    assert [(str(each.decided_on), each.outcome, each.section_mark) for each in decided] == [
        ("2022-05-30", "referred", ""),
        ("2022-06-06", "noted", "§ 27"),
        ("2023-02-06", "approved", "§ 88"),
    ]
    assert decided[1].previous == decided[0]


def test_measures_are_done_under_way_and_one_is_overdue() -> None:
    overdue = Measure.objects.overdue(timezone.localdate())

    assert [each.title.texts["fi"].text for each in overdue] == [deeds.MEASURES[2].title.fi]
