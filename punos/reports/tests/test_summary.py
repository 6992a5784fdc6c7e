"""Writing, publishing and telling a closing summary; figures that follow the results until then."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from django.utils import timezone, translation

from punos.consultations.models import Consultation, Result
from punos.contributions.tests.factories import (
    DAY,
    last_line,
    make_actor,
    make_organisation,
    make_unit,
    make_visitor,
    verbs_since,
    verdict,
)
from punos.contributions.tests.test_speaking_for import wearing
from punos.core.errors import Invalid, NotNow
from punos.core.languages import Written
from punos.journal.models import Entry
from punos.organisations.models import Actor, RoleKind, Scope
from punos.organisations.models.actor import SYSTEM
from punos.processes import actions as processes
from punos.processes.models import Process
from punos.reports import actions, queries, rules, tasks
from punos.reports.models import Summary
from punos.reports.tests.summaries import begun, hosted, officer
from punos.search.models import Entry as Findable

pytestmark = pytest.mark.django_db


def test_draft_is_written_once_from_the_figures_in_three_languages() -> None:
    consultation, unit = hosted()
    leader = officer(unit)
    before = last_line()

    summary = actions.draft_summary(actor=leader, consultation=consultation)

    assert (summary.title.missing(), summary.body.missing(), summary.revision) == ((), (), 1)
    assert "{figure:total}" in summary.body.texts["en"].text
    assert verbs_since(before) == ["summary.drafted"]
    with pytest.raises(NotNow):
        actions.draft_summary(actor=leader, consultation=consultation)


@pytest.mark.parametrize(
    ("who", "has_results", "is_begun", "says"),
    [
        ("officer", True, False, "yes"),
        ("system", True, False, "yes"),
        ("officer", False, False, "not_now"),
        ("officer", True, True, "not_now"),
        ("stranger", True, False, "refused"),
        ("visitor", True, False, "refused"),
    ],
)
def test_draft_is_for_who_leads_once_there_are_figures(
    who: str, has_results: bool, is_begun: bool, says: str
) -> None:
    consultation, unit = hosted(computed=False)
    actors = {
        "officer": lambda: officer(unit),
        "system": lambda: SYSTEM,
        "stranger": lambda: make_actor("Sanna"),
        "visitor": make_visitor,
    }

    given = {"has_results": has_results, "is_begun": is_begun}
    found = verdict(lambda: rules.check_draft_summary(actors[who](), consultation, **given))

    assert found == says


@pytest.mark.parametrize(
    ("who", "reads"),
    [
        ("system", True),
        *((role, role in {RoleKind.COORDINATOR, RoleKind.OFFICER}) for role in RoleKind),
        ("officer of another unit", False),
        ("represents the host", True),
        ("answers for the host", False),
        ("represents another organisation", False),
        ("stranger", False),
        ("visitor", False),
    ],
)
def test_draft_is_read_by_who_leads_and_nobody_else_of_the_host(who: str, reads: bool) -> None:
    summary, host = begun()[0], make_organisation()
    unit = summary.consultation.process.host_unit
    Process.objects.update(host_organisation=host)
    makers: dict[str, Callable[[], Actor]] = {
        "system": lambda: SYSTEM,
        **{role: partial(make_actor, unit=unit, role=role) for role in RoleKind},
        "officer of another unit": lambda: make_actor("Aino", unit=make_unit("liikunta")),
        "represents the host": lambda: wearing(host, scopes=(Scope.REPRESENT,)),
        "answers for the host": lambda: wearing(host, scopes=(Scope.ANSWER,)),
        "represents another organisation": lambda: wearing(make_organisation(), scopes=(Scope.REPRESENT,)),
        "stranger": lambda: make_actor("Sanna"),
        "visitor": make_visitor,
    }
    actor, consultation = makers[who](), Consultation.objects.select_related("process").get()

    seen = Summary.objects.visible_to(actor).exists()
    said = verdict(rules.check_see_summary_draft, actor, consultation)
    summary.published_at = timezone.now()
    summary.save()

    assert (seen, said) == (reads, "yes" if reads else "refused")
    assert Summary.objects.visible_to(actor).get() == summary


def test_writing_counts_the_save_and_leaves_other_languages_alone() -> None:
    summary, leader = begun()
    before = last_line()

    told = {"fi": Written("Osallistujia oli {figure:total}.", 1)}
    written = actions.write_summary(actor=leader, summary=summary, body=told)

    assert (written.revision, written.body.texts["fi"].text) == (2, "Osallistujia oli {figure:total}.")
    assert written.body.texts["en"] == summary.body.texts["en"]
    assert verbs_since(before) == ["summary.written"]


def test_writing_refuses_what_somebody_else_wrote_in_between() -> None:
    summary, leader = begun()
    actions.write_summary(actor=leader, summary=summary, body={"fi": Written("Toinen.", 1)})

    with pytest.raises(NotNow):
        actions.write_summary(actor=leader, summary=summary, body={"fi": Written("Kolmas.", 1)})

    assert Summary.objects.get().body.texts["fi"].text == "Toinen."


@pytest.mark.parametrize(
    "name", ["nothing", "by.field.nothing.share", "question.nothing.answered", "idea.99.mean"]
)
def test_writing_refuses_a_figure_that_the_results_do_not_hold(name: str) -> None:
    summary, leader = begun()

    with translation.override("en"), pytest.raises(Invalid) as refusal:
        actions.write_summary(actor=leader, summary=summary, body={"fi": Written(f"{{figure:{name}}}", 1)})

    assert str(refusal.value) == f"The results have no figure of this name: {{figure:{name}}}."
    assert Summary.objects.get().revision == 1


def test_writing_refuses_a_text_that_is_too_long() -> None:
    summary, leader = begun()

    with pytest.raises(Invalid):
        actions.write_summary(actor=leader, summary=summary, title={"fi": Written("a" * 301, 1)})


def test_figures_of_a_draft_follow_the_results_and_those_of_a_published_one_stay() -> None:
    summary, leader = begun()
    draft = shown(summary)
    figures = Result.objects.get().figures
    Result.objects.update(figures={**figures, "total": 9})
    later = shown(summary)

    published = actions.publish_summary(actor=leader, summary=summary, seen_revision=1)
    Result.objects.update(figures={**figures, "total": 10})

    assert [words.partition(":")[0] for words in (draft, later, shown(published))] == [
        f"The number of participants was {number}" for number in (8, 9, 9)
    ]


def shown(summary: Summary) -> str:
    """How its first paragraph reads in English."""
    return queries.opening(summary, "en")


def test_publishing_is_public_found_and_lifts_what_kept_the_process_open() -> None:
    summary, leader = begun()
    process = summary.consultation.process
    actions.ask_for_summary(actor=SYSTEM, consultation=summary.consultation)
    before, standing = last_line(), process.holds.standing().count()

    published = actions.publish_summary(actor=leader, summary=summary, seen_revision=1)

    assert (standing, process.holds.standing().count()) == (1, 0)
    assert verbs_since(before) == ["hold.lifted", "summary.published"]
    assert Entry.objects.latest("pk").is_public
    assert published.published_at is not None
    assert Findable.objects.filter(address=published.address).count() == 1


@pytest.mark.parametrize(
    ("changes", "seen", "says"),
    [
        ({}, 1, "yes"),
        ({}, 2, "not_now"),
        ({"published_at": datetime(2022, 6, 1, tzinfo=UTC)}, 1, "not_now"),
        ({"title": {"fi": ""}}, 1, "invalid"),
    ],
)
def test_publishing_needs_just_what_was_seen_in_every_language(
    changes: dict[str, Any], seen: int, says: str
) -> None:
    summary, leader = begun()
    if "title" in changes:
        summary = actions.write_summary(actor=leader, summary=summary, title={"fi": Written("", 1)})
        seen = summary.revision
    summary.published_at = changes.get("published_at")

    assert verdict(rules.check_publish_summary, leader, summary, seen, timezone.now()) == says


def test_publishing_waits_until_the_time_to_answer_is_over() -> None:
    summary, leader = begun(state="open")

    assert verdict(rules.check_publish_summary, leader, summary, 1, timezone.now()) == "not_now"
    assert verdict(rules.check_publish_summary, leader, summary, 1, timezone.now() + 2 * DAY) == "yes"


def test_published_summary_stands_as_it_is() -> None:
    summary, leader = begun()
    actions.publish_summary(actor=leader, summary=summary, seen_revision=1)

    with pytest.raises(NotNow):
        actions.write_summary(actor=leader, summary=summary, body={"fi": Written("Uusi.", 1)})


def test_published_results_ask_for_a_summary_before_the_process_is_closed() -> None:
    consultation, unit = hosted()
    entry = Entry.objects.get(verb="results.published")

    tasks.ask_for_summary(entry)
    tasks.ask_for_summary(entry)

    assert [hold.reason for hold in consultation.process.holds.standing()] == ["closing_summary"]
    with pytest.raises(NotNow):
        processes.close_process(actor=officer(unit), process=consultation.process)


def test_published_summary_is_asked_for_no_more() -> None:
    summary, leader = begun()
    actions.publish_summary(actor=leader, summary=summary, seen_revision=1)

    assert actions.ask_for_summary(actor=SYSTEM, consultation=summary.consultation) is None


def test_summaries_are_missing_where_something_closed_has_results_alone() -> None:
    summary, leader = begun()
    hosted(unit="liikunta")
    now = timezone.now()

    missing = queries.summaries_missing(leader, now)
    actions.publish_summary(actor=leader, summary=summary, seen_revision=1)

    assert missing == [summary.consultation]
    assert queries.summaries_missing(leader, now - 30 * DAY) == []
    assert queries.summaries_missing(leader, now) == []
    assert queries.summaries_missing(make_actor("Sanna"), now) == []
