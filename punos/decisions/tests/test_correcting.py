"""Correcting a response, and what becomes of it when its theme is merged: versions, holds, what is found."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from punos.contributions.tests.factories import last_line, make_unit, verbs_since, verdict
from punos.core.errors import NotNow
from punos.core.languages import TranslatedText, Written
from punos.decisions import actions, queries, rules, tasks
from punos.decisions.models import Response
from punos.decisions.tests.responses import (
    correct,
    leader,
    make_draft,
    make_response,
    make_said,
    make_theme,
    told,
)
from punos.journal.models import Entry
from punos.organisations.models.actor import SYSTEM
from punos.processes.tests.factories import make_process
from punos.search.models import Entry as Findable
from punos.themes import actions as themes
from punos.themes.models import Theme

pytestmark = pytest.mark.django_db


def today() -> date:
    return timezone.localdate()


def closed(theme: Theme) -> Theme:
    """The same theme after its process has been closed."""
    theme.process.closed_at = timezone.now()
    theme.process.save(update_fields=["closed_at"])
    return theme


# Correcting -------------------------------------------------------------------------------------------------


def test_correction_is_a_new_version_and_the_old_one_stays_readable() -> None:
    first = make_response()
    theme, before = first.theme, last_line()

    second = correct(first, outcome="not_taken")

    assert (second.number, queries.response_of(theme)) == (2, second)
    assert queries.earlier_responses(theme, second) == [first]
    assert Response.objects.get(pk=first.pk).outcome == "taken"
    assert (queries.version_of(theme, 1), queries.version_of(theme, 3)) == (first, None)
    assert verbs_since(before) == ["response.correction_begun", "response.drafted", "response.corrected"]
    assert [each.subject_id for each in Findable.objects.filter(subject_type="response")] == [second.pk]


def test_correction_to_a_promise_keeps_the_process_open_again() -> None:
    first = make_response()

    correct(first, outcome="preparing", ready_by=today())

    assert first.theme.process.holds.standing().count() == 1


def test_correction_says_why() -> None:
    draft = actions.correct_response(actor=SYSTEM, response=make_response())

    with translation.override("en"):
        faults = list(rules.faults_of(draft, today()))

    assert faults == ["Why it is corrected is missing in: suomi, svenska."]


def test_one_correction_is_written_at_a_time_from_what_stands() -> None:
    first = make_response()
    draft = actions.correct_response(actor=SYSTEM, response=first)
    with pytest.raises(NotNow):
        actions.correct_response(actor=SYSTEM, response=first)
    actions.drop_draft(actor=SYSTEM, response=draft, seen_revision=draft.revision)
    correct(first)

    with pytest.raises(NotNow):
        actions.correct_response(actor=SYSTEM, response=first)


def test_mistake_is_corrected_after_the_process_was_closed_and_nothing_put_off() -> None:
    first = make_response()
    closed(first.theme)
    officer = leader(first.theme)

    fixed = correct(first)
    draft = actions.correct_response(actor=officer, response=fixed)
    late = actions.draft_response(
        actor=officer, theme=first.theme, outcome="preparing", ready_by=today() + timedelta(days=9),
        unit=draft.unit, correction=told(), seen_revision=draft.revision,
    )  # fmt: skip

    assert queries.response_of(first.theme) == fixed
    assert verdict(rules.check_publish_response, officer, late, today()) == "not_now"


def test_theme_that_has_ended_is_corrected_no_more() -> None:
    first = make_response()
    first.theme.ended_at = timezone.now()

    assert (
        verdict(lambda: rules.check_correct_response(SYSTEM, first, is_current=True, has_draft=False))
        == "not_now"
    )


# Merging after a response -----------------------------------------------------------------------------------


def test_theme_merged_after_its_response_shows_that_of_the_theme_it_leads_to() -> None:
    process = make_process(host_unit=make_unit())
    old, middle, new = (make_theme(process) for _ in range(3))
    older, said = make_response(old), make_said(old)
    newer = make_response(new, outcome="partly")

    themes.merge_theme(actor=SYSTEM, theme=old, into=middle)
    themes.merge_theme(actor=SYSTEM, theme=Theme.objects.get(pk=middle.pk), into=new)
    actions.keep_up(actor=SYSTEM, process=process)

    everything = list(Theme.objects.order_by("pk"))
    assert queries.responses_of(everything) == dict.fromkeys([old.pk, middle.pk, new.pk], newer)
    assert queries.earlier_responses(new, newer) == [older]
    assert queries.responses_under([said.pk]) == {said.pk: [newer]}
    assert [each.subject_id for each in Findable.objects.filter(subject_type="response")] == [newer.pk]
    assert process.holds.standing().count() == 0


def test_merging_into_a_theme_without_a_response_keeps_the_process_open() -> None:
    process = make_process(host_unit=make_unit())
    old, new = make_theme(process), make_theme(process)
    make_response(old)

    themes.merge_theme(actor=SYSTEM, theme=old, into=new)
    tasks.keep_up(Entry.objects.get(verb="theme.merged"))

    assert queries.response_of(Theme.objects.get(pk=old.pk)) is None
    assert [each.subject_id for each in process.holds.standing()] == [new.pk]


def test_keeping_up_leaves_a_closed_process_as_it_is() -> None:
    response = make_response()
    closed(response.theme)
    before = last_line()

    actions.keep_up(actor=SYSTEM, process=response.theme.process)

    assert verbs_since(before) == []


def test_text_in_a_language_of_its_own_keeps_that_as_its_source() -> None:
    theme = make_theme(title=TranslatedText.of("sv", sv="Lokaler"))

    draft = make_draft(theme, reasons={"sv": Written("Ja.")})

    assert draft.reasons.source == "sv"
