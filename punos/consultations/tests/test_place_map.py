"""Where places are asked for and shown there is a map, if the installation has one; it tells no more than the table."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from punos.consultations import actions
from punos.consultations.actions import ImportedSubmission
from punos.consultations.models import Consultation, QuestionKind
from punos.consultations.queries.survey_tables import MOST_MARKS, marks
from punos.consultations.tasks import computing
from punos.consultations.tests.factories import at, signed_in, taking_part
from punos.consultations.tests.surveys import make_survey, question
from punos.contributions.actions import ImportedVoice
from punos.contributions.models import Capacity
from punos.contributions.tests.factories import DAY, make_unit
from punos.organisations.models.actor import SYSTEM

pytestmark = pytest.mark.django_db
SCRIPT = b"consultations/map.js"
BOX = b" data-map "


def answered() -> Consultation:
    """A closed survey in which seven residents point at nearly the same place, and one group at another."""
    survey = make_survey([question("where", QuestionKind.PLACE)], state="closed")
    when = timezone.now() - DAY

    def said(key: str, capacity: Capacity, lat: float, **more: Any) -> ImportedSubmission:
        values = {"where": {"lat": lat, "lon": 24.95004, "name": "Kotini"}}
        return ImportedSubmission(ImportedVoice(key, capacity, when, **more), values, when, "fi")

    rows = [said(str(each), Capacity.RESIDENT, 60.18401 + each / 100_000) for each in range(7)]
    rows.append(said("g", Capacity.GROUP, 60.25, head_count=5))
    actions.bring_in_submissions(actor=SYSTEM, consultation=survey, rows=rows)
    computing.compute(survey.pk)
    return survey


@pytest.mark.parametrize("kind", [QuestionKind.PLACE, QuestionKind.TEXT])
def test_form_brings_the_map_where_a_place_is_asked_for(kind: QuestionKind) -> None:
    survey = make_survey([question("where", kind)])
    client = taking_part(survey)

    page = client.get(at(survey, "answer"))

    assert [part in page.content for part in (SCRIPT, BOX)] == [kind == QuestionKind.PLACE] * 2


def test_fields_of_a_place_stand_without_a_map(settings: Settings) -> None:
    survey = make_survey([question("where", QuestionKind.PLACE)])
    client = taking_part(survey)
    settings.MAP = None

    page = client.get(at(survey, "answer"))

    assert [part in page.content for part in (SCRIPT, BOX)] == [False, False]
    assert page.content.count(b'name="where:') == 3


def test_preview_shows_the_map_that_readers_meet() -> None:
    survey = make_survey([question("where", QuestionKind.PLACE)])

    page = signed_in(unit=make_unit()).get(at(survey, "preview"))

    assert [part in page.content for part in (SCRIPT, BOX)] == [True, True]


def test_results_show_rough_places_on_the_map_and_in_the_table() -> None:
    survey = answered()

    page = Client().get(at(survey, "results"))

    shown = next(block.marks for block in page.context["questions"][0].blocks if block.marks)
    assert shown.as_text == "person,60.184,24.950,7;group,60.250,24.950,1"
    assert [code for code, _name in shown.parts] == ["person", "group"]
    assert f'data-points="{shown.as_text}"'.encode() in page.content
    assert (SCRIPT in page.content, b"Kotini" in page.content) == (True, False)


def test_results_without_a_map_are_the_table(settings: Settings) -> None:
    survey = answered()
    settings.MAP = None

    page = Client().get(at(survey, "results"))

    assert [part in page.content for part in (SCRIPT, BOX, b"60.250")] == [False, False, True]


def test_map_of_many_places_takes_those_that_most_pointed_at() -> None:
    found = [{"part": "person", "latitude": 60 + n / 1_000, "longitude": 25.0} for n in range(MOST_MARKS + 5)]

    shown = marks([*found, found[-1]])

    assert shown is not None
    listed = shown.as_text.split(";")
    assert (len(listed), listed[0]) == (MOST_MARKS, "person,61.004,25.000,2")
