"""What waits on the desk because of decisions and measures."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from punos.contributions.tests.factories import make_person, make_unit
from punos.decisions.models import FoundDecision
from punos.decisions.tests.factories import make_measure
from punos.processes.tests.factories import make_process

pytestmark = pytest.mark.django_db


def test_desk_shows_measures_that_are_late_and_what_was_found_in_the_city_s_decisions() -> None:
    process = make_process(host_unit=make_unit())
    late, looked = (
        make_measure(process),
        make_measure(process, due_on=date(2099, 12, 31), review_on=date(2024, 1, 1)),
    )
    make_measure(process, unit=make_unit("other"))
    FoundDecision.objects.create(
        external_id="1", process=process, told={}, digest="d", told_at=timezone.now()
    )
    officer, stranger = Client(), Client()
    officer.force_login(make_person("Olli", unit=make_unit()))
    stranger.force_login(make_person("Ere"))

    mine, theirs = (each.get("/en/desk/").context for each in (officer, stranger))

    assert (mine["to_do"], mine["found_waiting"]) == ([(late, True), (looked, False)], [process])
    assert (theirs["to_do"], theirs["found_waiting"]) == ([], [])
