"""The themes of the town: each with words of all kinds in it and a response that says that it was invented."""

import pytest
from django.utils import timezone

from punos.core.languages import LANGUAGES
from punos.decisions.models import Response
from punos.decisions.queries import loop_now
from punos.processes.models import Process
from punos.themes.models import Assignment, Theme
from punos.themes.queries import counts
from town import answered
from town.texts.answered import INVENTED, THEMES
from town.texts.co_operation import PROCESS

pytestmark = pytest.mark.usefixtures("own_town")


def test_each_theme_holds_what_persons_and_organisations_said() -> None:
    process = Process.objects.get(slug=PROCESS.slug)
    counted = counts(process)
    themes = list(Theme.objects.filter(process=process).order_by("place"))

    assert [each.title.texts["fi"].text for each in themes] == [told.title.fi for told in THEMES]
    assert [
        each for each in themes if not (counted[each.pk].persons and counted[each.pk].organisations)
    ] == []
    assert themes[0].published_at is not None


def test_each_response_says_in_three_languages_that_it_was_invented() -> None:
    responses = list(Response.objects.filter(theme__process__slug=PROCESS.slug).order_by("theme__place"))
    opened = {
        each.reasons.texts[language].text.split("\n")[0] for each in responses for language in LANGUAGES
    }

    assert [each.outcome for each in responses] == [told.outcome for told in THEMES]
    assert opened == {INVENTED.fi, INVENTED.sv, INVENTED.en}
    assert [each.decisions.count() for each in responses] == [bool(told.decision) for told in THEMES]
    assert [each.changed_sections.count() for each in responses] == [len(told.changed) for told in THEMES]


def test_building_again_adds_nothing() -> None:
    before = Theme.objects.count(), Response.objects.count(), Assignment.objects.count()

    answered.responded_to(timezone.localdate())

    assert (Theme.objects.count(), Response.objects.count(), Assignment.objects.count()) == before


def test_loop_of_the_town_goes_from_may_to_june() -> None:
    told = loop_now(Process.objects.get(slug=PROCESS.slug), timezone.now()).figures

    assert 0 < told.responded.with_it < told.responded.of
    assert told.days_to_response.median is not None
    assert 20 < told.days_to_response.median < 60
