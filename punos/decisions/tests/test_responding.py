"""Responding to a theme: who may, what is missing, two who write at once, a second look, publishing, correcting."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from punos.contributions.tests.factories import last_line, make_actor, make_unit, verbs_since, verdict
from punos.core.errors import Invalid, NotNow, Refused
from punos.core.languages import Written
from punos.decisions import actions, queries, rules
from punos.decisions.models import Response, ResponseState
from punos.decisions.tests.responses import (
    leader,
    make_draft,
    make_response,
    make_theme,
    told,
)
from punos.journal.models import Entry
from punos.organisations.models import Actor, CityUnit, RoleKind
from punos.organisations.models.actor import SYSTEM
from punos.processes.models import Section
from punos.processes.tests.factories import make_document, make_process, make_section_facts, make_version
from punos.search.models import Entry as Findable
from punos.themes.models import Theme

pytestmark = pytest.mark.django_db


def today() -> date:
    return timezone.localdate()


def closed(theme: Theme) -> Theme:
    """The same theme after its process has been closed."""
    theme.process.closed_at = timezone.now()
    theme.process.save(update_fields=["closed_at"])
    return theme


def second_look(theme: Theme) -> None:
    """From now on the unit wants somebody else to look first."""
    assert theme.process.host_unit is not None
    CityUnit.objects.filter(pk=theme.process.host_unit.pk).update(second_look=True)


# Who and when -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "state", "says"),
    [
        ("officer", "none", "yes"),
        ("system", "none", "yes"),
        ("moderator", "none", "refused"),
        ("stranger", "none", "refused"),
        ("browser", "none", "refused"),
        ("officer", "draft", "yes"),
        ("officer", "published", "not_now"),
        ("officer", "ended", "not_now"),
        ("officer", "closed", "not_now"),
        ("officer", "closed and published", "not_now"),
    ],
)
def test_response_is_drafted_by_who_leads_for_a_theme_that_stands(who: str, state: str, says: str) -> None:
    theme = make_theme()
    unit = theme.process.host_unit
    if "published" in state:
        make_response(theme)
    if state == "draft":
        make_draft(theme)
    if "closed" in state:
        theme = closed(theme)
    if state == "ended":
        theme.ended_at = timezone.now()
    actors: dict[str, Any] = {
        "officer": lambda: leader(theme),
        "system": lambda: SYSTEM,
        "moderator": lambda: make_actor("Maija", unit=unit, role=RoleKind.MODERATOR),
        "stranger": lambda: make_actor("Sanna"),
        "browser": lambda: Actor(browser="mark"),
    }

    found = verdict(
        rules.check_draft_response, actors[who](), theme, queries.draft_of(theme), queries.published_of(theme)
    )

    assert found == says


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, "yes"),
        ({"outcome": "approved"}, "invalid"),
        ({"outcome": "preparing"}, "invalid"),
        ({"outcome": "preparing", "ready_by": date(2030, 1, 1)}, "yes"),
    ],
)
def test_facts_of_a_response_hold_together(changes: dict[str, Any], says: str) -> None:
    facts: dict[str, Any] = {"outcome": "taken", "ready_by": None, "unit": None, "changed_sections": []}

    assert verdict(rules.check_facts, make_theme(), *(facts | changes).values()) == says


def test_unit_that_has_been_closed_answers_for_nothing() -> None:
    unit = make_unit("vanha")
    unit.closed_at = timezone.now()

    assert verdict(rules.check_facts, make_theme(), "taken", None, unit, []) == "invalid"


def sections_of(published: bool, *, own: bool = True) -> tuple[Theme, list[Section]]:
    """A theme, and a clause of a text of its process (or of another) in its second version."""
    theme = make_theme()
    document = make_document(theme.process if own else make_process())
    make_version(document, make_section_facts("kesto", "Kesto on vuosi."), make_section_facts("tehtavat"))
    changed = make_section_facts("kesto", "Kesto on kaksi vuotta.", why="Pyydetty")
    version = make_version(document, changed, published=published)
    return theme, list(version.sections.order_by("place"))


def test_changed_clauses_are_those_that_a_published_version_changed() -> None:
    theme, (changed, kept) = sections_of(published=True)
    _other, (elsewhere, _kept) = sections_of(published=True, own=False)
    _theme, (unread, _rest) = sections_of(published=False)

    says = [
        verdict(rules.check_facts, theme, "taken", None, None, [each])
        for each in (changed, kept, elsewhere, unread)
    ]

    assert says == ["yes", "invalid", "invalid", "invalid"]
    assert changed in queries.sections_to_choose(theme.process)
    assert kept not in queries.sections_to_choose(theme.process)


# Drafting ---------------------------------------------------------------------------------------------------


def test_draft_is_kept_and_noted_and_read_by_nobody_else() -> None:
    theme = make_theme()
    officer, before = leader(theme), last_line()

    draft = make_draft(theme, actor=officer, outcome="preparing", ready_by=date(2030, 5, 1))
    written = actions.draft_response(
        actor=officer, theme=theme, outcome="taken", ready_by=date(2030, 5, 1), unit=draft.unit,
        reasons={"sv": Written("Annat.", 1)}, seen_revision=1,
    )  # fmt: skip

    assert (draft.number, draft.ready_by, written.pk) == (1, date(2030, 5, 1), draft.pk)
    assert (written.revision, written.ready_by, written.outcome) == (2, None, "taken")
    assert [written.reasons.texts[each].text for each in ("fi", "sv")] == ["Tilat avataan.", "Annat."]
    assert verbs_since(before) == ["response.drafted", "response.drafted"]
    assert not Entry.objects.latest("pk").is_public
    assert queries.response_of(theme) is None
    assert list(Response.objects.visible_to(make_actor("Sanna"))) == []
    assert list(Response.objects.visible_to(officer)) == [draft]
    assert list(Response.objects.visible_to(SYSTEM)) == [draft]


def test_two_who_write_different_languages_at_once_lose_nothing() -> None:
    theme = make_theme()
    draft = make_draft(theme)
    same: dict[str, Any] = {"actor": SYSTEM, "theme": theme, "outcome": "taken", "unit": draft.unit}

    actions.draft_response(**same, reasons={"fi": Written("Uusi.", 1)}, seen_revision=1)
    actions.draft_response(**same, reasons={"sv": Written("Ny.", 1)}, seen_revision=1)

    texts = Response.objects.get().reasons.texts
    assert (texts["fi"].text, texts["sv"].text) == ("Uusi.", "Ny.")


@pytest.mark.parametrize(
    "late", [{"reasons": {"fi": Written("Toinen.", 1)}}, {"outcome": "not_taken"}, {"unit": None}]
)
def test_two_who_write_the_same_at_once_notice(late: dict[str, Any]) -> None:
    theme = make_theme()
    draft = make_draft(theme)
    same: dict[str, Any] = {"actor": SYSTEM, "theme": theme, "outcome": "taken", "unit": draft.unit}
    first = {**same, "outcome": "partly", "reasons": {"fi": Written("Ensin.", 1)}}
    actions.draft_response(**first, seen_revision=1)

    with pytest.raises(NotNow):
        actions.draft_response(**{**same, "outcome": "partly", **late}, seen_revision=1)

    assert Response.objects.get().reasons.texts["fi"].text == "Ensin."


def test_second_beginning_of_a_draft_is_noticed() -> None:
    draft = make_draft()

    with pytest.raises(NotNow):
        make_draft(draft.theme, reasons=told("Toinen."))


def test_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(Invalid):
        make_draft(reasons={"fi": Written("a" * 20_001)})


def test_draft_is_put_aside_until_it_is_published() -> None:
    draft = make_draft()
    before = last_line()
    with pytest.raises(NotNow):
        actions.drop_draft(actor=SYSTEM, response=draft, seen_revision=7)

    actions.drop_draft(actor=SYSTEM, response=draft, seen_revision=1)
    published = make_response(draft.theme)

    assert list(Response.objects.all()) == [published]
    assert verbs_since(before)[0] == "response.dropped"
    with pytest.raises(NotNow):
        actions.drop_draft(actor=SYSTEM, response=published, seen_revision=published.revision)


# A second look ----------------------------------------------------------------------------------------------


def test_where_the_unit_asks_for_it_somebody_else_looks_first() -> None:
    theme = make_theme()
    second_look(theme)
    writer, other = leader(theme), leader(theme, "Kaisa")
    draft, before = make_draft(theme, actor=writer), last_line()
    with pytest.raises(NotNow):
        actions.publish_response(actor=writer, response=draft, seen_revision=1)

    asked = actions.ask_second_look(actor=writer, response=draft, seen_revision=1)
    waiting = [queries.to_respond(each, today()).to_check for each in (writer, other)]
    with pytest.raises(Refused):
        actions.check_response(actor=writer, response=asked, seen_revision=1)
    checked = actions.check_response(actor=other, response=asked, seen_revision=1)
    published = actions.publish_response(actor=writer, response=checked, seen_revision=1)

    assert (asked.state, waiting) == (ResponseState.TO_CHECK, [[], [draft]])
    assert (published.checked_by, published.published_by) == (other.person_id, writer.person_id)
    assert verbs_since(before) == [
        "response.look_asked", "response.checked", "hold.lifted", "response.published",
    ]  # fmt: skip


def test_what_is_changed_after_a_look_has_to_be_looked_at_again() -> None:
    theme = make_theme()
    second_look(theme)
    writer, other = leader(theme), leader(theme, "Kaisa")
    draft = make_draft(theme, actor=writer)
    actions.ask_second_look(actor=writer, response=draft, seen_revision=1)
    actions.check_response(actor=other, response=draft, seen_revision=1)

    written = actions.draft_response(
        actor=writer, theme=theme, outcome="partly", unit=draft.unit, seen_revision=1
    )

    assert (written.state, written.checked_at, written.drafted_by) == ("draft", None, writer.person_id)
    assert verdict(rules.check_publish_response, writer, written, today()) == "not_now"


def test_response_is_given_back_to_its_writer() -> None:
    draft, before = make_draft(), last_line()
    actions.ask_second_look(actor=SYSTEM, response=draft, seen_revision=1)

    back = actions.send_back(actor=leader(draft.theme), response=draft, seen_revision=1)

    assert back.state == "draft"
    assert verbs_since(before)[-1] == "response.sent_back"


@pytest.mark.parametrize("verb", [rules.check_check_response, rules.check_send_back])
def test_nobody_looks_at_what_nobody_asked_for(verb: Any) -> None:
    assert verdict(verb, SYSTEM, make_draft()) == "not_now"


def test_look_is_asked_for_once_when_nothing_is_missing() -> None:
    draft = make_draft()
    unready = make_draft(reasons={"fi": Written("Vain suomeksi.")})

    first, gaps = (verdict(rules.check_ask_second_look, SYSTEM, each, today()) for each in (draft, unready))
    draft.state = ResponseState.TO_CHECK

    assert (first, gaps) == ("yes", "invalid")
    assert verdict(rules.check_ask_second_look, SYSTEM, draft, today()) == "not_now"


# Publishing -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({}, []),
        ({"reasons": {"fi": Written("Vain suomeksi.")}}, ["The reasons are missing in: svenska."]),
        ({"reasons": {"sv": Written("Bara.")}}, ["The reasons are missing in: suomi."]),
        ({"unit": None}, ["Choose the unit that answers for the response."]),
        (
            {"outcome": "preparing", "ready_by": date(2020, 1, 1)},
            ["The day by which the response is ready has passed already."],
        ),
    ],
)
def test_everything_that_is_missing_is_told(changes: dict[str, Any], missing: list[str]) -> None:
    draft = make_draft(**changes)

    with translation.override("en"):
        found = list(rules.faults_of(draft, today()))

    assert found == missing
    assert verdict(rules.check_publish_response, SYSTEM, draft, today()) == ("invalid" if missing else "yes")


def test_published_response_stands_is_found_and_lets_the_process_be_closed() -> None:
    theme = make_theme()
    draft, officer = make_draft(theme), leader(theme)
    standing, before = theme.process.holds.standing().count(), last_line()

    published = actions.publish_response(actor=officer, response=draft, seen_revision=1)

    assert (standing, theme.process.holds.standing().count()) == (1, 0)
    assert verbs_since(before) == ["hold.lifted", "response.published"]
    assert Entry.objects.latest("pk").is_public
    assert queries.response_of(theme) == published
    assert Findable.objects.filter(subject_type="response").count() == 1
    assert list(Response.objects.visible_to(Actor())) == [published]
    assert verdict(rules.check_publish_response, SYSTEM, published, today()) == "not_now"


def test_response_is_published_just_as_it_was_seen_with_its_theme_public() -> None:
    draft = make_draft()
    hidden = make_draft(make_theme(published=False))

    with pytest.raises(NotNow):
        actions.publish_response(actor=SYSTEM, response=draft, seen_revision=2)

    assert verdict(rules.check_publish_response, SYSTEM, hidden, today()) == "not_now"


def test_promise_keeps_the_process_open_until_there_is_an_answer() -> None:
    theme = make_theme()
    promised = make_response(theme, outcome="preparing", ready_by=today() + timedelta(days=9))
    held = theme.process.holds.standing().count()

    answer = actions.correct_response(actor=SYSTEM, response=promised)
    answer = actions.draft_response(
        actor=SYSTEM, theme=theme, outcome="taken", unit=answer.unit, seen_revision=answer.revision
    )
    published = actions.publish_response(actor=SYSTEM, response=answer, seen_revision=answer.revision)

    assert (held, theme.process.holds.standing().count()) == (1, 0)
    assert (rules.is_correction(published), published.number) == (
        False,
        2,
    )  # what was promised asks for no reason
